/*
 * The builder: the one way in which an edition comes to be.
 *
 * A reader calls these in the order of the source.  The builder copies every
 * string, brings it to the form that the model promises (edition.h: broken
 * UTF-8 and control characters become U+FFFD, CR LF becomes LF, white space
 * at the ends goes), keeps the limits below and counts what it had to leave
 * out.  A value set twice joins the first by a newline where the model says
 * so (kicker, headline, deck, byline) and replaces it elsewhere; all other
 * values are one line.  NULL and blank values are ignored.
 */
#ifndef SRC_EDITION_BUILDER_H
#define SRC_EDITION_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"

struct builder;
struct diag;

/* Limits of one edition; what is beyond is left out and noted in diag. */
enum {
	BUILDER_MAX_PAGES = 2000,
	BUILDER_MAX_ARTICLES = 50000,
	BUILDER_MAX_BLOCKS = 1000000,
	BUILDER_MAX_TEXT_BYTES = 64 * 1024 * 1024,
};

enum edition_field {
	EDITION_TITLE,
	EDITION_DATE,
	EDITION_NAME,
	EDITION_NUMBER,
	EDITION_LANGUAGE,
	EDITION_PLACE,
	EDITION_MOTTO,
	EDITION_PRICE,
	EDITION_URL,
	EDITION_FIELD_COUNT
};

enum article_field {
	ARTICLE_KICKER,
	ARTICLE_HEADLINE,
	ARTICLE_DECK,
	ARTICLE_BYLINE, /* authors are taken from it by byline_parse() */
	ARTICLE_DATELINE,
	ARTICLE_DATE,
	ARTICLE_SOURCE,
	ARTICLE_URL,
	ARTICLE_LANGUAGE,
	ARTICLE_KIND,
	ARTICLE_WEIGHT,
	ARTICLE_CONTINUED_ON,
	ARTICLE_CONTINUED_FROM,
	ARTICLE_ID, /* if the source has one; else made from the text */
	ARTICLE_FIELD_COUNT
};

/* What a key of the native format belongs to. */
enum builder_scope { BUILDER_EDITION, BUILDER_PAGE, BUILDER_ARTICLE };

/* `name` is the source's name in diagnostics; `diag` may be NULL. */
struct builder *builder_new(const char *name, struct diag *diag);
void builder_free(struct builder *); /* NULL is fine */

void builder_edition(struct builder *, enum edition_field, const char *value);
void builder_edition_extra(
    struct builder *, const char *key, const char *value);

/* Begin a page; label and name may be NULL. */
void builder_page(struct builder *, const char *label, const char *name);
void builder_page_note(struct builder *, const char *note);
void builder_page_extra(struct builder *, const char *key, const char *value);

/*
 * What follows on this page belongs to the section `name`; NULL ends the
 * section.  A new page starts without one.
 */
void builder_section(struct builder *, const char *name);

/*
 * Begin an article, on an unnamed page if there is none yet.  `line` is its
 * first line in the source, 1-based, 0 if unknown.
 */
void builder_article(struct builder *, unsigned line);
void builder_set(struct builder *, enum article_field, const char *value);
void builder_set_n(
    struct builder *, enum article_field, const char *value, size_t nbytes);
void builder_extra(struct builder *, const char *key, const char *value);
void builder_cut_off(struct builder *, bool);

/* Add an author beside those of the byline, e.g. from a picture's credit. */
void builder_author(struct builder *, const char *name, const char *role);

/*
 * Append a block to the article.  Leading and trailing white space of the text
 * goes, except in preformatted blocks, where only blank lines at the ends go.
 * White space at the end of each line goes too; a rule is one line, "---" if
 * it has no text.  An empty block is ignored unless it is a rule, or a figure
 * with a picture.  In tables blanks at cells' ends go, tabs stay.  The rest of the block (level,
 * mark, credit, spans, ...) is taken from `like`, whose strings are copied and
 * whose `type` counts; its text and nbytes are ignored.  Spans are in bytes of
 * `text` as given, wraps too.
 */
void builder_block(struct builder *, const struct block *like, const char *text,
    size_t nbytes);

/* The same for a block that has only a type. */
void builder_text(
    struct builder *, enum block_type, const char *text, size_t nbytes);

/*
 * Remember that the source wrote a key as `prefix` ("by: ", "作者："), so that it
 * can be written back in its order and spelling; see native.h.
 */
void builder_key(
    struct builder *, enum builder_scope, const char *prefix, size_t nbytes);

/* Remember the gap above the page or article just begun; see native.h. */
void builder_gap(struct builder *, enum builder_scope, unsigned gap);

/* Articles so far. */
size_t builder_narticles(const struct builder *);

/*
 * Finish: the edition is the caller's (edition_free), the builder is freed.
 * Never NULL; an edition without articles is possible and is for the caller
 * to judge.
 */
struct edition *builder_finish(struct builder *);

#endif
