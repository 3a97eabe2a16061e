/*
 * Clippings as text, for `broadsheet clippings`.
 *
 * All that comes from a paper, a path or the person passes the filter, so every
 * form is fit for a terminal.  JSON holds everything of struct clip and is read
 * back by clips_read.h; the other forms are for reading.
 */
#ifndef SRC_LIBRARY_CLIPS_FORMAT_H
#define SRC_LIBRARY_CLIPS_FORMAT_H

struct buf;
struct clip;
struct clip_list;

enum clips_format {
	CLIPS_LIST,     /* a line each, see clips_write_line() */
	CLIPS_TEXT,     /* each in full, parted by lines of dashes */
	CLIPS_JSON,     /* {"schema":1,"clippings":[...]} and a newline */
	CLIPS_MARKDOWN, /* a heading, a quotation and its source each */
	CLIPS_HTML,     /* a page with an article each */
	CLIPS_FORMAT_COUNT
};

/* "list", "text", "json", "markdown" or "html"; -1 for any other name. */
int clips_format_named(const char *name);

void clips_write(struct buf *, const struct clip_list *, enum clips_format);

/*
 * One clipping as a line with its newline: id, date, paper, page, and the title
 * or headline, parted by two blanks, "-" for what is not known; then its tags,
 * if it has any, in brackets.
 */
void clips_write_line(struct buf *, const struct clip *);

#endif
