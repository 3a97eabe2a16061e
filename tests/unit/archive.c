#include "src/library/archive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "tests/folder.h"

struct fixture {
	char dir[FOLDER_BYTES];
	char notice[256];
	struct arena *arena;
	struct err err;
};

static struct fixture fx;

static int
setup(void **state)
{
	(void)state;
	memset(&fx, 0, sizeof fx);
	test_folder_make(fx.dir);
	fx.arena = arena_new();
	setenv("BROADSHEET_NOW", "1748563200", 1); /* 2025-05-30 00:00 UTC */
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	chmod(fx.dir, 0700);
	arena_free(fx.arena);
	test_folder_remove(fx.dir);
	unsetenv("BROADSHEET_NOW");
	return 0;
}

static struct archive *
open_archive(enum archive_mode mode)
{
	return archive_open(fx.dir, mode, fx.notice, sizeof fx.notice, &fx.err);
}

static struct archive *
must_open(enum archive_mode mode)
{
	struct archive *ar = open_archive(mode);

	if (!ar)
		fail_msg("%s", fx.err.msg);
	return ar;
}

static struct edition *
read_native(const char *text)
{
	const struct source s = {
		.text = text, .nbytes = strlen(text), .name = "test"
	};
	struct builder *b = builder_new("test", NULL);

	assert_int_equal(reader_native.read(&s, b, NULL, NULL), 0);
	return builder_finish(b);
}

/* Keep a text; what came of it, and its id. */
static enum archive_outcome
keep(struct archive *ar, const char *text, const char *path, int64_t *id)
{
	struct edition *e = read_native(text);
	struct archive_source src = { .paper = e->title ? e->title : "x",
		.path = path,
		.native = text,
		.nbytes = strlen(text) };
	enum archive_outcome out;

	if (archive_add(ar, e, &src, id, &out, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	edition_free(e);
	return out;
}

/* Made-up news. */
#define HEAD(paper, date) "---\ntitle: " paper "\ndate: " date "\n---\n\n"
#define FERRY                                                     \
	"## 新港开航\nby: 本报记者 秦川 "               \
	"苏禾\n\n松江新港昨日开航，首班渡轮载客" \
	"三百人。\n\n"
#define BRIDGE                                                                \
	"## Bridge reopens\nby: By Ann Lee\n\nThe old bridge was open again " \
	"on Friday.\n\n"
#define TEA "## 春茶上市\nby: 本报记者 秦川\n\n今年春茶比往年早了十天。\n\n"

#define RIVER   HEAD("松江日报", "2025-05-30") "# A01 要闻\n\n" FERRY TEA
#define RIVER29 HEAD("松江日报", "2025-05-29") "# A01 要闻\n\n" BRIDGE
#define LEDGER  HEAD("The Ledger", "29 May 2025") "# 1\n\n" BRIDGE

static void
tell(void *ctx, const char *what)
{
	struct buf *b = ctx;

	buf_addf(b, "%s\n", what);
}

static void
must_be_sound(struct archive *ar)
{
	struct buf b = { 0 };
	long n = archive_verify(ar, tell, &b, &fx.err);

	if (n)
		fail_msg("%ld: %s%s", n, buf_str(&b), n < 0 ? fx.err.msg : "");
	buf_fini(&b);
}

static size_t
count_by(struct archive *ar, const char *name, const char *role)
{
	size_t n;

	assert_non_null(
	    archive_stories_by(&n, ar, name, role, 0, fx.arena, &fx.err));
	return n;
}

/* --- keeping ------------------------------------------------------------------ */

static void
an_edition_is_kept_whole(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id;
	size_t nbytes;

	assert_int_equal(
	    keep(ar, RIVER, "/papers/x\xFF.md", &id), ARCHIVE_ADDED);
	archive_close(ar);
	ar = must_open(ARCHIVE_READ);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_string_equal(s.paper, "松江日报");
	assert_string_equal(s.date, "2025-05-30");
	assert_int_equal(s.day, 20238);
	assert_string_equal(s.path, "/papers/x\xFF.md");
	assert_int_equal(s.npages, 1);
	assert_int_equal(s.narticles, 2);
	assert_int_equal(s.added, 1748563200);
	assert_int_equal(s.removed, 0);
	assert_string_equal(
	    archive_native(&nbytes, ar, id, fx.arena, &fx.err), RIVER);
	assert_int_equal(nbytes, strlen(RIVER));

	struct archive_story st;
	int64_t row = s.day * ARCHIVE_ROWS_OF_DAY + 1;
	assert_true(archive_story_get(&st, ar, row, fx.arena, &fx.err));
	assert_string_equal(st.headline, "新港开航");
	assert_string_equal(st.page, "A01");
	assert_string_equal(st.section, "要闻");
	assert_int_equal(st.number, 1);
	assert_string_equal(archive_text(&nbytes, ar, row, fx.arena, &fx.err),
	    "\x1E新港开航\x1E\x1E本报记者 秦川 "
	    "苏禾\x1E松江新港昨日开航，首班渡轮"
	    "载客三百人。");
	assert_false(archive_story_get(&st, ar, row + 2, fx.arena, &fx.err));
	assert_null(archive_text(&nbytes, ar, row + 2, fx.arena, &fx.err));
	must_be_sound(ar);
	archive_close(ar);
}

static void
an_edition_without_a_date_is_of_today(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id;

	keep(ar, "# 1\n\n" TEA, NULL, &id);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_string_equal(s.date, "");
	assert_int_equal(s.day, 20238);
	assert_null(s.path);
	archive_close(ar);
}

static void
the_same_is_kept_once(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id, again;

	keep(ar, RIVER, "/a", &id);
	assert_int_equal(keep(ar, RIVER, "/a", &again), ARCHIVE_UNCHANGED);
	assert_int_equal(again, id);
	assert_int_equal(keep(ar, RIVER, "/b", &again), ARCHIVE_UNCHANGED);
	assert_int_equal(again, id);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_string_equal(s.path, "/b"); /* it moved */
	assert_int_equal(count_by(ar, "秦川", NULL), 2);
	must_be_sound(ar);
	archive_close(ar);
}

static int64_t
row_of(struct archive *ar, const char *headline, const char *by)
{
	size_t n;
	const struct archive_story *at =
	    archive_stories_by(&n, ar, by, NULL, 0, fx.arena, &fx.err);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(at[i].headline, headline))
			return at[i].row;
	return 0;
}

static void
another_text_takes_its_place(void **state)
{
	(void)state;
	static const char changed[] = HEAD("松江日报",
	    "2025-05-30") "# A02 综合\n\n# A01 要闻\n\n" TEA
			  "## 改过的\nby: 本报记者 苏禾\n\n别的文字。\n\n";
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	struct archive_story st;
	int64_t id, again;

	keep(ar, RIVER, "/a", &id);
	int64_t tea = row_of(ar, "春茶上市", "秦川");
	assert_int_equal(keep(ar, changed, "/a", &again), ARCHIVE_UPDATED);
	assert_int_equal(again, id);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_int_equal(s.npages, 2);
	assert_int_equal(s.narticles, 2);
	assert_int_equal(row_of(ar, "春茶上市", "秦川"), tea);
	assert_true(archive_story_get(&st, ar, tea, fx.arena, &fx.err));
	assert_int_equal(st.number, 1);
	assert_int_equal(count_by(ar, "秦川", NULL), 1);
	assert_int_equal(count_by(ar, "苏禾", NULL), 1);
	assert_int_equal(row_of(ar, "新港开航", "苏禾"), 0);
	must_be_sound(ar);
	/* From another place it is another edition. */
	assert_int_equal(keep(ar, RIVER, "/b", &again), ARCHIVE_ADDED);
	assert_int_not_equal(again, id);
	must_be_sound(ar);
	archive_close(ar);
}

static void
twins_are_found_once(void **state)
{
	(void)state;
	static const char text[] = HEAD("松江日报",
	    "2025-05-30") "# A01 要闻\n\n" TEA BRIDGE
			  "# A02\n\n## 春茶\\\n上市\n\n今年春茶比"
			  "往年早了十天。\n\n## 春茶上市\nby: 秦川\n\n今年春茶 "
			  "比往年早了　十"
			  "天。\n\n## 春茶上市\n\n今年春茶比往年早了五天。\n\n";
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct archive_stats st;
	struct shelved s;
	int64_t id;

	keep(ar, text, "/a", &id);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_int_equal(s.narticles, 5);
	assert_int_equal(archive_stats(&st, ar, &fx.err), 0);
	assert_int_equal(st.nstories, 4);
	assert_int_equal(count_by(ar, "秦川", NULL), 1);
	must_be_sound(ar);
	archive_close(ar);
}

static void
what_is_not_committed_is_gone(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id, other;

	assert_int_equal(archive_begin(ar, &fx.err), 0);
	keep(ar, RIVER, "/a", &id);
	assert_int_equal(archive_commit(ar, &fx.err), 0);
	assert_int_equal(archive_begin(ar, &fx.err), 0);
	keep(ar, LEDGER, "/b", &other);
	archive_close(ar);
	ar = must_open(ARCHIVE_READ);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_false(archive_get(&s, ar, other, fx.arena, &fx.err));
	must_be_sound(ar);
	archive_close(ar);
}

/* More stories of a day than it has rows: they go on in the next one's. */
static void
a_day_that_is_full_goes_on(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct buf b = { 0 };
	struct shelved s;
	size_t n;
	int64_t id;

	for (int k = 0; k < 3; k++) {
		buf_cut(&b, 0);
		buf_adds(&b, HEAD("松江日报", "2025-05-30"));
		for (int i = 0; i < ARCHIVE_ROWS_OF_DAY / 2 - 100; i++)
			buf_addf(&b, "## %d.%d\n\n", k, i);
		buf_adds(&b, TEA);
		keep(ar, buf_str(&b), k ? k > 1 ? "/c" : "/b" : "/a", &id);
	}
	buf_fini(&b);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_int_equal(s.day, 20238);
	struct archive_story *at =
	    archive_stories_by(&n, ar, "秦川", NULL, 0, fx.arena, &fx.err);
	assert_int_equal(n, 3);
	assert_int_equal(at[0].edition, id);
	assert_int_equal(at[0].day, 20238);
	assert_int_equal(at[0].row / ARCHIVE_ROWS_OF_DAY, 20239);
	assert_int_equal(
	    archive_authors(&n, ar, NULL, 0, fx.arena, &fx.err)->last, 20238);
	archive_close(ar);
}

/* --- away and back --------------------------------------------------------------- */

static void
an_edition_goes_and_comes_back(void **state)
{
	(void)state;
	const struct shelf_filter removed = { .is_removed = true };
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct archive_stats st;
	struct shelved s;
	struct shelf shelf;
	int64_t id, other, again;

	keep(ar, RIVER, "/a", &id);
	keep(ar, LEDGER, "/b", &other);
	assert_int_equal(archive_remove(ar, id, &fx.err), 0);
	assert_int_equal(archive_remove(ar, id, &fx.err), 0);
	assert_int_equal(archive_remove(ar, 99, &fx.err), -1);
	assert_int_equal(fx.err.code, ERR_NOT_FOUND);
	assert_int_equal(count_by(ar, "秦川", NULL), 0);
	assert_int_equal(archive_list(&shelf, ar, NULL, fx.arena, &fx.err), 0);
	assert_int_equal(shelf.n, 1);
	assert_int_equal(
	    archive_list(&shelf, ar, &removed, fx.arena, &fx.err), 0);
	assert_int_equal(shelf.n, 1);
	assert_int_equal(shelf.at[0].id, id);
	assert_false(archive_named(&s, ar, "松江日报", fx.arena, &fx.err));
	must_be_sound(ar);

	assert_int_equal(archive_restore(ar, id, &fx.err), 0);
	assert_int_equal(count_by(ar, "秦川", NULL), 2);
	must_be_sound(ar);

	/* Kept again is brought back; changed, too. */
	archive_remove(ar, id, &fx.err);
	assert_int_equal(keep(ar, RIVER, "/a", &again), ARCHIVE_ADDED);
	assert_int_equal(again, id);
	archive_remove(ar, id, &fx.err);
	assert_int_equal(
	    keep(ar, HEAD("松江日报", "2025-05-30") TEA, "/a", &again),
	    ARCHIVE_ADDED);
	assert_int_equal(again, id);
	assert_int_equal(count_by(ar, "秦川", NULL), 1);
	must_be_sound(ar);

	archive_remove(ar, id, &fx.err);
	assert_int_equal(archive_vacuum(ar, &fx.err), 0);
	assert_int_equal(archive_stats(&st, ar, &fx.err), 0);
	assert_int_equal(st.nremoved, 0);
	assert_int_equal(st.neditions, 1);
	assert_false(archive_get(&s, ar, id, fx.arena, &fx.err));
	must_be_sound(ar);
	archive_close(ar);
}

/* --- looking ------------------------------------------------------------------------ */

static const char *
list(struct archive *ar, struct shelf_filter f)
{
	struct buf b = { 0 };
	struct shelf shelf;

	if (archive_list(&shelf, ar, &f, fx.arena, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	for (size_t i = 0; i < shelf.n; i++)
		buf_addf(&b, "%s%s %d", i ? ", " : "", shelf.at[i].paper,
		    (int)shelf.at[i].day);
	const char *s = arena_strdup(fx.arena, buf_str(&b));
	buf_fini(&b);
	return s;
}

static void
lists_are_of_what_is_asked(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	size_t n;
	int64_t id;

	keep(ar, RIVER29, "/c", &id);
	keep(ar, RIVER, "/a", &id);
	keep(ar, LEDGER, "/b", &id);
	assert_string_equal(list(ar, (struct shelf_filter){ 0 }),
	    "松江日报 20238, The Ledger 20237, 松江日报 20237");
	assert_string_equal(
	    list(ar, (struct shelf_filter){ .limit = 1 }), "松江日报 20238");
	assert_string_equal(
	    list(ar, (struct shelf_filter){ .from = 20000, .to = 20237 }),
	    "The Ledger 20237, 松江日报 20237");
	assert_string_equal(
	    list(ar, (struct shelf_filter){ .paper = "松江日报" }),
	    "松江日报 20238, 松江日报 20237");
	assert_string_equal(
	    list(ar, (struct shelf_filter){ .is_removed = true }), "");

	struct archive_paper *p = archive_papers(&n, ar, fx.arena, &fx.err);
	assert_int_equal(n, 2);
	assert_string_equal(p[0].paper, "松江日报");
	assert_int_equal(p[0].neditions, 2);
	assert_int_equal(p[0].first, 20237);
	assert_int_equal(p[0].last, 20238);
	archive_close(ar);
}

static void
editions_have_names(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int64_t day; /* 0: none */
	} cases[] = {
		{ "松江日报", 20238 },
		{ "松江日报 2025-05-29", 20237 },
		{ "松江日报/2025-05-29", 20237 },
		{ "松江日报　2025年5月29日", 20237 },
		{ "松江日报 2025-05-28", 0 },
		{ "the ledger", 20237 },
		{ "ＴＨＥ ＬＥＤＧＥＲ/29 May 2025", 20237 },
		{ "The Ledger May 29, 2025", 20237 },
		{ "A/B 2025", 20237 },
		{ "A/B 2025 2025-05-29", 20237 },
		{ "Ledger", 0 },
		{ "", 0 },
		{ "2025-05-29", 0 },
		{ " /", 0 },
	};
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id;

	keep(ar, RIVER, "/a", &id);
	keep(ar, RIVER29, "/c", &id);
	keep(ar, LEDGER, "/b", &id);
	keep(ar, HEAD("A/B 2025", "2025-05-29") TEA, "/d", &id);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool there =
		    archive_named(&s, ar, cases[i].name, fx.arena, &fx.err);
		if (there != (cases[i].day != 0) ||
		    (there && s.day != cases[i].day))
			fail_msg("%s: %d", cases[i].name, (int)there);
	}
	archive_close(ar);
}

static void
editions_follow_each_other(void **state)
{
	(void)state;
	static const char early[] = "---\ntitle: 松江日报\ndate: 2025-05-30\n"
				    "name: 午报\n---\n\n" TEA;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id30, id29, noon, other;

	keep(ar, RIVER, "/a", &id30);
	keep(ar, LEDGER, "/b", &other);
	keep(ar, early, "/d", &noon);
	keep(ar, RIVER29, "/c", &id29);
	assert_true(archive_next(&s, ar, id29, 1, fx.arena, &fx.err));
	assert_int_equal(s.id, id30);
	assert_true(archive_next(&s, ar, id29, 2, fx.arena, &fx.err));
	assert_int_equal(s.id, noon);
	assert_false(archive_next(&s, ar, id29, 3, fx.arena, &fx.err));
	assert_false(archive_next(&s, ar, id29, -1, fx.arena, &fx.err));
	assert_true(archive_next(&s, ar, noon, -1, fx.arena, &fx.err));
	assert_int_equal(s.id, id30);
	archive_remove(ar, id30, &fx.err);
	assert_true(archive_next(&s, ar, noon, -1, fx.arena, &fx.err));
	assert_int_equal(s.id, id29);
	assert_false(archive_next(&s, ar, other, 1, fx.arena, &fx.err));

	struct edition *e = read_native(RIVER29);
	assert_true(archive_of(&s, ar, e, "松江日报", "/c", fx.arena, &fx.err));
	assert_int_equal(s.id, id29);
	assert_false(
	    archive_of(&s, ar, e, "松江日报", NULL, fx.arena, &fx.err));
	edition_free(e);
	archive_close(ar);
}

static void
authors_are_counted(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct archive_stats st;
	size_t n;
	int64_t id;

	keep(ar, RIVER29, "/c", &id);
	keep(ar, RIVER, "/a", &id);
	keep(ar, LEDGER, "/b", &id);
	struct archive_author *w =
	    archive_authors(&n, ar, NULL, 0, fx.arena, &fx.err);
	assert_int_equal(n, 3);
	assert_string_equal(w[0].name, "Ann Lee");
	assert_int_equal(w[0].nstories, 2);
	assert_int_equal(w[0].last, 20237);
	assert_string_equal(w[1].name, "秦川");
	assert_string_equal(w[1].role, "本报记者");
	assert_int_equal(w[1].nstories, 2);
	assert_int_equal(w[1].last, 20238);
	w = archive_authors(&n, ar, "ＬＥＥ", 0, fx.arena, &fx.err);
	assert_int_equal(n, 1);
	assert_string_equal(w[0].name, "Ann Lee");
	archive_authors(&n, ar, NULL, 2, fx.arena, &fx.err);
	assert_int_equal(n, 2);

	struct archive_story *at = archive_stories_by(
	    &n, ar, "秦川", "本报记者", 0, fx.arena, &fx.err);
	assert_int_equal(n, 2);
	assert_string_equal(at[0].headline, "春茶上市");
	assert_string_equal(at[1].headline, "新港开航");
	assert_string_equal(at[1].paper, "松江日报");
	assert_int_equal(count_by(ar, "秦川", "通讯员"), 0);
	assert_int_equal(archive_stats(&st, ar, &fx.err), 0);
	assert_int_equal(st.neditions, 3);
	assert_int_equal(st.npapers, 2);
	assert_int_equal(st.nstories, 4);
	assert_int_equal(st.nauthors, 3);
	assert_int_equal(st.first, 20237);
	assert_int_equal(st.last, 20238);
	assert_true(st.text_nbytes > 200);
	assert_true(st.file_nbytes > 4096);
	archive_close(ar);
}

/* --- files that are not as they should be -------------------------------------------- */

static void
reading_makes_no_file(void **state)
{
	(void)state;
	assert_null(open_archive(ARCHIVE_READ));
	assert_int_equal(fx.err.code, ERR_NOT_FOUND);
	assert_int_equal(test_folder_count(fx.dir, "archive"), 0);
}

static void
run_sql(const char *name, const char *sql)
{
	char path[FOLDER_BYTES + 32];

	snprintf(path, sizeof path, "%s/%s", fx.dir, name);
	struct db *db = db_open(path, DB_WRITE, &fx.err);
	assert_non_null(db);
	if (db_exec(db, sql, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	db_close(db);
}

static void
foreign_files_are_left(void **state)
{
	(void)state;
	size_t n, m;

	test_file_write(fx.dir, "archive.db", "", 0);
	run_sql("archive.db", "CREATE TABLE theirs (x)");
	char *before = test_file_read(fx.dir, "archive.db", &n);
	assert_null(open_archive(ARCHIVE_WRITE));
	assert_non_null(strstr(fx.err.msg, "belongs to another program"));
	assert_null(open_archive(ARCHIVE_READ));
	char *after = test_file_read(fx.dir, "archive.db", &m);
	assert_int_equal(n, m);
	assert_memory_equal(before, after, n);
	assert_int_equal(test_folder_count(fx.dir, "archive"), 1);
	free(before);
	free(after);
}

static void
newer_files_are_only_read(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	int64_t id;
	size_t nbytes;

	keep(ar, RIVER, "/a", &id);
	archive_close(ar);
	run_sql("archive.db", "PRAGMA user_version = 2");
	ar = must_open(ARCHIVE_WRITE);
	assert_non_null(strstr(archive_why_not(ar), "newer"));
	assert_non_null(archive_native(&nbytes, ar, id, fx.arena, &fx.err));
	assert_int_equal(archive_remove(ar, id, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "newer"));
	archive_close(ar);
}

static void
a_damaged_file_is_put_aside(void **state)
{
	(void)state;
	struct archive *ar;
	int64_t id;

	test_file_write(
	    fx.dir, "archive.db", "rubbish, no database at all", 27);
	assert_null(open_archive(ARCHIVE_READ));
	assert_non_null(strstr(fx.err.msg, "damaged"));
	ar = must_open(ARCHIVE_WRITE);
	assert_non_null(strstr(fx.notice, "archive.db.damaged-2025-05-30"));
	assert_non_null(strstr(fx.notice, "imported again"));
	keep(ar, RIVER, "/a", &id);
	must_be_sound(ar);
	archive_close(ar);
	assert_int_equal(test_folder_count(fx.dir, "archive.db.damaged"), 1);
}

/* A page in the midst of a file: open is well, reading meets it. */
static void
damage_is_found_when_it_is_met(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct buf b = { 0 };
	size_t n;
	int64_t id;

	buf_adds(&b, HEAD("松江日报", "2025-05-30"));
	for (int i = 0; i < 400; i++)
		buf_addf(&b,
		    "## 第 %d 篇\nby: 秦川\n\n文字，文字，还是文字 %d。\n\n", i,
		    i);
	keep(ar, buf_str(&b), "/a", &id);
	buf_fini(&b);
	archive_close(ar);
	char *bytes = test_file_read(fx.dir, "archive.db", &n);
	for (size_t at = n / 4; at < n; at++)
		bytes[at] = (char)(at % 251);
	test_file_write(fx.dir, "archive.db", bytes, n);
	free(bytes);

	ar = must_open(ARCHIVE_WRITE);
	assert_string_equal(fx.notice, "");
	assert_true(archive_verify(ar, tell, &b, &fx.err) > 0);
	buf_fini(&b);
	archive_close(ar);
	ar = must_open(ARCHIVE_WRITE);
	assert_non_null(strstr(fx.notice, "damaged"));
	keep(ar, RIVER, "/a", &id);
	must_be_sound(ar);
	archive_close(ar);
}

static void
verifying_finds_what_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *sql, *says;
	} cases[] = {
		{ "UPDATE native SET text = text || ' '", "not as it was" },
		{ "DELETE FROM native", "no text to open" },
		{ "DELETE FROM article WHERE number = 1", "1 stories" },
		{ "UPDATE article SET text = 'zebra' WHERE number = 1",
		    "not found" },
		{ "UPDATE term_version SET version = 0", "another version" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct archive *ar = must_open(ARCHIVE_WRITE);
		struct buf b = { 0 };
		int64_t id;
		keep(ar, RIVER, "/a", &id);
		must_be_sound(ar);
		archive_close(ar);
		run_sql("archive.db", cases[i].sql);
		ar = must_open(ARCHIVE_READ);
		assert_true(archive_verify(ar, tell, &b, &fx.err) > 0);
		if (!strstr(buf_str(&b), cases[i].says))
			fail_msg("%s: %s", cases[i].sql, buf_str(&b));
		buf_fini(&b);
		archive_close(ar);
		char path[FOLDER_BYTES + 32];
		snprintf(path, sizeof path, "%s/archive.db", fx.dir);
		unlink(path);
	}
}

static bool
count_calls(void *ctx, uint64_t done, uint64_t of)
{
	int *n = ctx;

	assert_true(done <= of);
	return ++*n < 100;
}

static bool
never(void *ctx, uint64_t done, uint64_t of)
{
	(void)ctx;
	(void)done;
	(void)of;
	return false;
}

static void
an_old_index_is_made_anew(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	int64_t id;
	int n = 0;

	keep(ar, RIVER, "/a", &id);
	assert_true(archive_is_indexed(ar));
	archive_close(ar);
	run_sql("archive.db", "UPDATE term_version SET version = 0");
	ar = must_open(ARCHIVE_WRITE);
	assert_false(archive_is_indexed(ar));
	keep(ar, LEDGER, "/b", &id);
	assert_int_equal(archive_reindex(ar, never, NULL, &fx.err), -1);
	assert_false(archive_is_indexed(ar));
	assert_int_equal(archive_reindex(ar, count_calls, &n, &fx.err), 0);
	assert_int_equal(n, 1);
	assert_true(archive_is_indexed(ar));
	must_be_sound(ar);
	archive_close(ar);
}

/* Root may write anywhere, so nothing is to be seen then. */
static void
a_folder_that_cannot_be_written_is_read(void **state)
{
	(void)state;
	struct archive *ar = must_open(ARCHIVE_WRITE);
	struct shelved s;
	int64_t id;

	keep(ar, RIVER, "/a", &id);
	archive_close(ar);
	chmod(fx.dir, 0500);
	if (access(fx.dir, W_OK) == 0)
		skip();
	ar = must_open(ARCHIVE_WRITE);
	assert_true(archive_get(&s, ar, id, fx.arena, &fx.err));
	assert_int_equal(archive_remove(ar, id, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "read only"));
	archive_close(ar);
}

static void
reading_never_waits_for_writing(void **state)
{
	(void)state;
	struct archive *w = must_open(ARCHIVE_WRITE);
	struct archive *r, *s;
	struct shelf shelf;
	int64_t id;

	keep(w, RIVER, "/a", &id);
	r = must_open(ARCHIVE_READ);
	assert_int_equal(archive_begin(w, &fx.err), 0);
	keep(w, LEDGER, "/b", &id);
	s = must_open(ARCHIVE_READ);
	assert_int_equal(archive_list(&shelf, r, NULL, fx.arena, &fx.err), 0);
	assert_int_equal(shelf.n, 1);
	assert_int_equal(archive_list(&shelf, s, NULL, fx.arena, &fx.err), 0);
	assert_int_equal(shelf.n, 1);
	assert_int_equal(archive_commit(w, &fx.err), 0);
	assert_int_equal(archive_list(&shelf, r, NULL, fx.arena, &fx.err), 0);
	assert_int_equal(shelf.n, 2);
	archive_close(r);
	archive_close(w);
	archive_close(s);
	assert_int_equal(test_folder_count(fx.dir, "archive.db"), 1);
}

#define test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(an_edition_is_kept_whole),
		test(an_edition_without_a_date_is_of_today),
		test(the_same_is_kept_once),
		test(another_text_takes_its_place),
		test(twins_are_found_once),
		test(what_is_not_committed_is_gone),
		test(a_day_that_is_full_goes_on),
		test(an_edition_goes_and_comes_back),
		test(lists_are_of_what_is_asked),
		test(editions_have_names),
		test(editions_follow_each_other),
		test(authors_are_counted),
		test(reading_makes_no_file),
		test(foreign_files_are_left),
		test(newer_files_are_only_read),
		test(a_damaged_file_is_put_aside),
		test(damage_is_found_when_it_is_met),
		test(verifying_finds_what_is_wrong),
		test(an_old_index_is_made_anew),
		test(a_folder_that_cannot_be_written_is_read),
		test(reading_never_waits_for_writing),
	};

	return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
