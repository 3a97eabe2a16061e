/*
 * Folio: the line at the head of every sheet.
 *
 * Paper, date, page and section at the left, how far at the right; what does
 * not fit goes, least important first: section, then paper, then date, then the
 * time that is left.  A section called like its page is not named twice.
 */
#ifndef SRC_LAYOUT_FOLIO_H
#define SRC_LAYOUT_FOLIO_H

#include <stddef.h>

#include "src/edition/edition.h"

struct buf;
struct canvas;

struct folio {
	const struct edition *edition;
	const struct article *article; /* NULL: the front page or a list */
	const char *name;        /* of a list ("Bookmarks"), when no article */
	size_t sheet;            /* from 0 */
	size_t nsheets;          /* 0: not known; say how much was read, if */
	int is_counting;         /* this is set: */
	unsigned percent;        /* of the text above the sheet */
	unsigned seconds;        /* left to read; 0: say nothing */
	size_t nread, narticles; /* of a list; narticles 0: say nothing */
	int is_bookmarked;
	int is_clipped;       /* all of it, or some words */
	const char *language; /* of the interface: "zh" or "en" */
};

/*
 * "12 of 27 read, 35 min left", without the end if there are no seconds: how far
 * one is in an edition.
 */
void folio_add_read(struct buf *, size_t nread, size_t narticles,
    unsigned seconds, const char *language);

void folio_draw(
    struct canvas *, int row, int col, int ncells, const struct folio *);

#endif
