#include "src/nav/nav.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/nav/history.h"

/*
 * An edition drawn in a line of words: "A1:要闻" begins a page, "/财经" a
 * section, "/" ends it, "=" is an article, "~" one with the headline of the
 * first; each letter of "h" and "p" behind it is a subhead or paragraph; "@林原"
 * signs the article before it, "!本报记者_林原" is its byline.
 */
static struct edition *
draw(const char *plan)
{
	struct builder *b = builder_new("plan", NULL);
	char *copy = strdup(plan), *save, *w;
	char headline[32];
	int n = 0;

	for (w = strtok_r(copy, " ", &save); w;
	     w = strtok_r(NULL, " ", &save)) {
		char *colon = strchr(w, ':');
		if (*w == '=' || *w == '~') {
			n++;
			snprintf(headline, sizeof headline, "Headline %d",
			    *w == '~' ? 1 : n);
			builder_article(b, 0);
			builder_set(b, ARTICLE_HEADLINE, headline);
			while (*++w)
				builder_text(b,
				    *w == 'h' ? BLOCK_SUBHEAD : BLOCK_PARAGRAPH,
				    "Some text.", 10);
		} else if (*w == '!') {
			*strchr(w, '_') = ' ';
			builder_set(b, ARTICLE_BYLINE, w + 1);
		} else if (*w == '@') {
			builder_author(b, w + 1, NULL);
		} else if (*w == '/') {
			builder_section(b, w[1] ? w + 1 : NULL);
		} else if (colon) {
			*colon = '\0';
			builder_page(
			    b, *w ? w : NULL, colon[1] ? colon + 1 : NULL);
		}
	}
	free(copy);
	return builder_finish(b);
}

static void
add_articles(struct buf *b, const uint32_t *articles, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%u", i ? "," : "", articles[i]);
}

static const struct {
	const char *plan, *sections;
} section_cases[] = {
	{ "", "" },
	{ "= =", "-(-):0,1" },
	{ "A1: = A2: =", "A1(A1):0 A2(A2):1" },
	{ "A1:要闻 = = A2:汽车 =", "要闻(A1):0,1 汽车(A2):2" },
	{ "A1:汽车 = A2:汽车 =", "汽车(A1):0,1" },
	{ "A1:要闻 /财经 = A2:综合 /体育 = /财经 = / =",
	    "财经(A1):0,2 体育(A2):1 综合(A2):3" },
	{ "A1:空 A2:实 =", "实(A2):0" },
	{ "A1:要闻 =p A2:汽车 ~p =p", "要闻(A1):0 汽车(A2):2" },
	{ "A1:要闻 =p A2:汽车 ~p", "要闻(A1):0" },
	{ "A1:要闻 =p A2:汽车 ~pp", "要闻(A1):0 汽车(A2):1" },
};

static void
sections_are_named_groups(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof section_cases / sizeof *section_cases;
	     i++) {
		struct edition *e = draw(section_cases[i].plan);
		struct nav *nav = nav_new(e);
		struct buf b = { 0 };
		for (size_t k = 0; k < nav_nsections(nav); k++) {
			const struct nav_section *s = nav_section(nav, k);
			buf_addf(&b, "%s%s(%s):", k ? " " : "",
			    s->name ? s->name : "-", s->label ? s->label : "-");
			add_articles(&b, s->articles, s->narticles);
			for (size_t j = 0; j < s->narticles; j++)
				assert_int_equal(
				    nav_section_of(nav, s->articles[j]), k);
		}
		assert_string_equal(buf_str(&b), section_cases[i].sections);
		assert_null(nav_section(nav, nav_nsections(nav)));
		assert_ptr_equal(nav_edition(nav), e);
		buf_fini(&b);
		nav_free(nav);
		edition_free(e);
	}
	nav_free(NULL);
}

static const struct {
	const char *plan, *reporters;
} reporter_cases[] = {
	{ "= =", "" },
	{ "= @Ann = @Ben = @Ben", "Ben:1,2 Ann:0" },
	{ "= @林原 @Ann = = @Ann @林原 = @Cy", "林原:0,2 Ann:0,2 Cy:3" },
	{ "= @Ann @Ann", "Ann:0" },
	{ "=p @Ann ~p @Ann =p @Ben =p @Ben", "Ben:2,3 Ann:0" },
	{ "=p !本报记者_林原 =p !新华社记者_林原",
	    "林原/本报:0 林原/新华社:1" },
	{ "=p !本报记者_林原 =p !记者_林原 =p @林原", "林原/本报:0,1,2" },
	{ "=p !记者_林原 =p !本报记者_林原", "林原/本报:0,1" },
	{ "=p !本报记者_林原 =p !新华社记者_林原 =p @林原",
	    "林原/本报:0 林原/新华社:1 林原:2" },
};

static void
reporters_are_ordered_by_their_work(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reporter_cases / sizeof *reporter_cases;
	     i++) {
		struct edition *e = draw(reporter_cases[i].plan);
		struct nav *nav = nav_new(e);
		struct buf b = { 0 };
		for (size_t k = 0; k < nav_nreporters(nav); k++) {
			const struct nav_reporter *r = nav_reporter(nav, k);
			buf_addf(&b, "%s%s%s%s:", k ? " " : "", r->name,
			    r->org ? "/" : "", r->org ? r->org : "");
			add_articles(&b, r->articles, r->narticles);
			struct person who = { r->name, NULL, r->org };
			assert_int_equal(nav_reporter_of(nav, &who), k);
			assert_in_range(nav_reporter_named(nav, r->name), 0, k);
		}
		assert_string_equal(buf_str(&b), reporter_cases[i].reporters);
		assert_int_equal(nav_reporter_named(nav, "Nobody"), -1);
		buf_fini(&b);
		nav_free(nav);
		edition_free(e);
	}
}

static void
signing_twice_counts_once(void **state)
{
	static const struct person twice[] = { { "Ann", NULL, NULL },
		{ "Ann", "editor", NULL } };
	static const struct article a = { .authors = twice, .nauthors = 2 };
	static const struct article *const all[] = { &a };
	static const struct section s = { .articles = all, .narticles = 1 };
	static const struct page p = { .sections = &s, .nsections = 1 };
	static const struct edition e = {
		.pages = &p, .npages = 1, .articles = all, .narticles = 1
	};
	struct nav *nav = nav_new(&e);

	(void)state;
	assert_int_equal(nav_nreporters(nav), 1);
	assert_int_equal(nav_reporter(nav, 0)->narticles, 1);
	assert_string_equal(nav_reporter(nav, 0)->role, "editor");
	nav_free(nav);
}

/* Articles: 0 php, 1 hp, 2 (page 2, section 财经), 3 pp, 4 (page 4). */
static const char move_plan[] =
    "A1:要闻 =pphphp =hp A2:综合 /财经 =p / =pp A3:空 A4:末版 =p";

static const struct {
	enum nav_unit unit;
	long count;
	struct anchor from, to;
	bool done;
} move_cases[] = {
	{ NAV_ARTICLE, 1, { 0, 2, 3 }, { 1, 0, 0 }, true },
	{ NAV_ARTICLE, 3, { 0, 0, 0 }, { 3, 0, 0 }, true },
	{ NAV_ARTICLE, 9, { 0, 2, 3 }, { 4, 0, 0 }, false },
	{ NAV_ARTICLE, 1, { 4, 0, 5 }, { 4, 0, 5 }, false },
	{ NAV_ARTICLE, -1, { 2, 0, 5 }, { 1, 0, 0 }, true },
	{ NAV_ARTICLE, -5, { 2, 0, 5 }, { 0, 0, 0 }, false },
	{ NAV_ARTICLE, -1, { 0, 1, 2 }, { 0, 1, 2 }, false },
	{ NAV_ARTICLE, 1, { 99, 0, 0 }, { 99, 0, 0 }, false },
	{ NAV_SECTION, 1, { 0, 0, 0 }, { 2, 0, 0 }, true },
	{ NAV_SECTION, 2, { 1, 0, 0 }, { 3, 0, 0 }, true },
	{ NAV_SECTION, -1, { 4, 0, 0 }, { 3, 0, 0 }, true },
	{ NAV_SECTION, 7, { 1, 0, 0 }, { 4, 0, 0 }, false },
	{ NAV_PAGE, 1, { 1, 0, 0 }, { 2, 0, 0 }, true },
	{ NAV_PAGE, 2, { 1, 0, 0 }, { 4, 0, 0 }, true },
	{ NAV_PAGE, -1, { 3, 0, 0 }, { 0, 0, 0 }, true },
	{ NAV_PAGE, -1, { 1, 0, 0 }, { 1, 0, 0 }, false },
	{ NAV_SUBHEAD, 1, { 0, 0, 0 }, { 0, 2, 0 }, true },
	{ NAV_SUBHEAD, 2, { 0, 0, 0 }, { 0, 4, 0 }, true },
	{ NAV_SUBHEAD, 3, { 0, 0, 0 }, { 0, 4, 0 }, false },
	{ NAV_SUBHEAD, 1, { 0, 2, 0 }, { 0, 4, 0 }, true },
	{ NAV_SUBHEAD, 1, { 0, 5, 1 }, { 0, 5, 1 }, false },
	{ NAV_SUBHEAD, -1, { 0, 5, 1 }, { 0, 4, 0 }, true },
	{ NAV_SUBHEAD, -1, { 0, 4, 1 }, { 0, 4, 0 }, true },
	{ NAV_SUBHEAD, -1, { 0, 4, 0 }, { 0, 2, 0 }, true },
	{ NAV_SUBHEAD, -1, { 0, 6, 0 }, { 0, 4, 0 }, true },
	{ NAV_SUBHEAD, -1, { 0, 2, 0 }, { 0, 0, 0 }, true },
	{ NAV_SUBHEAD, -2, { 0, 2, 0 }, { 0, 0, 0 }, false },
	{ NAV_SUBHEAD, -1, { 0, 0, 4 }, { 0, 0, 0 }, true },
	{ NAV_SUBHEAD, -1, { 0, 0, 0 }, { 0, 0, 0 }, false },
	{ NAV_SUBHEAD, -1, { 1, 1, 0 }, { 1, 0, 0 }, true },
	{ NAV_SUBHEAD, 0, { 1, 1, 0 }, { 1, 1, 0 }, true },
};

static void
move_table(void **state)
{
	struct edition *e = draw(move_plan);
	struct nav *nav = nav_new(e);

	(void)state;
	for (size_t i = 0; i < sizeof move_cases / sizeof *move_cases; i++) {
		struct anchor to, want = move_cases[i].to;
		bool done = nav_move(nav, move_cases[i].unit,
		    move_cases[i].count, move_cases[i].from, &to);
		if (done != move_cases[i].done || anchor_compare(to, want))
			fail_msg("case %zu: %d, %u %u %u", i, done, to.article,
			    to.block, to.byte);
	}
	nav_free(nav);
	edition_free(e);
}

/* Articles 1, 3 and 4 are twins of 0; 3 and 4 are a page of twins. */
static const char twin_plan[] = "A1: =p ~p =p A2: ~p ~p A3: =p ~p";

static const struct {
	enum nav_unit unit;
	long count;
	uint32_t from, to;
	bool done;
} twin_moves[] = {
	{ NAV_ARTICLE, 1, 0, 2, true },
	{ NAV_ARTICLE, -1, 2, 0, true },
	{ NAV_ARTICLE, 1, 1, 2, true },
	{ NAV_ARTICLE, -1, 1, 0, true },
	{ NAV_ARTICLE, 1, 2, 5, true },
	{ NAV_ARTICLE, 1, 3, 5, true },
	{ NAV_ARTICLE, -1, 4, 2, true },
	{ NAV_ARTICLE, -2, 4, 0, true },
	{ NAV_ARTICLE, 1, 6, 6, false },
	{ NAV_ARTICLE, -1, 6, 5, true },
	{ NAV_PAGE, 1, 0, 5, true },
	{ NAV_PAGE, 1, 3, 5, true },
	{ NAV_PAGE, -1, 5, 0, true },
	{ NAV_PAGE, -1, 6, 0, true },
	{ NAV_SECTION, 1, 0, 5, true },
	{ NAV_SECTION, 1, 4, 5, true },
	{ NAV_SECTION, -1, 6, 0, true },
};

static void
moves_pass_over_twins(void **state)
{
	struct edition *e = draw(twin_plan);
	struct nav *nav = nav_new(e);

	(void)state;
	assert_int_equal(e->ntwins, 4);
	assert_int_equal(nav_shown(nav, 4), 0);
	assert_int_equal(nav_shown(nav, 5), 5);
	for (size_t i = 0; i < sizeof twin_moves / sizeof *twin_moves; i++) {
		struct anchor from = { .article = twin_moves[i].from }, to;
		bool done = nav_move(
		    nav, twin_moves[i].unit, twin_moves[i].count, from, &to);
		if (done != twin_moves[i].done ||
		    to.article != twin_moves[i].to)
			fail_msg("case %zu: %d, %u", i, done, to.article);
	}
	nav_free(nav);
	edition_free(e);
}

/* A bar stands before each sentence but the first. */
static const struct {
	enum block_type type;
	const char *text;
} sentence_cases[] = {
	{ BLOCK_PARAGRAPH, "船来了。|船走了！|为什么？|没有人知道" },
	{ BLOCK_PARAGRAPH, "他说：“船来了。”|我们都去看。" },
	{ BLOCK_PARAGRAPH, "“真的？！”|她笑了。" },
	{ BLOCK_PARAGRAPH, "“来了！”，他说，“走吧。”|于是走了。" },
	{ BLOCK_PARAGRAPH, "他等了又等……终于来了。|（完）" },
	{ BLOCK_PARAGRAPH, "“我以为……”|他没有说完。" },
	{ BLOCK_PARAGRAPH, "好!|他走了?|是。 |第二段。" },
	{ BLOCK_PARAGRAPH, "增长3.5%。|共7.2亿元。" },
	{ BLOCK_PARAGRAPH, "Ships came. |They left! |Why? |Nobody knows" },
	{ BLOCK_PARAGRAPH, "“Go!” he said. |“Where?” |“Home.” |They went." },
	{ BLOCK_PARAGRAPH, "\"Stop.\" |(He stopped.) |Then what?" },
	{ BLOCK_PARAGRAPH,
	    "Mr. Lee met Dr. J. Ray in the U.S. Senate. |Good." },
	{ BLOCK_PARAGRAPH, "It was 3.5 per cent, e.g. in May. |See p.m. |Yes" },
	{ BLOCK_PARAGRAPH, "Well... maybe. |Well... |Perhaps" },
	{ BLOCK_PREFORMATTED, "one line\n|another, and more\n|third" },
	{ BLOCK_PARAGRAPH, "one line\nthe same sentence" },
	{ BLOCK_PARAGRAPH, "배가 들어왔다. |시민들은 바라보았다." },
};

static void
sentence_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sentence_cases / sizeof *sentence_cases;
	     i++) {
		struct builder *b = builder_new("s", NULL);
		struct buf text = { 0 };
		for (const char *s = sentence_cases[i].text; *s; s++)
			if (*s != '|')
				buf_addc(&text, *s);
		builder_article(b, 0);
		builder_text(b, sentence_cases[i].type, text.bytes, text.n);
		struct edition *e = builder_finish(b);
		struct nav *nav = nav_new(e);
		uint32_t start = 0, at = 0;
		for (const char *s = sentence_cases[i].text; *s; s++) {
			if (*s == '|') {
				start = at;
				continue;
			}
			struct anchor got =
			    nav_sentence(nav, (struct anchor){ 0, 0, at });
			if ((*s & 0xC0) != 0x80 && got.byte != start)
				fail_msg("%s: %u begins at %u, not %u",
				    sentence_cases[i].text, at, got.byte,
				    start);
			at++;
		}
		buf_fini(&text);
		nav_free(nav);
		edition_free(e);
	}
}

static void
a_place_without_text_is_its_own_sentence(void **state)
{
	struct edition *e = draw("=p");
	struct nav *nav = nav_new(e);
	struct anchor end = { 0, 1, 0 }, beyond = { 5, 0, 0 };

	(void)state;
	assert_int_equal(anchor_compare(nav_sentence(nav, end), end), 0);
	assert_int_equal(anchor_compare(nav_sentence(nav, beyond), beyond), 0);
	nav_free(nav);
	edition_free(e);
}

static struct place
at(uint32_t article)
{
	return (struct place){ .at = { article, 0, 0 } };
}

/*
 * A walk: a digit jumps there, "<" and ">" go back and forward.  What
 * follows the colon is where one is after each step; "." means it stayed.
 */
static const struct {
	const char *steps, *places;
} history_cases[] = {
	{ "<>", ".." },
	{ "12<<<>>>", "1210.12." },
	{ "12<3<>><<",
	    "1213"
	    "13."
	    "10" },
	{ "11<<", "1110" },
};

static void
history_table(void **state)
{
	static struct history h;

	(void)state;
	for (size_t i = 0; i < sizeof history_cases / sizeof *history_cases;
	     i++) {
		struct place here = at(0), to;
		char got[32] = "";
		history_init(&h);
		for (const char *s = history_cases[i].steps; *s; s++) {
			bool moved = true;
			if (*s == '<') {
				moved = history_back(&h, here, &to);
			} else if (*s == '>') {
				moved = history_forward(&h, here, &to);
			} else {
				history_push(&h, here);
				to = at((uint32_t)(*s - '0'));
			}
			if (moved)
				here = to;
			sprintf(got + strlen(got), "%c",
			    moved ? '0' + (char)here.at.article : '.');
		}
		assert_string_equal(got, history_cases[i].places);
	}
}

static void
history_forgets_the_oldest(void **state)
{
	static struct history h;
	struct place here = at(HISTORY_MAX + 50), to;
	uint32_t n = 0;

	(void)state;
	history_init(&h);
	for (uint32_t i = 0; i < HISTORY_MAX + 50; i++)
		history_push(&h, at(i));
	while (history_back(&h, here, &to)) {
		here = to;
		n++;
	}
	assert_int_equal(n, HISTORY_MAX);
	assert_int_equal(here.at.article, 50);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_are_named_groups),
		cmocka_unit_test(reporters_are_ordered_by_their_work),
		cmocka_unit_test(signing_twice_counts_once),
		cmocka_unit_test(move_table),
		cmocka_unit_test(moves_pass_over_twins),
		cmocka_unit_test(sentence_table),
		cmocka_unit_test(a_place_without_text_is_its_own_sentence),
		cmocka_unit_test(history_table),
		cmocka_unit_test(history_forgets_the_oldest),
	};

	return cmocka_run_group_tests_name("nav", tests, NULL, NULL);
}
