/*
 * Backups: all that was kept comes back, equal, once; what is damaged is refused
 * with its place and changes nothing.
 */
#include "src/library/backup.h"

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
#include "src/base/err.h"
#include "src/library/clips.h"
#include "src/library/db.h"
#include "src/library/health.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"
#include "src/library/marks_undo.h"
#include "src/library/reading.h"
#include "src/library/restore.h"
#include "tests/folder.h"

#define NOW "1748563200" /* 2025-05-30 00:00 UTC */

static struct fixture {
	char dir[FOLDER_BYTES], other[FOLDER_BYTES];
	char notice[512];
	struct marks *from, *to;
	struct restored got;
	struct err err;
} fx;

static struct marks *
open_in(const char *dir)
{
	struct marks *m = marks_open(dir, fx.notice, sizeof fx.notice, &fx.err);

	assert_non_null(m);
	return m;
}

static int
setup(void **state)
{
	(void)state;
	memset(&fx, 0, sizeof fx);
	setenv("BROADSHEET_NOW", NOW, 1);
	test_folder_make(fx.dir);
	test_folder_make(fx.other);
	fx.from = open_in(fx.dir);
	fx.to = open_in(fx.other);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	marks_close(fx.from);
	marks_close(fx.to);
	test_folder_remove(fx.dir);
	test_folder_remove(fx.other);
	unsetenv("BROADSHEET_NOW");
	return 0;
}

/* --- what is in a store ---------------------------------------------------------- */

static void
add_bookmark(
    struct marks *m, const char *paper, const char *article, const char *path)
{
	static const char *const tags[] = { "ferry", "渡轮" };
	struct mark mark = { .paper = paper,
		.date = "2025-05-30",
		.article = article,
		.headline = "“晨星号” sails\tagain\n\\",
		.path = path,
		.number = 4294967295u,
		.byte = 7,
		.title = "\x1B[31m",
		.tags = { tags, 2 } };
	int64_t id;

	assert_int_equal(marks_add(m, &mark, &id, NULL, &fx.err), 0);
}

static void
add_clip(struct marks *m, const char *note)
{
	struct clip c = { .source = { .paper = "p",
			      .date = "2025-05-30",
			      .article = "a" },
		.passage = { "cut out", "before", "after" },
		.note = note };
	bool existed;

	assert_int_equal(clips_add(m, &c, &c.id, &existed, &fx.err), 0);
	if (existed)
		assert_int_equal(clips_change(m, &c, &fx.err), 0);
}

/* Something of every kind, with all that could be written wrongly. */
static void
fill(struct marks *m)
{
	struct mark mark = { .paper = "松江日报", .article = "a7" };
	struct reading part = { READING_PART, 40, 0 };

	add_bookmark(m, "松江日报", "a1", "/x/y z.txt");
	add_bookmark(m, "name\xFF.txt", "a2", "/x/name\xFF.txt");
	add_bookmark(m, "p", "a3", NULL);
	add_clip(m, "a note\nof two lines");
	assert_int_equal(
	    marks_set_place(m, "松江日报", NULL, &mark, &fx.err), 0);
	assert_int_equal(reading_set(m, &mark, part, false, &fx.err), 0);
	assert_int_equal(follow_set(m, "Orla Finch", true, &fx.err), 0);
}

static void
dump_table(struct buf *b, struct db *db, const struct table_shape *t)
{
	struct buf sql = { 0 };

	buf_addf(&sql, "SELECT %s FROM %s ORDER BY rowid", t->columns, t->name);
	struct query *q = query_new(db, buf_str(&sql), &fx.err);
	assert_non_null(q);
	while (query_step(q, &fx.err) > 0) {
		buf_adds(b, t->name);
		for (int i = 0; t->types[i]; i++) {
			struct value v = query_value(q, i);
			buf_addf(
			    b, "|%d:%lld:", (int)v.type, (long long)v.number);
			buf_add(b, v.bytes ? v.bytes : "", v.nbytes);
		}
		buf_addc(b, '\n');
	}
	query_free(q);
	buf_fini(&sql);
}

/* All rows of all tables but their ids; to be freed. */
static char *
dump(struct marks *m)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < TABLE_COUNT; i++)
		dump_table(&b, m->db, &marks_tables[i]);
	buf_adds(&b, ".");
	return buf_take(&b);
}

static void
assert_same(struct marks *m, const char *was)
{
	char *is = dump(m);

	assert_string_equal(is, was);
	free(is);
}

/* --- to a file and back ---------------------------------------------------------- */

static FILE *
backup(struct marks *m)
{
	FILE *f = tmpfile();
	struct backed_up n;

	assert_non_null(f);
	if (backup_write(&n, m, fileno(f), "0", &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_int_equal(n.nbad, 0);
	assert_int_equal(lseek(fileno(f), 0, SEEK_SET), 0);
	return f;
}

static int
restore(struct marks *m, FILE *f, struct restore_how how)
{
	assert_int_equal(lseek(fileno(f), 0, SEEK_SET), 0);
	return restore_read(&fx.got, m, fileno(f), "FILE", how, &fx.err);
}

static const struct restore_how undoable = { .can_undo = true };
static const struct restore_how partial = { .is_partial = true };

/* A backup as text; to be freed. */
static char *
text_of(FILE *f)
{
	struct buf b = { 0 };
	ssize_t n;

	assert_int_equal(lseek(fileno(f), 0, SEEK_SET), 0);
	while ((n = read(fileno(f), buf_room(&b, 4096), 4096)) > 0)
		buf_grow(&b, (size_t)n);
	return buf_take(&b);
}

static int
restore_text(
    struct marks *m, const char *text, size_t nbytes, struct restore_how how)
{
	FILE *f = tmpfile();

	assert_int_equal(write(fileno(f), text, nbytes), (ssize_t)nbytes);
	int failed = restore(m, f, how);
	fclose(f);
	return failed;
}

static int64_t
sum(size_t at)
{
	int64_t n = 0;

	for (size_t i = 0; i < TABLE_COUNT; i++)
		n += *(const int64_t *)((const char *)&fx.got.of[i] + at);
	return n;
}

#define SUM(field) sum(offsetof(struct merge_count, field))

static void
all_comes_back(void **state)
{
	(void)state;
	fill(fx.from);
	char *was = dump(fx.from);
	FILE *f = backup(fx.from);
	if (restore(fx.to, f, (struct restore_how){ 0 }) < 0)
		fail_msg("%s", fx.err.msg);
	assert_int_equal(SUM(nadded), 7);
	assert_int_equal(SUM(nthere) + SUM(nnewer) + SUM(nbad), 0);
	assert_false(fx.got.is_cut);
	assert_same(fx.to, was);

	char *first = text_of(f);
	FILE *again = backup(fx.to);
	char *second = text_of(again);
	assert_string_equal(first, second);
	fclose(f);
	fclose(again);
	free(first);
	free(second);
	free(was);
}

static void
twice_changes_nothing(void **state)
{
	(void)state;
	fill(fx.from);
	char *was = dump(fx.from);
	FILE *f = backup(fx.from);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(restore(fx.from, f, undoable), 0);
		assert_int_equal(SUM(nthere), 7);
		assert_int_equal(SUM(nadded) + SUM(nnewer), 0);
		assert_same(fx.from, was);
	}
	fclose(f);
	free(was);
}

static void
it_is_one_step(void **state)
{
	enum marks_deed deed;

	(void)state;
	fill(fx.from);
	char *all = dump(fx.from);
	add_clip(fx.to, "mine");
	char *was = dump(fx.to);
	size_t nsteps = marks_nundo(fx.to);
	setenv("BROADSHEET_NOW", "1748563300", 1);
	add_clip(fx.from, "newer");
	FILE *f = backup(fx.from);
	assert_int_equal(restore(fx.to, f, undoable), 0);
	assert_int_equal(SUM(nadded), 6);
	assert_int_equal(SUM(nnewer), 1);
	assert_int_equal(marks_nundo(fx.to), nsteps + 1);
	assert_int_equal(marks_undo(fx.to, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_IMPORTED);
	assert_same(fx.to, was);
	assert_int_equal(marks_redo(fx.to, &deed, &fx.err), 0);
	assert_int_equal(restore(fx.to, f, undoable), 0);
	assert_int_equal(SUM(nthere), 7);
	fclose(f);
	free(was);
	free(all);
}

/* Of two the newer stays, wherever it is. */
static void
the_newer_is_kept(void **state)
{
	(void)state;
	add_clip(fx.from, "older");
	FILE *older = backup(fx.from);
	setenv("BROADSHEET_NOW", "1748563300", 1);
	add_clip(fx.from, "newer");
	FILE *newer = backup(fx.from);
	char *was = dump(fx.from);

	assert_int_equal(restore(fx.from, older, undoable), 0);
	assert_int_equal(fx.got.of[TABLE_CLIP].nthere, 1);
	assert_same(fx.from, was);
	assert_int_equal(restore(fx.to, older, undoable), 0);
	assert_int_equal(restore(fx.to, newer, undoable), 0);
	assert_int_equal(fx.got.of[TABLE_CLIP].nnewer, 1);
	assert_same(fx.to, was);
	fclose(older);
	fclose(newer);
	free(was);
}

/* --- what is refused ------------------------------------------------------------- */

#define HEAD "{\"broadsheet\":\"backup\",\"schema\":1}\n"
#define NAME "{\"kind\":\"follow\",\"name\":\"n\",\"added\":1}\n"
#define PLACE                                                                  \
	"{\"kind\":\"place\",\"paper\":\"p\",\"date\":\"\",\"article\":\"a\"," \
	"\"number\":1,\"block\":0,\"byte\":0,\"added\":1"
#define END(n)                                                        \
	"{\"end\":true,\"bookmarks\":0,\"places\":0,\"clippings\":0," \
	"\"readings\":0,\"follows\":" #n "}\n"

/* What is no backup, and where and how it is told. */
static const struct {
	const char *text;
	unsigned line, col;
	const char *says;
} refused[] = {
	{ "", 0, 1, "no backup" },
	{ "\n", 1, 1, "no backup" },
	{ "{\"broadsheet\":\"archive\",\"schema\":1}\n", 1, 1, "no backup" },
	{ "[]\n", 1, 1, "no backup" },
	{ "\xFF\xFE\n", 1, 1, "no backup" },
	{ "{\"broadsheet\":\"backup\",\"schema\":2}\n", 1, 24,
	    "newer broadsheet" },
	{ "{\"broadsheet\":\"backup\",\"schema\":\"1\"}\n", 1, 24,
	    "\"schema\"" },
	{ HEAD NAME "{\"kind\":}\n" END(1), 3, 9, "token" },
	{ HEAD NAME "nonsense\n" END(1), 3, 0, "mend the line" },
	{ HEAD NAME "{\"kind\":\"nose\"}\n", 3, 2, "\"kind\"" },
	{ HEAD NAME "7\n", 3, 1, "\"kind\"" },
	{ HEAD "{\"kind\":\"follow\",\"added\":1}\n", 2, 1, "\"name\"" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"\",\"added\":1}\n", 2, 18,
	    "not empty" },
	{ HEAD "{\"kind\":\"follow\",\"name\":7,\"added\":1}\n", 2, 18,
	    "not empty" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"\\u0000\",\"added\":1}\n", 2, 0,
	    "mend" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"\xC0\x80\"}\n", 2, 0, "mend" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"n\",\"added\":0}\n", 2, 29,
	    "seconds" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"n\",\"added\":1.5}\n", 2, 29,
	    "seconds" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"n\",\"added\":"
	       "99999999999999999999}\n",
	    2, 0, "big" },
	{ HEAD "{\"kind\":\"follow\",\"name\":\"n\",\"added\":1,"
	       "\"nose\":1}\n",
	    2, 1, "not known" },
	{ HEAD PLACE ",\"path_bytes\":\"2f7\"}\n", 2, 93, "hexa" },
	{ HEAD PLACE ",\"path_bytes\":\"2f7G\"}\n", 2, 93, "hexa" },
	{ HEAD PLACE ",\"path_bytes\":null}\n", 2, 93, "hexa" },
	{ HEAD PLACE ",\"path\":[]}\n", 2, 93, "\"path\"" },
	{ HEAD PLACE ",\"paper_bytes\":\"6100\"}\n", 2, 93, "instead" },
	{ HEAD "{\"kind\":\"place\",\"paper_bytes\":\"6100\"}\n", 2, 1,
	    "not empty" },
	{ HEAD NAME END(2), 3, 65, "number of lines" },
	{ HEAD NAME "{\"end\":true}\n", 3, 1, "number of lines" },
	{ HEAD NAME END(1) NAME, 4, 1, "ended before" },
	{ HEAD NAME END(1) "{", 4, 0, "mend" },
	{ HEAD NAME, 2, 0, "cut off" },
	{ HEAD NAME "{\"kind\":\"fol", 3, 0, "cut off" },
	{ HEAD, 1, 0, "cut off" },
};

static void
what_is_no_backup_is_refused(void **state)
{
	(void)state;
	add_clip(fx.to, "mine");
	char *was = dump(fx.to);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		const char *text = refused[i].text;
		fx.err = (struct err){ 0 };
		if (!restore_text(fx.to, text, strlen(text), undoable))
			fail_msg("%zu: restored: %s", i, text);
		print_message("%s:%u:%u: %s\n", fx.err.where, fx.err.line,
		    fx.err.col, fx.err.msg);
		if (!strstr(fx.err.msg, refused[i].says))
			fail_msg("%zu: not that: %s", i, refused[i].says);
		assert_string_equal(fx.err.where, "FILE");
		if (refused[i].line)
			assert_int_equal(fx.err.line, refused[i].line);
		if (refused[i].col)
			assert_int_equal(fx.err.col, refused[i].col);
		assert_same(fx.to, was);
	}
	free(was);
}

/* A line may be written by hand, or by a program that has other habits. */
static void
what_means_the_same_is_taken(void **state)
{
	static const char text[] =
	    HEAD "\r\n { \"added\" : 5, \"name\":\"\\u79e6\\u5ddd\", "
		 "\"kind\" : \"follow\" } \r\n" PLACE ",\"path\":null}\n"
		 "{\"follows\":1,\"end\":true,\"bookmarks\":0,\"places\":1,"
		 "\"clippings\":0,\"readings\":0}";

	(void)state;
	if (restore_text(fx.to, text, sizeof text - 1, undoable) < 0)
		fail_msg("%s", fx.err.msg);
	assert_int_equal(SUM(nadded), 2);
	char *is = dump(fx.to);
	assert_non_null(strstr(is, "秦川"));
	free(is);
}

/* Cut at each byte: refused; with is_partial the lines before are taken. */
static void
a_file_that_is_cut_off_is_told(void **state)
{
	(void)state;
	fill(fx.from);
	FILE *f = backup(fx.from);
	char *text = text_of(f);
	size_t nbytes = strlen(text);
	size_t head = strcspn(text, "\n");

	for (size_t n = 0; n < nbytes - 1; n++) {
		assert_int_not_equal(restore_text(fx.to, text, n, undoable), 0);
		assert_same(fx.to, ".");
	}
	for (size_t n = head; n < nbytes - 1; n += 7) {
		struct marks *m = fx.to;
		enum marks_deed deed;
		int64_t nlines = -1;
		for (size_t i = 0; i < n; i++)
			nlines += text[i] == '\n';
		struct restore_how how = { true, true };
		assert_int_equal(restore_text(m, text, n, how), 0);
		assert_true(fx.got.is_cut);
		assert_in_range(
		    SUM(nadded), nlines < 0 ? 0 : nlines, nlines + 1);
		if (marks_nundo(m))
			assert_int_equal(marks_undo(m, &deed, &fx.err), 0);
		assert_same(m, ".");
	}
	assert_int_equal(restore_text(fx.to, text, nbytes, partial), 0);
	assert_false(fx.got.is_cut);

	/* Cut out of the middle. */
	static const char cut[] = HEAD NAME END(2);
	assert_int_equal(restore_text(fx.to, cut, sizeof cut - 1, partial), 0);
	assert_true(fx.got.is_cut);
	assert_int_equal(SUM(nadded), 1);
	fclose(f);
	free(text);
}

static void
long_lines_are_refused(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_adds(&b, HEAD "{\"kind\":\"follow\",\"added\":1,\"name\":\"");
	size_t n = b.n;
	while (b.n < n + DB_MAX_VALUE_BYTES)
		buf_adds(&b, "0123456789abcdef");
	buf_adds(&b, "\"}\n" END(1));
	assert_int_not_equal(
	    restore_text(fx.to, buf_str(&b), b.n, undoable), 0);
	assert_non_null(strstr(fx.err.msg, "longer than can be kept"));
	assert_int_equal(fx.err.line, 2);
	buf_cut(&b, n);
	while (b.n < BACKUP_MAX_LINE_BYTES + 100)
		buf_adds(&b, "0123456789abcdef");
	buf_adds(&b, "\"}\n" END(1));
	assert_int_not_equal(
	    restore_text(fx.to, buf_str(&b), b.n, undoable), 0);
	assert_non_null(strstr(fx.err.msg, "the line is longer"));
	assert_same(fx.to, ".");
	buf_fini(&b);
}

/* The longest row that can be kept, of characters that take most room. */
static void
the_longest_row_comes_back(void **state)
{
	enum { ROOM = 500 }; /* for the other columns */
	size_t nbytes = DB_MAX_VALUE_BYTES - ROOM;
	char *note = malloc(nbytes + 1);

	(void)state;
	memset(note, 1, nbytes);
	note[nbytes] = '\0';
	add_clip(fx.from, note);
	char *was = dump(fx.from);
	FILE *f = backup(fx.from);
	if (restore(fx.to, f, undoable) < 0)
		fail_msg("%s", fx.err.msg);
	assert_same(fx.to, was);
	fclose(f);
	free(was);
	free(note);
}

/* What nobody could have made with the program. */
static void
nonsense_is_left_out_and_counted(void **state)
{
	struct backed_up n;
	FILE *f = tmpfile();

	(void)state;
	fill(fx.from);
	assert_int_equal(
	    db_exec(fx.from->db,
		"INSERT INTO follow (name, added) VALUES (X'FF', 1.5)",
		&fx.err),
	    0);
	assert_int_equal(backup_write(&n, fx.from, fileno(f), "0", &fx.err), 0);
	assert_int_equal(n.nbad, 1);
	assert_int_equal(n.n[TABLE_FOLLOW], 1);
	assert_int_equal(restore(fx.to, f, undoable), 0);
	assert_int_equal(SUM(nadded), 7);
	fclose(f);
}

/* --- copies ---------------------------------------------------------------------- */

static void
a_copy_comes_back(void **state)
{
	struct health h;
	char path[FOLDER_BYTES + 64];

	(void)state;
	fill(fx.from);
	char *was = dump(fx.from);
	marks_keep_copy(fx.from);
	snprintf(path, sizeof path, "%s/marks.db.copy-2025-05-30", fx.dir);
	health_look(&h, path);
	assert_int_equal(h.state, HEALTH_SOUND);
	assert_int_equal(h.n[TABLE_BOOKMARK], 3);
	for (int64_t id = 1; id <= 3; id++)
		assert_int_equal(marks_remove(fx.from, id, &fx.err), 0);
	if (restore_copy(&fx.got, fx.from, "2025-05-30", undoable, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_int_equal(fx.got.of[TABLE_BOOKMARK].nadded, 3);
	assert_int_equal(SUM(nthere), 4);
	assert_same(fx.from, was);

	assert_int_equal(
	    restore_copy(&fx.got, fx.from, "2025-05-29", undoable, &fx.err),
	    -1);
	assert_int_equal(fx.err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(fx.err.msg, "2025-05-30"));
	test_file_write(fx.dir, "marks.db.copy-2025-05-30", "nonsense", 8);
	assert_int_equal(
	    restore_copy(&fx.got, fx.from, "2025-05-30", undoable, &fx.err),
	    -1);
	health_look(&h, path);
	assert_int_equal(h.state, HEALTH_DAMAGED);
	assert_same(fx.from, was);
	free(was);
}

static void
a_newer_store_is_not_backed_up(void **state)
{
	struct backed_up n;
	FILE *f = tmpfile();

	(void)state;
	fill(fx.from);
	db_exec(fx.from->db, "PRAGMA user_version = 99", &fx.err);
	assert_int_equal(
	    backup_write(&n, fx.from, fileno(f), "0", &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "newer broadsheet"));
	fclose(f);
}

int
main(void)
{
	/* Where waiting for the disk takes no time. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(all_comes_back),
		TEST(twice_changes_nothing),
		TEST(it_is_one_step),
		TEST(the_newer_is_kept),
		TEST(what_is_no_backup_is_refused),
		TEST(what_means_the_same_is_taken),
		TEST(a_file_that_is_cut_off_is_told),
		TEST(long_lines_are_refused),
		TEST(the_longest_row_comes_back),
		TEST(nonsense_is_left_out_and_counted),
		TEST(a_copy_comes_back),
		TEST(a_newer_store_is_not_backed_up),
	};

	return cmocka_run_group_tests_name("backup", tests, NULL, NULL);
}
