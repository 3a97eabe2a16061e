#include "src/layout/heading.h"

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/layout/story.h"
#include "src/text/glyph.h"

enum {
	/* More lines of a lead are dark enough without. */
	SPACED_LINES = 2,
	/* Of a major story: this part of the measure at most, in one line. */
	SHORT_PART = 2,
};

enum role
heading_role(const struct article *a, bool is_lead)
{
	static const enum role roles[] = {
		[STORY_LEAD] = ROLE_LEAD,
		[STORY_MAJOR] = ROLE_MAJOR,
		[STORY_NORMAL] = ROLE_HEADLINE,
		[STORY_BRIEF] = ROLE_BRIEF,
	};

	return is_lead ? ROLE_LEAD : roles[story_weight(a)];
}

/*
 * Han or kana.  Marks have half of their cells empty, and Korean has blanks
 * between its words that would drown.
 */
static bool
is_spaced(const char *s, const struct glyph *g)
{
	unsigned cp = utf8_next(&s);
	bool is_other = (cp < 0x3400 && !(cp >= 0x3005 && cp <= 0x3007) &&
			    !(cp >= 0x3041 && cp <= 0x30FF) && cp != 0x3000) ||
	    (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xFE30 && cp <= 0xFFEF);

	return g->ncells == 2 && !is_other;
}

/* Without digits, Latin letters and blanks, which would stand close. */
static bool
is_all_wide(const struct line *l, int ambiguous)
{
	for (uint32_t at = l->from; at < l->to;) {
		struct glyph g;
		at += (uint32_t)glyph_next(
		    &g, l->text + at, l->to - at, line_ambiguous(l, ambiguous));
		if (g.ncells == 1)
			return false;
	}
	return true;
}

/* Its gaps; only counted where `gaps` is NULL. */
static size_t
find_gaps(struct gap *gaps, const struct line *l, int ambiguous)
{
	bool was = false;
	size_t n = 0;

	for (uint32_t at = l->from; at < l->to;) {
		struct glyph g;
		const char *s = l->text + at;
		uint32_t used = (uint32_t)glyph_next(
		    &g, s, l->to - at, line_ambiguous(l, ambiguous));
		bool is = is_spaced(s, &g);
		if (was && is && gaps)
			gaps[n] = (struct gap){ at, 1 };
		n += was && is;
		was = g.ncells ? is : was;
		at += used;
	}
	return n;
}

static bool
has_room(const struct lines *l, int measure, int ambiguous)
{
	bool is_lead = l->n > 0 && l->at[0].role == ROLE_LEAD;

	if (l->n == 0 || l->n > (is_lead ? SPACED_LINES : 1))
		return false;
	if (!is_lead &&
	    (l->at[0].role != ROLE_MAJOR ||
		l->at[0].ncells * SHORT_PART > measure))
		return false;
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].ngaps || l->at[i].npieces ||
		    !is_all_wide(&l->at[i], ambiguous) ||
		    l->at[i].ncells +
			    (int)find_gaps(NULL, &l->at[i], ambiguous) >
			measure)
			return false;
	return true;
}

void
heading_space_out(
    struct lines *l, int measure, int ambiguous, struct arena *arena)
{
	if (!has_room(l, measure, ambiguous))
		return;
	for (size_t i = 0; i < l->n; i++) {
		struct line *line = &l->at[i];
		size_t n = find_gaps(NULL, line, ambiguous);
		if (n == 0)
			continue;
		struct gap *gaps = arena_array(arena, struct gap, n);
		line->ngaps = find_gaps(gaps, line, ambiguous);
		line->gaps = gaps;
		line->ncells = (uint16_t)(line->ncells + n);
	}
}
