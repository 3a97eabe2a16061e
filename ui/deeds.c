#include "ui/deeds.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"

void
deeds_init(struct deeds *d)
{
	memset(d, 0, sizeof *d);
}

void
deeds_fini(struct deeds *d)
{
	free(d->at);
}

/*
 * Steps of marks are made elsewhere.  If their number changed since it was last
 * looked at, there were new ones: what could have been done again is forgotten,
 * theirs by themselves, ours here.
 */
static void
look(struct deeds *d, struct deeds_marks m)
{
	if (m.nundo != d->nmarks)
		d->n = d->ndone;
	d->nmarks = m.nundo;
	if (d->nstale > m.nredo)
		d->nstale = m.nredo;
}

void
deeds_add(
    struct deeds *d, int64_t edition, bool is_removal, struct deeds_marks m)
{
	look(d, m);
	d->n = d->ndone;
	if (d->n == DEEDS_MAX) {
		d->n--;
		memmove(d->at, d->at + 1, d->n * sizeof *d->at);
	}
	d->at = mem_grow(d->at, d->n, &d->cap, sizeof *d->at);
	d->at[d->n++] = (struct deed){ edition, is_removal, m.nundo };
	d->ndone = d->n;
	d->nstale = m.nredo;
}

enum deeds_turn
deeds_undo(struct deeds *d, struct deeds_marks m, struct deed *out)
{
	look(d, m);
	/* More than there are: someone else's change dropped steps of marks. */
	if (d->ndone > 0 && d->at[d->ndone - 1].nmarks >= m.nundo) {
		*out = d->at[d->ndone - 1];
		return DEEDS_ARCHIVE;
	}
	return m.nundo > 0 ? DEEDS_MARKS : DEEDS_NONE;
}

enum deeds_turn
deeds_redo(struct deeds *d, struct deeds_marks m, struct deed *out)
{
	look(d, m);
	if (d->ndone < d->n && d->at[d->ndone].nmarks <= m.nundo) {
		*out = d->at[d->ndone];
		return DEEDS_ARCHIVE;
	}
	return m.nredo > d->nstale ? DEEDS_MARKS : DEEDS_NONE;
}

void
deeds_moved(
    struct deeds *d, enum deeds_turn turn, bool is_redo, struct deeds_marks m)
{
	if (turn == DEEDS_ARCHIVE && is_redo)
		d->ndone++;
	else if (turn == DEEDS_ARCHIVE)
		d->ndone--;
	d->nmarks = m.nundo;
}
