/*
 * What the parts of passage.c share.
 *
 * Likeness is looked for among folded code points (src/text/fold.h), where
 * punctuation of another width, case and where paragraphs are parted do not
 * matter.  An article's text has a run of EDGE_START before and of EDGE_END
 * behind it, and so has the context of a passage that stood there: so "at the
 * beginning of the article" is a context like any other.
 */
#ifndef SRC_LIBRARY_PASSAGE_INT_H
#define SRC_LIBRARY_PASSAGE_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/fold.h"

struct anchor;
struct arena;
struct article;

/* No characters, so that they are in no text. */
enum { EDGE_START = 0x110000, EDGE_END };

/*
 * How many of them.  Half a context: to begin an article is a weaker sign than
 * the words around, as every article begins.
 */
enum { EDGE_CPS = 16 };

/* An article's blocks, joined by newlines and folded. */
struct passage_hay {
	const char *text; /* joined */
	size_t nbytes;
	const uint32_t *starts; /* of each block in text; nblocks + 1 */
	size_t nblocks;
	struct folded folded;
	const unsigned *cps;   /* of folded, with edges */
	const uint32_t *bytes; /* of text, where each begins; n + 1 */
	size_t n;
};

void passage_hay_make(
    struct passage_hay *, const struct article *, struct arena *);

/*
 * The bytes of the joined text that code points `from` up to `to` stand for:
 * whole clusters, without white space at the ends.
 */
void passage_hay_bytes(const struct passage_hay *, size_t from, size_t to,
    uint32_t *first, uint32_t *end);

/* Where a byte of the joined text is. */
void passage_hay_anchor(
    struct anchor *, const struct passage_hay *, uint32_t byte);

/* --- what is looked for (passage_find.c) -------------------------------------- */

enum {
	PIECES_MAX = 16,
	/* Of a context: less says nothing, more does not fit into a word. */
	CONTEXT_MAX = 64,
	/*
	 * About so many code points a piece, if they are not too many: of less, a
	 * third may agree by chance; more are lost if a paragraph comes between.
	 */
	PIECE_CPS = 32,
};

/* One side of a passage: what stood before or behind it. */
struct context {
	const unsigned *cps; /* folded, with edges, without blanks at ends */
	size_t n;
	size_t most;  /* distances from here on are as good as none */
	size_t sure;  /* up to here it is the same context */
	bool is_edge; /* hardly more than the edge of an article */
};

struct needle {
	const char *text; /* as it was */
	struct folded folded;
	const unsigned *cps;
	size_t n;
	struct context before, after;
	size_t piece_at[PIECES_MAX]; /* in cps; each has piece_n */
	size_t piece_n;
	size_t npieces;
	int weight; /* of a code point of a context beside one of a piece */
};

/* A place in a hay: code points `from` to `to`. */
struct place {
	size_t from, to;
	int score;    /* code points that agree, less what does not */
	size_t cover; /* of the needle's pieces, how many are in it */
	bool is_before, is_after; /* its contexts are there */
	bool is_vague;            /* an end is an estimate */
	bool is_rival;            /* another place is as good */
};

/*
 * The place where the needle is likeliest, by chains of its pieces; false if
 * there is none at all (passage_chain.c).  Fills distances of the contexts, of
 * hay n + 1, on its way.
 */
bool passage_chain(struct place *, const struct needle *,
    const struct passage_hay *, struct arena *);

/* --- likeness (passage_near.c) ------------------------------------------------ */

enum {
	NEAR_MAX_CPS = 64,
	/* As many as all that is looked for can have, and twice that of slots. */
	NEAR_KINDS = (PIECES_MAX + 2) * NEAR_MAX_CPS + 1,
	NEAR_SLOTS = 4096,
};

/*
 * The code points of all that is looked for, numbered; 0 is every other.  Text
 * is compared by these numbers, so that each character is looked up once.
 */
struct kinds {
	unsigned cps[NEAR_SLOTS];
	uint16_t kinds[NEAR_SLOTS]; /* 0: an empty slot */
	size_t n;
};

void kinds_init(struct kinds *);
void kinds_add(struct kinds *, const unsigned *cps, size_t n);
void kinds_of(
    uint16_t *out, const struct kinds *, const unsigned *cps, size_t n);

/* A pattern of at most NEAR_MAX_CPS code points. */
struct near {
	uint64_t bits[NEAR_KINDS]; /* where in the pattern each kind stands */
	size_t n;
	bool is_backward; /* compared from its end towards its start */
};

void near_init(struct near *, const struct kinds *, const unsigned *cps,
    size_t n, bool is_backward);

/*
 * For each place of `text`, given as kinds, the least number of code points to be
 * put in, taken out or changed to make the pattern of a stretch that ends there,
 * or, of a backward pattern, begins there, into `distances` of n + 1.  With
 * `is_fixed` the other end of the stretch is that of the text; then n is at most
 * 150, so that a distance fits.  Linear in n.
 */
void near_distances(unsigned char *distances, const struct near *,
    const uint16_t *text, size_t n, bool is_fixed);

/*
 * The same for four patterns of one length at once, forward: a processor waits
 * for each step of one pattern, and can do steps of others meanwhile.
 */
void near_distances_4(unsigned char *const distances[4], const struct near[4],
    const uint16_t *text, size_t n);

#endif
