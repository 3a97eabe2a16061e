/*
 * Navigation: what there is to go to, and where it lies.
 *
 * An index over one edition: its sections, its reporters, its subheads.  All
 * moves are questions: "from here, where is the next section?"; nothing here
 * knows screens, rows or keys.  A place is an anchor (src/edition/edition.h).
 *
 * A story that stands twice is met once: twins (edition.h) are in no list and
 * moves pass over them.  From a twin a move goes by where it stands.
 */
#ifndef SRC_NAV_NAV_H
#define SRC_NAV_NAV_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"

struct nav;

/*
 * A section of the paper as a reader thinks of it: articles under one name,
 * on one or more pages.  Where a page names no section, the page stands for one
 * ("汽车", else its label); an edition with neither is one section without a name.
 */
struct nav_section {
	const char *name;         /* NULL if there is none */
	const char *label;        /* of its first page, or NULL */
	const uint32_t *articles; /* indices, in order */
	size_t narticles;
};

/*
 * Someone who signed, with every article of the edition in order.  The same name
 * with two organisations (本报, 新华社) is two people; without one it is whoever
 * has the name, if only one has, else a person apart.
 */
struct nav_reporter {
	const char *name;
	const char *role; /* the first one printed, or NULL */
	const char *org;  /* the first one printed, or NULL */
	const uint32_t *articles;
	size_t narticles;
};

struct nav *nav_new(const struct edition *); /* must outlive it */
void nav_free(struct nav *);                 /* NULL is fine */

const struct edition *nav_edition(const struct nav *);

size_t nav_nsections(const struct nav *);
const struct nav_section *nav_section(const struct nav *, size_t i);
size_t nav_section_of(const struct nav *, size_t article);

/* Reporters: those with most articles first, then by first appearance. */
size_t nav_nreporters(const struct nav *);
const struct nav_reporter *nav_reporter(const struct nav *, size_t i);
long nav_reporter_named(const struct nav *, const char *name); /* or -1 */

/* The reporter as whom this person is listed, or -1. */
long nav_reporter_of(const struct nav *, const struct person *);

/* The article as which this one is listed: itself, or what it is a twin of. */
size_t nav_shown(const struct nav *, size_t article);

/* What a move goes by. */
enum nav_unit { NAV_SECTION, NAV_PAGE, NAV_ARTICLE, NAV_SUBHEAD };

/*
 * The place `count` units after `from` (before, when negative), and true; or
 * false with `*to` at the last place that exists on the way, `from` if none.
 * Going back from inside a unit first goes to its beginning, except for
 * articles, sections and pages, whose previous is the one before.  Subheads
 * stay within the article.
 */
bool nav_move(const struct nav *, enum nav_unit, long count, struct anchor from,
    struct anchor *to);

/* The beginning of the sentence that `at` lies in. */
struct anchor nav_sentence(const struct nav *, struct anchor at);

#endif
