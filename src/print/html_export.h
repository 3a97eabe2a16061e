/*
 * An edition as one HTML page that stands by itself: no scripts, no style sheets,
 * no pictures fetched from anywhere.  Every character of the paper is filtered and
 * escaped; links are kept only where they are http or https.
 */
#ifndef SRC_PRINT_HTML_EXPORT_H
#define SRC_PRINT_HTML_EXPORT_H

struct buf;
struct edition;

void html_export(struct buf *out, const struct edition *);

#endif
