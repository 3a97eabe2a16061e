#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/edition/builder.h"
#include "src/layout/front.h"
#include "src/layout/sheet.h"
#include "ui/layouts.h"

enum { NARTICLES = 60, LONG_PARAGRAPHS = 800 };

static void
add_article(struct builder *b, int nparagraphs)
{
	static const char text[] =
	    "潮水昨天傍晚退到警戒线以下，堤上的人松了一口气。渡轮夜里照开，"
	    "从石榴码头到对岸九分钟，船票不涨。";

	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, "潮水退后");
	for (int i = 0; i < nparagraphs; i++)
		for (int k = 0; k < 3; k++)
			builder_text(b, BLOCK_PARAGRAPH, text, sizeof text - 1);
}

static struct edition *
paper(int nparagraphs)
{
	struct builder *b = builder_new("paper", NULL);

	for (int i = 0; i < NARTICLES; i++)
		add_article(b, nparagraphs);
	return builder_finish(b);
}

static void
set_size(struct layouts *l, int width, int height)
{
	struct layout_params p;

	layout_params_init(&p);
	p.width = width;
	p.height = height;
	layouts_set(l, &p);
}

static size_t
nbytes_of(const struct layouts *l)
{
	size_t sum = 0;

	for (int i = 0; i < LAYOUTS_SHEETS; i++)
		if (l->articles[i].sheets)
			sum += sheets_nbytes(l->articles[i].sheets);
	return sum;
}

static void
going_back_to_a_size_costs_nothing(void **state)
{
	struct edition *e = paper(2);
	struct layouts l;

	(void)state;
	layouts_init(&l);
	set_size(&l, 80, 24);
	struct sheets *small = layouts_sheets(&l, e, 3);
	struct front *front = layouts_front(&l, e);
	set_size(&l, 120, 40);
	assert_ptr_not_equal(layouts_sheets(&l, e, 3), small);
	assert_ptr_not_equal(layouts_front(&l, e), front);
	set_size(&l, 80, 24);
	layouts_sheets(&l, e, 4);
	assert_ptr_equal(layouts_sheets(&l, e, 3), small);
	assert_ptr_equal(layouts_front(&l, e), front);
	layouts_drop(&l);
	edition_free(e);
}

/* What most articles are is known as a whole when it is shown first. */
static void
a_short_article_is_counted_at_once(void **state)
{
	struct edition *e = paper(3), *f = paper(LONG_PARAGRAPHS);
	struct layouts l;

	(void)state;
	layouts_init(&l);
	set_size(&l, 40, 10);
	struct sheets *s = layouts_sheets(&l, e, 0);
	struct sheets_progress p = sheets_progress(s, 0);
	assert_int_equal(p.number, 1);
	assert_int_equal(p.count, sheets_count(s));
	assert_int_equal(p.seconds, sheets_seconds_left(s, 0));
	layouts_drop(&l);
	s = layouts_sheets(&l, f, 0);
	assert_int_equal(sheets_progress(s, 0).count, 0);
	assert_int_equal(sheets_progress(s, 0).seconds, 0);
	layouts_drop(&l);
	edition_free(e);
	edition_free(f);
}

static void
memory_has_a_bound(void **state)
{
	struct edition *e = paper(LONG_PARAGRAPHS);
	struct layouts l;

	(void)state;
	layouts_init(&l);
	for (size_t i = 0; i < NARTICLES; i++) {
		set_size(&l, 60 + (int)(i % 3) * 20, 24);
		struct sheets *before =
		    i > 0 ? layouts_sheets(&l, e, i - 1) : NULL;
		struct sheets *s = layouts_sheets(&l, e, i);
		sheets_count(s);
		assert_true(nbytes_of(&l) <= LAYOUTS_BYTES + SHEETS_BYTES);
		/* The neighbour is still there. */
		assert_true(i == 0 || before == layouts_sheets(&l, e, i - 1));
	}
	layouts_drop(&l);
	assert_int_equal(nbytes_of(&l), 0);
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(going_back_to_a_size_costs_nothing),
		cmocka_unit_test(a_short_article_is_counted_at_once),
		cmocka_unit_test(memory_has_a_bound),
	};

	return cmocka_run_group_tests_name("layouts", tests, NULL, NULL);
}
