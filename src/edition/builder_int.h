/*
 * What the two halves of the builder share: builder.c collects, builder_finish.c
 * makes the model of it.
 */
#ifndef SRC_EDITION_BUILDER_INT_H
#define SRC_EDITION_BUILDER_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"

/* A growing array, for what is collected before the arena gets it. */
struct list {
	void *at;
	size_t n, cap, size;
};

struct draft_section {
	const char *name;
	struct list articles; /* struct article * */
};

struct draft_page {
	struct page page;
	struct list notes;    /* const char * */
	struct list extra;    /* struct field */
	struct list sections; /* struct draft_section */
	struct buf keys;
};

struct builder {
	struct arena *arena;
	struct edition *edition;
	struct diag *diag;
	char *name;
	struct buf clean; /* scratch */

	struct list edition_extra; /* struct field */
	struct buf edition_keys;
	struct list pages;    /* struct draft_page */
	struct list articles; /* struct article * */
	const char *section_name;

	struct article *article; /* the one being built, or NULL */
	struct list blocks;      /* struct block */
	struct list authors;     /* struct person */
	struct list extra;       /* struct field */
	struct buf keys;

	bool skip_page;    /* beyond the limit: what follows is left out */
	bool skip_article; /* likewise */
	size_t nblocks;    /* of the edition */
	size_t nbytes;     /* of its text */
	size_t lost_pages, lost_articles, lost_blocks, lost_values;
};

/* End the article that is being built, if there is one. */
void builder_finish_article(struct builder *);

/* Free all but the arena. */
void builder_free_scratch(struct builder *);

#endif
