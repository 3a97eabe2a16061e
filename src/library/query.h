/*
 * Queries: what a person types to find stories in the library.
 *
 *	双百行动                  a word of any script; Chinese needs no blanks
 *	"interest rate"           as it stands, one after the other
 *	bank*                     words that begin so
 *	rate -mortgage            without the second
 *	铜 OR 铝                  either; AND is understood between words
 *	(铜 OR 铝) 价             parentheses group
 *	author:李媛媛 paper:"…" section:经济
 *	date:2025-05 date:2025-05..2025-06 date:..2025-05-30 date:7d
 *
 * Signs may be full-width or Chinese (（）：“”「」｜), and names of fields Chinese
 * (作者 报纸 版面 栏目 日期); dates count in the reader's time zone.
 *
 * Parsing never fails silently: what makes no sense is an error that points at
 * the byte where it begins, in err's col (from 1).  OR binds looser than AND.
 */
#ifndef SRC_LIBRARY_QUERY_H
#define SRC_LIBRARY_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;

enum { QUERY_MAX_BYTES = 1000, QUERY_MAX_NODES = 200, QUERY_MAX_DEPTH = 20 };

enum query_op {
	QUERY_TEXT, /* text, in the order given */
	QUERY_AUTHOR,
	QUERY_PAPER,
	QUERY_SECTION,
	QUERY_DATE, /* from, to */
	QUERY_AND,
	QUERY_OR,
	QUERY_NOT, /* has one child; stands only under AND */
};

struct search_node {
	enum query_op op;
	const char *text; /* as typed, without quotes; never NULL */
	bool is_phrase;   /* was quoted */
	bool is_prefix;   /* had a star */
	int64_t from, to; /* days since 1970, both included */
	const struct search_node *const *children;
	size_t nchildren;
	unsigned col; /* where in the query, from 1 */
};

/*
 * Parse.  NULL with err set if it makes no sense; an empty query is an error
 * too.  A query that excludes things only has nothing to find: an error.
 */
const struct search_node *query_parse(
    const char *query, struct arena *, struct err *);

#endif
