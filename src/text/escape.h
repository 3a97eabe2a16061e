/*
 * Text of a paper inside other languages: HTML, Markdown, URLs.
 *
 * All but escape_filtered() put it through the filter (filter.h) first.
 */
#ifndef SRC_TEXT_ESCAPE_H
#define SRC_TEXT_ESCAPE_H

#include <stddef.h>

#include "src/text/filter.h"

struct buf;

/* The content of an element or of a quoted attribute. */
void escape_html(struct buf *out, const char *s, enum filter_mode);

/* The same of text that is filtered already. */
void escape_filtered(struct buf *out, const char *s, size_t nbytes);

/*
 * A line of Markdown that stands for nothing but its characters, not even at the
 * beginning of a line; blanks there go, as four of them would be code.
 */
void escape_markdown(struct buf *out, const char *s, size_t nbytes);

/*
 * A path in a URL (RFC 3986, 2.1 and 3.3): every byte but the unreserved ones and
 * slashes as %XX, so that it is the same path, whatever its encoding.
 */
void escape_path(struct buf *out, const char *path);

#endif
