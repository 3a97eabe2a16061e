/*
 * What the raw reader sees of a line by runs is what it would see character by
 * character; so are the words and characters of a language.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/lang.h"
#include "src/text/width.h"
#include "tests/support/random.h"

enum {
	ROUNDS = 8000,
	MAX_CPS = 90,
	LOOKS = LINE_LETTER | LINE_EAST | LINE_TAB | LINE_COLUMNS
};

static uint64_t seed;

static unsigned
pick(unsigned n)
{
	return random_below(&seed, n);
}

static bool
is_letter(unsigned cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
	    (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp < 0x2000) ||
	    (cp >= 0x3041 && cp < 0xFE00);
}

static void
look_slowly(struct line *l)
{
	unsigned wide = 0;
	unsigned blank = 0; /* cells of the blank that goes on just now */

	for (const char *s = l->text.s; s < l->text.s + l->text.n;) {
		const char *from = s;
		unsigned cp = utf8_next(&s);
		int w = cp < 0x80 ? 1 : width_cp(cp, 1);
		if (from == l->text.s)
			l->first = cp;
		l->last = cp;
		if (scan_is_blank(cp)) {
			l->ncells += cp == 0x3000 ? 2 : 1;
			blank += cp == 0x3000 ? 2 : 1;
			l->flags |= cp == '\t' ? LINE_TAB : 0u;
			l->flags |= blank >= 3 ? LINE_COLUMNS : 0u;
			continue;
		}
		blank = 0;
		l->ncells += w > 0 ? (unsigned)w : 0;
		wide += w == 2 && cp != 0xFF0C ? 2 : 0;
		l->ncommas +=
		    cp == ',' || cp == ';' || cp == 0xFF0C || cp == 0xFF1B;
		if (is_letter(cp))
			l->flags |= LINE_LETTER;
	}
	if (wide * 3 >= l->ncells)
		l->flags |= LINE_EAST;
}

static void
lines_look_the_same(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	buf_adds(&b, "");
	for (unsigned i = 0; i < ROUNDS; i++) {
		random_text(&b, &seed);
		if (b.n == 0)
			continue;
		struct line fast = { .text = { b.bytes, b.n } };
		struct line slow = fast;
		raw_look_at(&fast);
		look_slowly(&slow);
		assert_int_equal(fast.ncells, slow.ncells);
		assert_int_equal(fast.ncommas, slow.ncommas);
		assert_int_equal(fast.first, slow.first);
		assert_int_equal(fast.last, slow.last);
		assert_int_equal(fast.flags & LOOKS, slow.flags & LOOKS);
	}
	buf_fini(&b);
}

/* UAX #14 BK, CR, LF and NL, counted one by one. */
static size_t
count_lines(const char *s, const char *end)
{
	size_t n = 1;

	while (s < end) {
		unsigned cp = utf8_next(&s);
		if (cp == '\r' && s < end && *s == '\n')
			continue;
		n += (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 ||
		    cp == 0x2029;
	}
	return n;
}

static void
all_line_ends_are_found(void **state)
{
	static const char *const ends[] = { "\n", "\r", "\r\n", "\v", "\f",
		"\xC2\x85", "\u2028", "\u2029" };
	struct buf b, all;

	(void)state;
	buf_init(&b);
	buf_init(&all);
	buf_adds(&b, "");
	for (unsigned i = 0; i < ROUNDS; i++) {
		buf_cut(&all, 0);
		for (unsigned n = pick(6); n > 0; n--) {
			random_text(&b, &seed);
			buf_add(&all, b.bytes, b.n);
			buf_adds(&all, ends[pick(8)]);
		}
		buf_adds(&all, "x"); /* so that the last line is kept */
		struct source source = { .text = all.bytes, .nbytes = all.n };
		struct raw raw = { .source = &source };
		raw_find_lines(&raw);
		assert_int_equal(raw.lines[raw.n - 1].number,
		    count_lines(all.bytes, all.bytes + all.n));
		free(raw.lines);
	}
	buf_fini(&b);
	buf_fini(&all);
}

/* The words and characters of a text take time, which can be counted. */
static unsigned
slow_seconds(const char *s, const char *end)
{
	size_t nchars = 0, nwords = 0;
	bool in_word = false;

	while (s < end) {
		unsigned cp = utf8_next(&s);
		bool han = cp >= 0x4E00 && cp <= 0x9FFF;
		bool word = (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
		nchars += han;
		nwords += word && !in_word;
		in_word = word || (in_word && cp == '\'');
	}
	return (unsigned)((nchars * 230 + nwords * 300 + 1149) / 1150);
}

static void
words_and_characters_are_counted(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	buf_adds(&b, "");
	for (unsigned i = 0; i < ROUNDS; i++) {
		buf_cut(&b, 0);
		for (unsigned n = pick(MAX_CPS); n > 0; n--)
			buf_add_cp(&b,
			    pick(3) ? (unsigned char)"ab. Z"[pick(5)]
				    : 0x4E00 + pick(0x5200));
		assert_int_equal(
		    lang_reading_seconds(b.bytes, b.n, READING_RATE_USUAL),
		    slow_seconds(b.bytes, b.bytes + b.n));
	}
	buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_look_the_same),
		cmocka_unit_test(all_line_ends_are_found),
		cmocka_unit_test(words_and_characters_are_counted),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20250529;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("fast_lines", tests, NULL, NULL);
}
