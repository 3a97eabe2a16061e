#include "ui/select.h"

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/layout/lit.h"
#include "src/layout/sheet.h"
#include "src/library/passage.h"
#include "src/nav/sentence.h"
#include "ui/app.h"
#include "ui/cut.h"
#include "ui/output.h"

const enum action select_hints[] = { ACTION_NEXT_LINE, ACTION_NEXT_SUBHEAD,
	ACTION_SWAP_ENDS, ACTION_CLIP, ACTION_COPY, ACTION_SELECT,
	ACTION_NONE };

/* --- beginning ------------------------------------------------------------- */

/* The match that one is at, if this sheet shows it. */
static bool
find_match(const struct app *app, struct sheets *sheets, size_t sheet,
    struct anchor *at)
{
	const struct search *s = &app->search;

	if (s->here >= s->matches.n ||
	    s->matches.at[s->here].article != at->article ||
	    s->matches.at[s->here].block >= FIND_KICKER)
		return false;
	struct anchor match = search_place(s, s->here);
	if (sheets_find(sheets, match) != sheet)
		return false;
	*at = match;
	return true;
}

/* The next sentence, if this one began on an earlier sheet. */
static struct anchor
begun_here(const struct edition *e, struct sheets *sheets, size_t sheet,
    struct anchor at)
{
	const struct article *a = e->articles[at.article];

	if (at.block >= a->nblocks)
		return at;
	struct sentence s = sentence_at(&a->blocks[at.block], at.byte);
	struct anchor from = at, next = at;
	from.byte = (uint32_t)s.from;
	next.byte = (uint32_t)s.to;
	if (s.to >= a->blocks[at.block].nbytes)
		next = (struct anchor){ at.article, at.block + 1, 0 };
	if (anchor_compare(from, sheets_anchor(sheets, sheet)) >= 0 ||
	    next.block >= a->nblocks || sheets_find(sheets, next) != sheet)
		return at;
	return next;
}

static enum selection_unit
unit_of(const struct request *r)
{
	return r->action == ACTION_SELECT_PARAGRAPH ? SELECTION_PARAGRAPH
						    : SELECTION_SENTENCE;
}

void
select_start(struct app *app, struct selection *s, const struct request *r,
    struct sheets *sheets, size_t sheet, struct anchor at)
{
	const struct edition *e = app_edition(app);

	if (!find_match(app, sheets, sheet, &at))
		at = begun_here(e, sheets, sheet, at);
	if (!selection_begin(s, e, unit_of(r), at))
		app_say(app, _("there is no text to select here"));
}

/* --- while it is on ---------------------------------------------------------- */

static bool
extend(struct app *app, struct selection *s, const struct request *r)
{
	static const struct {
		enum action action;
		enum selection_unit unit;
		int by;
	} table[] = {
		{ ACTION_NEXT_LINE, SELECTION_SENTENCE, 1 },
		{ ACTION_PREV_LINE, SELECTION_SENTENCE, -1 },
		{ ACTION_NEXT_SUBHEAD, SELECTION_PARAGRAPH, 1 },
		{ ACTION_PREV_SUBHEAD, SELECTION_PARAGRAPH, -1 },
		{ ACTION_NEXT_ARTICLE, SELECTION_PARAGRAPH, 1 },
		{ ACTION_PREV_ARTICLE, SELECTION_PARAGRAPH, -1 },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		long count = table[i].by;
		if (table[i].action != r->action)
			continue;
		if (r->count > 0)
			count *= r->count;
		if (!selection_extend(
			s, app_edition(app), table[i].unit, count))
			app_say(app, "%s",
			    count > 0 ? _("this is the end of the article")
				      : _("this is the beginning of the "
					  "article"));
		return true;
	}
	return false;
}

static void
extend_to_end(const struct app *app, struct selection *s, bool is_last)
{
	const struct edition *e = app_edition(app);
	struct anchor end = { .article = s->fixed.article };

	if (is_last)
		end.block = (uint32_t)e->articles[end.article]->nblocks;
	selection_extend_to(s, e, end);
}

static struct range
chosen(const struct app *app, const struct selection *s)
{
	struct range range;

	selection_ends(s, app_edition(app), &range.from, &range.to);
	return range;
}

static void
copy(struct app *app, struct selection *s)
{
	struct arena *arena = arena_new();
	struct passage p =
	    passage_make(app_edition(app), chosen(app, s), arena);

	s->is_on = !output_copy_passage(app, p.text);
	arena_free(arena);
}

/* The same key again ends it, the other one changes its unit. */
static void
change_unit(struct selection *s, enum selection_unit unit)
{
	if (s->unit == unit)
		s->is_on = false;
	s->unit = unit;
}

bool
select_act(struct app *app, struct selection *s, const struct request *r)
{
	char clip[APP_KEY_BYTES], copied[APP_KEY_BYTES], end[APP_KEY_BYTES];

	if (!s->is_on)
		return false;
	if (extend(app, s, r))
		return true;
	switch (r->action) {
	case ACTION_FIRST:
	case ACTION_LAST:
		extend_to_end(app, s, r->action == ACTION_LAST);
		return true;
	case ACTION_SELECT:
	case ACTION_SELECT_PARAGRAPH:
		change_unit(s, unit_of(r));
		return true;
	case ACTION_SWAP_ENDS:
		selection_swap(s);
		return true;
	case ACTION_BACK:
		s->is_on = false;
		return true;
	case ACTION_CLIP:
		s->is_on = !cut_passage(app, chosen(app, s));
		return true;
	case ACTION_COPY:
		copy(app, s);
		return true;
	case ACTION_OPEN:
	case ACTION_FOLLOW:
		app_say(app,
		    _("%s clips what is selected, %s copies it; %s "
		      "ends selecting"),
		    app_key(app, ACTION_CLIP, clip),
		    app_key(app, ACTION_COPY, copied),
		    app_key(app, ACTION_SELECT, end));
		return true;
	default:
		return false;
	}
}

/* --- what is lit --------------------------------------------------------------- */

struct highlights
select_lit(const struct app *app, uint32_t article, const struct selection *s,
    struct arena *arena)
{
	struct highlights lit =
	    lit_over(lit_of_article(app->keep.cuttings.lit, article),
		lit_of_article(app->search.shown, article), arena);

	if (!s->is_on)
		return lit;
	struct range r = chosen(app, s);
	return lit_over(lit,
	    lit_range(app_edition(app), r.from, r.to, ROLE_SELECTION, arena),
	    arena);
}
