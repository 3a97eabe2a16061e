/*
 * Sense: which characters of a headline belong together, learnt from its story.
 *
 * Chinese and Japanese do not mark where words end.  But a story repeats the
 * words of its headline, and two characters that its text has side by side more
 * often than apart are likely to be one word.  For what it does not repeat there
 * is a list of words that headlines of any newspaper are made of.
 */
#ifndef SRC_LAYOUT_SENSE_H
#define SRC_LAYOUT_SENSE_H

#include <stddef.h>
#include <stdint.h>

#include "src/text/cluster.h"

struct article;

enum { SENSE_MAX = 96, SENSE_FULL = 100 };

/*
 * Set bond[i], for i below `n` <= SENSE_MAX, to how firmly cluster i holds to the
 * next one: 0 (never met side by side) to SENSE_FULL (never met apart).  `story`
 * may be NULL; then common words alone tell.
 */
void sense_bonds(uint8_t *bond, const char *text, const struct cluster *,
    size_t n, const struct article *story);

#endif
