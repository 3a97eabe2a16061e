#include "content/archived.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/edition/edition.h"
#include "src/print/json_export.h"
#include "src/print/markdown_export.h"
#include "tests/folder.h"

static char dir[FOLDER_BYTES];

static int
setup(void **state)
{
	(void)state;
	test_folder_make(dir);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	test_folder_remove(dir);
	return 0;
}

static struct archive *
must_open(void)
{
	char notice[256];
	struct err err = { 0 };
	struct archive *ar =
	    archive_open(dir, ARCHIVE_WRITE, notice, sizeof notice, &err);

	if (!ar)
		fail_msg("%s", err.msg);
	return ar;
}

static void
must_be_equal(const struct edition *a, const struct edition *b)
{
	struct buf json = { 0 }, json2 = { 0 }, md = { 0 }, md2 = { 0 };

	json_export(&json, a);
	json_export(&json2, b);
	markdown_export(&md, a);
	markdown_export(&md2, b);
	assert_string_equal(buf_str(&json), buf_str(&json2));
	assert_string_equal(buf_str(&md), buf_str(&md2));
	assert_int_equal(a->narticles, b->narticles);
	for (size_t i = 0; i < a->narticles; i++) {
		const struct article *x = a->articles[i], *y = b->articles[i];
		assert_string_equal(x->id, y->id);
		assert_int_equal(x->nauthors, y->nauthors);
		assert_int_equal(x->page, y->page);
		assert_int_equal(x->section, y->section);
		for (size_t k = 0; k < x->nauthors; k++)
			assert_string_equal(
			    x->authors[k].name, y->authors[k].name);
	}
	buf_fini(&json);
	buf_fini(&json2);
	buf_fini(&md);
	buf_fini(&md2);
}

/* Keep a paper, close all, open it again: the same. */
static void
goes_round(struct paper *p, const char *name)
{
	struct archive *ar = must_open();
	enum archive_outcome out;
	struct err err = { 0 };
	int64_t id, again;

	if (archived_keep(ar, p, &id, &out, &err) < 0)
		fail_msg("%s", err.msg);
	assert_int_equal(out, ARCHIVE_ADDED);
	archive_close(ar);
	ar = must_open();
	struct paper *back = archived_open(ar, id, &err);
	if (!back)
		fail_msg("%s", err.msg);
	must_be_equal(p->edition, back->edition);
	if (name)
		assert_string_equal(back->name, name);
	if (p->path)
		assert_string_equal(back->path, p->path);
	else
		assert_null(back->path);
	assert_int_equal(paper_has_changed(back), 0);
	/* What was read from the library is there already. */
	assert_int_equal(archived_keep(ar, back, &again, &out, &err), 0);
	assert_int_equal(out, ARCHIVE_UNCHANGED);
	assert_int_equal(again, id);
	paper_close(back);
	archive_close(ar);
	paper_close(p);
}

static void
the_bundled_edition_reads_back(void **state)
{
	(void)state;
	goes_round(paper_open_bundled(), NULL);
}

static void
papers_of_files_read_back(void **state)
{
	(void)state;
	static const struct {
		const char *file, *text, *name;
	} cases[] = {
		{ "native.md",
		    "---\ntitle: 松江日报\ndate: 2025-05-30\nmood: "
		    "fair\n---\n\n"
		    "# A01 要闻\n\n## 新港开航\nby: 本报记者 秦川\n\n* 一\n"
		    "* 二\n\n> 引文\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
		    "松江日报 2025-05-30" },
		{ "2025-05-28_A08.txt",
		    "A08 汽车\n\n新能源车下乡\n\n● 本报记者 秦川 "
		    "苏禾\n\n　　昨日，"
		    "松江新港的渡轮第一次全部换成了电动的，船长说它安静得多。\n"
		    "\n"
		    "　　码头上的人并不多，风也不大，票价没有变。\n",
		    NULL },
		{ "plain.txt",
		    "A headline\n\nBy Ann Lee\n\nA paragraph of a "
		    "story that says that nothing happened.\n",
		    "plain.txt" },
	};
	char path[FOLDER_BYTES + 64];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err err = { 0 };
		test_file_write(
		    dir, cases[i].file, cases[i].text, strlen(cases[i].text));
		snprintf(path, sizeof path, "%s/%s", dir, cases[i].file);
		struct paper *p = paper_open(path, NULL, &err);
		if (!p)
			fail_msg("%s", err.msg);
		goes_round(p, cases[i].name);
	}
}

static void
what_is_not_there_is_told(void **state)
{
	(void)state;
	struct archive *ar = must_open();
	struct err err = { 0 };

	assert_null(archived_open(ar, 7, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	archive_close(ar);
}

#define test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(the_bundled_edition_reads_back),
		test(papers_of_files_read_back),
		test(what_is_not_there_is_told),
	};

	return cmocka_run_group_tests_name("archived", tests, NULL, NULL);
}
