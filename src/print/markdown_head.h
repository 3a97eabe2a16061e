/*
 * Heads of the native format as they are written: the fields of an edition, page
 * or article are gathered, then written in the order and spelling of the keys
 * that the reader kept, and what is left over in our own.
 */
#ifndef SRC_PRINT_MARKDOWN_HEAD_H
#define SRC_PRINT_MARKDOWN_HEAD_H

#include "src/edition/native.h"

struct buf;
struct head_entry;

struct head {
	enum native_scope scope;
	struct head_entry *at; /* owned; freed by head_write() */
	size_t n, cap;
	size_t next; /* all before it are written */
};

/* Strings are borrowed until head_write(); a NULL value is not there. */
void head_add(struct head *, enum native_field, const char *value);
void head_add_extra(struct head *, const struct field *, size_t nextra);

/* `written` is what the model kept of the keys, or NULL. */
void head_write(struct buf *out, struct head *, const char *written);

/* How often a field stands among the keys as written; 0 for NULL. */
size_t head_count(const char *written, enum native_scope, enum native_field);

#endif
