/*
 * What the written forms of bookmarks and clippings share: times, tags, pages.
 */
#ifndef SRC_LIBRARY_FORMS_H
#define SRC_LIBRARY_FORMS_H

#include <stdbool.h>
#include <stdint.h>

#include "src/library/tags.h"

struct arena;
struct buf;
struct json;

enum { FORMS_TIME_BYTES = 32 };

/*
 * "2025-05-30T08:15:00Z": ISO 8601, UTC.  NULL for what has no such form: years
 * before 1900 or after 9999.
 */
const char *forms_time(char out[FORMS_TIME_BYTES], int64_t seconds);

/* Exactly that form back; false for any other. */
bool forms_read_time(int64_t *seconds, const char *);

/* A filtered string, null for NULL. */
void forms_set_text(
    struct json *, const char *key, const char *, struct arena *);

void forms_set_tags(struct json *, struct tags, struct arena *);

/* The head of an HTML page, up to its heading, and the end of it. */
void forms_html_head(struct buf *, const char *title);
void forms_html_foot(struct buf *);

/* "<TAG>...</TAG>" and a newline; nothing for NULL or "". */
void forms_html_add(struct buf *, const char *tag, const char *);

/* A list of tags, nothing if there are none. */
void forms_html_tags(struct buf *, struct tags);

/* "#a, #b", escaped; nothing if there are none. */
void forms_markdown_tags(struct buf *, struct tags);

/* "a, b", filtered. */
void forms_text_tags(struct buf *, struct tags);

/* "  [a, b]", if there are tags, and a newline. */
void forms_end_line(struct buf *, struct tags);

/* A line filtered; "-" for NULL. */
void forms_add_line(struct buf *, const char *);

#endif
