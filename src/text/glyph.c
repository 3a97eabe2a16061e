#include "src/text/glyph.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <uninorm.h>

#include "src/base/utf8.h"
#include "src/text/grapheme.h"
#include "src/text/lang.h"
#include "src/text/prop.h"
#include "src/text/safe.h"

enum {
	MISSING = 0x3013, /* the printers' mark for a missing sort; 2 cells */
	DOTTED_CIRCLE = 0x25CC, /* stands under a mark without a base */
	ZWNJ = 0x200C,
	ZWJ = 0x200D,
	EM_DASH = 0x2014,
	TWO_EM_DASH = 0x2E3A,
	THREE_EM_DASH = 0x2E3B,
	REGIONAL_A = 0x1F1E6,
	MAX_MARKS = 4, /* with its base all that a cell of canvas.h holds */
	MAX_CELLS = 4, /* of a glyph: Burmese has three signs on a letter */

	/* Of a longer cluster only the start is looked at: 16 marks and more
	   are no text, and the work for one glyph stays small. */
	LOOK_BYTES = 64,
	/* Unicode's FAQ on normalization: NFC grows UTF-8 at most 3 times. */
	NFC_BYTES = 3 * (LOOK_BYTES + UTF8_MAX),
};

_Static_assert((1 + MAX_MARKS) * UTF8_MAX < GLYPH_BYTES, "a glyph fits");

/* A cluster taken apart. */
struct parts {
	unsigned base;
	unsigned marks[MAX_MARKS];
	unsigned nmarks;
	unsigned nbases; /* code points that are no marks and take cells */
	bool is_unsure;  /* terminals do not agree on its cells, */
	bool odd;        /* or even less, so it is not painted */
};

static void
add(struct glyph *g, unsigned cp, int ambiguous)
{
	g->nbytes += (unsigned char)utf8_encode(g->bytes + g->nbytes, cp);
	g->bytes[g->nbytes] = '\0';
	g->ncells += (unsigned char)prop_width(prop_of(cp), ambiguous);
}

/* The same for what may be ambiguous; `next` is the code point behind it. */
static void
add_safe(struct glyph *g, unsigned cp, unsigned next, int ambiguous)
{
	char safe[SAFE_BYTES];
	bool is_ambiguous = (prop_of(cp) & PROP_WIDTH) == PROP_AMBIGUOUS;

	if (!(ambiguous & GLYPH_SAFE) || !is_ambiguous) {
		add(g, cp, ambiguous);
		return;
	}
	const char *s = safe_for(safe, cp, ambiguous & GLYPH_EAST, next);
	while (*s)
		add(g, utf8_next(&s), ambiguous);
}

/* "[CN]", or "[C]" for half a flag. */
static void
paint_flag(struct glyph *g, const char *s, size_t nbytes, int ambiguous)
{
	const char *end = s + nbytes;

	add(g, '[', ambiguous);
	while (s < end) {
		unsigned cp = utf8_next(&s);
		if (prop_gcb(prop_of(cp)) == GCB_REGIONAL_INDICATOR)
			add(g, 'A' + (cp - REGIONAL_A), ambiguous);
	}
	add(g, ']', ambiguous);
}

/* A tone of skin: an emoji that changes the one before it (UTS #51). */
static bool
is_skin_tone(unsigned cp)
{
	return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

static bool
is_joiner(unsigned cp)
{
	return cp == ZWNJ || cp == ZWJ;
}

/*
 * Copy what is to be painted to `out`, which has room for LOOK_BYTES + 4: no
 * selectors, no joiners but behind a virama, no tone of skin, of joined emoji the
 * first.
 */
static size_t
strip(char *out, const char *s, size_t nbytes, int ambiguous)
{
	const char *at = s;
	const char *end = s + (nbytes < LOOK_BYTES ? nbytes : LOOK_BYTES);
	unsigned was = 0;
	size_t n = 0;

	while (at < end) {
		bool first = at == s;
		const char *from = at;
		unsigned cp = utf8_next(&at);
		uint16_t prop = prop_of(cp);
		bool is_kept = is_joiner(cp) && !(ambiguous & GLYPH_SAFE) &&
		    uc_combining_class((ucs4_t)was) == UC_CCC_VR;
		was = cp;
		if (prop & PROP_NOTHING && !is_kept)
			continue;
		if (!first && (prop & PROP_PICT || is_skin_tone(cp)))
			continue;
		memcpy(out + n, from, (size_t)(at - from));
		n += (size_t)(at - from);
	}
	return n;
}

/* One that may be left out for the lack of room, or one that may not. */
static void
add_mark(struct parts *parts, unsigned cp, bool is_needed)
{
	if (parts->nmarks < MAX_MARKS)
		parts->marks[parts->nmarks++] = cp;
	else if (is_needed)
		parts->odd = true;
}

static void
take_apart(struct parts *parts, const char *s, size_t nbytes)
{
	const char *end = s + nbytes;

	*parts = (struct parts){ 0 };
	while (s < end) {
		unsigned cp = utf8_next(&s);
		uint16_t prop = prop_of(cp);
		bool is_spacing = prop & PROP_MARK && prop & PROP_WIDTH;
		if (is_spacing || is_joiner(cp)) {
			parts->is_unsure = true;
			add_mark(parts, cp, is_spacing);
			continue;
		}
		if (prop & PROP_ODD)
			parts->odd = true;
		if (prop & PROP_WIDTH) {
			if (parts->nbases++ == 0)
				parts->base = cp;
		} else if (parts->nbases == 0 && !(prop & PROP_MARK)) {
			parts->odd = true; /* a vowel of Hangul alone */
		} else {
			add_mark(parts, cp, false);
		}
	}
}

/* Can it be painted as what it is? */
static bool
is_paintable(const struct parts *parts, int ambiguous)
{
	unsigned ncells =
	    parts->nbases ? prop_width(prop_of(parts->base), ambiguous) : 1;

	if (parts->odd || parts->nbases > 1)
		return false;
	if (!parts->is_unsure)
		return true;
	for (unsigned i = 0; i < parts->nmarks; i++)
		ncells += prop_width(prop_of(parts->marks[i]), ambiguous);
	/* A terminal in another must not leave anything open. */
	return ncells <= MAX_CELLS && !(ambiguous & GLYPH_SAFE);
}

static void
paint_parts(
    struct glyph *g, const struct parts *parts, unsigned next, int ambiguous)
{
	if (!is_paintable(parts, ambiguous)) {
		add(g, MISSING, ambiguous);
		return;
	}
	g->is_unsure = parts->is_unsure;
	add_safe(
	    g, parts->nbases ? parts->base : DOTTED_CIRCLE, next, ambiguous);
	for (unsigned i = 0; i < parts->nmarks; i++)
		if (!(ambiguous & GLYPH_SAFE) ||
		    !safe_drops_mark(parts->marks[i]))
			add(g, parts->marks[i], ambiguous);
}

/* A cluster that is not painted as it is; `next` comes after it. */
static void
paint(
    struct glyph *g, const char *s, size_t nbytes, unsigned next, int ambiguous)
{
	char bare[LOOK_BYTES + UTF8_MAX];
	uint8_t room[NFC_BYTES];
	size_t nroom = sizeof room;
	struct parts parts;
	size_t n = strip(bare, s, nbytes, ambiguous);

	if (n == 0)
		return;
	uint8_t *nfc =
	    u8_normalize(UNINORM_NFC, (const uint8_t *)bare, n, room, &nroom);
	if (nfc)
		take_apart(&parts, (const char *)nfc, nroom);
	else
		take_apart(&parts, bare, n);
	if (nfc != room)
		free(nfc);
	paint_parts(g, &parts, next, ambiguous);
}

static void
paint_dash(struct glyph *g, int ambiguous)
{
	add_safe(g, EM_DASH, 0, ambiguous);
	add_safe(g, EM_DASH, 0, ambiguous);
}

/* A control, or a format control that is painted as nothing. */
static void
paint_control(struct glyph *g, const struct grapheme *gr, int ambiguous)
{
	if (gr->cp == '\t' || gr->cp == '\n' || gr->cp == '\r')
		add(g, ' ', ambiguous);
	else if (!(gr->prop & (PROP_NOTHING | PROP_ODD)))
		add_safe(g, UTF8_REPLACEMENT, 0, ambiguous);
}

static inline bool
is_plain(const struct grapheme *gr, int ambiguous)
{
	return gr->single && prop_is_plain(gr->prop, ambiguous);
}

/*
 * Something that an emoji font draws: wide by itself, a flag, or made one by a
 * selector, a joiner or a keycap.  A © or ☎ alone is text (UTS #51, 1.4).
 */
static bool
is_emoji(const struct grapheme *gr, const char *s)
{
	static const char selector[] = "\xEF\xB8\x8F"; /* VS16 */
	bool is_wide = (gr->prop & PROP_WIDTH) == 2;

	if (prop_gcb(gr->prop) == GCB_REGIONAL_INDICATOR)
		return true;
	if (gr->prop & PROP_PICT && is_wide)
		return true;
	for (size_t i = 1; i + 3 <= gr->nbytes && i < LOOK_BYTES; i++)
		if (memcmp(s + i, selector, 3) == 0)
			return true;
	return false;
}

static unsigned
code_point_at(const char *s, const char *end)
{
	return s < end ? utf8_next(&s) : 0;
}

static void
paint_special(struct glyph *g, const struct grapheme *gr, const char *s,
    const char *end, int ambiguous)
{
	if (ambiguous & GLYPH_PLACEHOLDER && is_emoji(gr, s)) {
		add(g, MISSING, ambiguous);
		return;
	}
	switch (prop_gcb(gr->prop)) {
	case GCB_CR:
	case GCB_LF:
	case GCB_CONTROL:
		paint_control(g, gr, ambiguous);
		break;
	case GCB_REGIONAL_INDICATOR:
		paint_flag(g, s, gr->nbytes, ambiguous);
		break;
	default:
		if (gr->cp == TWO_EM_DASH || gr->cp == THREE_EM_DASH)
			paint_dash(g, ambiguous);
		else
			paint(g, s, gr->nbytes,
			    code_point_at(s + gr->nbytes, end), ambiguous);
		break;
	}
}

size_t
glyph_next(struct glyph *g, const char *s, size_t nbytes, int ambiguous)
{
	struct grapheme gr = grapheme_next(s, nbytes);

	g->is_unsure = false;
	if (is_plain(&gr, ambiguous)) {
		memcpy(g->bytes, s, gr.nbytes);
		g->bytes[gr.nbytes] = '\0';
		g->nbytes = (unsigned char)gr.nbytes;
		g->ncells = (unsigned char)prop_width(gr.prop, ambiguous);
	} else {
		g->bytes[0] = '\0';
		g->nbytes = g->ncells = 0;
		paint_special(g, &gr, s, s + nbytes, ambiguous);
	}
	return gr.nbytes;
}

/* As glyph_next(), but only the cells. */
static inline size_t
measure(unsigned *ncells, const char *s, size_t nbytes, int ambiguous)
{
	struct grapheme gr = grapheme_next(s, nbytes);
	struct glyph g;

	if (is_plain(&gr, ambiguous)) {
		*ncells = prop_width(gr.prop, ambiguous);
	} else {
		glyph_next(&g, s, nbytes, ambiguous);
		*ncells = g.ncells;
	}
	return gr.nbytes;
}

int
glyph_in_script(int ambiguous, const char *s, size_t nbytes)
{
	const char *end = s + nbytes;

	/* The script matters to what is painted instead, and to nothing else. */
	if (!(ambiguous & GLYPH_SAFE))
		return ambiguous;
	while (s < end && !(ambiguous & GLYPH_EAST))
		if ((prop_of(utf8_next(&s)) & PROP_WIDTH) == 2)
			ambiguous |= GLYPH_EAST;
	return ambiguous;
}

size_t
glyph_ncells(const char *s, size_t nbytes, int ambiguous)
{
	size_t sum = 0;
	unsigned ncells;

	ambiguous = glyph_in_script(ambiguous, s, nbytes);
	for (size_t at = 0; at < nbytes; sum += ncells)
		at += measure(&ncells, s + at, nbytes - at, ambiguous);
	return sum;
}

size_t
glyph_fit(
    const char *s, size_t nbytes, int ambiguous, size_t ncells, size_t *used)
{
	size_t at = 0;
	size_t sum = 0;

	ambiguous = glyph_in_script(ambiguous, s, nbytes);
	while (at < nbytes) {
		unsigned more;
		size_t n = measure(&more, s + at, nbytes - at, ambiguous);
		if (sum + more > ncells)
			break;
		sum += more;
		at += n;
	}
	if (used)
		*used = sum;
	return at;
}

int
glyph_in_language(int ambiguous, const char *language)
{
	bool east = lang_is(language, "zh") || lang_is(language, "ja");

	return east ? ambiguous | GLYPH_EAST : ambiguous & ~GLYPH_EAST;
}

bool
glyph_has_lines(int ambiguous)
{
	return (ambiguous & (GLYPH_CELLS | GLYPH_SAFE)) == 1;
}
