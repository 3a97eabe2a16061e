/*
 * Sections and reporters are both "articles under a name", so both are made
 * by the same steps: give each name a group, pair articles with groups in the
 * order of reading, and deal the pairs out into one array, group by group.
 */
#include "src/nav/nav.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"

struct group {
	const char *name; /* NULL is a name too */
	const char *org;  /* a reporter's, or NULL */
	const char *note; /* a section's label, a reporter's role */
	uint32_t *articles;
	size_t narticles;
	uint32_t last; /* of its articles; counts when there is one */
};

struct pair {
	uint32_t group, article;
};

struct groups {
	struct group *at; /* heap while it grows */
	size_t n, cap;
	struct pair *pairs; /* heap */
	size_t npairs, pairs_cap;
	uint32_t *slots; /* heap: hash of names, group + 1, 0 when empty */
	size_t nslots;   /* a power of two, more than twice n */
};

struct nav {
	const struct edition *edition;
	struct arena *arena;
	struct nav_section *sections;
	size_t nsections;
	uint32_t *section_of; /* of each article */
	struct nav_reporter *reporters;
	size_t nreporters;
	uint32_t *page_starts; /* first article of each page that has one */
	size_t npage_starts;
	uint32_t *page_of; /* of each article, an index into page_starts */
	uint32_t *shown;   /* articles that are no twins, in order */
	size_t nshown;
	uint32_t
	    *rank; /* of each article: of the last that is shown up to it */
};

/* FNV-1a, 32 bits. */
static uint32_t
hash(const char *name, const char *org)
{
	uint32_t h = 2166136261u;

	for (const char *s = name; s && *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	for (const char *s = org; s && *s; s++)
		h = (h ^ (unsigned char)*s ^ 0x80) * 16777619u;
	return h;
}

static bool
is_same_name(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool
is_group(const struct group *g, const char *name, const char *org)
{
	return is_same_name(g->name, name) && is_same_name(g->org, org);
}

/* The slot of `name`: its group's, or the empty one where it belongs. */
static uint32_t *
find_slot(struct groups *g, const char *name, const char *org)
{
	size_t i = hash(name, org) & (g->nslots - 1);

	while (g->slots[i] && !is_group(&g->at[g->slots[i] - 1], name, org))
		i = (i + 1) & (g->nslots - 1);
	return &g->slots[i];
}

static void
grow_slots(struct groups *g)
{
	enum { FIRST_SLOTS = 64 };
	size_t nslots = g->nslots ? g->nslots * 2 : FIRST_SLOTS;

	free(g->slots);
	g->slots = xcalloc(nslots, sizeof *g->slots);
	g->nslots = nslots;
	for (size_t i = 0; i < g->n; i++)
		*find_slot(g, g->at[i].name, g->at[i].org) = (uint32_t)i + 1;
}

/* The group called `name`, of `org` or NULL, made if it is new. */
static uint32_t
group_named(struct groups *g, const char *name, const char *org)
{
	if (2 * (g->n + 1) > g->nslots)
		grow_slots(g);

	uint32_t *slot = find_slot(g, name, org);
	if (!*slot) {
		g->at = mem_grow(g->at, g->n, &g->cap, sizeof *g->at);
		g->at[g->n++] = (struct group){ .name = name, .org = org };
		*slot = (uint32_t)g->n;
	}
	return *slot - 1;
}

/* Put article `a` into group `i`, once.  Articles come in order. */
static void
join(struct groups *g, uint32_t i, size_t a)
{
	struct group *to = &g->at[i];

	if (to->narticles && to->last == a)
		return;
	g->pairs =
	    mem_grow(g->pairs, g->npairs, &g->pairs_cap, sizeof *g->pairs);
	g->pairs[g->npairs++] = (struct pair){ i, (uint32_t)a };
	to->last = (uint32_t)a;
	to->narticles++;
}

/* Deal the pairs out: every group gets its articles, in order. */
static void
deal(struct groups *g, struct arena *arena)
{
	uint32_t *all = arena_array(arena, uint32_t, g->npairs);

	for (size_t i = 0; i < g->n; i++) {
		g->at[i].articles = all;
		all += g->at[i].narticles;
		g->at[i].narticles = 0;
	}
	for (size_t k = 0; k < g->npairs; k++) {
		struct group *to = &g->at[g->pairs[k].group];
		to->articles[to->narticles++] = g->pairs[k].article;
	}
}

static void
groups_fini(struct groups *g)
{
	free(g->at);
	free(g->pairs);
	free(g->slots);
}

static const char *
section_name(const struct edition *e, size_t article)
{
	const struct article *a = e->articles[article];
	const struct page *p = &e->pages[a->page];
	const char *name = p->sections[a->section].name;

	return name ? name : p->name ? p->name : p->label;
}

/* A twin stands in its own section, if that has a story besides. */
static void
place_twins(struct nav *nav, struct groups *g)
{
	const struct edition *e = nav->edition;

	for (size_t i = 0; i < e->narticles && g->n; i++) {
		if (!e->articles[i]->twin)
			continue;
		uint32_t slot = *find_slot(g, section_name(e, i), NULL);
		nav->section_of[i] = slot
		    ? slot - 1
		    : nav->section_of[e->articles[i]->twin->index];
	}
}

static void
make_sections(struct nav *nav)
{
	const struct edition *e = nav->edition;
	struct groups g = { 0 };

	for (size_t i = 0; i < e->narticles; i++) {
		if (e->articles[i]->twin)
			continue;
		uint32_t k = group_named(&g, section_name(e, i), NULL);
		if (!g.at[k].narticles)
			g.at[k].note = e->pages[e->articles[i]->page].label;
		join(&g, k, i);
		nav->section_of[i] = k;
	}
	place_twins(nav, &g);
	deal(&g, nav->arena);
	nav->nsections = g.n;
	nav->sections = arena_array(nav->arena, struct nav_section, g.n);
	for (size_t i = 0; i < g.n; i++)
		nav->sections[i] = (struct nav_section){ g.at[i].name,
			g.at[i].note, g.at[i].articles, g.at[i].narticles };
	groups_fini(&g);
}

/* Most articles first; among equals who appeared first. */
static int
compare_groups(const void *x, const void *y)
{
	const struct group *a = x, *b = y;

	if (a->narticles != b->narticles)
		return a->narticles > b->narticles ? -1 : 1;
	return a->articles < b->articles ? -1 : a->articles > b->articles;
}

/* The only organisation of each name; "" where it has several. */
struct orgs {
	struct groups names;
	const char **only; /* heap, by group; NULL if it has none */
};

static void
collect_orgs(struct orgs *o, const struct edition *e)
{
	size_t cap = 0;

	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *a = e->articles[i];
		for (size_t k = 0; k < a->nauthors; k++) {
			size_t n = o->names.n;
			uint32_t at =
			    group_named(&o->names, a->authors[k].name, NULL);
			const char *org = a->authors[k].org;
			if (o->names.n > n) {
				o->only =
				    mem_grow(o->only, n, &cap, sizeof *o->only);
				o->only[at] = org;
			} else if (org && !o->only[at]) {
				o->only[at] = org;
			} else if (org && strcmp(o->only[at], org) != 0) {
				o->only[at] = "";
			}
		}
	}
}

/* The organisation that this person is listed with. */
static const char *
find_org(struct orgs *o, const struct person *who)
{
	if (who->org)
		return who->org;
	const char *only = o->only[group_named(&o->names, who->name, NULL)];
	return only && *only ? only : NULL;
}

static void
make_reporters(struct nav *nav)
{
	const struct edition *e = nav->edition;
	struct groups g = { 0 };
	struct orgs orgs = { 0 };

	collect_orgs(&orgs, e);
	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *a = e->articles[i];
		for (size_t k = 0; k < a->nauthors && !a->twin; k++) {
			const struct person *who = &a->authors[k];
			uint32_t at =
			    group_named(&g, who->name, find_org(&orgs, who));
			if (!g.at[at].note)
				g.at[at].note = who->role;
			join(&g, at, i);
		}
	}
	groups_fini(&orgs.names);
	free(orgs.only);
	deal(&g, nav->arena);
	if (g.n)
		qsort(g.at, g.n, sizeof *g.at, compare_groups);
	nav->nreporters = g.n;
	nav->reporters = arena_array(nav->arena, struct nav_reporter, g.n);
	for (size_t i = 0; i < g.n; i++)
		nav->reporters[i] =
		    (struct nav_reporter){ g.at[i].name, g.at[i].note,
			    g.at[i].org, g.at[i].articles, g.at[i].narticles };
	groups_fini(&g);
}

static void
make_shown(struct nav *nav)
{
	const struct edition *e = nav->edition;

	nav->shown = arena_array(nav->arena, uint32_t, e->narticles);
	nav->rank = arena_array(nav->arena, uint32_t, e->narticles);
	for (size_t i = 0; i < e->narticles; i++) {
		if (!e->articles[i]->twin)
			nav->shown[nav->nshown++] = (uint32_t)i;
		/* The first is never a twin. */
		nav->rank[i] = (uint32_t)nav->nshown - 1;
	}
}

/* A page where only twins stand is passed over as well. */
static void
make_pages(struct nav *nav)
{
	const struct edition *e = nav->edition;
	size_t n = 0;

	nav->page_starts = arena_array(nav->arena, uint32_t, e->narticles);
	for (size_t k = 0; k < nav->nshown; k++) {
		uint32_t i = nav->shown[k];
		if (!k ||
		    e->articles[i]->page !=
			e->articles[nav->shown[k - 1]]->page)
			nav->page_starts[n++] = i;
		nav->page_of[i] = (uint32_t)n - 1;
	}
	for (size_t i = 0; i < e->narticles; i++) {
		size_t next = nav->rank[i] + 1u;
		if (!e->articles[i]->twin)
			continue;
		bool begins = next < nav->nshown &&
		    e->articles[nav->shown[next]]->page == e->articles[i]->page;
		nav->page_of[i] =
		    nav->page_of[nav->shown[begins ? next : nav->rank[i]]];
	}
	nav->npage_starts = n;
}

struct nav *
nav_new(const struct edition *e)
{
	struct arena *arena = arena_new();
	struct nav *nav = arena_one(arena, struct nav);

	nav->edition = e;
	nav->arena = arena;
	nav->section_of = arena_array(arena, uint32_t, e->narticles);
	nav->page_of = arena_array(arena, uint32_t, e->narticles);
	make_shown(nav);
	make_sections(nav);
	make_reporters(nav);
	make_pages(nav);
	return nav;
}

void
nav_free(struct nav *nav)
{
	if (nav)
		arena_free(nav->arena);
}

const struct edition *
nav_edition(const struct nav *nav)
{
	return nav->edition;
}

size_t
nav_nsections(const struct nav *nav)
{
	return nav->nsections;
}

const struct nav_section *
nav_section(const struct nav *nav, size_t i)
{
	return i < nav->nsections ? &nav->sections[i] : NULL;
}

size_t
nav_section_of(const struct nav *nav, size_t article)
{
	return article < nav->edition->narticles ? nav->section_of[article] : 0;
}

size_t
nav_nreporters(const struct nav *nav)
{
	return nav->nreporters;
}

const struct nav_reporter *
nav_reporter(const struct nav *nav, size_t i)
{
	return i < nav->nreporters ? &nav->reporters[i] : NULL;
}

long
nav_reporter_named(const struct nav *nav, const char *name)
{
	for (size_t i = 0; i < nav->nreporters; i++)
		if (is_same_name(nav->reporters[i].name, name))
			return (long)i;
	return -1;
}

long
nav_reporter_of(const struct nav *nav, const struct person *who)
{
	long named = -1;

	for (size_t i = 0; i < nav->nreporters; i++) {
		const struct nav_reporter *r = &nav->reporters[i];
		if (!is_same_name(r->name, who->name))
			continue;
		if (is_same_name(r->org, who->org))
			return (long)i;
		if (!who->org && named < 0)
			named = (long)i;
	}
	return named;
}

size_t
nav_shown(const struct nav *nav, size_t article)
{
	const struct edition *e = nav->edition;

	return article < e->narticles && e->articles[article]->twin
	    ? e->articles[article]->twin->index
	    : article;
}

/*
 * `count` steps from `here` among `n` places.  True if all could be gone;
 * `*to` is the last that could.
 */
static bool
step(size_t *to, size_t here, long count, size_t n)
{
	size_t want = count < 0 ? 0 - (size_t)count : (size_t)count;
	size_t have = count < 0 ? here : n - 1 - here;
	size_t steps = want < have ? want : have;

	*to = count < 0 ? here - steps : here + steps;
	return steps == want;
}

static size_t
first_article(const struct nav *nav, enum nav_unit unit, size_t i)
{
	if (unit == NAV_SECTION)
		return nav->sections[i].articles[0];
	return unit == NAV_PAGE ? nav->page_starts[i] : nav->shown[i];
}

static bool
move_between(const struct nav *nav, enum nav_unit unit, long count,
    struct anchor from, struct anchor *to)
{
	size_t here = nav->rank[from.article], n = nav->nshown, next;
	bool twin = nav->edition->articles[from.article]->twin != NULL;

	if (unit == NAV_SECTION) {
		here = nav->section_of[from.article];
		n = nav->nsections;
	} else if (unit == NAV_PAGE) {
		here = nav->page_of[from.article];
		n = nav->npage_starts;
	} else if (twin && count < 0) {
		here++; /* it stands behind the last that is shown */
	}
	bool done = step(&next, here, count, n);
	if (next != here)
		*to = (struct anchor){ (uint32_t)first_article(nav, unit, next),
			0, 0 };
	return done;
}

/*
 * Subheads part an article into units; what stands before the first is one as
 * well, so going back ends at the beginning of the article.
 */
static bool
move_subhead(const struct article *a, long count, struct anchor *at)
{
	size_t left = count < 0 ? 0 - (size_t)count : (size_t)count;
	size_t i = at->block < a->nblocks ? at->block : a->nblocks;

	if (count < 0 && at->byte && i < a->nblocks)
		i++; /* the beginning of this very block lies behind */
	while (left && (count < 0 ? i > 0 : i + 1 < a->nblocks)) {
		i = count < 0 ? i - 1 : i + 1;
		if (a->blocks[i].type != BLOCK_SUBHEAD && (count > 0 || i))
			continue;
		*at = (struct anchor){ at->article, (uint32_t)i, 0 };
		left--;
	}
	return !left;
}

bool
nav_move(const struct nav *nav, enum nav_unit unit, long count,
    struct anchor from, struct anchor *to)
{
	*to = from;
	if (from.article >= nav->edition->narticles)
		return false;
	if (unit != NAV_SUBHEAD)
		return move_between(nav, unit, count, from, to);
	return move_subhead(nav->edition->articles[from.article], count, to);
}
