/*
 * Cleaning: foreign bytes to the text that the model promises.
 *
 * Broken UTF-8 and control characters become U+FFFD; CR LF, CR, NEL, VT and
 * FF become LF (UAX #14: BK, CR, NL); white space at the ends of lines and of
 * the whole goes.  This is not the filter that stands before the screen
 * (src/text/filter.h): what is invisible but harmless in memory stays.
 */
#ifndef SRC_EDITION_CLEAN_H
#define SRC_EDITION_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum clean_mode {
	CLEAN_TEXT,  /* lines stay lines */
	CLEAN_VALUE, /* the same, without blank lines and indents */
	CLEAN_LINE,  /* lines are joined by a blank */
	CLEAN_PRE,   /* only blank lines go at the ends; blanks at line ends */
	CLEAN_TABLE, /* as CLEAN_PRE, but tabs part cells, which are trimmed */
};

/*
 * Clean `s` into `out`, which is emptied first.  If `map` is not NULL it has
 * nbytes + 1 places, and map[i] becomes the place in `out` of byte i of `s`.
 */
void clean_text(struct buf *out, const char *s, size_t nbytes, enum clean_mode,
    uint32_t *map);

/* Is `cp` a blank that is not a line end: U+0020, TAB, U+3000, ...? */
bool clean_is_blank(unsigned cp);

#endif
