#include "src/layout/column.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"

/*
 * A galley in one letter a line: ( opens a block, - is inside, ) closes it,
 * o does both, k is kept with the next, . is blank, _ blank and kept, y ends in
 * a hyphen, h is of a table's head, r a row below it.
 */
static struct lines
galley(const char *letters, struct arena *a)
{
	static const unsigned flags[128] = {
		['('] = LINE_OPENS,
		[')'] = LINE_CLOSES,
		['y'] = LINE_HYPHEN,
		['o'] = LINE_OPENS | LINE_CLOSES,
		['k'] = LINE_OPENS | LINE_CLOSES | LINE_KEEP,
		['.'] = LINE_BLANK,
		['_'] = LINE_BLANK | LINE_KEEP,
		['h'] = LINE_HEAD | LINE_KEEP,
	};
	size_t n = strlen(letters);
	struct lines l = { arena_array(a, struct line, n), n };

	for (size_t i = 0, head = 0; i < n; i++) {
		l.at[i].flags =
		    (uint16_t)flags[(unsigned char)letters[i] % 128];
		if (letters[i] == 'h' && (i == 0 || letters[i - 1] != 'h'))
			head = i;
		if (letters[i] == 'r' && letters[i - 1] != 'h')
			l.at[i].back = (uint16_t)(i - head);
	}
	return l;
}

/* The heights of the columns, in letters: 9, then A for 10 and so on. */
static const char *
heights(const struct columns *c, struct arena *a)
{
	char *s = arena_alloc(a, c->n + 1, 1);

	for (size_t i = 0; i < c->n; i++) {
		size_t n = column_nrows(&c->at[i]);
		s[i] = (char)(n < 10 ? '0' + n : 'A' + n - 10);
	}
	return s;
}

struct fill_case {
	const char *what, *galley;
	size_t nrows;
	const char *want;
};

static const struct fill_case fill_cases[] = {
	{ "nothing", "", 5, "" },
	{ "only blanks", "...", 5, "" },
	{ "fits", "(---)", 5, "5" },
	{ "orphan moves over", "(--).(----)", 6, "46" },
	{ "widow gets company", "(----)", 5, "42" },
	{ "heading stays with its text", "(--).k(---)", 6, "46" },
	{ "blank below a heading is kept", "(--).k_(---)", 7, "47" },
	{ "two lines of heading stay", "(----)kk_(---)", 10, "68" },
	{ "short by six for a long heading", "(-----)kkkk(-)", 13, "77" },
	{ "never by seven", "(------)kkkkk(-)", 15, "F1" },
	{ "a heading takes its blank along", "(------).kk_(-)(--)", 14, "8A" },
	{ "blanks at the foot are free", "(---).(--)", 5, "54" },
	{ "blanks at the head are free", "(---)...(--)", 5, "54" },
	{ "one-line paragraphs go anywhere", "oooooo", 4, "42" },
	{ "three lines never part", "o(-)", 4, "4" },
	{ "two widows in a row", "(-)(-)", 4, "33" },
	{ "a table is kept whole", "(--)kkkko", 8, "45" },
	{ "unless it is longer than all", "kkkkkkkkkk", 4, "442" },
	{ "no word is parted", "(--y--)", 4, "34" },
	{ "a word rather than a lone line", "(y-)", 3, "22" },
	{ "the head of a table again", "hrrrrrrrr)", 5, "543" },
	{ "all lines of it", "hhrrrrrr", 5, "55" },
	{ "not where nothing else would fit", "hhrrrrrr", 4, "44" },
	{ "a table moves whole for a little", "(----)hrrr)", 8, "65" },
	{ "but not for much", "(---------)hrrrrrrrr)", 18, "I4" },
	{ "rows below three count as three", "oooooo", 1, "33" },
};

static void
columns_are_filled(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof fill_cases / sizeof *fill_cases; i++) {
		const struct fill_case *c = &fill_cases[i];
		struct lines l = galley(c->galley, a);
		struct columns got = column_fill(&l, c->nrows, a);
		if (strcmp(heights(&got, a), c->want) != 0)
			fail_msg("%s: got \"%s\", want \"%s\"", c->what,
			    heights(&got, a), c->want);
	}
	arena_free(a);
}

struct balance_case {
	const char *what, *galley;
	size_t ncolumns, nrows;
	const char *want;
};

static const struct balance_case balance_cases[] = {
	{ "nothing", "", 3, 0, "" },
	{ "equal", "oooooo", 3, 0, "222" },
	{ "the rest is shared", "ooooooo", 3, 0, "322" },
	{ "taller ones come first", "oooooooo", 3, 0, "332" },
	{ "one column", "(--).(--)", 1, 0, "9" },
	{ "fewer lines than columns", "oo", 3, 0, "11" },
	{ "limit holds", "oooooo", 3, 1, "" },
	{ "limit just holds", "oooooo", 3, 2, "222" },
	{ "no orphan at the foot", "oo(---)", 2, 0, "43" },
	{ "no widow at the head", "(----)", 2, 0, "33" },
	{ "a heading moves with its text", "(---)k(---)", 2, 0, "56" },
	{ "blanks at the cut do not count", "(--).(--)", 2, 0, "44" },
	{ "no word is parted", "o(-y--)", 2, 0, "34" },
	{ "nor two lines below each other", "oooo(-yy---)", 2, 0, "66" },
	{ "but where there is no other cut", "(y-)", 2, 3, "22" },
	{ "the head of a table counts", "hrrrrrrr)", 2, 0, "55" },
	{ "a whole table is worth a row", "(-----)hrrr)", 2, 0, "75" },
	{ "taller for the sake of a cut", "(-)(-)(-)", 2, 0, "63" },
};

static void
columns_are_balanced(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof balance_cases / sizeof *balance_cases;
	     i++) {
		const struct balance_case *c = &balance_cases[i];
		struct lines l = galley(c->galley, a);
		struct columns got =
		    column_balance(&l, 0, l.n, c->ncolumns, c->nrows, a);
		if (strcmp(heights(&got, a), c->want) != 0)
			fail_msg("%s: got \"%s\", want \"%s\"", c->what,
			    heights(&got, a), c->want);
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_filled),
		cmocka_unit_test(columns_are_balanced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
