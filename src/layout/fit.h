/*
 * Fit: where the lines of a paragraph end, all of them weighed together.
 *
 * Private to the setting of paragraphs (para.h).  A fit works on clusters and
 * cells alone; it owns memory that it uses again from one paragraph to the
 * next.
 */
#ifndef SRC_LAYOUT_FIT_H
#define SRC_LAYOUT_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/cluster.h"

struct fit_node;
struct fit_spot;
struct hyphen_dict;

enum fit_style {
	FIT_RAGGED, /* no line will be widened */
	FIT_HAN,    /* by a cell a joint: Chinese, Japanese */
	FIT_FULL,   /* and between Han where two cells or more are left */
	FIT_WORDS,  /* by a cell a word space: Korean */
	FIT_SPACED, /* evenly at the word spaces: Latin */
};

struct fit_spec {
	const struct cluster *at;
	size_t n;
	int measure; /* cells of a line, indent included */
	int first;   /* indent of the first line, at most measure - 1 */
	int rest;    /* indent of the others, likewise */
	int hang;    /* cells that a mark may stand out at the end */
	enum fit_style style;
	/* For FIT_SPACED: what the clusters were cut from, and who knows where
	   its words may be parted, or NULL. */
	const char *text;
	struct hyphen_dict *hyphens;
	/* A long paragraph comes in windows: lines of it stand above, of which
	   fit->above told this; and more follows behind the last cluster. */
	bool begun;
	uint8_t above;
	bool more;
};

/* More cells than this in every word space, and ragged is better. */
enum { FIT_SPACED_CELLS = 2 };

/* A word space: the cells of a paragraph set in a single line. */
struct fit_white {
	uint32_t at; /* byte of the cluster behind it */
	int32_t from, to;
};

/* Clusters `from` up to `to`, without the white space at its edges. */
struct fit_line {
	uint32_t from, to;
	bool hyphen; /* one is put in at its end */
	/* Of FIT_SPACED: its word spaces, and the cells before it, in those
	   that the whites count. */
	uint32_t white, nwhites;
	int32_t x;
};

struct fit {
	struct fit_node *nodes; /* owned, as the next ones */
	size_t nodes_cap;
	struct fit_spot *spots; /* of FIT_SPACED */
	size_t nspots, spots_cap;
	struct fit_white *whites; /* of FIT_SPACED: all of the paragraph's */
	size_t nwhites, whites_cap;
	struct fit_line *lines; /* the result */
	size_t nlines, lines_cap;
	/* With spec->more: the first cluster of the line that comes next, and
	   what the next window has to be told of the one before it. */
	size_t next;
	uint8_t above;
};

void fit_init(struct fit *);
void fit_fini(struct fit *);

/*
 * Find the lines of the clusters, of which none but the last may demand a
 * break; they are in fit->lines until the next call.  Linear in the number of
 * clusters.
 *
 * With spec->more only those lines that end where they do whatever follows;
 * that can be none.  Where nothing ever decides (one letter over and over, of
 * which a line can begin with any), those of the best way are taken once it was
 * chosen from FIT_ENOUGH starts.  From fit->next on the paragraph is to be fitted again, in a window
 * that reaches further.
 */
void fit_clusters(struct fit *, const struct fit_spec *);

/*
 * Clusters at the end of a window that are only looked at: a break depends on
 * what stands around it, at most on a word that can be parted and a compound of
 * as many letters.
 */
enum { FIT_MARGIN = 160 };

/*
 * Ways that have not met over so many places where a line may start do not meet
 * soon, and it is time to bound the memory that each takes.
 */
enum { FIT_ENOUGH = 24 * 1024 };

/*
 * Can cluster `i` begin a window without a look at what stands before it?  Not
 * inside a word that is parted, a compound or a URL.
 */
bool fit_is_fresh(const struct fit_spec *, size_t i);

/* The clusters after which lines may be ended: all without spec->more. */
size_t fit_stop(const struct fit_spec *);

/* Cells that cluster `i` may stand out at the end of a line. */
int fit_hang(const struct fit_spec *, size_t i);

#endif
