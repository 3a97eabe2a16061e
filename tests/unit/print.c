/*
 * Sheets and front pages of made-up papers, against files that were read
 * and agreed to: tests/golden/sheet/PAPER.VIEW-WIDTHxHEIGHT, and vertical ones in
 * tests/golden/vertical.  GENERATE=1 writes
 * them anew; read the difference.
 */
#include "src/print/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/text/glyph.h"

enum { PATH_BYTES = 256 };

struct golden {
	const char *name;
	enum print_view view;
	int width, height;
};

/* Of these every view; NULL ends a list. */
static const char *const papers[] = { "zh", "en", NULL };

static const struct golden goldens[] = {
	{ "front", PRINT_FRONT, 60, 20 },
	{ "front", PRINT_FRONT, 80, 24 },
	{ "front", PRINT_FRONT, 120, 40 },
	{ "sheets", PRINT_EDITION, 60, 20 },
	{ "sheets", PRINT_EDITION, 80, 24 },
	{ "sheets", PRINT_EDITION, 120, 40 },
	{ "edition", PRINT_EDITION, 80, 0 },
	{ "linear", PRINT_LINEAR, 50, 0 },
	{ NULL, PRINT_FRONT, 0, 0 },
};

/* Of these the front page, at the sizes of usual screens. */
static const char *const fronts[] = { "ja", "ko", "bundled", NULL };

static const struct golden front_goldens[] = {
	{ "front", PRINT_FRONT, 80, 24 },
	{ "front", PRINT_FRONT, 120, 40 },
	{ "front", PRINT_FRONT, 160, 50 },
	{ "front", PRINT_FRONT, 200, 60 },
	{ NULL, PRINT_FRONT, 0, 0 },
};

/* One that runs from right to left, and one of lists, a table and pictures. */
static const char *const odd[] = { "he", "items", NULL };

static const struct golden odd_goldens[] = {
	{ "front", PRINT_FRONT, 80, 24 },
	{ "sheets", PRINT_EDITION, 80, 24 },
	{ "sheets", PRINT_EDITION, 140, 12 },
	{ NULL, PRINT_FRONT, 0, 0 },
};

static void
read_whole(struct buf *out, const char *path)
{
	char bytes[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	buf_init(out);
	if (!f)
		return;
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	(void)fclose(f);
}

static void
write_whole(const struct buf *b, const char *path)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(b->bytes, 1, b->n, f), b->n);
	assert_int_equal(fclose(f), 0);
}

static struct edition *
open_file(const char *path)
{
	struct buf text;

	read_whole(&text, path);
	assert_true(text.n > 0);
	const struct source source = {
		.text = text.bytes, .nbytes = text.n, .name = path
	};
	struct builder *b = builder_new(path, NULL);
	assert_int_equal(reader_native.read(&source, b, NULL, NULL), 0);
	buf_fini(&text);
	return builder_finish(b);
}

static struct edition *
open_paper(const char *paper)
{
	char path[PATH_BYTES];

	if (strcmp(paper, "bundled") == 0)
		return open_file("content/bundled/edition.md");
	(void)snprintf(path, sizeof path, "tests/golden/sheet/%s.md", paper);
	return open_file(path);
}

static struct print_options
options(enum print_view view, int width, int height)
{
	struct print_options o = { .view = view,
		.article = -1,
		.palette = &palette_plain,
		.depth = COLOR_256 };

	layout_params_init(&o.params);
	o.params.width = width;
	o.params.height = height;
	return o;
}

/* What is printed must be what the file has. */
static void
check_file(
    const struct edition *e, const struct print_options *o, const char *path)
{
	struct buf want, got;

	buf_init(&got);
	print_edition(&got, e, o);
	if (getenv("GENERATE"))
		write_whole(&got, path);
	read_whole(&want, path);
	if (strcmp(buf_str(&got), buf_str(&want)) != 0) {
		print_error("%s", buf_str(&got));
		fail_msg("differs from %s", path);
	}
	buf_fini(&want);
	buf_fini(&got);
}

static void
check_golden(const struct edition *e, const char *paper, const struct golden *g)
{
	struct print_options o = options(g->view, g->width, g->height);
	char path[PATH_BYTES];

	(void)snprintf(path, sizeof path, "tests/golden/sheet/%s.%s-%dx%d",
	    paper, g->name, g->width, g->height);
	check_file(e, &o, path);
}

static void
check_all(const char *const *names, const struct golden *all)
{
	for (; *names; names++) {
		struct edition *e = open_paper(*names);
		for (const struct golden *g = all; g->name; g++)
			check_golden(e, *names, g);
		edition_free(e);
	}
}

static void
vertical_sheets_are_set_as_agreed(void **state)
{
	static const struct {
		const char *name, *file;
		int article;
	} sources[] = {
		{ "bundled", "content/bundled/edition.md", 1 },
		{ "hant", "tests/golden/vertical/hant.md", -1 },
		{ "ja", "tests/golden/vertical/ja.md", -1 },
	};
	static const int sizes[][2] = { { 80, 24 }, { 120, 40 }, { 200, 60 },
		{ 60, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct edition *e = open_file(sources[i].file);
		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			struct print_options o =
			    options(PRINT_EDITION, sizes[k][0], sizes[k][1]);
			char path[PATH_BYTES];
			o.article = sources[i].article;
			o.params.writing = WRITING_VERTICAL;
			(void)snprintf(path, sizeof path,
			    "tests/golden/vertical/%s-%dx%d", sources[i].name,
			    sizes[k][0], sizes[k][1]);
			check_file(e, &o, path);
		}
		edition_free(e);
	}
}

static void
papers_are_set_as_agreed(void **state)
{
	(void)state;
	check_all(papers, goldens);
	check_all(odd, odd_goldens);
}

static void
front_pages_are_made_up_as_agreed(void **state)
{
	(void)state;
	check_all(fronts, front_goldens);
}

/* Call `check` for every line of the text, without its newline. */
static void
each_line(const char *s,
    void (*check)(const char *line, size_t nbytes, int measure), int measure)
{
	while (*s) {
		size_t n = strcspn(s, "\n");
		check(s, n, measure);
		s += n + (s[n] == '\n');
	}
}

static void
line_fits(const char *line, size_t nbytes, int measure)
{
	while (nbytes > 0 && *line == '\f') {
		line++;
		nbytes--;
	}
	assert_true(glyph_ncells(line, nbytes, 1) <= (size_t)measure);
	assert_true(nbytes == 0 || line[nbytes - 1] != ' ');
}

static size_t
count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)); s += strlen(what))
		n++;
	return n;
}

static void
one_column_keeps_its_measure(void **state)
{
	struct edition *e = open_paper("zh");

	(void)state;
	for (int measure = 12; measure <= 60; measure += 4) {
		struct print_options o = options(PRINT_EDITION, 80, 0);
		struct buf b;
		o.measure = measure;
		buf_init(&b);
		print_edition(&b, e, &o);
		each_line(buf_str(&b), line_fits, measure);
		assert_int_equal(count(buf_str(&b), "│"), 0);
		assert_int_equal(count(buf_str(&b), "─"), 0);
		/* In the order of the source, a page's notes last. */
		const char *brief = strstr(buf_str(&b), "今夜有雨");
		const char *note = strstr(buf_str(&b), "本版编辑");
		const char *next = strstr(buf_str(&b), "图书馆");
		assert_true(brief && note && next);
		assert_true(brief < note && note < next);
		buf_fini(&b);
	}
	edition_free(e);
}

static void
fed_columns_follow_one_another(void **state)
{
	struct edition *e = open_paper("en");

	(void)state;
	for (int columns = 2; columns <= 4; columns++) {
		struct print_options o = options(PRINT_ARTICLE, 120, 0);
		int measure;
		struct buf b;
		o.article = 0;
		o.form_feed = true;
		o.params.columns = columns;
		layout_columns(&o.params, "en", &measure);
		buf_init(&b);
		print_edition(&b, e, &o);
		assert_int_equal(count(buf_str(&b), "\f"), (size_t)columns - 1);
		assert_int_equal(count(buf_str(&b), "│"), 0);
		each_line(buf_str(&b), line_fits, measure);
		buf_fini(&b);
	}
	edition_free(e);
}

/* Rows with rules have all of them, at the cells that the widths give. */
static const struct rules {
	int width, columns;
	int at[3]; /* -1: none */
} rules[] = {
	{ 80, 2, { 39, -1, -1 } },
	{ 100, 2, { 49, -1, -1 } },
	{ 120, 3, { 39, 80, -1 } },
	{ 150, 4, { 37, 74, 111 } },
};

static const struct rules *rule; /* for line_has_rules() */

static void
line_has_rules(const char *line, size_t nbytes, int measure)
{
	int col = 0, n = 0;

	(void)measure;
	for (size_t i = 0; i < nbytes;) {
		struct glyph g;
		i += glyph_next(&g, line + i, nbytes - i, 1);
		if (strcmp(g.bytes, "│") == 0)
			assert_int_equal(col, rule->at[n++]);
		col += g.ncells;
	}
	assert_true(n == 0 || n == rule->columns - 1);
}

static void
rules_stand_straight(void **state)
{
	struct edition *e = open_paper("zh");

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct print_options o =
		    options(PRINT_EDITION, rules[i].width, 0);
		struct buf b;
		o.params.columns = rules[i].columns;
		buf_init(&b);
		print_edition(&b, e, &o);
		rule = &rules[i];
		each_line(buf_str(&b), line_has_rules, 0);
		assert_true(count(buf_str(&b), "│") > 0);
		buf_fini(&b);
	}
	edition_free(e);
}

static void
line_ends_plain(const char *line, size_t nbytes, int measure)
{
	static const char reset[] = "\x1B[0m";
	const size_t n = sizeof reset - 1;
	char *copy = strndup(line, nbytes);

	(void)measure;
	if (strchr(copy, '\x1B')) {
		assert_true(nbytes > n);
		assert_string_equal(copy + nbytes - n, reset);
	}
	free(copy);
}

static void
ink_ends_with_its_row(void **state)
{
	static const struct {
		enum color_depth depth;
		const char *with, *without;
	} depths[] = {
		{ COLOR_TRUE, "38;2;205;0;0", "38;5;" },
		{ COLOR_256, "38;5;160", "38;2;" },
		{ COLOR_16, ";31m", "38;" },
		{ COLOR_NONE, "\x1B[0;1m", ";31m" },
	};
	struct edition *e = open_paper("zh");
	struct palette palette = palette_plain;

	(void)state;

	palette.roles[ROLE_HEADLINE].fg = 0xCD0000;
	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		struct print_options o = options(PRINT_FRONT, 80, 24);
		struct buf b;
		o.with_ink = true;
		o.palette = &palette;
		o.depth = depths[i].depth;
		buf_init(&b);
		print_edition(&b, e, &o);
		each_line(buf_str(&b), line_ends_plain, 0);
		assert_non_null(strstr(buf_str(&b), depths[i].with));
		assert_null(strstr(buf_str(&b), depths[i].without));
		buf_fini(&b);
	}
	edition_free(e);
}

static void
an_article_that_is_not_there_prints_nothing(void **state)
{
	struct edition *e = open_paper("en");
	struct print_options o = options(PRINT_ARTICLE, 80, 0);
	struct buf b;

	(void)state;
	o.article = 99;
	buf_init(&b);
	print_edition(&b, e, &o);
	assert_int_equal(b.n, 0);
	buf_fini(&b);
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_are_set_as_agreed),
		cmocka_unit_test(vertical_sheets_are_set_as_agreed),
		cmocka_unit_test(front_pages_are_made_up_as_agreed),
		cmocka_unit_test(one_column_keeps_its_measure),
		cmocka_unit_test(fed_columns_follow_one_another),
		cmocka_unit_test(rules_stand_straight),
		cmocka_unit_test(ink_ends_with_its_row),
		cmocka_unit_test(an_article_that_is_not_there_prints_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
