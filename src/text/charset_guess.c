/*
 * Guessing a character set.
 *
 * A sample is decoded in every set that papers come in, and what comes out is
 * weighed: characters that are common in the set's language speak for it,
 * rare ones dilute, and bytes that do not fit speak strongly against it.  Text
 * read in the wrong set comes out as valid but rare characters, so validity
 * alone would not do.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/charset_int.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { BMP = 0x10000 };

enum language {
#define COMMON(id, what, characters) LANGUAGE_##id,
#include "src/text/charset_common.def"
#undef COMMON
	LANGUAGE_ANY,   /* whatever decodes counts */
	LANGUAGE_LATIN, /* single letters among ASCII ones count */
};

static const char *const common[] = {
#define COMMON(id, what, characters) characters,
#include "src/text/charset_common.def"
#undef COMMON
};

/* On a tie the first wins. */
static const struct candidate {
	const char *name;
	enum language language;
} candidates[] = {
	{ "UTF-8", LANGUAGE_ANY },
	{ "GB18030", LANGUAGE_HANS },
	{ "BIG5-HKSCS", LANGUAGE_HANT },
	{ "EUC-JP", LANGUAGE_JA },
	{ "CP932", LANGUAGE_JA },
	{ "CP949", LANGUAGE_KO },
	{ "WINDOWS-1252", LANGUAGE_LATIN },
};

/*
 * Below this share of common characters nothing is believed, and the bytes
 * are shown as windows-1252, which has a character for nearly all of them. A
 * right reading scores 60 and more, a headline of rare names still 40.
 */
enum { MIN_SCORE = 25 };

/*
 * A byte that does not fit weighs as much as so many common characters. In
 * UTF-8 as one only: a sequence of it that fits by chance is rare enough.
 */
enum { BAD_WEIGHT = 3, BAD_WEIGHT_UTF8 = 1 };

struct tally {
	size_t nletters; /* characters that could be common */
	size_t ncommon;  /* of them, those that are */
	size_t nodd;     /* private use, half-width kana, controls */
	size_t nbad;
};

struct set {
	uint8_t bits[BMP / 8];
};

static void
set_fill(struct set *set, enum language language)
{
	memset(set, 0, sizeof *set);
	if (language >= COUNT(common))
		return;
	for (const char *s = common[language]; *s;) {
		unsigned cp = utf8_next(&s);
		set->bits[cp / 8] |= (uint8_t)(1u << cp % 8);
	}
	if (language == LANGUAGE_JA)
		for (unsigned cp = 0x3041; cp <= 0x30FE; cp++)
			set->bits[cp / 8] |= (uint8_t)(1u << cp % 8);
}

static bool
set_has(const struct set *set, unsigned cp)
{
	return cp < BMP && set->bits[cp / 8] >> cp % 8 & 1;
}

/* All sets share them, so they say nothing. */
static bool
is_neutral(unsigned cp)
{
	return cp < 0x80 || (cp >= 0x2010 && cp <= 0x203B) ||
	    (cp >= 0x2190 && cp <= 0x26FF) || (cp >= 0x3000 && cp <= 0x301F) ||
	    (cp >= 0xFF01 && cp <= 0xFF5E) || cp == 0xB7;
}

static bool
is_odd(unsigned cp)
{
	return (cp >= 0x80 && cp < 0xA0) || (cp >= 0xE000 && cp <= 0xF8FF) ||
	    (cp >= 0xFF61 && cp <= 0xFFDC) || cp >= 0xF0000;
}

static void
tally_east(struct tally *t, const struct buf *text, const struct set *set)
{
	const char *end = text->bytes + text->n;

	for (const char *s = text->bytes; s < end;) {
		unsigned cp = utf8_next(&s);
		if (cp == UTF8_REPLACEMENT || is_neutral(cp))
			continue;
		t->nodd += is_odd(cp);
		t->nletters++;
		t->ncommon += set_has(set, cp);
	}
}

static void
tally_any(struct tally *t, const struct buf *text)
{
	const char *end = text->bytes + text->n;

	for (const char *s = text->bytes; s < end;) {
		unsigned cp = utf8_next(&s);
		if (cp < 0x80 || cp == UTF8_REPLACEMENT)
			continue;
		t->nletters++;
		t->ncommon++;
	}
}

static bool
is_ascii_letter(unsigned cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

static bool
is_latin_letter(unsigned cp)
{
	return is_ascii_letter(cp) || (cp >= 0xC0 && cp <= 0xFF) ||
	    (cp >= 0x152 && cp <= 0x17E);
}

/*
 * A letter with an accent stands beside a plain one; a mark beside ASCII.
 * Bytes of East Asian text come in long runs instead.
 */
static void
tally_latin(struct tally *t, const struct buf *text)
{
	const char *end = text->bytes + text->n;
	unsigned before = ' ';
	const char *s = text->bytes;

	while (s < end) {
		unsigned cp = utf8_next(&s);
		const char *peek = s;
		unsigned after = peek < end ? utf8_next(&peek) : ' ';
		if (cp >= 0x80 && cp != UTF8_REPLACEMENT) {
			bool ascii = before < 0x80 && after < 0x80;
			bool beside = (is_ascii_letter(before) &&
					  is_latin_letter(after)) ||
			    (is_ascii_letter(after) && before < 0x80) ||
			    (is_ascii_letter(before) && after < 0x80);
			t->nletters++;
			t->nodd += is_odd(cp);
			t->ncommon += is_latin_letter(cp) ? beside : ascii;
		}
		before = cp;
	}
}

static long
score(const struct tally *t, long bad_weight)
{
	long all = (long)(t->nletters + t->nbad);
	long good =
	    (long)t->ncommon - (long)t->nodd - bad_weight * (long)t->nbad;

	return all ? good * 100 / all : 0;
}

static size_t
decode_utf8(struct buf *out, const char *bytes, size_t nbytes)
{
	size_t nbad = 0;

	for (size_t i = 0; i < nbytes;) {
		unsigned cp;
		int ok;
		i += utf8_decode(&cp, bytes + i, nbytes - i, &ok);
		buf_add_cp(out, cp);
		nbad += !ok && i < nbytes;
	}
	return nbad;
}

static long
try_candidate(
    const struct candidate *c, const char *bytes, size_t nbytes, int is_part)
{
	struct tally t = { 0 };
	struct set set;
	struct buf text;

	buf_init(&text);
	buf_adds(&text, "");
	if (c->language == LANGUAGE_ANY)
		t.nbad = decode_utf8(&text, bytes, nbytes);
	else
		t.nbad =
		    charset_convert(&text, c->name, bytes, nbytes, is_part);
	if (c->language == LANGUAGE_ANY) {
		tally_any(&t, &text);
	} else if (c->language == LANGUAGE_LATIN) {
		tally_latin(&t, &text);
	} else {
		set_fill(&set, c->language);
		tally_east(&t, &text, &set);
	}
	buf_fini(&text);
	return score(
	    &t, c->language == LANGUAGE_ANY ? BAD_WEIGHT_UTF8 : BAD_WEIGHT);
}

const char *
charset_guess(const char *bytes, size_t nbytes)
{
	const char *best = "WINDOWS-1252";
	long most = MIN_SCORE - 1;
	size_t first = 0;

	/* A long stretch of ASCII at the head would tell nothing. */
	while (first < nbytes && (unsigned char)bytes[first] < 0x80)
		first++;
	bytes += first;
	nbytes -= first;
	size_t n =
	    nbytes < CHARSET_SAMPLE_BYTES ? nbytes : CHARSET_SAMPLE_BYTES;
	for (size_t i = 0; i < COUNT(candidates); i++) {
		/* The last character of any piece may be cut. */
		long s = try_candidate(&candidates[i], bytes, n, 1);
		if (s > most) {
			most = s;
			best = candidates[i].name;
		}
	}
	return best;
}

/* What text in UTF-16 is made of: letters, marks, kana, Han, Hangul. */
static bool
is_plausible(unsigned unit)
{
	return unit == '\n' || unit == '\r' || unit == '\t' ||
	    (unit >= 0x20 && unit < 0x7F) || (unit >= 0xA0 && unit < 0x250) ||
	    (unit >= 0x400 && unit < 0x460) ||
	    (unit >= 0x2010 && unit < 0x2040) ||
	    (unit >= 0x25A0 && unit < 0x2610) ||
	    (unit >= 0x3000 && unit < 0x3100) ||
	    (unit >= 0x4E00 && unit < 0xA000) ||
	    (unit >= 0xAC00 && unit < 0xD7A4) ||
	    (unit >= 0xFF01 && unit < 0xFF5F) || unit == 0xFEFF;
}

const char *
charset_guess_utf16(const char *bytes, size_t nbytes)
{
	/* Per cent of units that must be plausible; noise reaches 55. */
	enum { MIN_SHARE = 90 };
	const unsigned char *u = (const unsigned char *)bytes;
	size_t n =
	    nbytes < CHARSET_SAMPLE_BYTES ? nbytes : CHARSET_SAMPLE_BYTES;
	size_t little = 0, big = 0, ascii = 0;

	/*
	 * ASCII with a stray NUL: its letters in pairs would read as Han.  Of
	 * the bytes of real UTF-16 at most two in three look like ASCII.
	 */
	for (size_t i = 0; i < n; i++)
		ascii += u[i] >= 0x09 && u[i] < 0x7F;
	if (ascii * 100 > n * MIN_SHARE)
		return NULL;
	n /= 2;
	for (size_t i = 0; i < n; i++) {
		little += is_plausible(u[2 * i] | (unsigned)u[2 * i + 1] << 8);
		big += is_plausible(u[2 * i + 1] | (unsigned)u[2 * i] << 8);
	}
	if (n == 0 || (little > big ? little : big) * 100 < n * MIN_SHARE)
		return NULL;
	return little >= big ? "UTF-16LE" : "UTF-16BE";
}
