/*
 * The syntax of the native format, for its reader (content/native.c) and its
 * writer (src/print/markdown_export.c), so that the two cannot disagree.
 *
 * Front matter between two `---` lines, `#` page, `##` story, `key: value` lines
 * up to the first blank line, then the text:
 *
 *   paragraphs parted by blank lines; ### to ###### subheads; > quotes; - and
 *   1. items, two blanks a level; ![caption](file "credit"); | tables | with a
 *   |---| row; ``` lines kept as they are ```; --- a rule;
 *   credit:, standfirst:, rule: before a paragraph make it that;
 *   *em*, **strong**, _em_, `code`, [text](url), beside East Asian text too.
 *
 * `section:` under # is the section of the page's stories, under ## of that one.
 *
 * A backslash at the start of a line takes away the meaning that the line would
 * have; before \ * _ ` [ ] | it takes away theirs.  Where a line ends with
 * one, the text has a line break.  Without it, lines belong together when each
 * but the last is at least NATIVE_WRAP_COLUMNS wide (somebody's editor wrapped
 * them) or in an item of a list, else the text breaks as they do (verse).
 *
 * What the model keeps so that a file is written back as it was read:
 *   keys   the part of each key line before its value, as written, one a line;
 *          of a page its heading line first; lines without a value, and those
 *          that are no keys, whole with a blank before them; empty lines say
 *          only that there are no others
 *   gap    1 + the blank lines above, where that is not the usual number
 *   wraps  where the lines of a paragraph were joined
 *   mark   of an item its mark; of a paragraph its indent; of a table the row
 *          under its head; of preformatted text the fence; of a quote ">" if
 *          it goes on from the quote above without a blank line
 */
#ifndef SRC_EDITION_NATIVE_H
#define SRC_EDITION_NATIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/buf.h"
#include "src/edition/edition.h"

struct arena;

/*
 * The shortest line that an editor leaves when it wraps: editors wrap at 65 to
 * 80 columns and the longest Latin word goes over; verse is seldom so wide.
 */
enum { NATIVE_WRAP_COLUMNS = 56 };

/* --- keys -------------------------------------------------------------------- */

enum native_scope { NATIVE_EDITION, NATIVE_PAGE, NATIVE_ARTICLE };

enum native_field {
	NATIVE_NO_FIELD, /* a key that we do not know */
	NATIVE_TITLE,
	NATIVE_DATE,
	NATIVE_NAME,
	NATIVE_NUMBER,
	NATIVE_LANGUAGE,
	NATIVE_PLACE,
	NATIVE_MOTTO,
	NATIVE_PRICE,
	NATIVE_URL,
	NATIVE_LABEL,
	NATIVE_PAGE_NAME,
	NATIVE_SECTION,
	NATIVE_NOTE,
	NATIVE_KICKER,
	NATIVE_HEADLINE,
	NATIVE_DECK,
	NATIVE_BYLINE,
	NATIVE_DATELINE,
	NATIVE_STANDFIRST,
	NATIVE_SOURCE,
	NATIVE_KIND,
	NATIVE_WEIGHT,
	NATIVE_JUMP,
	NATIVE_JUMP_FROM,
	NATIVE_CUT,
	NATIVE_ID,
	NATIVE_CREDIT,
	NATIVE_FIELD_COUNT
};

/* A line `key: value`, taken apart; pointers into the line. */
struct native_key {
	enum native_field field;
	const char *name;
	size_t nname;
	size_t nprefix; /* bytes up to the value */
	const char *value;
	size_t nvalue; /* without blanks at the end */
};

/*
 * Take a line apart; false if it has no key.  The colon may be full-width and
 * the blank after it missing if the key is one that we know.
 */
bool native_split_key(
    struct native_key *, enum native_scope, const char *line, size_t nbytes);

/* The name under which a field is written. */
const char *native_field_name(enum native_scope, enum native_field);

/* Has `name` the form of a key, and a meaning to nobody in this scope? */
bool native_is_extra(enum native_scope, const char *name);

/*
 * Take the heading of a page apart: "A01 要闻" has a label and a name, "要闻" only
 * a name, "第01版：要闻" both.  Either may come out NULL.
 */
void native_split_heading(const char **label, const char **name,
    const char *heading, size_t nbytes, struct arena *);

/* --- lines ------------------------------------------------------------------- */

enum native_line {
	NATIVE_TEXT,
	NATIVE_BLANK,
	NATIVE_PAGE_LINE,    /* # */
	NATIVE_ARTICLE_LINE, /* ## */
	NATIVE_SUBHEAD_LINE, /* ### and more; level from 1 */
	NATIVE_QUOTE_LINE,
	NATIVE_ITEM_LINE,
	NATIVE_ROW_LINE,     /* | a | b | */
	NATIVE_DIVIDER_LINE, /* |---|---| */
	NATIVE_RULE_LINE,
	NATIVE_FENCE_LINE,
	NATIVE_FIGURE_LINE,     /* ![ */
	NATIVE_CREDIT_LINE,     /* credit: in the text */
	NATIVE_STANDFIRST_LINE, /* standfirst: */
	NATIVE_RULE_KEY_LINE,   /* rule: */
};

struct native_mark {
	enum native_line kind;
	int level;      /* of a subhead or item */
	int number;     /* of an ordered item */
	size_t indent;  /* bytes of blanks before the mark */
	size_t nmark;   /* bytes of the mark itself */
	size_t nprefix; /* bytes up to the text */
};

/* What the line is.  `nbytes` without the line end. */
struct native_mark native_look(const char *line, size_t nbytes);

/*
 * The blank lines that usually stand above a block of this type below one of
 * type `before`, or -1 below the head of its story.
 */
unsigned native_usual_gap(int before, enum block_type);

/* --- text -------------------------------------------------------------------- */

/*
 * Where a run of lines stands: what at the start of a line means something, and
 * what must not be in it.
 */
enum native_place {
	NATIVE_IN_BODY,     /* all marks of native_look(), and blanks */
	NATIVE_IN_ITEM,     /* as body; lines always belong together */
	NATIVE_IN_INDENTED, /* as body; a line indented by U+3000 begins anew */
	NATIVE_IN_NESTED,   /* behind a mark: only that a line is empty */
	NATIVE_IN_HEADING,  /* as nested; each line but the last ends hard */
	NATIVE_IN_CAPTION,  /* as heading, up to the first ](  */
	NATIVE_IN_CELL,     /* one line, up to the next | */
	NATIVE_IN_VALUE,    /* one line */
};

/*
 * Would a line, standing there, be anything but text?  A backslash before such a
 * line keeps it text.
 */
bool native_has_meaning(const char *line, size_t nbytes, enum native_place);

/* Does a heading's or caption's line go on: does it end with a backslash? */
bool native_goes_on(const char *line, size_t nbytes);

/* The place of an unescaped `what` in `s`, or nbytes. */
size_t native_find(const char *s, size_t nbytes, const char *what);

/* A paragraph's text, taken out of its lines. */
struct native_text {
	struct buf text;
	struct span *spans; /* owned by the arena, like their strings */
	size_t nspans;
	uint32_t *wraps;
	size_t nwraps;
};

void native_text_fini(struct native_text *);

/*
 * Read lines parted by newlines, the marks before them already gone; the first
 * line stands at `first`, the others at `rest`.  Linear in nbytes.
 */
void native_decode(struct native_text *, const char *lines, size_t nbytes,
    enum native_place first, enum native_place rest, struct arena *);

/*
 * The other way: lines that native_decode() reads as this text, with as few
 * backslashes as it takes.  Spans and wraps that cannot be written (crossing
 * ones, emphasis inside of a word) are left out; the text never is.
 */
void native_encode(struct buf *out, const struct native_text *,
    enum native_place first, enum native_place rest);

#endif
