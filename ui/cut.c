#include "ui/cut.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/layout/lit.h"
#include "src/library/clips.h"
#include "src/nav/selection.h"
#include "ui/app.h"
#include "ui/waiting.h"

void
cut_fini(struct cuttings *c)
{
	free(c->articles);
	arena_free(c->arena);
	memset(c, 0, sizeof *c);
}

/* --- what is clipped ------------------------------------------------------- */

static bool
is_of(const struct clip *clip, const char *paper, const char *date)
{
	const char *own = clip->source.date ? clip->source.date : "";

	return strcmp(clip->source.paper, paper) == 0 &&
	    strcmp(own, date ? date : "") == 0;
}

/*
 * Of words that were corrected, only about where they end is known; what was
 * clipped were whole sentences.
 */
static void
round_to_sentences(struct range *r, const struct edition *e)
{
	struct selection s;
	struct anchor last = r->to;

	last.byte -= last.byte > 0;
	if (!selection_begin(&s, e, SELECTION_SENTENCE, r->from))
		return;
	selection_extend_to(&s, e, last);
	selection_ends(&s, e, &r->from, &r->to);
}

static void
add_clip(struct cuttings *c, const struct clip *clip, const struct edition *e)
{
	struct range r;
	size_t article = mark_find_article(&clip->source, e);
	enum passage_found found;

	if (clip->is_whole) {
		if (article < e->narticles)
			c->articles[article] = 1;
		return;
	}
	found = passage_find(&r, &clip->passage, e, (uint32_t)article);
	if (found == PASSAGE_GONE)
		return;
	if (found != PASSAGE_EXACT)
		round_to_sentences(&r, e);
	c->articles[r.from.article] = 1;
	c->lit = lit_over(c->lit,
	    lit_range(e, r.from, r.to, ROLE_CLIPPED, c->arena), c->arena);
}

void
cut_clear(struct cuttings *c, const struct paper *paper)
{
	cut_fini(c);
	c->arena = arena_new();
	c->narticles = paper->edition->narticles;
	c->articles = xcalloc(c->narticles + 1, 1);
}

int
cut_load(struct cuttings *c, struct marks *marks, const struct paper *paper)
{
	const struct edition *e = paper->edition;
	const char *name = mark_paper(e, paper->path);
	struct cuttings fresh = { 0 };
	struct clip_list all;

	cut_clear(&fresh, paper);
	if (clips_list(marks, &all, NULL, fresh.arena, NULL) != 0) {
		cut_fini(&fresh);
		return -1;
	}
	for (size_t i = 0; i < all.n; i++)
		if (is_of(&all.at[i], name, e->date))
			add_clip(&fresh, &all.at[i], e);
	cut_fini(c);
	*c = fresh;
	return 0;
}

bool
cut_is_clipped(const struct cuttings *c, size_t article)
{
	return article < c->narticles && c->articles[article];
}

/* --- clipping -------------------------------------------------------------- */

static bool
keep_clip(struct app *app, const struct clip *clip)
{
	const struct change change = { .kind = CHANGE_CLIPPED, .clip = *clip };
	char undo[APP_KEY_BYTES], list[APP_KEY_BYTES];
	bool existed;
	enum kept kept = waiting_change(app, &change, &existed);

	if (kept != KEPT)
		return kept == KEPT_WAITS;
	if (existed)
		app_say(app,
		    _("this was clipped before; %s shows the "
		      "clippings"),
		    app_key(app, ACTION_CLIPPINGS, list));
	else
		app_say(app,
		    _("clipped; %s shows the clippings, %s takes it "
		      "back"),
		    app_key(app, ACTION_CLIPPINGS, list),
		    app_key(app, ACTION_UNDO, undo));
	return true;
}

static bool
cut_range(struct app *app, struct range range, bool is_whole)
{
	struct arena *arena = arena_new();
	struct clip clip =
	    clip_make(app_edition(app), range, app->paper->path, arena);

	clip.is_whole = is_whole;
	bool is_kept = keep_clip(app, &clip);
	arena_free(arena);
	return is_kept;
}

bool
cut_passage(struct app *app, struct range range)
{
	return cut_range(app, range, false);
}

void
cut_article(struct app *app, const struct request *r)
{
	long article = app_article(app);

	(void)r;
	if (article < 0)
		return;
	cut_range(
	    app, passage_whole(app_edition(app), (uint32_t)article), true);
}
