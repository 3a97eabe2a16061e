/*
 * What holds for every text: random bytes, random code points, and code points
 * chosen to be troublesome.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/cluster.h"
#include "src/text/filter.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"
#include "src/text/width.h"

enum { ROUNDS = 4000, MAX_CPS = 48 };

static uint64_t seed;

/* xorshift64*: Vigna, ACM TOMS 42 (2016). */
static unsigned
pick(unsigned n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)(seed * 0x2545F4914F6CDD1DULL >> 33) % n;
}

/* One or more of everything that any rule of src/text looks for. */
static const char trouble[] =
    "a1Z中の한カっー々é“”‘’'\"（）《》，。：；！？.,:;!?()[]·・～–-—⸺…⋯/"
    "／$￥%℃第 \t\n"
    "\r\u3000\u00A0\u2007\u00AD\u200B\u200C\u200D\u2060\u0301\u0308\u20DD"
    "\u093E\u0915\u094D\uFE0E\uFE0F\U0001F3FD👩🌾❤🇨🇳●№\u1100\u1161\u11A8"
    "\u0600\u0E33\uFF9E\uFF76１Ａ@_?&=\u202E\u2066\U000E0041\uFEFF\xC2\x85"
    "\u2028\033\177\u25CC\u3099\uF9DC\U00031350\u0378";

static unsigned
random_cp(void)
{
	static unsigned cps[sizeof trouble];
	static unsigned n;
	unsigned cp;

	if (n == 0)
		for (const char *s = trouble; *s;)
			cps[n++] = utf8_next(&s);
	switch (pick(8)) {
	case 0:
		cp = 1 + pick(0x10FFFF);
		break;
	case 1:
		cp = 1 + pick(0x3000);
		break;
	default:
		return cps[pick(n)];
	}
	return cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp;
}

static void
random_text(struct buf *out)
{
	unsigned n = pick(MAX_CPS);
	unsigned runs = 1 + pick(4); /* of the same, sometimes */

	buf_cut(out, 0);
	while (n-- > 0) {
		unsigned cp = random_cp();
		for (unsigned i = pick(4) ? 1 : runs; i > 0; i--)
			buf_add_cp(out, cp);
	}
}

static void
random_bytes(struct buf *out)
{
	random_text(out);
	for (unsigned n = pick(8); n > 0 && out->n > 0; n--)
		out->bytes[pick((unsigned)out->n)] = (char)pick(256);
}

/* Called with each round's text, an arena, and nothing else to remember. */
static void
rounds(void (*make)(struct buf *),
    void (*hold)(const char *, size_t, struct arena *))
{
	struct arena *a = arena_new();
	struct buf text;

	buf_init(&text);
	buf_adds(&text, "");
	for (unsigned i = 0; i < ROUNDS; i++) {
		make(&text);
		hold(text.bytes, text.n, a);
		arena_reset(a);
	}
	buf_fini(&text);
	arena_free(a);
}

static bool
is_forbidden(unsigned cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t') ||
	    (cp >= 0x7F && cp < 0xA0) || cp == 0x61C || cp == 0x200E ||
	    cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2060 && cp <= 0x2064) || (cp >= 0x2066 && cp <= 0x2069) ||
	    (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp >= 0xFE00 && cp <= 0xFE0D) ||
	    cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	    (cp & 0xFFFE) == 0xFFFE || (cp >= 0xE0000 && cp <= 0xE007F) ||
	    (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool
is_invisible(unsigned cp)
{
	return (cp >= 0x200B && cp <= 0x200D) || cp == 0xAD || cp == 0xFE0E ||
	    cp == 0xFE0F;
}

static void
filter_holds(const char *s, size_t nbytes, struct arena *a)
{
	struct buf once, twice;
	unsigned nmarks = 0;
	unsigned before = '\n';

	(void)a;
	buf_init(&once);
	buf_init(&twice);
	filter_add(&once, s, nbytes, FILTER_TEXT);
	assert_int_equal(utf8_valid(buf_str(&once), once.n), once.n);
	for (const char *p = buf_str(&once); p < once.bytes + once.n;) {
		unsigned cp = utf8_next(&p);
		bool mark = width_is_mark(cp) && !is_invisible(cp);
		assert_false(is_forbidden(cp));
		assert_false(is_invisible(cp) && is_invisible(before));
		nmarks = mark ? nmarks + 1 : is_invisible(cp) ? nmarks : 0;
		assert_true(nmarks <= 4);
		assert_false(mark && (before == '\n' || before == ' '));
		before = cp;
	}
	filter_add(&twice, buf_str(&once), once.n, FILTER_TEXT);
	assert_string_equal(buf_str(&once), buf_str(&twice));
	buf_cut(&twice, 0);
	filter_add(&twice, s, nbytes, FILTER_LINE);
	assert_null(strpbrk(buf_str(&twice), "\n\t"));
	buf_fini(&once);
	buf_fini(&twice);
}

static void
filter_lets_nothing_through(void **state)
{
	(void)state;
	rounds(random_bytes, filter_holds);
	rounds(random_text, filter_holds);
}

/* A glyph is clean, small, and as wide as its parts. */
static void
glyph_holds(const struct glyph *g, int ambiguous)
{
	size_t sum = 0;
	unsigned nmarks = 0;
	bool has_sign = false;

	assert_true(g->ncells <= 4);
	assert_int_equal(g->nbytes, strlen(g->bytes));
	assert_int_equal(utf8_valid(g->bytes, g->nbytes), g->nbytes);
	assert_int_equal(g->ncells == 0, g->nbytes == 0);
	for (const char *p = g->bytes; *p;) {
		unsigned cp = utf8_next(&p);
		int w = width_cp(cp, ambiguous);
		assert_true(w >= 0);
		if (ambiguous & GLYPH_SAFE)
			assert_int_equal(w, width_cp(cp, 3 - (ambiguous & 3)));
		bool is_joiner = cp == 0x200C || cp == 0x200D;
		assert_false(is_forbidden(cp));
		assert_false(is_invisible(cp) && !(g->is_unsure && is_joiner));
		has_sign |= is_joiner || (w > 0 && width_is_mark(cp));
		sum += (size_t)w;
		nmarks += w == 0;
	}
	assert_int_equal(sum, g->ncells);
	assert_true(nmarks <= 4);
	/* What no terminal need agree on is marked, and never left to one in
	   another. */
	assert_int_equal(g->is_unsure, has_sign);
	assert_false(g->is_unsure && ambiguous & GLYPH_SAFE);
}

static void
glyphs_hold(const char *s, size_t nbytes, struct arena *a)
{
	(void)a;
	static const int all[] = { 1, 2, 1 | GLYPH_SAFE | GLYPH_EAST,
		2 | GLYPH_SAFE | GLYPH_EAST, 1 | GLYPH_PLACEHOLDER };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		int ambiguous = all[i];
		size_t sum = 0;
		for (size_t at = 0; at < nbytes;) {
			struct glyph g;
			size_t n =
			    glyph_next(&g, s + at, nbytes - at, ambiguous);
			assert_true(n > 0 && n <= nbytes - at);
			assert_int_equal(utf8_valid(s + at, n), n);
			glyph_holds(&g, ambiguous);
			assert_int_equal(
			    glyph_ncells(s + at, n, ambiguous), g.ncells);
			sum += g.ncells;
			at += n;
		}
		assert_int_equal(glyph_ncells(s, nbytes, ambiguous), sum);
		size_t used;
		size_t max = pick((unsigned)sum + 2);
		size_t fit = glyph_fit(s, nbytes, ambiguous, max, &used);
		assert_true(used <= max && fit <= nbytes);
		assert_int_equal(glyph_ncells(s, fit, ambiguous), used);
	}
}

static void
glyphs_cover_the_text(void **state)
{
	(void)state;
	rounds(random_text, glyphs_hold);
}

/* The promises of cluster.h, and that no rule depends on chance. */
static void
clusters_hold(const char *s, size_t nbytes, struct arena *a)
{
	static const char *const languages[] = { NULL, "zh", "ja", "ko", "en" };
	struct cluster_params p = { (int)pick(2) + 1, (enum kinsoku)pick(4),
		(enum korean_break)pick(3), languages[pick(5)] };
	struct clusters c = cluster_text(s, nbytes, &p, a);
	uint32_t at = 0;

	for (size_t i = 0; i < c.n; i++) {
		const struct cluster *k = &c.at[i];
		struct glyph g;
		assert_int_equal(k->at, at);
		assert_int_equal(k->nbytes,
		    glyph_next(&g, s + at, nbytes - at, p.ambiguous));
		assert_int_equal(k->ncells, g.ncells);
		assert_true(k->kind <= CLUSTER_OTHER && k->wide <= 1);
		bool newline = s[at] == '\n' || s[at] == '\r';
		bool last = i + 1 == c.n;
		assert_int_equal(k->after == BREAK_MUST, newline || last);
		/* A line never starts with what is not seen. */
		if (!last && c.at[i + 1].ncells == 0)
			assert_true(newline || k->after == BREAK_NEVER);
		at += k->nbytes;
	}
	assert_int_equal(at, nbytes);
	(void)lang_guess(s, nbytes);
	(void)lang_reading_seconds(s, nbytes, READING_RATE_USUAL);
}

static void
clusters_cover_the_text(void **state)
{
	(void)state;
	rounds(random_text, clusters_hold);
}

static void
every_code_point_has_a_width(void **state)
{
	(void)state;
	for (unsigned cp = 0; cp <= 0x10FFFF; cp++) {
		int narrow = width_cp(cp, 1);
		int wide = width_cp(cp, 2);
		char s[UTF8_MAX + 1] = { 0 };
		struct glyph g;
		assert_true(narrow >= -1 && narrow <= 2);
		assert_true(wide == narrow || (narrow == 1 && wide == 2));
		if (cp == 0 || (cp >= 0xD800 && cp <= 0xDFFF))
			continue;
		size_t n = utf8_encode(s, cp);
		assert_int_equal(glyph_next(&g, s, n, 1), n);
		glyph_holds(&g, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter_lets_nothing_through),
		cmocka_unit_test(glyphs_cover_the_text),
		cmocka_unit_test(clusters_cover_the_text),
		cmocka_unit_test(every_code_point_has_a_width),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20250528;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
