/*
 * What the parts of the byline parser share: byline.c has the line and its
 * look, byline_east.c the writing of East Asia, byline_words.c the words and
 * byline_name.c the names there, byline_org.c for whom they write, byline_latin.c
 * the rest.
 */
#ifndef SRC_EDITION_BYLINE_INT_H
#define SRC_EDITION_BYLINE_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"

struct arena;

/* More people than ever signed one story; the rest is not a byline. */
enum { CROWD_MAX = 64 };

/* The people found so far. */
struct crowd {
	struct arena *arena;
	struct person at[CROWD_MAX];
	size_t n;
};

/* Add a person unless the name is there; both strings are copied. */
void crowd_add(struct crowd *, const char *name, size_t nbytes,
    const char *role, size_t role_nbytes);

/* Give everyone from `first` on who has no role this one. */
void crowd_set_role(
    struct crowd *, size_t first, const char *role, size_t nbytes);

/* Likewise the organisation, or the place. */
void crowd_set_org(
    struct crowd *, size_t first, const char *org, size_t nbytes);

/* A piece of a line; `before` is the character that parts it from the last. */
struct token {
	const char *s;
	size_t nbytes;
	unsigned before;
};

/* --- byline_name.c ------------------------------------------------------------ */

bool byline_is_han(unsigned cp);
bool byline_is_hangul(unsigned cp);
bool byline_is_katakana(unsigned cp);
bool byline_is_east_asian(unsigned cp);
bool byline_is_surname(unsigned cp);

/* A dot that stands inside a name: 阿卜杜·卡里姆, 阿卜杜・卡里姆. */
bool byline_is_dot(unsigned cp);

bool byline_is_compound(struct token); /* a surname of two characters */

/* Does it begin with a surname of two characters? */
bool byline_begins_compound(struct token);

/* A surname and one or two characters. */
bool byline_is_known_name(struct token);

/* --- byline_words.c ----------------------------------------------------------- */

/* See byline.def, whose order this is. */
enum word_kind {
	WORD_NONE,
	WORD_ROLE,
	WORD_LABEL,
	WORD_EDITOR,
	WORD_OTHER,
	WORD_SOURCE,
	WORD_NOBODY,
	WORD_AGENCY,
	WORD_PLACE,
	WORD_TAIL,
	WORD_AFTER,
	WORD_FOLLOW,
	WORD_PAPER,
	WORD_RANK,
	WORD_BODY,
};

struct word {
	enum word_kind kind;
	const char *s;
	size_t nbytes;
};

/* The word of this kind that is all of the token; NULL if it is none. */
const struct word *byline_exact(struct token, enum word_kind);

/* One that ends it and is not all of it. */
const struct word *byline_ending(struct token, enum word_kind);

/* One that begins it, and may be all of it. */
const struct word *byline_beginning(struct token, enum word_kind);

/* The first place in the token where a role stands; NULL if none does. */
const struct word *byline_role(struct token, size_t *at);

/* --- byline_east.c ------------------------------------------------------------ */

/* What was found in a line, and how it looked. */
struct parse {
	struct crowd crowd;
	struct crowd *editors; /* who is named if nobody wrote */
	const char *role;      /* of the names that follow */
	size_t role_nbytes;
	size_t role_from;  /* people before it had none of their own */
	size_t since;      /* people before it were dealt with by a mark */
	int other;         /* a kind of word: who follows did not write */
	bool glyph;        /* the line opens with one, or is in brackets */
	bool by_dots;      /* ・ parts names */
	bool next_single;  /* a word of one character follows */
	bool weak;         /* who was found is named for want of others */
	bool postfix;      /* labels stand after names */
	bool label_open;   /* the last word was a label */
	bool skip_next;    /* 发自 海州 */
	bool after_single; /* the last word was a name of one character */
	bool after_family; /* or a surname of two */
	bool after_latin;  /* or a Latin name */

	/* For the confidence. */
	size_t ntokens, nroles, nlabels, nodd;
	bool role_first;
};

void byline_parse_east(struct parse *, const char *s);

/* --- byline_org.c ------------------------------------------------------------- */

/* Who works for whom: 本报首席记者 gives 本报; empty if it says nothing. */
struct token byline_org(struct token role);

/* The agency that the text begins with: 新华社北京5月30日电; or empty. */
struct token byline_agency(const char *s);

/* --- byline_latin.c ----------------------------------------------------------- */

/* The people of a line in Latin script, e-mail addresses already gone. */
void byline_parse_latin(struct crowd *, const char *line);

/* How sure that such a line is a byline, 0 to 100. */
int byline_latin_confidence(const char *line);

#endif
