/*
 * Hyphens: where a word may be parted at the end of a line.
 *
 * The patterns are Liang's ("Word Hy-phen-a-tion by Com-put-er", 1983), in the
 * dictionaries that distributions install (hyph_en_US.dic); libhyphen reads them
 * and finds the points.  It takes 8 ms to load English and 2.4 s to load German,
 * once for each language of a run: nobody waits for those that take long unless
 * he said so.
 */
#ifndef SRC_TEXT_HYPHEN_H
#define SRC_TEXT_HYPHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hyphens;     /* the dictionaries of a process */
struct hyphen_dict; /* one of them */

enum {
	/* Letters that stay on the line, and that go to the next. */
	HYPHEN_LEFT = 2,
	HYPHEN_RIGHT = 3,
	HYPHEN_MAX_LETTERS = 63,
};

/*
 * Dictionaries in `folders`, separated by colons, the first that has one wins.
 * Nothing is read before it is asked for.
 */
struct hyphens *hyphens_new(const char *folders);
void hyphens_free(struct hyphens *);

/*
 * The dictionary for `language` (BCP 47: "en", "en-GB", "pt-BR"), read when it
 * is first asked for; owned by `h`.  NULL when there is none, when the language
 * is not one of those known to be set well, or when `h` or `language` is NULL;
 * and, unless `wait`, when its file is so large (150 kB) that loading it would
 * keep a reader waiting for more than 50 ms.
 */
struct hyphen_dict *hyphens_for(
    struct hyphens *h, const char *language, bool wait);

/*
 * What a cluster of `nbytes` is to a word.  A letter with marks that are code
 * points of their own is none: no dictionary knows it.
 */
enum hyphen_letter { HYPHEN_NONE, HYPHEN_LOWER, HYPHEN_UPPER };
enum hyphen_letter hyphen_letter(const char *cluster, size_t nbytes);

/* Whether nouns begin with a capital, so that one does not make a name. */
int hyphen_has_capital_nouns(const struct hyphen_dict *);

/*
 * Where a word of letters, `nbytes` bytes of valid UTF-8, may be parted; all but
 * the first are lower case: bit k is set when a hyphen may follow its k-th
 * letter.  A word that is too short or longer than HYPHEN_MAX_LETTERS has no such
 * place, nor has one where it would be spelled another way.  Answers are kept,
 * since a newspaper repeats its words.
 */
uint64_t hyphen_points(struct hyphen_dict *, const char *word, size_t nbytes);

#endif
