#ifndef SRC_PRINT_MARKDOWN_H
#define SRC_PRINT_MARKDOWN_H
struct buf;
struct edition;
void markdown_export(struct buf *, const struct edition *);
#endif
