/*
 * Words: which of a paragraph's may be parted, where, and at which price.
 *
 * Private to the setting of paragraphs: fit_spaced.c asks for each word.
 */
#ifndef SRC_LAYOUT_FIT_WORD_H
#define SRC_LAYOUT_FIT_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/cluster.h"

struct hyphen_dict;

/* In the costs of fit_spaced.c. */
enum {
	/* In a name: only where the line would have holes otherwise. */
	FIT_NAME_PRICE = 300,
	/* In a compound, which had better end at its own hyphen. */
	FIT_COMPOUND_PRICE = 50,
};

/* What they stand in; all borrowed. */
struct fit_words {
	const struct cluster *at;
	size_t n;
	const char *text; /* what the clusters were cut from */
	const char *end;  /* of the last of them */
	struct hyphen_dict *hyphens;
	bool capitals; /* nouns have them */
};

struct fit_word {
	size_t from, to; /* clusters */
	uint64_t points; /* as hyphen_points() says */
	int32_t price;   /* of parting it, beyond that of any word */
	bool narrow;     /* each letter takes a cell */
};

/*
 * The word that begins at cluster `k`, which is a letter.  A capital makes it a
 * name, unless it is a noun of German; with more than one it is never parted.
 */
struct fit_word fit_word_at(const struct fit_words *, size_t k);

#endif
