/*
 * Dates of queries.  Private to the query parser.
 */
#ifndef SRC_LIBRARY_QUERY_INT_H
#define SRC_LIBRARY_QUERY_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Days since 1970, both included. */
struct query_days {
	int64_t from, to;
};

enum query_days_fault {
	QUERY_DAYS_FINE,
	QUERY_DAYS_UNKNOWN,  /* no date at all, or a day that there is not */
	QUERY_DAYS_BACKWARD, /* a range that ends before it begins */
	QUERY_DAYS_EMPTY,    /* a range that is open at either end */
};

/*
 * Read `s`: a year, month or day, "today", "7d" and the like, or a range of
 * them, perhaps open at one end.  `today` is counted in days since 1970; sets
 * `*at` to the byte of what is wrong.
 */
enum query_days_fault query_days(
    struct query_days *, size_t *at, const char *s, int64_t today);

/* The day of now where the reader is, in days since 1970. */
int64_t query_today(void);

#endif
