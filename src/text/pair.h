/*
 * Pairs: where UAX #14 allows a break between two frequent characters.
 *
 * Private to src/text.  What newspapers are printed with (ASCII, Latin-1, the
 * punctuation of both worlds, kana, Hangul, ideographs) behaves to its
 * neighbours in some twenty ways, without any rule that looks further than over
 * spaces.  The tables are libunistring's answers (gen/pairs.py).  None of these
 * characters ever joins another to a cluster.
 */
#ifndef SRC_TEXT_PAIR_H
#define SRC_TEXT_PAIR_H

#include <stdbool.h>
#include <stdint.h>

enum {
	PAIR_SPACE = 20,
	PAIR_LETTER = 3,
	PAIR_HAN = 17, /* Hangul, too */
	PAIR_COUNT = 21,
};

extern const uint8_t pair_ascii[0x80];
extern const uint32_t pair_close[PAIR_COUNT];
extern const uint32_t pair_spaced[PAIR_COUNT];

/* As pair_of() for what is neither ASCII nor of the largest block of Han. */
unsigned pair_of_other(unsigned cp);

/* The class of a character, or 0 if it is not one of these. */
static inline unsigned
pair_of(unsigned cp)
{
	if (cp < 0x80)
		return pair_ascii[cp];
	return cp >= 0x4E00 && cp <= 0x9FFF ? PAIR_HAN : pair_of_other(cp);
}

/*
 * May a line end between the two classes, of which neither is PAIR_SPACE, or
 * with spaces between?  Class 0 stands for the beginning of the text.
 */
static inline bool
pair_is_allowed(unsigned before, unsigned after, bool spaced)
{
	return (spaced ? pair_spaced : pair_close)[before] >> after & 1;
}

#endif
