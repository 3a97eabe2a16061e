/*
 * Blocks in the native format, one writer a type.
 */
#ifndef SRC_PRINT_MARKDOWN_BLOCK_H
#define SRC_PRINT_MARKDOWN_BLOCK_H

struct arena;
struct block;
struct buf;

/* Append the block's lines, without the last newline. */
void markdown_block(struct buf *out, const struct block *, struct arena *);

/*
 * The block's text as the value of a key line, in the arena; NULL if it takes
 * more than one line.
 */
const char *markdown_value(const struct block *, struct arena *);

#endif
