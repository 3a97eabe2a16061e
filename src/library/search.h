/*
 * Search: stories of the archive that a query finds.
 *
 * The index (FTS5) gives candidates, by row: newest first costs nothing.  Words
 * of more than two Chinese characters, and phrases, are then looked for in the
 * text itself, so that what is shown was really found.  The index counts
 * nothing, so relevance is weighed from the texts of the newest candidates, some
 * thousands at most, and costs time.  A query of fields alone has nothing to
 * weigh: newest first.
 */
#ifndef SRC_LIBRARY_SEARCH_H
#define SRC_LIBRARY_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/archive.h"

struct search_node;

enum search_order { SEARCH_NEWEST, SEARCH_OLDEST, SEARCH_BEST };

struct search_options {
	enum search_order order;
	size_t limit;   /* results; 0: SEARCH_LIMIT */
	bool is_strict; /* traditional and simplified are not the same */

	/*
	 * Asked often while it searches; false gives up at once, with what was
	 * found so far and is_stopped.  NULL: never.
	 */
	bool (*goes_on)(void *);
	void *ctx;
};

enum { SEARCH_LIMIT = 200, SNIPPET_LIT_MAX = 16 };

struct result {
	struct archive_story story;
	double score; /* higher is better; 0 unless by relevance */

	/*
	 * Where the first match stands: field as archive.h counts them.  One in
	 * a block goes before one in the heading, which is seen anyway.  Where
	 * nothing but fields was asked for, the beginning of the first block.
	 */
	uint32_t field;
	uint32_t byte, nbytes; /* of that field */

	/* The sentence around it, one line, and what of it is lit. */
	const char *snippet;
	struct {
		uint32_t from, to;
	} lit[SNIPPET_LIT_MAX];
	size_t nlit;
};

struct results {
	const struct result *at; /* the arena's */
	size_t n;
	bool is_more;    /* the limit was reached; there may be more */
	bool is_stopped; /* goes_on() said no */
};

int search_archive(struct results *, struct archive *,
    const struct search_node *, const struct search_options *, struct arena *,
    struct err *);

#endif
