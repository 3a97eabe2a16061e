/*
 * The library on a real terminal: two editions are kept, the newsstand is opened,
 * one moves in it, opens one, goes on to the next, removes it and takes that back;
 * and what was kept outlives its file.
 */
#include "tests/tty/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/archived.h"
#include "content/paper.h"
#include "src/base/err.h"

static const char first[] = "---\npaper: The Lantern\ndate: 2025-05-29\n---\n\n"
			    "# A1 News\n\n## Lamps are lit early\n\n"
			    "It was dark at four.\n";
static const char second[] =
    "---\npaper: The Lantern\ndate: 2025-06-02\n---\n\n"
    "# A1 News\n\n## Oil is dearer again\n\n"
    "A penny on the pint, and no end of it.\n\n"
    "## 石桥修好\nby: 本报记者 秦川\n\n"
    "石桥的第三个桥墩昨天露出水面，修桥的人在上面摆了一盆花。\n";

static void
write_paper(const struct session *s, const char *name, const char *text)
{
	char path[FOLDER_BYTES + 32];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", s->folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
keep(const struct session *s, struct archive *archive, const char *name)
{
	char path[FOLDER_BYTES + 32];
	struct paper_options how = { 0 };
	struct err err = { 0 };
	enum archive_outcome outcome;
	int64_t id;

	snprintf(path, sizeof path, "%s/%s", s->folder, name);
	struct paper *p = paper_open(path, &how, &err);
	assert_non_null(p);
	assert_int_equal(archived_keep(archive, p, &id, &outcome, &err), 0);
	assert_int_equal(outcome, ARCHIVE_ADDED);
	paper_close(p);
}

static void
keep_both(const struct session *s)
{
	char folder[FOLDER_BYTES + 32], notice[ERR_MSG_BYTES];
	struct err err = { 0 };

	write_paper(s, "first.md", first);
	write_paper(s, "second.md", second);
	snprintf(folder, sizeof folder, "%s/broadsheet", s->folder);
	struct archive *archive =
	    archive_open(folder, ARCHIVE_WRITE, notice, sizeof notice, &err);
	assert_non_null(archive);
	keep(s, archive, "first.md");
	keep(s, archive, "second.md");
	archive_close(archive);
}

static void
start(struct session *s, const char *option)
{
	session_start(s,
	    &(struct session_how){
		.nrows = 24, .ncols = 80, .option = option });
}

static void
move_open_remove_undo(void **state)
{
	struct session *s = *state;

	keep_both(s);
	start(s, "view=library");
	assert_true(tty_expect(s->tty, "June 2025"));
	assert_true(tty_expect(s->tty, "Oil is dearer again"));
	tty_type(s->tty, "[");
	assert_true(tty_expect(s->tty, "May 2025"));
	tty_type(s->tty, "g");
	assert_true(tty_expect(s->tty, "Lamps are lit early"));
	tty_type(s->tty, "\r");
	assert_true(tty_expect(s->tty, "It was dark at four"));
	tty_type(s->tty, ">");
	assert_true(tty_expect(s->tty, "A penny on the pint"));
	tty_type(s->tty, ">");
	assert_true(tty_expect(s->tty, "no later edition"));
	tty_type(s->tty, "<");
	assert_true(tty_expect(s->tty, "It was dark at four"));
	tty_type(s->tty, "q");
	assert_true(tty_expect(s->tty, "May 2025"));
	tty_type(s->tty, "d");
	assert_true(tty_expect(s->tty, "removed from the library"));
	assert_true(tty_expect_gone(s->tty, "Lamps are lit early"));
	tty_type(s->tty, "u");
	assert_true(tty_expect(s->tty, "Lamps are lit early"));
	session_quit(s);
}

/* `broadsheet library` alone, at a terminal. */
static void
command_opens_the_newsstand(void **state)
{
	static const char *const library[] = { "library", NULL };
	static const char *const list[] = { "library", "list", NULL };
	struct session *s = *state;

	keep_both(s);
	session_start(s,
	    &(struct session_how){
		.nrows = 24, .ncols = 80, .words = library });
	assert_true(tty_expect(s->tty, "June 2025"));
	assert_true(tty_expect(s->tty, "Oil is dearer again"));
	session_quit(s);
	session_start(s,
	    &(struct session_how){ .nrows = 24, .ncols = 80, .words = list });
	assert_true(tty_expect(s->tty, "2025-06"));
	assert_int_equal(tty_wait_exit(s->tty), 0);
}

/* What was removed stays so, and what was brought back, too. */
static void
changes_outlive_the_program(void **state)
{
	struct session *s = *state;

	keep_both(s);
	start(s, "view=library");
	assert_true(tty_expect(s->tty, "Oil is dearer again"));
	tty_type(s->tty, "d");
	assert_true(tty_expect(s->tty, "removed from the library"));
	session_quit(s);
	start(s, "view=library");
	assert_true(tty_expect(s->tty, "Lamps are lit early"));
	tty_type(s->tty, ">");
	assert_true(tty_expect(s->tty, "no later edition"));
	session_quit(s);
}

static void
bookmark_of_a_lost_paper_opens(void **state)
{
	struct session *s = *state;
	char path[FOLDER_BYTES + 32];

	keep_both(s);
	snprintf(path, sizeof path, "%s/first.md", s->folder);
	const char *words[] = { path, NULL };
	session_start(s,
	    &(struct session_how){ .nrows = 24, .ncols = 80, .words = words });
	assert_true(tty_expect(s->tty, "It was dark at four"));
	tty_type(s->tty, "m");
	assert_true(tty_expect(s->tty, "bookmark set"));
	session_quit(s);
	assert_int_equal(remove(path), 0);
	start(s, NULL);
	assert_true(tty_expect(s->tty, "Q quit"));
	tty_type(s->tty, "B");
	assert_true(tty_expect(s->tty, "Lamps are lit early"));
	tty_type(s->tty, "j\r");
	assert_true(tty_expect(s->tty, "It was dark at four"));
	assert_true(tty_expect(s->tty, "this is from the library"));
	session_quit(s);
}

/* Nothing is made on disk by looking. */
static void
looking_makes_no_file(void **state)
{
	struct session *s = *state;
	char path[FOLDER_BYTES + 32];
	struct stat st;

	start(s, NULL);
	assert_true(tty_expect(s->tty, "Q quit"));
	tty_type(s->tty, "A");
	assert_true(tty_expect(s->tty, "nothing is in the library yet"));
	snprintf(path, sizeof path, "%s/broadsheet/archive.db", s->folder);
	assert_int_not_equal(stat(path, &st), 0);
	tty_type(s->tty, "I");
	assert_true(tty_expect(s->tty, "kept in the library"));
	assert_int_equal(stat(path, &st), 0);
	session_quit(s);
}

/*
 * Typed, found while one types, opened at the match, and back among what was
 * found; and who is followed is so the next time.
 */
static void
search_open_and_return(void **state)
{
	struct session *s = *state;

	keep_both(s);
	start(s, NULL);
	assert_true(tty_expect(s->tty, "Q quit"));
	tty_type(s->tty, "S");
	assert_true(tty_expect(s->tty, "to the stories"));
	tty_type(s->tty, "石桥");
	assert_true(tty_expect(s->tty, "1 of 1"));
	assert_true(tty_expect(s->tty, "第三个桥墩"));
	tty_type(s->tty, "\r\r");
	assert_true(tty_expect(s->tty, "摆了一盆花"));
	tty_type(s->tty, "+");
	assert_true(tty_expect(s->tty, "秦川 is followed"));
	tty_type(s->tty, "q");
	assert_true(tty_expect(s->tty, "1 of 1"));
	tty_type(s->tty, "/\x15pint\r");
	assert_true(tty_expect(s->tty, "A penny on the pint"));
	session_quit(s);
	start(s, NULL);
	assert_true(tty_expect(s->tty, "Q quit"));
	tty_type(s->tty, ":bylines library\r");
	assert_true(tty_expect(s->tty, "@ 秦川"));
	session_quit(s);
}

int
main(void)
{
#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, session_set_up, session_tear_down)
	static const struct CMUnitTest tests[] = {
		TEST(move_open_remove_undo),
		TEST(command_opens_the_newsstand),
		TEST(changes_outlive_the_program),
		TEST(bookmark_of_a_lost_paper_opens),
		TEST(looking_makes_no_file),
		TEST(search_open_and_return),
	};
#undef TEST

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
