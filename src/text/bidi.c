#include "src/text/bidi.h"

#include <assert.h>
#include <string.h>

#include <fribidi/fribidi.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"

bool
bidi_is_needed(const char *s, size_t nbytes)
{
	const char *end = s + nbytes;

	while (s < end) {
		/* All that begins with a byte below this is below U+0580. */
		if ((unsigned char)*s < 0xD6)
			s++;
		else if (bidi_is_rtl(utf8_next(&s)))
			return true;
	}
	return false;
}

/* A paragraph by characters, as fribidi wants it. */
struct chars {
	FriBidiChar *cps;
	uint32_t *at; /* the byte of each */
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiLevel *levels;
	FriBidiStrIndex n;
};

static struct chars
chars_of(const char *s, size_t nbytes, struct arena *a)
{
	size_t n = utf8_count(s, nbytes);
	struct chars c = {
		.cps = arena_array(a, FriBidiChar, n),
		.at = arena_array(a, uint32_t, n),
		.types = arena_array(a, FriBidiCharType, n),
		.brackets = arena_array(a, FriBidiBracketType, n),
		.levels = arena_array(a, FriBidiLevel, n),
	};

	for (const char *p = s; p < s + nbytes; c.n++) {
		c.at[c.n] = (uint32_t)(p - s);
		c.cps[c.n] = utf8_next(&p);
	}
	fribidi_get_bidi_types(c.cps, c.n, c.types);
	fribidi_get_bracket_types(c.cps, c.n, c.types, c.brackets);
	return c;
}

/*
 * The forms that Arabic letters take, and mirrored brackets (rule L4), in place
 * of c->cps.  No ligatures: they would take the cells of two for one.
 */
static void
shape(struct chars *c, struct arena *a)
{
	const FriBidiFlags flags =
	    FRIBIDI_FLAG_SHAPE_MIRRORING | FRIBIDI_FLAG_SHAPE_ARAB_PRES;
	FriBidiArabicProp *joins =
	    arena_array(a, FriBidiArabicProp, (size_t)c->n);

	fribidi_get_joining_types(c->cps, c->n, joins);
	fribidi_join_arabic(c->types, c->n, c->levels, joins);
	fribidi_shape(flags, c->levels, c->n, joins, c->cps);
}

struct bidi
bidi_resolve(const char *s, size_t nbytes, int base, struct arena *a)
{
	FriBidiParType direction = FRIBIDI_PAR_ON;
	uint8_t *levels = arena_array(a, uint8_t, nbytes);
	uint32_t *as = arena_array(a, uint32_t, nbytes);

	assert(nbytes <= BIDI_MAX_BYTES);
	if (base >= 0)
		direction = base ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	struct chars c = chars_of(s, nbytes, a);
	/* 0 is a failure of its allocator: then nothing is reordered. */
	if (c.n == 0 ||
	    fribidi_get_par_embedding_levels_ex(
		c.types, c.brackets, c.n, &direction, c.levels) == 0)
		return (struct bidi){ levels, as, 0 };

	FriBidiChar *cps = c.cps;
	c.cps = arena_dup(a, cps, (size_t)c.n, sizeof *cps);
	shape(&c, a);
	for (FriBidiStrIndex i = 0; i < c.n; i++) {
		levels[c.at[i]] = (uint8_t)c.levels[i];
		if (c.cps[i] != cps[i])
			as[c.at[i]] = c.cps[i];
	}
	return (struct bidi){ levels, as, FRIBIDI_IS_RTL(direction) != 0 };
}

const char *
bidi_library_version(void)
{
	return FRIBIDI_VERSION;
}
