#include "src/edition/twins.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/edition/edition.h"

/* Articles are parted by "|": headline, ":", paragraphs parted by "/". */
static struct edition *
make(const char *plan)
{
	struct builder *b = builder_new("plan", NULL);

	while (*plan) {
		size_t n = strcspn(plan, ":");
		builder_article(b, 0);
		builder_set_n(b, ARTICLE_HEADLINE, plan, n);
		for (plan += n + 1; *plan && *plan != '|'; plan += n) {
			plan += *plan == '/';
			n = strcspn(plan, "/|");
			builder_text(b, BLOCK_PARAGRAPH, plan, n);
		}
		plan += *plan == '|';
	}
	return builder_finish(b);
}

/* `twins` has for each article the one it is a twin of, "-" for none. */
static const struct {
	const char *plan, *twins;
} cases[] = {
	{ "", "" },
	{ "Ferry:It came.", "-" },
	{ "Ferry:It came.|Ferry:It came.", "-0" },
	{ "Ferry:It came.|Ferry:It left.", "--" },
	{ "Ferry:It came.|Boat:It came.", "--" },
	{ "Ferry:It came.|Ferry:It came.|Ferry:It came.", "-00" },
	{ "A:x|B:y|A:x|B:y|B:z", "--01-" },
	/* White space is no difference, and where paragraphs end. */
	{ "Ferry:It came. It left.|Ferry:It  came./It\nleft.", "-0" },
	{ "The ferry:It came.|The  ferry:It came.", "-0" },
	{ "渡轮:今天　开航。|渡轮:今天 开航。", "-0" },
	{ "Ferry:It came.|Ferry:Itcame.", "--" },
	{ "Ferry:It came.|Ferry:It came", "--" },
	/* Nothing to read is nothing to repeat. */
	{ "图片新闻:|图片新闻:", "--" },
	{ ":It came.|:It came.", "-0" },
	{ ":It came.|Ferry:It came.", "--" },
};

static void
twins_of_an_edition(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edition *e = make(cases[i].plan);
		struct buf got = { 0 };
		size_t n = 0;
		for (size_t k = 0; k < e->narticles; k++) {
			const struct article *twin = e->articles[k]->twin;
			n += twin != NULL;
			if (twin)
				buf_addf(&got, "%zu", twin->index);
			else
				buf_addc(&got, '-');
		}
		if (strcmp(buf_str(&got), cases[i].twins) != 0)
			print_message("plan %s\n", cases[i].plan);
		assert_string_equal(buf_str(&got), cases[i].twins);
		assert_int_equal(e->ntwins, n);
		buf_fini(&got);
		edition_free(e);
	}
}

/* Two pictures with the same caption are two. */
static void
pictures_differ_by_their_source(void **state)
{
	struct builder *b = builder_new("plan", NULL);

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct block like = { .type = BLOCK_FIGURE,
			.src = i == 1 ? "b.png" : "a.png" };
		builder_article(b, 0);
		builder_set(b, ARTICLE_HEADLINE, "Picture");
		builder_block(b, &like, "The ferry", 9);
	}
	struct edition *e = builder_finish(b);
	assert_null(e->articles[1]->twin);
	assert_ptr_equal(e->articles[2]->twin, e->articles[0]);
	edition_free(e);
}

/* Every one has the same headline, so all are read; it ends in a moment. */
static void
a_whole_paper_of_twins(void **state)
{
	enum { N = 20000 };
	struct builder *b = builder_new("plan", NULL);
	char text[32];

	(void)state;
	for (int i = 0; i < N; i++) {
		builder_article(b, 0);
		builder_set(b, ARTICLE_HEADLINE, "Ferry");
		snprintf(text, sizeof text, "Boat %d", i % (N / 2));
		builder_text(b, BLOCK_PARAGRAPH, text, strlen(text));
	}
	struct edition *e = builder_finish(b);
	assert_int_equal(e->ntwins, N / 2);
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twins_of_an_edition),
		cmocka_unit_test(pictures_differ_by_their_source),
		cmocka_unit_test(a_whole_paper_of_twins),
	};

	return cmocka_run_group_tests_name("twins", tests, NULL, NULL);
}
