/*
 * How many cells: the one place that decides.
 *
 * The rule (UAX #11 and what terminals do; see gen/): East Asian wide and
 * full-width take 2; nonspacing and enclosing marks, format controls but
 * U+00AD and U+0600-0605, and conjoining jamo vowels and finals take 0; the
 * rest take 1; ambiguous ones take what the terminal gives them, 1 or 2.
 */
#ifndef SRC_TEXT_WIDTH_H
#define SRC_TEXT_WIDTH_H

#include <stdbool.h>

/* "15.0.0" */
const char *width_unicode_version(void);

/*
 * 0, 1 or 2 cells; -1 for C0, DEL, C1, surrogates.  `ambiguous` is 1 or 2, and
 * flags of glyph.h.
 */
int width_cp(unsigned cp, int ambiguous);

/* Mn, Me or Mc: can only stand on a base. */
bool width_is_mark(unsigned cp);

/*
 * What our wcwidth() answers with, for ncurses; 1 until told otherwise.
 * The only state in src/text, since wcwidth() has no other parameter.
 */
void width_set_ambiguous(int ambiguous);

#endif
