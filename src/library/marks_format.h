/*
 * Bookmarks as text, for `broadsheet bookmarks`.
 *
 * All that comes from a paper or a path passes the filter, so every form is
 * fit for a terminal.
 */
#ifndef SRC_LIBRARY_MARKS_FORMAT_H
#define SRC_LIBRARY_MARKS_FORMAT_H

struct buf;
struct mark;
struct mark_list;

enum marks_format {
	MARKS_TEXT,     /* a line each, see marks_write_line() */
	MARKS_JSON,     /* {"schema":1,"bookmarks":[...]} and a newline */
	MARKS_MARKDOWN, /* a heading an edition, an item a bookmark */
	MARKS_HTML,     /* a page: a heading an edition, an item a bookmark */
	MARKS_NETSCAPE, /* bookmarks of a browser, which opens the paper's file */
	MARKS_FORMAT_COUNT
};

/* "text", "json", "markdown", "html", "netscape"; -1 for any other name. */
int marks_format_named(const char *name);

void marks_write(struct buf *, const struct mark_list *, enum marks_format);

/*
 * One bookmark as a line with its newline: date, paper, page and headline, or
 * title of one's own, parted by two blanks, "-" for what is not known; then its
 * tags, if it has any, in brackets.  It is what `bookmarks add` and `remove`
 * print as well.
 */
void marks_write_line(struct buf *, const struct mark *);

#endif
