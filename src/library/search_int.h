/*
 * What the files of the search share.
 *
 * search.c runs it; search_match.c makes a query ready and says it to FTS5;
 * search_check.c looks whether a candidate is what was asked for and where;
 * search_rank.c finds the best; search_snippet.c cuts the sentence that is
 * shown.
 */
#ifndef SRC_LIBRARY_SEARCH_INT_H
#define SRC_LIBRARY_SEARCH_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/search.h"

struct arena;
struct buf;
struct err;
struct phrase;
struct query;

/* --- a query made ready (search_match.c) -------------------------------------- */

/* A node of it.  All of it is the arena's. */
struct sought {
	const struct search_node *node;
	struct phrase *phrase; /* of QUERY_TEXT */
	const char *value;     /* of a paper, section or author: its match */
	struct sought *children;
	size_t nchildren;
	bool is_exact;  /* FTS5's answer, or the range of days, is the answer */
	bool is_costly; /* see struct request */
};

struct sought_list {
	const struct sought *const *at;
	size_t n;
};

struct request {
	const struct sought *root;
	const char *match;        /* for FTS5; NULL: any story */
	const char *headed_match; /* and a word in the heading; NULL: never */
	int64_t from, to;         /* rows, both included */
	struct sought_list texts; /* what is looked for and not excluded */
	bool needs_values;        /* to be checked, see struct candidate */
	bool is_costly; /* FTS5 has to join the lists of hundreds of terms */
};

int request_make(struct request *, const struct search_node *,
    const struct search_options *, struct arena *, struct err *);

/* Append the match of a value, the beginning of one if `is_prefix`. */
void request_add_value(
    struct buf *, const struct search_node *, const char *value);

/* --- looking at candidates (search_check.c) ------------------------------------ */

struct candidate {
	int64_t row;
	const char *text; /* ends with NUL */
	size_t nbytes;
	const char *paper, *section, *authors; /* if the request needs them */
};

/* Is it what was asked for?  Only what FTS5 could not tell is looked at. */
bool candidate_holds(const struct candidate *, const struct request *);

/* The same of any story, which FTS5 did not find: all is looked at. */
bool candidate_holds_all(const struct candidate *, const struct request *);

/* Where the first block begins; nbytes if there is none. */
size_t candidate_body(const struct candidate *);

/* --- the best (search_rank.c) ---------------------------------------------------- */

/* How much it is about what was asked for, without regard to its day. */
double candidate_weight(const struct candidate *, const struct request *);

/* That weight, the more the newer it is; `newest` is a day. */
double rank_score(double weight, int64_t day, int64_t newest);

/* --- what is shown (search_snippet.c) --------------------------------------------- */

/* Fill in where the first match stands, the snippet and what of it is lit. */
void result_show(struct result *, const struct candidate *,
    const struct request *, struct arena *);

#endif
