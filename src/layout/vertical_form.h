/*
 * Forms: what is painted in one slot of a vertical line.
 *
 * A slot is one row by two cells, and its form fills both of them on every
 * terminal: no character of ambiguous width (UAX #11) is ever painted.  Most
 * characters are their own form; punctuation has presentation forms (UAX #50),
 * letters stand in pairs, and what nothing can be done about is U+3013.
 */
#ifndef SRC_LAYOUT_VERTICAL_FORM_H
#define SRC_LAYOUT_VERTICAL_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	/* The text as it is, in one slot: a wide character, narrow pairs. */
	FORM_PLAIN = 0,
	/* From here on a form is the code point that is painted. */
	FORM_FIRST = 0x100,

	FORM_BYTES = 64, /* two glyphs */
};

/* Curly and straight quotes by language: double and single ones. */
struct form_quotes {
	uint16_t open[2], close[2];
};

/*
 * CLREQ, "Quotation Marks": corner brackets stand for curly quotes, in
 * Simplified Chinese the double ones outside, in Traditional Chinese the single
 * ones; JLREQ 3.1.2: U+301D and U+301F for double quotes in Japanese.
 */
const struct form_quotes *form_quotes_for(const char *language);

/*
 * The form of a character that stands alone in its slot; FORM_PLAIN where it is
 * its own.  `basic` avoids U+FE10 to U+FE19, which many fonts lack.
 */
uint16_t form_of(unsigned cp, bool basic);

/* The form of a digit '0' to '9': full width, or 〇 to 九. */
uint16_t form_of_digit(unsigned digit, bool han);

/* The full-width form of an ASCII character but space. */
uint16_t form_of_ascii(unsigned cp);

/*
 * May the cluster at `s` stand in half a slot: one cell on every terminal, or a
 * letter with a plain one in its place?
 */
bool form_is_half(const char *s, size_t nbytes);

/*
 * Write what is painted for the `nbytes` bytes at `s`: exactly two cells,
 * whatever the width of ambiguous characters, at most FORM_BYTES bytes with NUL.
 * Of FORM_PLAIN text what goes beyond two cells is left out.
 */
void form_paint(char *out, uint16_t form, const char *s, size_t nbytes);

#endif
