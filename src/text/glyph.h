/*
 * Glyphs: what is painted for one grapheme cluster, and how wide it is.
 *
 * Text is cut into extended grapheme clusters (UAX #29).  For each there is
 * one display form that every terminal gives the same width: NFC; selectors
 * gone; a joined emoji is its first; skin tones gone; a flag is its two letters
 * in brackets, "[CN]"; what no terminal agrees on (clusters of unknown width) is
 * U+3013; U+2E3A is two U+2014; controls are U+FFFD; bidi controls, tags, ZWSP,
 * ZWJ, soft hyphens are nothing; at most 4 marks.  The model keeps the original:
 * search, copy and export never see a glyph.
 *
 * Signs of vowels that stand beside their letter (general category Mc) are the
 * exception: a terminal gives each a cell, or none, or what it likes, but without
 * them half of the world's scripts cannot be read.  Such a glyph is kept, with
 * the cells that its parts have by our table, and marked: whoever paints it
 * places what comes after it anew.  So are those with a joiner behind a virama,
 * which says what form the letters take (The Unicode Standard, 12.1).
 *
 * What `ambiguous` means everywhere in src/text and src/layout: the cells of an
 * ambiguous character, 1 or 2, with any of enum glyph_flag added.
 */
#ifndef SRC_TEXT_GLYPH_H
#define SRC_TEXT_GLYPH_H

#include <stdbool.h>
#include <stddef.h>

enum { GLYPH_BYTES = 32 };

enum glyph_flag {
	GLYPH_CELLS = 3,     /* the part of `ambiguous` that is no flag */
	GLYPH_SAFE = 1 << 2, /* paint no ambiguous character (safe.h) */
	GLYPH_EAST = 1 << 3, /* the text is Chinese or Japanese: what is painted
				instead is of their kind */
	GLYPH_PLACEHOLDER = 1 << 4, /* U+3013 for emoji and flags */
};

struct glyph {
	char bytes[GLYPH_BYTES]; /* NUL-terminated; "" if nothing is painted */
	unsigned char nbytes;
	unsigned char ncells; /* 0 to 4; 0 exactly if bytes is "" */
	bool is_unsure;       /* a terminal may take fewer cells, or more; it
	                         is one, not several characters */
};

/*
 * The glyph of the cluster that begins at `s`; `nbytes` > 0 bytes of valid
 * UTF-8 exist.  Returns the bytes of the cluster.  Newline and tab give one
 * blank.  A glyph of more than 2 cells holds several characters, if not unsure.
 */
size_t glyph_next(struct glyph *, const char *s, size_t nbytes, int ambiguous);

/* The cells of a whole string, by its own script. */
size_t glyph_ncells(const char *s, size_t nbytes, int ambiguous);

/*
 * The bytes of the longest part of `s`, in whole clusters, that fits into
 * `ncells`; sets `*used` to its cells if not NULL.
 */
size_t glyph_fit(
    const char *s, size_t nbytes, int ambiguous, size_t ncells, size_t *used);

/* `ambiguous` for text in `language` (BCP 47; NULL: unknown). */
int glyph_in_language(int ambiguous, const char *language);

/*
 * The same for a text that is shown by itself, by its characters.  What is cut
 * off such a text may come out one or two cells narrower than in it, not wider.
 */
int glyph_in_script(int ambiguous, const char *s, size_t nbytes);

/* May box drawing and blocks, which are ambiguous, be painted in one cell? */
bool glyph_has_lines(int ambiguous);

#endif
