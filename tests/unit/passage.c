#include "src/library/passage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/library/clips.h"
#include "src/library/passage_int.h"
#include "tests/support/random.h"

/*
 * An edition drawn: articles are strings, '|' parts blocks, and '[' and ']' stand
 * where a passage begins and ends.
 */
struct drawn {
	struct edition *edition;
	struct range range;
	bool has_range;
};

static void
draw_article(
    struct builder *b, struct drawn *d, uint32_t article, const char *s)
{
	struct buf block = { 0 };
	struct anchor at = { article, 0, 0 };

	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, "Sails");
	for (;; s++) {
		at.byte = (uint32_t)block.n;
		if (*s == '[') {
			d->range.from = at;
			d->has_range = true;
		} else if (*s == ']') {
			d->range.to = at;
		} else if (*s && *s != '|') {
			buf_addc(&block, *s);
		} else {
			builder_text(
			    b, BLOCK_PARAGRAPH, buf_str(&block), block.n);
			buf_cut(&block, 0);
			at.block++;
		}
		if (!*s)
			break;
	}
	buf_fini(&block);
}

static struct drawn
draw(const char *const *articles)
{
	struct builder *b = builder_new("plan", NULL);
	struct drawn d = { 0 };

	builder_edition(b, EDITION_DATE, "2025-05-30");
	builder_page(b, "A08", "Harbour");
	for (uint32_t i = 0; articles[i]; i++)
		draw_article(b, &d, i, articles[i]);
	d.edition = builder_finish(b);
	return d;
}

#define ZH1 "渔船昨天清晨离港。"
#define ZH2 "码头上站满了送行的人，锣鼓敲了一个钟头才停。"
#define ZH3 "今年的渔汛比往年早了十天，鱼贩们连夜加了冰。"
#define EN1 "The ferry left at dawn. "
#define EN2 "Nobody on the quay could remember so many sails. "
#define EN3 "By noon the last of them had gone behind the island."

/* Where the passage of `before` is in `after`; NULL rows end. */
static const struct find_case {
	const char *name;
	const char *before[3], *after[4];
	enum passage_found want;
	uint32_t article; /* where it should be */
} find_cases[] = {
	{ "nothing happened", { ZH1 "[" ZH2 "]" ZH3 }, { ZH1 "[" ZH2 "]" ZH3 },
	    PASSAGE_EXACT, 0 },
	{ "in English", { EN1 "[" EN2 "]" EN3 }, { EN1 "[" EN2 "]" EN3 },
	    PASSAGE_EXACT, 0 },
	{ "a paragraph was parted before it", { EN1 "[" EN2 "]|" EN3 },
	    { "The ferry left at dawn.|[" EN2 "]|" EN3 }, PASSAGE_EXACT, 0 },
	{ "a paragraph was parted inside it", { ZH1 "[" ZH2 ZH3 "]" },
	    { ZH1 "[" ZH2 "|" ZH3 "]" }, PASSAGE_EXACT, 0 },
	{ "paragraphs were joined inside it", { EN1 "|[" EN2 "|" EN3 "]" },
	    { EN1 "|[" EN2 EN3 "]" }, PASSAGE_EXACT, 0 },
	{ "punctuation was corrected", { ZH1 "[" ZH2 "]" ZH3 },
	    { ZH1 "[码头上站满了送行的人,锣鼓敲了一个钟头才停。]" ZH3 },
	    PASSAGE_CHANGED, 0 },
	{ "a case was corrected", { EN1 "[" EN2 "]" EN3 },
	    { EN1 "[Nobody on the Quay could remember so many sails. ]" EN3 },
	    PASSAGE_CHANGED, 0 },
	{ "characters changed", { ZH1 "[" ZH2 "]" ZH3 },
	    { ZH1 "[码头站满了送行的群众，锣鼓敲了两个钟头才停。]" ZH3 },
	    PASSAGE_CHANGED, 0 },
	{ "its first and last characters changed", { EN1 "[" EN2 "]" EN3 },
	    { EN1 "[Anybody on the quay could remember so many masts. ]" EN3 },
	    PASSAGE_CHANGED, 0 },
	{ "others stand around it", { "一。[" ZH2 "]二。" },
	    { ZH1 "[" ZH2 "]" ZH3 }, PASSAGE_GUESSED, 0 },
	{ "one side of it was rewritten", { ZH1 "[" ZH2 ZH3 "]" EN1 },
	    { "另有消息说，今年的船比去年多一倍。[" ZH2 ZH3 "]" EN1 },
	    PASSAGE_EXACT, 0 },
	{ "it stands twice, the second", { ZH2 ZH1 "[" ZH2 "]" ZH3 },
	    { ZH2 ZH1 "[" ZH2 "]" ZH3 }, PASSAGE_EXACT, 0 },
	{ "it stands twice, the second was edited", { ZH2 EN1 "[" ZH2 "]" ZH3 },
	    { ZH2 EN1 "[码头上站满了人，锣鼓敲了一个钟头才停。]" ZH3 },
	    PASSAGE_CHANGED, 0 },
	{ "it stands twice and that one was deleted",
	    { EN3 "|" ZH1 "[" ZH2 "]" ZH3 "|" EN1 ZH2 EN2 },
	    { EN3 "|" ZH1 ZH3 "|" EN1 "[" ZH2 "]" EN2 }, PASSAGE_GUESSED, 0 },
	{ "it and all around it stand twice, and both were edited",
	    { EN2 "[" ZH2 ZH3 "]" EN3 "|" EN1 "|" EN2 ZH2 ZH3 EN3 },
	    { EN2 "[码头站满了送行的人，锣鼓敲了两个钟头才停。" ZH3 "]" EN3
		  "|" EN1 "|" EN2
		  "码头站满了送行的人，锣鼓敲了两个钟头才停。" ZH3 EN3 },
	    PASSAGE_GUESSED, 0 },
	{ "a line of a song", { "la|[la]|la" }, { "la|[la]|la" }, PASSAGE_EXACT,
	    0 },
	{ "it was deleted", { ZH1 "[" ZH2 "]" ZH3 }, { ZH1 ZH3 }, PASSAGE_GONE,
	    0 },
	{ "all of it was rewritten", { EN1 "[" EN2 "]" EN3 },
	    { EN1 "[Crowds of children counted them from the pier. ]" EN3 },
	    PASSAGE_GUESSED, 0 },
	{ "its beginning was rewritten",
	    { EN1 "[" EN2 EN3
		  " A light rain fell, and stopped.] Then nothing." },
	    { EN1 "[Rows of them. " EN3
		  " A light rain fell, and stopped.] Then nothing." },
	    PASSAGE_CHANGED, 0 },
	{ "a paragraph came into it", { EN1 "[" EN2 "|" EN3 "] It rained." },
	    { EN1 "[" EN2 "|Two of them were new.|" EN3 "] It rained." },
	    PASSAGE_CHANGED, 0 },
	{ "its article moved", { ZH1 "[" ZH2 ZH3 "]" EN1, EN2 },
	    { EN2, ZH1 "[" ZH2 ZH3 "]" EN1 }, PASSAGE_EXACT, 0 },
	{ "nobody knows the article", { ZH1 "[" ZH2 ZH3 "]" EN1 },
	    { EN2, EN3, ZH1 "[" ZH2 ZH3 "]" EN1 }, PASSAGE_EXACT, 99 },
	{ "its article moved and it was edited", { ZH1 "[" ZH2 "]" EN1, EN2 },
	    { EN2, ZH1 "[码头站满了送行的人，锣鼓敲了两个钟头才停。]" EN1 },
	    PASSAGE_GUESSED, 0 },
	{ "its article stands twice elsewhere",
	    { ZH1 "[" ZH2 ZH3 "]" EN1, EN2 },
	    { EN2, ZH1 "[" ZH2 ZH3 "]" EN1, ZH1 ZH2 ZH3 EN1 }, PASSAGE_GUESSED,
	    0 },
	{ "a whole article", { "[" ZH1 "|" ZH2 "]", EN1 },
	    { "[" ZH1 "|" ZH2 "]", EN1 }, PASSAGE_EXACT, 0 },
	{ "a whole article that grew", { "[" ZH1 "|" ZH2 ZH3 "]", EN1 },
	    { EN1 "|[" ZH1 "|" ZH2 ZH3 "]", EN1 }, PASSAGE_EXACT, 0 },
	{ "a whole article, another in its place", { "[" ZH1 ZH2 "]" },
	    { EN1 EN2 EN3 EN1 EN2 EN3 EN2 EN3 "|" EN1 EN3 }, PASSAGE_GONE, 0 },
	{ "an edition without articles", { ZH1 "[" ZH2 "]" }, { NULL },
	    PASSAGE_GONE, 0 },
	{ "Hangul and marks", { "가나다 [라마바사 아자차카 é à ñ] 타파하" },
	    { "가나다 [라마바사 아자차카 e\xCC\x81 à ñ] 타파하" },
	    PASSAGE_CHANGED, 0 },
};

/* Blanks at the end are not of the passage. */
static void
trim_end(struct drawn *d)
{
	if (!d->has_range)
		return;
	struct anchor *to = &d->range.to;
	const struct article *a = d->edition->articles[to->article];
	const struct block *b = &a->blocks[to->block];
	if (to->byte > b->nbytes)
		to->byte = b->nbytes;
	while (to->byte && b->text[to->byte - 1] == ' ')
		to->byte--;
}

static void
find_table(void **state)
{
	size_t nfailed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof find_cases / sizeof *find_cases; i++) {
		const struct find_case *c = &find_cases[i];
		struct drawn before = draw(c->before), after = draw(c->after);
		struct arena *a = arena_new();
		struct passage p =
		    passage_make(before.edition, before.range, a);
		struct range got = { { 9, 9, 9 }, { 9, 9, 9 } };
		enum passage_found found =
		    passage_find(&got, &p, after.edition, c->article);
		trim_end(&after);
		if (found != c->want ||
		    (after.has_range &&
			(anchor_compare(got.from, after.range.from) ||
			    anchor_compare(got.to, after.range.to)))) {
			nfailed++;
			print_error("%s: %d, %u.%u.%u to %u.%u.%u\n", c->name,
			    found, got.from.article, got.from.block,
			    got.from.byte, got.to.article, got.to.block,
			    got.to.byte);
		}
		arena_free(a);
		edition_free(before.edition);
		edition_free(after.edition);
	}
	assert_int_equal(nfailed, 0);
}

static void
a_passage_has_its_text_and_context(void **state)
{
	static const char *const articles[] = { "ab|c[de|f]gé|h", NULL };
	struct drawn d = draw(articles);
	struct arena *a = arena_new();
	struct passage p = passage_make(d.edition, d.range, a);

	(void)state;
	assert_string_equal(p.text, "de\nf");
	assert_string_equal(p.before, "ab\nc");
	assert_string_equal(p.after, "gé\nh");

	struct range whole = passage_whole(d.edition, 0);
	p = passage_make(d.edition, whole, a);
	assert_string_equal(p.text, "ab\ncde\nfgé\nh");
	assert_string_equal(p.before, "");
	assert_string_equal(p.after, "");
	assert_true(clip_make(d.edition, whole, "/p", a).is_whole);

	/* The place past the end is fine, and what is beyond is not there. */
	whole.to = (struct anchor){ 0, 4, 0 };
	assert_string_equal(
	    passage_make(d.edition, whole, a).text, "ab\ncde\nfgé\nh");
	whole.to = (struct anchor){ 0, 2, 3 }; /* inside é */
	assert_string_equal(
	    passage_make(d.edition, whole, a).text, "ab\ncde\nfg");
	whole.from.article = 7;
	assert_string_equal(passage_make(d.edition, whole, a).text, "");
	assert_int_equal(passage_whole(d.edition, 7).from.article, 7);
	arena_free(a);
	edition_free(d.edition);
}

static void
a_context_has_an_end(void **state)
{
	static const char *const articles[] = {
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
		"一二三四五[x]一二三四五六七八九十一二三四五六七八九十一二三四"
		"五六七八九十一二三四五",
		NULL
	};
	struct drawn d = draw(articles);
	struct arena *a = arena_new();
	struct passage p = passage_make(d.edition, d.range, a);

	(void)state;
	assert_int_equal(strlen(p.before), 3 * PASSAGE_CONTEXT_CPS);
	assert_int_equal(strlen(p.after), 3 * PASSAGE_CONTEXT_CPS);
	assert_memory_equal(p.before, "四", 3);
	assert_memory_equal(p.after, "一", 3);
	arena_free(a);
	edition_free(d.edition);
}

static void
a_clipping_knows_where_it_is_from(void **state)
{
	static const char *const articles[] = { "x", EN1 "[" EN2 "]" EN3,
		NULL };
	struct drawn d = draw(articles);
	struct arena *a = arena_new();
	struct clip c = clip_make(d.edition, d.range, "/papers/may.txt", a);

	(void)state;
	assert_int_equal(c.id, 0);
	assert_false(c.is_whole);
	assert_string_equal(c.source.paper, "may.txt");
	assert_string_equal(c.source.date, "2025-05-30");
	assert_string_equal(c.source.page, "A08");
	assert_string_equal(c.source.headline, "Sails");
	assert_int_equal(c.source.number, 2);
	assert_int_equal(c.source.byte, sizeof EN1 - 1);
	assert_string_equal(c.passage.text, EN2);
	assert_null(c.byline);
	assert_null(c.note);
	assert_int_equal(c.tags.n, 0);
	arena_free(a);
	edition_free(d.edition);
}

/* --- distances against the table they stand for ---------------------------------- */

enum { TEXT_CPS = 150, NEAR_ROUNDS = 300 };

static void
naive_distances(unsigned char *out, const unsigned *p, size_t np,
    const unsigned *text, size_t n, bool is_fixed)
{
	size_t column[NEAR_MAX_CPS + 1];

	for (size_t i = 0; i <= np; i++)
		column[i] = i;
	out[0] = (unsigned char)np;
	for (size_t j = 1; j <= n; j++) {
		size_t corner = column[0];
		column[0] = is_fixed ? j : 0;
		for (size_t i = 1; i <= np; i++) {
			size_t best = corner + (p[i - 1] != text[j - 1]);
			if (column[i] + 1 < best)
				best = column[i] + 1;
			if (column[i - 1] + 1 < best)
				best = column[i - 1] + 1;
			corner = column[i];
			column[i] = best;
		}
		out[j] = (unsigned char)column[np];
	}
}

static void
reverse(unsigned *cps, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		unsigned cp = cps[i];
		cps[i] = cps[n - 1 - i];
		cps[n - 1 - i] = cp;
	}
}

static void
check_near(uint64_t *seed)
{
	static struct kinds kinds;
	static struct near near[4];
	unsigned text[TEXT_CPS], p[NEAR_MAX_CPS];
	uint16_t of_text[TEXT_CPS];
	unsigned char want[TEXT_CPS + 1], got[4][TEXT_CPS + 1];
	unsigned char *const all[4] = { got[0], got[1], got[2], got[3] };
	size_t np = 1 + random_below(seed, NEAR_MAX_CPS);
	size_t n = random_below(seed, TEXT_CPS + 1);

	for (size_t i = 0; i < n; i++)
		text[i] = 'a' + random_below(seed, 5);
	for (size_t i = 0; i < np; i++)
		p[i] = 'a' + random_below(seed, 6);
	kinds_init(&kinds);
	kinds_add(&kinds, p, np);
	kinds_of(of_text, &kinds, text, n);
	for (int i = 0; i < 4; i++)
		near_init(&near[i], &kinds, p, np, false);
	for (int fixed = 0; fixed < 2; fixed++) {
		naive_distances(want, p, np, text, n, fixed);
		near_distances(got[0], near, of_text, n, fixed);
		assert_memory_equal(got[0], want, n + 1);
		if (fixed)
			break;
		near_distances_4(all, near, of_text, n);
		for (int i = 0; i < 4; i++)
			assert_memory_equal(got[i], want, n + 1);
	}
	/* From the end, it is the table of both turned round. */
	near_init(near, &kinds, p, np, true);
	near_distances(got[0], near, of_text, n, false);
	reverse(p, np);
	reverse(text, n);
	naive_distances(want, p, np, text, n, false);
	for (size_t i = 0; i <= n; i++)
		assert_int_equal(got[0][n - i], want[i]);
}

static void
distances_are_those_of_the_table(void **state)
{
	uint64_t seed = 20250530;

	(void)state;
	for (int i = 0; i < NEAR_ROUNDS; i++)
		check_near(&seed);
}

/* --- any text -------------------------------------------------------------------- */

enum { ANY_ROUNDS = 1500 };

static const char *
any_text(uint64_t *seed, struct arena *a)
{
	struct buf b = { 0 };
	const char *s;

	random_text(&b, seed);
	s = arena_strndup(a, buf_str(&b), b.n);
	buf_fini(&b);
	return s;
}

static void
is_place(const struct edition *e, struct anchor at)
{
	assert_true(at.article < e->narticles);
	const struct article *a = e->articles[at.article];
	assert_true(at.block < a->nblocks || (!at.block && !at.byte));
	if (at.block < a->nblocks) {
		const struct block *b = &a->blocks[at.block];
		assert_true(at.byte <= b->nbytes);
		assert_true(((unsigned char)b->text[at.byte] & 0xC0) != 0x80);
	}
}

/* Whatever stands in a file of clippings, in any edition. */
static void
what_is_found_is_a_place(void **state)
{
	uint64_t seed = 20250530;

	(void)state;
	for (int i = 0; i < ANY_ROUNDS; i++) {
		struct arena *a = arena_new();
		struct builder *b = builder_new("any", NULL);
		struct range r;
		for (unsigned n = random_below(&seed, 4); n; n--) {
			builder_article(b, 0);
			for (unsigned k = random_below(&seed, 4); k; k--) {
				const char *s = any_text(&seed, a);
				builder_text(b, BLOCK_PARAGRAPH, s, strlen(s));
			}
		}
		struct edition *e = builder_finish(b);
		struct passage p = { any_text(&seed, a), any_text(&seed, a),
			any_text(&seed, a) };
		/* Now and then one that is there, but for its context. */
		if (e->narticles && random_below(&seed, 2)) {
			const struct article *k = e->articles[0];
			p.text = k->nblocks ? k->blocks[0].text : "";
		}
		if (passage_find(&r, &p, e, random_below(&seed, 5))) {
			is_place(e, r.from);
			is_place(e, r.to);
			assert_true(anchor_compare(r.from, r.to) <= 0);
		}
		edition_free(e);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(find_table),
		cmocka_unit_test(a_passage_has_its_text_and_context),
		cmocka_unit_test(a_context_has_an_end),
		cmocka_unit_test(a_clipping_knows_where_it_is_from),
		cmocka_unit_test(what_is_found_is_a_place),
		cmocka_unit_test(distances_are_those_of_the_table),
	};

	return cmocka_run_group_tests_name("passage", tests, NULL, NULL);
}
