/*
 * Queries: a tree keeps what its header promises, an error points into the
 * query, and neither takes more than the limits.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/library/query.h"
#include "tests/fuzz/fuzz.h"

static size_t
node_holds(const struct search_node *node, enum query_op parent, size_t nbytes,
    unsigned depth)
{
	bool is_leaf = node->op < QUERY_AND;
	size_t nnodes = 1, nfound = 0;

	HOLDS(node->col >= 1 && node->col <= nbytes);
	HOLDS(node->text && strlen(node->text) <= nbytes);
	HOLDS(is_leaf == (node->nchildren == 0));
	HOLDS(is_leaf || node->op == QUERY_NOT || node->nchildren > 1);
	HOLDS(node->op != QUERY_NOT ||
	    (parent == QUERY_AND && node->nchildren == 1));
	HOLDS(node->op != QUERY_DATE || node->from <= node->to);
	HOLDS(!is_leaf || *node->text);
	/* A group has a node of its own at most for each: AND, OR, NOT. */
	HOLDS(depth <= 3 * (QUERY_MAX_DEPTH + 1));
	for (size_t i = 0; i < node->nchildren; i++) {
		nfound += node->children[i]->op != QUERY_NOT;
		nnodes +=
		    node_holds(node->children[i], node->op, nbytes, depth + 1);
	}
	HOLDS(is_leaf || nfound);
	return nnodes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct buf text;

	buf_init(&text);
	if (fuzz_take(&in, 2))
		buf_add(&text, in.at, strnlen(in.at, in.nbytes));
	else
		fuzz_text(&text, &in);

	const struct search_node *node =
	    query_parse(buf_str(&text), arena, &err);
	if (node) {
		HOLDS(text.n <= QUERY_MAX_BYTES);
		HOLDS(node->op != QUERY_NOT);
		HOLDS(node_holds(node, QUERY_OR, text.n, 0) <= QUERY_MAX_NODES);
	} else {
		HOLDS(err.code == ERR_PARSE || err.code == ERR_LIMIT);
		HOLDS(err.col >= 1 && err.col <= text.n + 1);
		HOLDS(*err.msg);
	}
	buf_fini(&text);
	arena_free(arena);
	return 0;
}
