/*
 * The grid on terminals whose ambiguous characters take one cell and two: every
 * view of the real program, found out by the probe and not told.  A column rule
 * stands in one column in all its rows, no row runs over, and what the program
 * thinks is in a cell is there.
 */
#include "tests/tty/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/text/width.h"

enum { NSIZES = 3 };

/* Start on the bundled edition, with up to two options of broadsheet.ini. */
static void
start(struct session *s, int size, int ambiguous, const char *option,
    const char *another)
{
	static const struct {
		int nrows, ncols;
	} sizes[NSIZES] = { { 24, 80 }, { 40, 120 }, { 50, 160 } };

	session_start(s,
	    &(struct session_how){
		.nrows = sizes[size].nrows,
		.ncols = sizes[size].ncols,
		.option = option,
		.another = another,
		.emu = { .ambiguous = ambiguous },
	    });
}

/* --- what has to hold of a screen ------------------------------------------ */

static bool
is_rule_at(const struct emu *e, int row, int col)
{
	unsigned cp = e->at->cells[row][col].cp[0];

	return cp == '|' || cp == 0x2502;
}

/*
 * Rules that are one below the other must not jump: a rule whose neighbour
 * below stands one or two cells aside is crooked.
 */
static int
count_crooked(const struct emu *e)
{
	int n = 0;

	for (int row = 0; row + 1 < e->nrows; row++)
		for (int col = 3; col + 3 < e->ncols; col++) {
			if (!is_rule_at(e, row, col) ||
			    is_rule_at(e, row + 1, col))
				continue;
			for (int by = -2; by <= 2; by++)
				n += is_rule_at(e, row + 1, col + by);
		}
	return n;
}

static bool
is_straight(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);

	for (int row = 0; row < e->nrows; row++)
		if (e->at->wrapped[row])
			return false;
	return count_crooked(e) == 0;
}

/* Straight, and no character is ambiguous. */
static bool
is_safe(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);

	for (int row = 0; row < e->nrows; row++)
		for (int col = 0; col < e->ncols; col++) {
			const unsigned *cp = e->at->cells[row][col].cp;
			for (; *cp; cp++)
				if (width_cp(*cp, 1) != width_cp(*cp, 2))
					return false;
		}
	return is_straight(s);
}

/* --- walking ----------------------------------------------------------------- */

struct stop {
	const char *keys;
	const char *expect; /* on the screen then */
};

/* Every view; articles of both languages, turned and gone back. */
static const struct stop stops[] = {
	{ "", "潮来有信" },
	{ "\r", "1/" },
	{ " ", "/" },
	{ "b", "1/" },
	{ "J", "1/" },
	{ "w", "/" }, /* vertical, and back */
	{ " ", "/" },
	{ "w", "/" },
	{ "3", "/" },
	{ "/the\r", "the" },
	{ "g", "1/" },
	{ "\t", "Contents" },
	{ "jjjj", "Contents" },
	{ "q", "1/" },
	{ "a", "Bylines" },
	{ "q", "1/" },
	{ "m", "ookmark" },
	{ "B", "Bookmarks" },
	{ "q", "1/" },
	{ "?", "Help" },
	{ " ", "Help" },
	{ "q", "1/" },
	{ ":set columns=2", ":set columns=2" },
	{ "\r", "/" },
	{ ":messages\r", "Messages" },
	{ "q", "1/" },
	{ "q", "潮来有信" },
};

static void
walk(struct session *s, session_check_fn *check)
{
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		if (*stops[i].keys)
			tty_type(s->tty, stops[i].keys);
		if (!tty_expect(s->tty, stops[i].expect))
			fail_msg("stop %zu", i);
		if (!session_holds(s, check))
			fail_msg("stop %zu:\n%s", i, tty_screen(s->tty));
	}
}

static void
every_view_is_straight(void **state)
{
	for (int ambiguous = 1; ambiguous <= 2; ambiguous++)
		for (int i = 0; i < NSIZES; i++) {
			start(*state, i, ambiguous, "columns=3", NULL);
			walk(*state, is_straight);
			session_quit(*state);
		}
}

/* On the wide terminal quotes take two cells, and rules are drawn as |. */
static void
probe_is_believed(void **state)
{
	struct session *s = *state;

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		start(s, 1, ambiguous, "columns=3", NULL);
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(session_holds(
		    s, ambiguous == 1 ? session_has_lines : session_has_bars));
		session_quit(s);
	}
}

/* That the test would see it: told wrongly, rows do bend. */
static void
wrong_setting_is_crooked(void **state)
{
	struct session *s = *state;

	start(s, 1, 2, "columns=3", "ambiguous-width=1");
	assert_true(tty_expect(s->tty, "“"));
	assert_false(session_holds(s, is_straight));
	tty_free(s->tty);
	s->tty = NULL;
}

/* Whatever the terminal does and whatever it is thought to do. */
static void
safe_charset_is_safe(void **state)
{
	static const char *const told[] = { "ambiguous-width=1",
		"ambiguous-width=2", "ambiguous-width=auto" };

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++)
		for (size_t i = 0; i < 3; i++) {
			start(*state, 1, ambiguous, "safe-charset=on", told[i]);
			walk(*state, is_safe);
			session_quit(*state);
		}
}

/* Write a paper into the session's folder; its path. */
static void
write_paper(char path[FOLDER_BYTES + 16], const struct session *s,
    const char *name, struct buf *paper)
{
	snprintf(path, FOLDER_BYTES + 16, "%s/%s", s->folder, name);
	test_file_write(s->folder, name, paper->bytes, paper->n);
	buf_fini(paper);
}

/*
 * Signs of vowels take a cell, none or two: three columns of them, and what stands
 * between, stay where they are when they are painted and when sheets are turned.
 */
static void
signs_bend_no_rule(void **state)
{
	static const char sentence[] =
	    "नौका चालीस मिनट देर से चली। নৌকা আবার চলছে। "
	    "நேற்று படகு ஓடியது. ကျောင်းသားများ ပျော်ကြသည်။ ";
	struct session *s = *state;
	char path[FOLDER_BYTES + 16];
	const char *words[] = { path, NULL };
	struct buf page;

	buf_init(&page);
	buf_adds(&page, "---\npaper: घाट\n---\n\n# A1\n\n## नौका चली\n");
	for (int i = 0; i < 60; i++)
		buf_addf(
		    &page, "\n%d %s%s%s\n", i, sentence, sentence, sentence);
	write_paper(path, s, "signs.md", &page);
	for (int spacing = EMU_ONE; spacing <= EMU_TWO; spacing++) {
		session_start(s,
		    &(struct session_how){ .nrows = 40,
			.ncols = 120,
			.option = "columns=3",
			.another = "restore-place=off",
			.words = words,
			.emu = { .ambiguous = 1,
			    .spacing = (enum emu_spacing)spacing } });
		assert_true(tty_expect(s->tty, "? help"));
		tty_type(s->tty, "\r");
		assert_true(tty_expect(s->tty, "1/"));
		assert_true(session_holds(s, is_straight));
		assert_true(session_count(s, 0x2502) > 60);
		tty_type(s->tty, " ");
		assert_true(tty_expect(s->tty, "2/"));
		assert_true(session_holds(s, is_straight));
		session_quit(s);
	}
}

/* --- what is behind the cells ---------------------------------------------- */

static const char odd[] =
    "\U0001F469\u200D\U0001F33E种稻，\U0001F1E8\U0001F1F3举旗，"
    "\u26A0\uFE0F注意，\U0001F44D\U0001F3FD真好\u2E3A\U00031350字，“引文”·完。";

/* RFC 4648, section 4; what is no digit ends it. */
static void
add_decoded(struct buf *out, const char *s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0;
	int nbits = 0;
	const char *digit;

	for (; *s && (digit = strchr(digits, *s)); s++) {
		bits = bits << 6 | (unsigned)(digit - digits);
		nbits += 6;
		if (nbits >= 8)
			buf_addc(out, (char)(bits >> (nbits -= 8) & 255));
	}
}

static bool
is_copied(struct session *s)
{
	const char *string = tty_emu(s->tty)->string;
	struct buf copied;

	if (strncmp(string, "52;c;", 5) != 0)
		return false;
	buf_init(&copied);
	add_decoded(&copied, string + 5);
	bool is = strstr(buf_str(&copied), odd) != NULL;
	buf_fini(&copied);
	return is;
}

/* Painted otherwise, by every option; found and copied as it is. */
static void
original_is_found_and_copied(void **state)
{
	static const struct {
		const char *option;
		const char *found;
	} options[] = {
		{ "emoji=simplify", "1/1  👩种稻，[CN]举" },
		{ "emoji=placeholder", "1/1  〓种稻，〓举" },
		{ "safe-charset=on", "1/1  👩种稻，[CN]举" },
	};
	struct session *s = *state;
	char path[FOLDER_BYTES + 16];
	const char *words[] = { path, NULL };
	struct buf page;

	buf_init(&page);
	buf_addf(&page, "码头上的符号\n\n● 本报记者 秦川\n\n%s都来了。\n", odd);
	write_paper(path, s, "odd.txt", &page);
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		session_start(s,
		    &(struct session_how){ .nrows = 24,
			.ncols = 80,
			.option = options[i].option,
			.another = "restore-place=off",
			.words = words,
			.emu = { .ambiguous = 2 } });
		assert_true(tty_expect(s->tty, "? help"));
		tty_type(s->tty,
		    "\r/\U0001F469\u200D\U0001F33E种稻，"
		    "\U0001F1E8\U0001F1F3举\r");
		assert_true(tty_expect(s->tty, options[i].found));
		tty_type(s->tty, "yy");
		assert_true(session_holds(s, is_copied));
		assert_true(session_holds(s, is_straight));
		session_quit(s);
	}
}

int
main(void)
{
#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, session_set_up, session_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(every_view_is_straight),
		TEST(probe_is_believed),
		TEST(wrong_setting_is_crooked),
		TEST(safe_charset_is_safe),
		TEST(signs_bend_no_rule),
		TEST(original_is_found_and_copied),
	};
#undef TEST

	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
