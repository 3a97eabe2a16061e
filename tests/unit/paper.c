/* Papers: files, folders, edition.ini, what is refused, what changed. */
#include <sys/stat.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/paper.h"
#include "content/paper_int.h"
#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/edition/edition.h"
#include "tests/folder.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static char dir[FOLDER_BYTES];

static int
make(void **state)
{
	(void)state;
	test_folder_make(dir);
	return 0;
}

static int
clean(void **state)
{
	(void)state;
	test_folder_remove(dir);
	return 0;
}

static void
put(const char *name, const char *text)
{
	test_file_write(dir, name, text, strlen(text));
}

static const char *
at(const char *name)
{
	static char path[FOLDER_BYTES + 64];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static const char page[] = "长堤合龙\n\n● 本报记者 林原\n\n昨天傍晚，最后一块石"
			   "头落下。\n";

/* --- folders -------------------------------------------------------------- */

/* The headlines of all articles, joined by |. */
static void
has_headlines(const struct paper *p, const char *expected)
{
	char got[1024] = "";

	for (size_t i = 0; i < p->edition->narticles; i++) {
		if (i)
			strcat(got, "|");
		strcat(got, p->edition->articles[i]->headline);
	}
	assert_string_equal(got, expected);
}

static void
pages_come_in_the_order_of_their_labels(void **state)
{
	static const char *const files[][2] = {
		{ "A10.txt", "十\n\n第十页的话。\n" },
		{ "2025-05-28_A02.txt", "二\n\n第二页的话。\n" },
		{ "B01-汽车.txt", "乙\n\n乙一页的话。\n" },
		{ "第01版.txt", "零\n\n没有字母的页。\n" },
		{ "economy.txt", "第A03版：经济\n\n三\n\n第三页的话。\n" },
		{ "zz.md", "# C01\n\n## 丙\n\n丙一页的话。\n" },
		{ "notes.txt", "杂\n\n没有页码的页。\n" },
		{ "picture.jpg", "\xFF\xD8\xFF" },
		{ ".hidden.txt", "隐\n\n不该看见。\n" },
		{ "README.txt", "说明\n\n不是报纸。\n" },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		put(files[i][0], files[i][1]);
	mkdir(at("A00.txt"), 0700);
	struct paper *p = paper_open(dir, NULL, &err);
	assert_non_null(p);
	has_headlines(p, "零|二|三|十|乙|丙|杂");
	assert_true(p->is_folder);
	assert_string_equal(p->reader, "text");
	assert_string_equal(p->edition->date, "2025-05-28");
	assert_string_equal(p->edition->pages[2].label, "A03");
	assert_string_equal(p->edition->pages[2].name, "经济");
	assert_string_equal(p->edition->pages[4].name, "汽车");
	/* The folder of that name is no page, and that is said. */
	assert_true(diag_has(&p->diag, DIAG_LOST));
	paper_close(p);
}

static void
edition_ini_has_the_last_word(void **state)
{
	struct err err;
	size_t nwarnings = 0;

	(void)state;
	put("A05.txt", "松江晨报 2026年3月20日 星期五\n\n长堤合龙\n\n昨天。\n");
	put("A6.txt", "轮渡加班\n\n昨天。\n");
	put("edition.ini",
	    "# of the day\n[edition]\ntitle = \"晨报\"\nDate=2026-03-21\r\n"
	    "language = zh-Hans\nno = 7\nweather = fine\nnonsense\n"
	    "[pages]\nA5 = 要闻\na06 = 民生\n[other]\nx = y\n");
	struct paper *p = paper_open(dir, NULL, &err);
	assert_non_null(p);
	assert_string_equal(p->edition->title, "晨报");
	assert_string_equal(p->edition->date, "2026-03-21");
	assert_string_equal(p->edition->number, "7");
	assert_string_equal(p->edition->pages[0].label, "A05");
	assert_string_equal(p->edition->pages[0].name, "要闻");
	assert_string_equal(p->edition->pages[1].name, "民生");
	for (size_t i = 0; i < p->diag.n; i++)
		nwarnings += p->diag.items[i].level == DIAG_WARNING;
	assert_int_equal(nwarnings, 3); /* weather, nonsense, [other] */
	paper_close(p);
}

static void
each_article_has_its_language(void **state)
{
	struct err err;

	(void)state;
	put("A01.txt", page);
	put("A02.txt",
	    "The wall is whole\n\nThe last stone went in at low water on "
	    "Thursday, and nobody on the wall clapped, since all of them "
	    "looked at the water.\n");
	struct paper *p = paper_open(dir, NULL, &err);
	assert_non_null(p);
	assert_string_equal(p->edition->language, "zh-Hans");
	assert_null(p->edition->articles[0]->language);
	assert_string_equal(p->edition->articles[1]->language, "en");
	paper_close(p);
}

static void
one_bad_page_keeps_the_others(void **state)
{
	struct err err;

	(void)state;
	put("A01.txt", page);
	put("A02.txt", "%PDF-1.7 ...");
	assert_int_equal(mkfifo(at("A03.txt"), 0600), 0);
	struct paper *p = paper_open(dir, NULL, &err);
	assert_non_null(p);
	has_headlines(p, "长堤合龙");
	assert_true(diag_has(&p->diag, DIAG_LOST));
	paper_close(p);
}

/* --- names of files --------------------------------------------------------- */

static const struct name_case {
	const char *path;
	int is_page;
	const char *label, *name, *title, *date;
} name_cases[] = {
	{ "/x/2025-05-28_A08.txt", 1, "A08", NULL, NULL, "2025-05-28" },
	{ "A08-汽车.txt", 1, "A08", "汽车", NULL, NULL },
	{ "A08汽车.txt", 1, "A08", "汽车", NULL, NULL },
	{ "第08版.txt", 1, "08", NULL, NULL, NULL },
	{ "第08版 经济.txt", 0, "08", "经济", NULL, NULL },
	{ "松江晨报_20250528_A01_要闻.txt", 0, "A01", "要闻", "松江晨报",
	    "2025-05-28" },
	{ "03.txt", 1, "03", NULL, NULL, NULL },
	{ "03.txt", 0, NULL, NULL, NULL, NULL },
	{ "page-3.txt", 1, "3", NULL, NULL, NULL },
	{ "page.txt", 1, NULL, NULL, NULL, NULL },
	{ "page-zh.txt", 1, NULL, NULL, NULL, NULL },
	{ "notes.txt", 1, NULL, NULL, NULL, NULL },
	{ "20251399.txt", 0, NULL, NULL, NULL, NULL },
	{ ".txt", 0, NULL, NULL, NULL, NULL },
};

static void
same(const char *path, const char *got, const char *want)
{
	if (!got != !want || (got && strcmp(got, want) != 0))
		print_error("%s: got %s, want %s\n", path, got ? got : "-",
		    want ? want : "-");
	assert_string_equal(got ? got : "-", want ? want : "-");
}

static void
names_of_files_say_something(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(name_cases); i++) {
		const struct name_case *c = &name_cases[i];
		struct arena *arena = arena_new();
		struct page_file_facts f =
		    page_file_facts(c->path, c->is_page, arena);
		same(c->path, f.label, c->label);
		same(c->path, f.name, c->name);
		same(c->path, f.title, c->title);
		same(c->path, f.date, c->date);
		arena_free(arena);
	}
}

/* --- what is refused --------------------------------------------------------- */

static void
is_refused(const char *name, const char *word)
{
	struct err err = { 0 };
	struct paper *p = paper_open(name, NULL, &err);

	assert_null(p);
	if (!strstr(err.msg, word))
		print_error("%s: %s\n", name, err.msg);
	assert_non_null(strstr(err.msg, word));
}

static void
what_is_no_paper_is_refused(void **state)
{
	(void)state;
	is_refused(at("missing.txt"), "no such file");
	is_refused(dir, "no page files");
	is_refused("/dev/null", "device");
	is_refused("/dev/zero", "device");
	assert_int_equal(mkfifo(at("fifo"), 0600), 0);
	is_refused(at("fifo"), "pipe");
	put("empty.txt", "");
	is_refused(at("empty.txt"), "no text");
	put("blank.txt", " \n\n\t\n　\n");
	is_refused(at("blank.txt"), "no text");
	put("a.pdf", "%PDF-1.7");
	is_refused(at("a.pdf"), "pdftotext");
	put("a.epub", "PK\3\4");
	is_refused(at("a.epub"), "archive");
}

static void
options_are_obeyed(void **state)
{
	struct paper_options klingon = { .encoding = "klingon" };
	struct paper_options gopher = { .format = "gopher" };
	struct paper_options gbk = { .encoding = "gbk" };
	struct paper_options text = { .format = "text" };
	struct err err;

	(void)state;
	put("a.txt", page);
	assert_null(paper_open(at("a.txt"), &klingon, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_null(paper_open(at("a.txt"), &gopher, &err));
	assert_int_equal(err.code, ERR_USAGE);
	struct paper *p = paper_open(at("a.txt"), &gbk, &err);
	assert_non_null(p);
	assert_string_equal(p->charset.name, "GB18030");
	paper_close(p);
	put("b.md", "# A01\n\n## 长堤\n\n昨天。\n");
	p = paper_open(at("b.md"), NULL, &err);
	assert_string_equal(p->reader, "native");
	paper_close(p);
	p = paper_open(at("b.md"), &text, &err);
	assert_string_equal(p->reader, "text");
	paper_close(p);
}

static void
bytes_that_do_not_fit_are_told(void **state)
{
	struct err err;

	(void)state;
	put("a.txt", "长堤合龙\n\n昨天傍晚\xFF，最后一块石头落下。\n");
	struct paper *p = paper_open(at("a.txt"), NULL, &err);
	assert_non_null(p);
	assert_int_equal(p->charset.nbad, 1);
	assert_true(diag_has(&p->diag, DIAG_LOST));
	paper_close(p);
}

static void
only_the_first_64_megabytes_are_read(void **state)
{
	struct err err;
	int fd;

	(void)state;
	put("big.txt", page);
	/* Sparse: takes no room. */
	fd = open(at("big.txt"), O_WRONLY);
	assert_int_equal(ftruncate(fd, (off_t)1 << 30), 0);
	close(fd);
	struct paper *p = paper_open(at("big.txt"), NULL, &err);
	assert_non_null(p);
	assert_string_equal(p->edition->articles[0]->headline, "长堤合龙");
	assert_true(diag_has(&p->diag, DIAG_LOST));
	paper_close(p);
}

/* --- changes ------------------------------------------------------------------- */

static void
a_change_is_seen(void **state)
{
	struct err err;
	struct paper *p;

	(void)state;
	put("a.txt", page);
	p = paper_open(at("a.txt"), NULL, &err);
	assert_int_equal(paper_has_changed(p), 0);
	put("a.txt", "别的\n\n另外的话。\n");
	assert_int_equal(paper_has_changed(p), 1);
	paper_close(p);
	p = paper_open(dir, NULL, &err);
	assert_int_equal(paper_has_changed(p), 0);
	unlink(at("a.txt"));
	assert_int_equal(paper_has_changed(p), 1);
	paper_close(p);
}

static const struct split_case {
	const char *name;
	unsigned article;
	const char *rest;
} split_cases[] = {
	{ "a.txt", 0, "a.txt" },
	{ "a.txt#12", 12, "a.txt" },
	{ "-#1", 1, "-" },
	{ "a#b", 0, "a#b" },
	{ "a#", 0, "a#" },
	{ "a#0", 0, "a#0" },
	{ "a#1x", 0, "a#1x" },
	{ "a#9999999999", 0, "a#9999999999" },
	{ "a#3#4", 4, "a#3" },
};

static void
articles_are_split_off(void **state)
{
	char name[FOLDER_BYTES + 64];

	(void)state;
	for (size_t i = 0; i < COUNT(split_cases); i++) {
		strcpy(name, split_cases[i].name);
		assert_int_equal(
		    paper_split_article(name), split_cases[i].article);
		assert_string_equal(name, split_cases[i].rest);
	}
	/* A file that exists under the whole name wins. */
	put("a.txt#2", page);
	strcpy(name, at("a.txt#2"));
	assert_int_equal(paper_split_article(name), 0);
}

static void
the_bundled_edition_opens(void **state)
{
	struct paper *p = paper_open_bundled();

	(void)state;
	assert_true(p->edition->narticles >= 20);
	assert_true(p->edition->npages >= 4);
	assert_null(p->path);
	assert_int_equal(paper_has_changed(p), 0);
	assert_int_equal(diag_has(&p->diag, DIAG_WARNING), 0);
	paper_close(p);
}

static void
readers_are_found(void **state)
{
	const struct source text = { .text = "a", .nbytes = 1, .name = "a" };

	(void)state;
	assert_ptr_equal(reader_named("text"), &reader_text);
	assert_ptr_equal(reader_named("native"), &reader_native);
	assert_null(reader_named("rss"));
	assert_ptr_equal(reader_for(&text), &reader_text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    pages_come_in_the_order_of_their_labels, make, clean),
		cmocka_unit_test_setup_teardown(
		    edition_ini_has_the_last_word, make, clean),
		cmocka_unit_test_setup_teardown(
		    each_article_has_its_language, make, clean),
		cmocka_unit_test_setup_teardown(
		    one_bad_page_keeps_the_others, make, clean),
		cmocka_unit_test(names_of_files_say_something),
		cmocka_unit_test_setup_teardown(
		    what_is_no_paper_is_refused, make, clean),
		cmocka_unit_test_setup_teardown(
		    options_are_obeyed, make, clean),
		cmocka_unit_test_setup_teardown(
		    bytes_that_do_not_fit_are_told, make, clean),
		cmocka_unit_test_setup_teardown(
		    only_the_first_64_megabytes_are_read, make, clean),
		cmocka_unit_test_setup_teardown(a_change_is_seen, make, clean),
		cmocka_unit_test_setup_teardown(
		    articles_are_split_off, make, clean),
		cmocka_unit_test(the_bundled_edition_opens),
		cmocka_unit_test(readers_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
