/*
 * An edition as JSON, schema 1, for other programs.
 *
 * pages → sections → articles → blocks, absent values null.  What the source
 * did not say is not made up; text is the source's, filtered.
 */
#ifndef SRC_PRINT_JSON_EXPORT_H
#define SRC_PRINT_JSON_EXPORT_H

struct buf;
struct edition;

/* Append the edition, indented by one, with a newline at the end. */
void json_export(struct buf *out, const struct edition *);

#endif
