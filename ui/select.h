/*
 * Select: what keys do while sentences of an article are being chosen.
 */
#ifndef UI_SELECT_H
#define UI_SELECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/action.h"
#include "src/layout/canvas.h"
#include "src/nav/selection.h"

struct app;
struct arena;
struct request;
struct sheets;

extern const enum action select_hints[];

/*
 * Begin at the sentence where the reader is: the one at `at`, or, if that began
 * on the sheet before, the first one that begins on this.  A match that is lit
 * on the sheet comes before that.  Says so if there is nothing to choose.
 */
void select_start(struct app *, struct selection *, const struct request *,
    struct sheets *, size_t sheet, struct anchor at);

/*
 * Do it if it is about a selection that is on; false: it is not.  The end that
 * moves may then be elsewhere, and the selection may have ended.
 */
bool select_act(struct app *, struct selection *, const struct request *);

/* What is to be lit in an article: matches, clippings, the selection. */
struct highlights select_lit(const struct app *, uint32_t article,
    const struct selection *, struct arena *);

#endif
