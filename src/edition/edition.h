/*
 * The model: edition, page, section, article, block, span.
 *
 * A reader makes an edition through a builder (builder.h); after that nothing
 * changes it, and all of it hangs on one arena.  Every string is valid UTF-8
 * without NUL, without control characters but tab and newline, and
 * NUL-terminated; an absent value is NULL, never "".  Text is the source's own
 * text: layout and screen never alter it.
 *
 * Positions are anchors: an article, a block of it and a byte in that block's
 * text, never rows, so that they survive another width.
 */
#ifndef SRC_EDITION_EDITION_H
#define SRC_EDITION_EDITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum block_type {
#define BLOCK(id, name, meaning) BLOCK_##id,
#include "src/edition/block.def"
#undef BLOCK
	BLOCK_COUNT
};

/* A run of text in a block that is set or works differently. */
enum span_kind { SPAN_EM, SPAN_STRONG, SPAN_CODE, SPAN_LINK };

struct span {
	enum span_kind kind;
	uint32_t from, to; /* bytes of the block's text */
	const char *mark;  /* as written: "*", "**", "_", "`"; never NULL */
	const char *href;  /* of a link, else NULL */
};

struct block {
	enum block_type type;
	const char *text;   /* never NULL; for a table see block.def */
	uint32_t nbytes;    /* of text */
	int level;          /* of a subhead, from 1; of an item, from 0 */
	int number;         /* of an ordered item; 0 if not ordered */
	const char *mark;   /* as written: of an item "-", "2)"; see native.h */
	unsigned char gap;  /* see native.h; 0 from other formats */
	const char *src;    /* of a figure: the picture's file or URL */
	const char *credit; /* of a figure */
	const struct span *spans; /* in order; one may lie inside another */
	size_t nspans;
	const uint32_t *wraps; /* where the source wrapped a line; rising */
	size_t nwraps;
};

/* A person who signed: "本报记者 秦川" gives name 秦川, role 本报记者. */
struct person {
	const char *name;
	const char *role; /* NULL if not given */
	const char *org;  /* paper, agency or place, if the line says: 本报 */
};

/* A key that the native format does not know, kept to be written back. */
struct field {
	const char *key;
	const char *value;
};

struct article {
	const char *id; /* stable: same source text, same id */

	/* Several lines are joined by newlines. */
	const char *kicker;
	const char *headline; /* NULL only if the source has none at all */
	const char *deck;

	const char *byline; /* the line as printed, glyph and all */
	const struct person *authors;
	size_t nauthors;

	const char *dateline; /* "本报北京5月29日讯", "LINGANG, May 29" */
	const char *date;     /* as given by the source */
	const char *source;   /* agency or paper it was taken from */
	const char *url;
	const char *language; /* BCP 47; NULL: see article_language() */
	const char *kind;     /* "letter", ...; NULL for news */
	const char *weight;   /* "lead", "major", "normal", "brief" or NULL */

	const char *continued_on;   /* page label, from a jump line */
	const char *continued_from; /* page label */
	bool cut_off; /* the body stops in mid sentence, no jump line */

	const struct block *blocks;
	size_t nblocks;
	const struct field *extra;
	size_t nextra;
	const char *keys;  /* see native.h; NULL from other formats */
	unsigned char gap; /* likewise, 0 */
	bool id_given;     /* the id is the source's own */

	/*
	 * An earlier article of the edition with the same headline and text, or
	 * NULL.  It is shown once, as that one; nothing of it is lost.
	 */
	const struct article *twin;

	/* Where it stands. */
	size_t index;   /* in edition->articles, the order of the source */
	size_t page;    /* in edition->pages */
	size_t section; /* in that page's sections */
	unsigned line;  /* in its source file, 1-based; 0 if unknown */
};

struct section {
	const char *name; /* NULL: the page's articles without a section */
	const struct article *const *articles;
	size_t narticles;
};

struct page {
	const char *label; /* "A08" */
	const char *name;  /* "汽车" */
	const char *const
	    *notes; /* lines for the whole page: credits, editors */
	size_t nnotes;
	const struct section *sections;
	size_t nsections;
	const struct field *extra;
	size_t nextra;
	const char *keys;  /* see native.h; NULL from other formats */
	unsigned char gap; /* likewise, 0 */
};

struct edition {
	const char *title; /* of the paper */
	const char *date;  /* "2025-05-30", or as the source has it */
	const char *name;  /* "早报", "Late City" */
	const char *number;
	const char *language; /* BCP 47 */
	const char *place;
	const char *motto;
	const char *price;
	const char *url;
	const struct field *extra;
	size_t nextra;
	const char *keys; /* see native.h; NULL from other formats */

	const struct page *pages;
	size_t npages;
	const struct article *const *articles; /* all, order of the source */
	size_t narticles;
	size_t ntwins; /* of them: those that are shown as an earlier one */

	struct arena *arena; /* owns all of it */
};

struct anchor {
	uint32_t article; /* index in edition->articles */
	uint32_t block;   /* index in its blocks; == nblocks: past the end */
	uint32_t byte;    /* in the block's text */
};

void edition_free(struct edition *); /* NULL is fine */

const char *block_type_name(enum block_type);

/* The language of an article: its own, else the edition's, else NULL. */
const char *article_language(const struct edition *, const struct article *);

/* The page an article stands on. */
const struct page *article_page(const struct edition *, const struct article *);

/*
 * The article called `id`, or NULL.  Ids are unique in an edition.
 */
const struct article *edition_find(const struct edition *, const char *id);

/*
 * The page that a jump line names: labels match without regard to case,
 * leading zeros, 第 and 版 ("A5" finds "A05", "3" finds "第03版").  NULL if
 * there is none.
 */
const struct page *edition_find_page(const struct edition *, const char *label);

/*
 * The other half of a jump: for an article continued on (or from) another
 * page, the article there that names this page in turn; among several the
 * one whose headline shares most characters.  NULL if there is none.
 */
const struct article *edition_jump(
    const struct edition *, const struct article *);

/* <0, 0, >0 as `a` stands before, at or after `b` in the edition. */
int anchor_compare(struct anchor a, struct anchor b);

#endif
