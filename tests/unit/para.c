/*
 * Paragraphs and headings, line by line.  In what is wanted `|` ends a line,
 * `>` is a cell of indent, `_` a cell put into a joint, `=` a hyphen put in.
 */
#include "src/layout/para.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/layout/role.h"
#include "src/text/glyph.h"
#include "src/text/hyphen.h"

struct set_case {
	const char *name;
	int measure, first, rest;
	const char *text;
	const char *want;
};

/* What a group of cases has in common. */
struct choice {
	const char *language;
	enum justify justify;
	enum kinsoku kinsoku;
	enum korean_break korean;
	int hang, ambiguous;
	bool ragged;
	bool parted; /* by the dictionaries of tests/hyphens */
};

typedef struct lines set_text(
    const struct para *, const struct layout_params *, struct arena *);

static void
show_line(struct buf *out, const struct line *l)
{
	size_t gap = 0;
	struct glyph glyph;

	for (int i = 0; i < l->indent; i++)
		buf_addc(out, '>');
	for (uint32_t at = l->from; at < l->to;) {
		size_t n = glyph_next(&glyph, l->text + at, l->to - at, 1);
		for (; gap < l->ngaps && l->gaps[gap].at <= at; gap++)
			for (uint32_t k = 0; k < l->gaps[gap].ncells; k++)
				buf_addc(out, '_');
		buf_add(out, l->text + at, n);
		at += (uint32_t)n;
	}
	assert_int_equal(gap, l->ngaps);
	if (l->flags & LINE_HYPHEN)
		buf_addc(out, '=');
}

static void
check_labels(const struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		const struct line *l = &lines->at[i];
		assert_int_equal(l->label != NULL, i == 0);
		assert_int_equal(l->label_role, i == 0 ? ROLE_ITEM : 0);
	}
}

static void
check_flags(const struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		unsigned flags = lines->at[i].flags;
		assert_int_equal(!(flags & LINE_OPENS), i != 0);
		assert_int_equal(!(flags & LINE_CLOSES), i + 1 != lines->n);
	}
}

static void
check_cells(const struct line *l, int ambiguous)
{
	size_t ncells = l->indent +
	    glyph_ncells(l->text + l->from, l->to - l->from, ambiguous);

	for (size_t i = 0; i < l->ngaps; i++)
		ncells += l->gaps[i].ncells;
	ncells += (l->flags & LINE_HYPHEN) != 0;
	assert_int_equal(l->ncells, ncells);
}

static void
check(const struct set_case *c, const struct choice *choice, set_text *set)
{
	struct arena *a = arena_new();
	struct layout_params params;
	struct para p = {
		.text = c->text,
		.nbytes = (uint32_t)strlen(c->text),
		.language = choice->language,
		.measure = c->measure,
		.first = c->first,
		.rest = c->rest,
		.ragged = choice->ragged,
		.label = "1.",
		.label_role = ROLE_ITEM,
	};
	struct buf shown;

	layout_params_init(&params);
	params.justify = choice->justify;
	params.kinsoku = choice->kinsoku;
	params.korean = choice->korean;
	params.hang = choice->hang;
	params.ambiguous = choice->ambiguous ? choice->ambiguous : 1;
	params.hyphens = choice->parted ? hyphens_new("tests/hyphens") : NULL;
	struct lines lines = set(&p, &params, a);
	hyphens_free(params.hyphens);
	buf_init(&shown);
	for (size_t i = 0; i < lines.n; i++) {
		if (i > 0)
			buf_addc(&shown, '|');
		show_line(&shown, &lines.at[i]);
		check_cells(&lines.at[i], params.ambiguous);
	}
	if (strcmp(buf_str(&shown), c->want) != 0)
		print_error("%s: \"%s\"\n", c->name, buf_str(&shown));
	assert_string_equal(buf_str(&shown), c->want);
	check_flags(&lines);
	if (set == para_set)
		check_labels(&lines);
	buf_fini(&shown);
	arena_free(a);
}

static void
check_all(const struct set_case *c, const struct choice *choice, set_text *set)
{
	for (; c->name; c++)
		check(c, choice, set);
}

static const struct choice chinese = {
	.language = "zh-Hans",
	.justify = JUSTIFY_OFF,
	.kinsoku = KINSOKU_STRICT,
};

/* Where lines end, without what justification adds. */
static const struct set_case break_cases[] = {
	{ "full lines", 8, 0, 0, "海港今晨起雾渡轮停航",
	    "海港今晨|起雾渡轮|停航" },
	{ "first line indented", 8, 4, 0, "海港今晨起雾渡轮停",
	    ">>海港今|晨起雾渡|轮停" },
	{ "no pause at a line's start", 8, 0, 0, "海港今晨，大雾已散了",
	    "海港今|晨，大雾|已散了" },
	{ "no opener at a line's end", 8, 0, 0, "海港的《潮汐表》今天出版",
	    "海港的|《潮汐|表》今天|出版" },
	{ "a dash does not start a line", 8, 0, 0, "海港今晨——大雾散了",
	    "海港今|晨——大雾|散了" },
	{ "a pair of dashes is whole", 10, 0, 0, "海港今晨起——大雾散了",
	    "海港今晨|起——大雾|散了" },
	{ "a number keeps its unit", 8, 0, 0, "渡轮共运120人过海去",
	    "渡轮共运|120人过|海去" },
	{ "a word is whole", 8, 0, 0, "渡轮乘上Harbour去了海",
	    "渡轮乘上|Harbour|去了海" },
	{ "no character alone at the end", 8, 0, 0, "海港今晨大雾散去了",
	    "海港今|晨大雾散|去了" },
	{ "nor one with its mark", 8, 0, 0, "海港今晨大雾散去了。",
	    "海港今|晨大雾散|去了。" },
	{ "two are company", 8, 0, 0, "海港今晨大雾散去好了",
	    "海港今晨|大雾散去|好了" },
	{ "all lines are weighed together", 12, 0, 0,
	    "海港渡轮今天Harbourside靠岸了吗",
	    "海港渡轮今天|Harbourside|靠岸了吗" },
	{ "an edge swallows spaces", 8, 0, 0, "  海港今晨\u3000\u3000大雾 ",
	    "海港今晨|大雾" },
	{ "nothing but spaces", 8, 0, 0, " \u3000 \u200b", "" },
	{ "a newline ends a line", 12, 4, 2, "海港\n\n今晨大雾散去",
	    ">>>>海港|>>今晨大雾|>>散去" },
	{ "a URL after its marks", 12, 0, 0, "见a.cn/news/list页",
	    "见a.cn/news/|list页" },
	{ "rather not there", 12, 0, 0, "海港www.ab.cn港", "海港|www.ab.cn港" },
	{ "and nowhere else", 16, 0, 0, "见http://a.cn/news/list/today页",
	    "见http://a.|cn/news/list/|today页" },
	{ "a number keeps its unit at any cost", 30, 0, 0,
	    "今天1234567890123456789012345万吨",
	    "今天|1234567890123456789012345万吨" },
	{ "an indent leaves room", 8, 6, 7, "海港今晨大雾",
	    ">>海港今|>>晨大雾" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

/* What cannot be set otherwise: one rule after the other gives way. */
static const struct set_case relax_cases[] = {
	{ "unit", 6, 0, 0, "约12000万吨煤", "约|12000|万吨煤" },
	{ "only in the stretch that fails", 6, 0, 0,
	    "至5万约12000万吨煤约9万人", "至|5万约|12000|万吨|煤约|9万人" },
	{ "unit before word", 30, 0, 0,
	    "今天今天今12345678901234567890123456789万吨",
	    "今天今天今|12345678901234567890123456789|万吨" },
	{ "and the rest is as strict as ever", 30, 0, 0,
	    "约12345678901234567890123456789万吨"
	    "今123456789012345678901234万吨",
	    "约|12345678901234567890123456789|万吨今|"
	    "123456789012345678901234万吨" },
	{ "word", 6, 0, 0, "在Harbourside港", "在|Harbo|urside|港" },
	{ "dash", 3, 0, 0, "港——be", "港|——|be" },
	{ "dash before word", 8, 0, 0, "Harbour——好大", "Harbour|——好大" },
	{ "closing marks in a row", 6, 0, 0, "海港。』」）好",
	    "海港。|』」）|好" },
	{ "a word sooner than a closing mark", 7, 0, 0, "Harbour）好大",
	    "Harbou|r）好大" },
	{ "a cluster wider than the measure", 1, 0, 0, "海港", "海|港" },
	{ "even a pair of dashes", 1, 0, 0, "——", "—|—" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
lines_end_where_they_may(void **state)
{
	(void)state;
	check_all(break_cases, &chinese, para_set);
}

static void
rules_give_way_in_order(void **state)
{
	(void)state;
	check_all(relax_cases, &chinese, para_set);
}

static const struct set_case punct_cases[] = {
	{ "a word space first", 15, 0, 0, "看Sea Star的，大雾海港",
	    "看Sea _Star的，|大雾海港" },
	{ "then Han and Western", 17, 0, 0, "看Sea Star的，大雾海港",
	    "看Sea _Star的，大|雾海港" },
	{ "then beside marks", 13, 0, 0, "海港，大雾在，渡轮停",
	    "海港，_大雾|在，渡轮停" },
	{ "never beside Han alone", 9, 0, 0, "海港大雾渡轮停航啊",
	    "海港大|雾渡轮停|航啊" },
	{ "two cells short is even enough", 13, 0, 0, "海港A大雾Harbour",
	    "海港_A_大雾|Harbour" },
	{ "more is not worth a gap", 14, 0, 0, "海港A大雾Harbourside",
	    "海港A大雾|Harbourside" },
	{ "one cell a joint", 11, 0, 0, "海港A大Harbourside",
	    "海港_A_大|Harbourside" },
	{ "spread over the line", 12, 0, 0, "甲A乙B丙C丁，雾散去",
	    "甲_A乙_B丙_C|丁，雾散去" },
	{ "two characters at the end are few", 12, 0, 0, "海港A今B晨大雾去",
	    "海港_A今_B晨|大雾去" },
	{ "last between number and unit", 15, 0, 0, "海A港5月大雾Harbour",
	    "海_A_港_5月大雾|Harbour" },
	{ "but there as well", 16, 0, 0, "海A港5月大雾Harbour",
	    "海_A_港_5_月大雾|Harbour" },
	{ "not within a sum", 13, 0, 0, "海港￥30元雾散去了好",
	    "海港_￥30元雾|散去了好" },
	{ "not before a sign", 13, 0, 0, "海港雾重30%啊雾散去了",
	    "海港雾重30%啊|雾散去了" },
	{ "after a sign", 14, 0, 0, "30%啊雾重海港大雾",
	    "30%_啊雾重海港|大雾" },
	{ "not around a connector", 13, 0, 0, "甲A－B乙丙丁雾散去了",
	    "甲_A－B乙丙丁|雾散去了" },
	{ "not around a dash", 13, 0, 0, "海港——A大雾散去了好",
	    "海港——A大雾散|去了好" },
	{ "not between closing marks", 13, 0, 0, "海（甲）。乙丙雾散去",
	    "海_（甲）。乙|丙雾散去" },
	{ "before an opening mark", 13, 0, 0, "海港大“甲丙雾”散去",
	    "海港大_“甲丙|雾”散去" },
	{ "not after it", 9, 0, 0, "“A港大雾”大雾散去了",
	    "“A_港大|雾”大雾散|去了" },
	{ "the last line is left alone", 12, 0, 0, "海港A今晨B", "海港A今晨B" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
leftover_cells_go_to_joints(void **state)
{
	struct choice choice = chinese;

	(void)state;
	choice.justify = JUSTIFY_PUNCT;
	check_all(punct_cases, &choice, para_set);
}

static const struct set_case full_cases[] = {
	{ "two cells between Han", 10, 0, 0, "海港今晨《大雾散去》好",
	    "海_港今_晨|《大_雾_散|去》好" },
	{ "not one", 9, 0, 0, "海港大雾渡轮停航", "海港大雾|渡轮停航" },
	{ "rather several short than one", 9, 0, 0, "海港大雾渡轮停航啊",
	    "海港大|雾渡轮|停航啊" },
	{ "not more than there are joints", 12, 0, 0, "海港大Harbourside",
	    "海港大|Harbourside" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
full_opens_han_as_well(void **state)
{
	struct choice choice = chinese;

	(void)state;
	choice.justify = JUSTIFY_FULL;
	check_all(full_cases, &choice, para_set);
}

static const struct set_case hang_1_cases[] = {
	{ "half a mark", 9, 0, 0, "海港今晨，大雾散去", "海港今晨，|大雾散去" },
	{ "but nothing else", 9, 0, 0, "海港今晨雾大了啊",
	    "海港今晨|雾大了啊" },
	{ "not a whole one", 8, 0, 0, "海港今晨，大雾散去",
	    "海港今|晨，大雾|散去" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static const struct set_case hang_2_cases[] = {
	{ "a whole mark", 8, 0, 0, "海港今晨，大雾散去",
	    "海港今晨，|大雾散去" },
	{ "half of one in a run", 9, 0, 0, "海港今）。大雾散去",
	    "海港今）。|大雾散去" },
	{ "not the whole", 8, 0, 0, "海港今）。大雾散去",
	    "海港|今）。大|雾散去" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static const struct set_case hant_cases[] = {
	{ "ink in the middle does not hang", 9, 0, 0, "海港今晨，大霧散去",
	    "海港今|晨，大霧|散去" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
marks_hang(void **state)
{
	struct choice choice = chinese;

	(void)state;
	choice.hang = 1;
	check_all(hang_1_cases, &choice, para_set);
	choice.language = "zh-Hant";
	check_all(hant_cases, &choice, para_set);
	choice.language = "zh-Hans";
	choice.hang = 2;
	check_all(hang_2_cases, &choice, para_set);
}

static const struct set_case latin_cases[] = {
	{ "evenly over word spaces", 12, 0, 0, "a fog has come in at the quay",
	    "a __fog _has|come _in _at|the quay" },
	{ "gaps do not stand under each other", 20, 0, 0,
	    "pier one now open but then port boats left the bay",
	    "pier _one _now _open|but then port _boats|left the bay" },
	{ "least of all under the longest river", 16, 0, 0,
	    "ship and sea alone in the fog the old pilot rowed in alone",
	    "ship __and __sea|alone in the fog|the _old __pilot|rowed in "
	    "alone" },
	{ "a loose line is ragged", 14, 0, 0, "on harbourside piers",
	    "on harbourside|piers" },
	{ "no less than five cells at the end", 12, 0, 0,
	    "the ferry is at sea now so", "the ferry|is __at _sea|now so" },
	{ "a word too long", 8, 0, 0, "at harbourmasters",
	    "at|harbourm|asters" },
	{ "indented", 12, 2, 0, "a fog has come in at the quay",
	    ">>a _fog has|come _in _at|the quay" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
latin_is_spaced(void **state)
{
	const struct choice latin = {
		.language = "en",
		.justify = JUSTIFY_PUNCT,
		.kinsoku = KINSOKU_STRICT,
	};

	(void)state;
	check_all(latin_cases, &latin, para_set);
}

static const struct set_case parted_cases[] = {
	{ "a word is parted", 16, 0, 0, "the last understanding of the year",
	    "the _last under=|standing of _the|year" },
	{ "a name is whole", 16, 0, 0, "it was Elizabeth who had asked",
	    "it was Elizabeth|who had asked" },
	{ "but rather than a hole", 14, 0, 0, "no, said Elizabeth to them",
	    "no, _said Eli=|zabeth to them" },
	{ "capitals are whole", 14, 0, 0, "in the UNDERSTANDING of it",
	    "in the|UNDERSTANDING|of it" },
	{ "and those inside a word", 14, 0, 0, "for unDerstanding of it all",
	    "for|unDerstanding|of it all" },
	{ "and before them", 16, 0, 0, "for understandingOf it all",
	    "for|understandingOf|it all" },
	{ "not beside digits", 16, 0, 0, "of the x5understanding of it",
	    "of the|x5understanding|of it" },
	{ "not in an address", 20, 0, 0,
	    "see www.understanding.org/council now",
	    "see www.|understanding.org/|council now" },
	{ "an apostrophe ends it", 18, 0, 0, "we saw the neighbourhood's best",
	    "we saw _the neigh=|bourhood's best" },
	{ "soft hyphens are the author's", 12, 0, 0,
	    "on this fog\u00ADhorn it says", "on this fog=|horn it says" },
	{ "and no others are put in then", 14, 0, 0,
	    "of this under\u00ADstanding so", "of this under=|standing so" },
	{ "a compound at its hyphen", 16, 0, 0, "on the harbour-council it is",
	    "on _the harbour-|council it is" },
	{ "beside quotes", 16, 0, 0, "he was “understanding”, they say",
	    "he _was _“under=|standing”, _they|say" },
	{ "beside a dash", 18, 0, 0, "he was there—understanding it all",
	    "he _was _there—un=|derstanding it all" },
	{ "not before a stub", 13, 0, 0, "he is at a table",
	    "he _is _at _a|table" },
	{ "the author's hyphens count too", 9, 0, 0,
	    "well-known understanding understanding of it",
	    "well-|known|under=|standing|un=|derstand=|ing of it" },
	{ "room for the hyphen", 6, 0, 0, "council council",
	    "coun=|cil|coun=|cil" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
words_are_parted(void **state)
{
	const struct choice parted = {
		.language = "en",
		.justify = JUSTIFY_PUNCT,
		.kinsoku = KINSOKU_STRICT,
		.parted = true,
	};

	(void)state;
	check_all(parted_cases, &parted, para_set);
}

static const struct set_case ragged_cases[] = {
	{ "lines of like length", 12, 0, 0, "a fog has come in at the quay",
	    "a fog has|come in at|the quay" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
ragged_is_not_widened(void **state)
{
	const struct choice ragged = {
		.language = "en",
		.justify = JUSTIFY_PUNCT,
		.kinsoku = KINSOKU_STRICT,
		.ragged = true,
	};

	(void)state;
	check_all(ragged_cases, &ragged, para_set);
}

static const struct set_case word_cases[] = {
	{ "a cell a space, no more", 16, 0, 0,
	    "안개가 걷히고 배가 떠났다고 말했다",
	    "안개가 _걷히고|배가 _떠났다고|말했다" },
	{ "by words", 14, 0, 0, "안개가 걷히고 배가 떠났다고 말했다",
	    "안개가 _걷히고|배가 _떠났다고|말했다" },
	{ NULL, 0, 0, 0, NULL, NULL },
};
static const struct set_case syllable_cases[] = {
	{ "by syllables", 14, 0, 0, "안개가 걷히고 배가 떠났다고 한다",
	    "안개가 _걷히|고 배가 떠났다|고 한다" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static const struct set_case narrow_cases[] = {
	{ "by syllables below 40", 38, 0, 0,
	    "안개가 걷히고 배가 떠났다고들한다며들었다",
	    "안개가 _걷히고 _배가 _떠났다고들한다며|들었다" },
	{ "by words from 40 on", 40, 0, 0,
	    "안개가 걷히고 배가 떠났다고들한다며들었다고",
	    "안개가 _걷히고 _배가|떠났다고들한다며들었다고" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
korean_has_two_ways(void **state)
{
	struct choice korean = {
		.language = "ko",
		.justify = JUSTIFY_PUNCT,
		.kinsoku = KINSOKU_STRICT,
		.korean = KOREAN_WORD,
	};

	(void)state;
	check_all(word_cases, &korean, para_set);
	korean.korean = KOREAN_SYLLABLE;
	check_all(syllable_cases, &korean, para_set);
	korean.korean = KOREAN_AUTO;
	check_all(narrow_cases, &korean, para_set);
}

static const struct set_case heading_cases[] = {
	{ "one line", 20, 0, 0, "海港今晨大雾", "海港今晨大雾" },
	{ "equal lines", 20, 0, 0, "海港今晨大雾渡轮停航两小时",
	    "海港今晨大雾|渡轮停航两小时" },
	{ "after a mark", 24, 0, 0, "大雾锁港，渡轮停航两小时今晨恢复",
	    "大雾锁港，渡轮停航|两小时今晨恢复" },
	{ "at a space", 24, 0, 0, "大雾锁港十小时 渡轮今晨恢复航行",
	    "大雾锁港十小时|渡轮今晨恢复航行" },
	{ "not within quotes", 20, 0, 0, "海港开通“两岸快线”渡轮航线",
	    "海港开通“两岸快线”|渡轮航线" },
	{ "no character alone", 12, 0, 0, "海港今晨大雾了", "海港今晨|大雾了" },
	{ "the upper line is not much shorter", 20, 0, 0,
	    "雾散 渡轮今晨恢复航行了", "雾散 渡轮今晨|恢复航行了" },
	{ "three lines", 12, 0, 0, "海港今晨大雾渡轮停航两小时旅客滞留",
	    "海港今晨大雾|渡轮停航两小|时旅客滞留" },
	{ "as the source has it", 20, 0, 0, "海港今晨大雾\n渡轮停航",
	    "海港今晨大雾|渡轮停航" },
	{ "a pause before balance", 24, 0, 0, "海港雾散了 渡轮停航两小时恢复",
	    "海港雾散了|渡轮停航两小时恢复" },
	{ "rather before quotes than in them", 20, 0, 0,
	    "海港雾散净“新快线渡轮”啊", "海港雾散净|“新快线渡轮”啊" },
	{ "not before what leans back", 16, 0, 0, "海港今晨大雾的渡轮停航",
	    "海港今晨大雾的|渡轮停航" },
	{ "not after what leans ahead", 16, 0, 0, "海港今晨雾散在渡轮停航",
	    "海港今晨雾散|在渡轮停航" },
	{ "a list is parted", 20, 0, 0, "今夜轮渡、滩路停航停行",
	    "今夜轮渡、|滩路停航停行" },
	{ "but a clause sooner", 20, 0, 0, "今夜海港，轮渡、滩路停航停",
	    "今夜海港，|轮渡、滩路停航停" },
	{ "longer above", 20, 0, 0, "大雾港Harbourside停航",
	    "大雾港Harbourside|停航" },
	{ "shorter above at a pause", 20, 0, 0, "龙抬头 大家伙五点开门",
	    "龙抬头|大家伙五点开门" },
	{ "English leans on what follows", 26, 0, 0,
	    "Ferries are back in the harbour of Lingang",
	    "Ferries are back in|the harbour of Lingang" },
	{ "rather a line more than a word torn", 8, 0, 0, "big Harbour sea",
	    "big|Harbour|sea" },
	{ "a name too long", 10, 0, 0, "Harbourmasters", "Harbour|masters" },
	{ "inset", 14, 2, 2, "海港今晨大雾渡轮停航",
	    ">>海港今晨大雾|>>渡轮停航" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static const struct set_case japanese_heading_cases[] = {
	{ "before a word, not its end", 16, 0, 0, "海霧が晴れて船が出た",
	    "海霧が晴れて|船が出た" },
	{ "not within katakana", 18, 0, 0, "あすのフェリー運航表示",
	    "あすのフェリー|運航表示" },
	{ NULL, 0, 0, 0, NULL, NULL },
};

static void
headings_break_by_sense(void **state)
{
	struct choice japanese = chinese;

	(void)state;
	check_all(heading_cases, &chinese, para_set_heading);
	japanese.language = "ja";
	check_all(japanese_heading_cases, &japanese, para_set_heading);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_where_they_may),
		cmocka_unit_test(rules_give_way_in_order),
		cmocka_unit_test(leftover_cells_go_to_joints),
		cmocka_unit_test(full_opens_han_as_well),
		cmocka_unit_test(marks_hang),
		cmocka_unit_test(latin_is_spaced),
		cmocka_unit_test(words_are_parted),
		cmocka_unit_test(ragged_is_not_widened),
		cmocka_unit_test(korean_has_two_ways),
		cmocka_unit_test(headings_break_by_sense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
