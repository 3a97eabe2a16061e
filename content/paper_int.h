/*
 * Inside of paper: files, and how they become one edition.
 */
#ifndef CONTENT_PAPER_INT_H
#define CONTENT_PAPER_INT_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "content/paper.h"
#include "content/reader.h"

struct arena;
struct buf;
struct builder;

struct paper_stamp {
	char *path; /* owned */
	dev_t dev;
	ino_t ino;
	off_t size;
	struct timespec changed;
};

/*
 * Append the bytes of a regular file, at most `most` of them; what is left out
 * is noted as lost.  Devices, FIFOs and the like are refused without
 * waiting for them.
 */
int page_file_read(struct buf *out, struct paper *, const char *path,
    size_t most, struct err *);

/* The first bytes of a regular file, without a word if there are none. */
int page_file_peek(struct buf *out, const char *path, size_t most);

/* The same as page_file_read() for standard input. */
int page_file_read_stdin(
    struct buf *out, struct paper *, size_t most, struct err *);

/* Remember how `path` looks now. */
void page_file_stamp(struct paper *, const char *path);

/* What a file's name says: 2025-05-28_A08.txt, A08-汽车.txt, 第08版.txt. */
struct page_file_facts {
	const char *label, *name; /* of the page; NULL if not said */
	const char *title, *date; /* of the edition */
};

/* `is_page` if a bare number is a page's label too. */
struct page_file_facts page_file_facts(
    const char *path, bool is_page, struct arena *);

/*
 * Decode and read one source into the builder.  `s` has everything but text
 * and nbytes; `bytes` may be empty afterwards.
 */
int paper_read(struct paper *, struct builder *, struct source *,
    struct buf *bytes, const struct paper_options *, struct err *);

/* Fill the paper from the folder `path`. */
int folder_read(struct paper *, struct builder *, const char *path,
    const struct paper_options *, struct err *);

#endif
