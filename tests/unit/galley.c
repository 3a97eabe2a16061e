/*
 * Whole articles at several measures, against files that were read and agreed
 * to: tests/golden/galley/NAME.md and NAME.wNN.  Words are parted by the
 * dictionaries of tests/hyphens.  Where they differ, what was
 * got is left in $B/tests/galley, to be read and copied.
 *
 * Before each line stand its flags: ( opens a block, ) closes it, k is kept with
 * the next, . is blank, + was added.  A bar ends the measure.
 */
#include "src/layout/galley.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/text/hyphen.h"

static const struct golden {
	const char *name;
	int measure;
} goldens[] = {
	{ "zh", 20 },
	{ "zh", 32 },
	{ "zh", 60 },
	{ "en", 24 },
	{ "en", 38 },
	{ "ja", 24 },
	{ "ja", 32 },
	{ "ko", 24 },
	{ "ko", 40 },
	{ "mixed", 28 },
	{ "parted", 24 },
	{ "parted", 34 },
	{ "parted", 60 },
	{ "odd", 16 },
	{ "odd", 34 },
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

static struct edition *
read_edition(const char *text, size_t nbytes)
{
	const struct source source = {
		.text = text,
		.nbytes = nbytes,
		.name = "golden.md",
	};
	struct builder *b = builder_new("golden.md", NULL);

	assert_int_equal(reader_native.read(&source, b, NULL, NULL), 0);
	return builder_finish(b);
}

static void
show_flags(struct buf *out, unsigned flags)
{
	static const struct {
		unsigned flag;
		char sign;
	} signs[] = {
		{ LINE_OPENS, '(' },
		{ LINE_CLOSES, ')' },
		{ LINE_KEEP, 'k' },
		{ LINE_BLANK, '.' },
		{ LINE_ADDED, '+' },
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		buf_addc(out, flags & signs[i].flag ? signs[i].sign : ' ');
	buf_addc(out, ' ');
}

static void
show_line(
    struct buf *out, const struct line *l, const struct article *a, int measure)
{
	struct canvas c;

	canvas_init(&c, 1, measure, 1);
	canvas_clear(&c);
	canvas_line(&c, 0, 0, measure, l, a, NULL);
	show_flags(out, l->flags);
	for (int col = 0; col < measure; col++) {
		const struct cell *cell = canvas_at(&c, 0, col);
		if (cell->ncells > 0 && cell->nbytes > 0)
			buf_add(out, cell->bytes, cell->nbytes);
		else if (cell->ncells > 0)
			buf_addc(out, ' ');
	}
	buf_adds(out, "|\n");
	canvas_fini(&c);
}

static void
show_article(struct buf *out, const struct edition *e, int measure)
{
	struct arena *arena = arena_new();
	struct layout_params params;

	layout_params_init(&params);
	params.hyphens = hyphens_new("tests/hyphens");
	struct lines lines =
	    galley_article(e, e->articles[0], measure, &params, arena);
	buf_init(out);
	for (size_t i = 0; i < lines.n; i++)
		show_line(out, &lines.at[i], e->articles[0], measure);
	hyphens_free(params.hyphens);
	arena_free(arena);
}

static void
leave_for_reading(const struct golden *g, const struct buf *got)
{
	const char *b = getenv("B");
	char path[256];

	(void)snprintf(path, sizeof path, "%s/tests/galley", b ? b : "build");
	(void)mkdir(path, 0755);
	(void)snprintf(path, sizeof path, "%s/tests/galley/%s.w%d",
	    b ? b : "build", g->name, g->measure);
	FILE *f = fopen(path, "w");
	if (!f)
		return;
	(void)fwrite(got->bytes, 1, got->n, f);
	(void)fclose(f);
	print_error("%s differs from what was agreed to\n", path);
}

static void
check_golden(const struct golden *g)
{
	char path[256];
	struct buf text, want, got;

	(void)snprintf(path, sizeof path, "tests/golden/galley/%s.md", g->name);
	read_whole(&text, path);
	assert_true(text.n > 0);
	(void)snprintf(path, sizeof path, "tests/golden/galley/%s.w%d", g->name,
	    g->measure);
	read_whole(&want, path);
	struct edition *e = read_edition(buf_str(&text), text.n);
	show_article(&got, e, g->measure);
	bool same = strcmp(buf_str(&got), buf_str(&want)) == 0;
	if (!same)
		leave_for_reading(g, &got);
	edition_free(e);
	buf_fini(&text);
	buf_fini(&want);
	buf_fini(&got);
	assert_true(same);
}

static void
articles_are_set_as_agreed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
		check_golden(&goldens[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(articles_are_set_as_agreed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
