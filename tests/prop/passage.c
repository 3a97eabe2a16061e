/*
 * Passages in sources that were edited since: random articles of the bundled
 * edition, random passages of them, one to four random edits.  A character knows
 * whether it was in the passage, so the test knows where it is now.
 *
 * A passage is still there if half of its characters are, within a stretch of
 * twice its length.  At least 98 in 100 of those must be found, and none may be
 * found at a wrong place without being called a guess.  A place is wrong if more
 * than half of it never belonged to the passage, or more than half of what is
 * left of the passage is not in it.  SEED=N in the environment repeats a run.
 */
#include "src/library/passage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/edition/clean.h"
#include "tests/support/random.h"

enum {
	ROUNDS = 1000, /* of each language */
	CELLS_MAX = 40000,
	LEAST_CPS = 8, /* of a passage */
	MOST_EDITS = 4,
};

enum tag { OTHER, INSIDE, IN_PLACE };

struct cell {
	unsigned cp; /* '\n' between paragraphs */
	enum tag tag;
};

struct text {
	struct cell at[CELLS_MAX];
	size_t n;
};

static struct text now, spare;
static struct paper *paper;
static uint64_t seed;
static size_t npassage; /* code points of the passage */
static bool is_english;
static const struct article *original;

static size_t
below(size_t n)
{
	return n ? random_below(&seed, (unsigned)n) : 0;
}

/* --- texts --------------------------------------------------------------------- */

static void
load(struct text *t, const struct article *a)
{
	t->n = 0;
	for (size_t i = 0; i < a->nblocks; i++) {
		const char *s = a->blocks[i].text;
		if (memchr(s, '\n', a->blocks[i].nbytes) || !*s)
			continue;
		if (t->n)
			t->at[t->n++].cp = '\n';
		while (*s)
			t->at[t->n++].cp = utf8_next(&s);
	}
	for (size_t i = 0; i < t->n; i++)
		t->at[i].tag = OTHER;
}

static bool
is_white(const struct text *t, size_t i)
{
	return i >= t->n || t->at[i].cp == '\n' || clean_is_blank(t->at[i].cp);
}

/* As the model has it: no blanks at the ends of paragraphs, none empty. */
static void
tidy(struct text *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (is_white(t, i) && (n == 0 || t->at[n - 1].cp == '\n'))
			continue;
		if (t->at[i].cp == '\n')
			while (n && is_white(t, n - 1))
				n--;
		t->at[n++] = t->at[i];
	}
	while (n && is_white(t, n - 1))
		n--;
	t->n = n;
}

static void
add_article(struct builder *b, const struct text *t)
{
	struct buf line = { 0 };

	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, "The one");
	for (size_t i = 0; i <= t->n; i++) {
		if (i < t->n && t->at[i].cp != '\n') {
			buf_add_cp(&line, t->at[i].cp);
			continue;
		}
		builder_text(b, BLOCK_PARAGRAPH, buf_str(&line), line.n);
		buf_cut(&line, 0);
	}
	buf_fini(&line);
}

/* The bundled edition with `t` instead of article `at`. */
static struct edition *
build(const struct text *t, size_t at)
{
	struct builder *b = builder_new("test", NULL);
	const struct edition *e = paper->edition;

	builder_page(b, "A01", NULL);
	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *a = e->articles[i];
		if (i == at) {
			add_article(b, t);
			continue;
		}
		builder_article(b, 0);
		builder_set(b, ARTICLE_HEADLINE, a->headline);
		for (size_t k = 0; k < a->nblocks; k++)
			builder_block(b, &a->blocks[k], a->blocks[k].text,
			    a->blocks[k].nbytes);
	}
	return builder_finish(b);
}

/* The anchor of cell `at`, or of the end of the cell before it. */
static struct anchor
anchor_of(const struct text *t, size_t article, size_t at)
{
	struct anchor a = { (uint32_t)article, 0, 0 };
	char bytes[UTF8_MAX];

	for (size_t i = 0; i < at; i++) {
		if (t->at[i].cp == '\n') {
			a.block++;
			a.byte = 0;
		} else {
			a.byte += (uint32_t)utf8_encode(bytes, t->at[i].cp);
		}
	}
	return a;
}

static size_t
cell_of(const struct text *t, struct anchor a)
{
	for (size_t i = 0; i <= t->n; i++)
		if (anchor_compare(anchor_of(t, a.article, i), a) >= 0)
			return i;
	return t->n;
}

/* --- places -------------------------------------------------------------------- */

static bool
ends_sentence(unsigned cp)
{
	return cp == 0x3002 || cp == '.' || cp == 0xFF01 || cp == 0xFF1F ||
	    cp == '?' || cp == '!' || cp == '\n';
}

/* The start of a sentence at or after a random place; n for none. */
static size_t
sentence_start(const struct text *t, size_t i)
{
	while (i < t->n && i > 0 && !ends_sentence(t->at[i - 1].cp))
		i++;
	while (i < t->n && is_white(t, i))
		i++;
	return i;
}

static size_t
sentence_end(const struct text *t, size_t i)
{
	while (i < t->n && !ends_sentence(t->at[i].cp))
		i++;
	return i < t->n && t->at[i].cp != '\n' ? i + 1 : i;
}

static size_t
paragraph_start(const struct text *t, size_t i)
{
	while (i > 0 && t->at[i - 1].cp != '\n')
		i--;
	return i;
}

static size_t
paragraph_end(const struct text *t, size_t i)
{
	while (i < t->n && t->at[i].cp != '\n')
		i++;
	return i;
}

/* A sentence or some, a paragraph or some, any stretch, or all of it. */
static bool
choose_passage(size_t *from, size_t *to)
{
	size_t at = below(now.n);

	switch (below(8)) {
	case 0:
		*from = 0;
		*to = now.n;
		break;
	case 1:
	case 2:
		*from = paragraph_start(&now, at);
		*to = paragraph_end(&now, at);
		for (size_t more = below(3); more && *to < now.n; more--)
			*to = paragraph_end(&now, *to + 1);
		break;
	case 3:
		*from = at;
		*to = at + LEAST_CPS + below(200);
		break;
	default:
		*from = sentence_start(&now, at);
		*to = sentence_end(&now, *from);
		for (size_t more = below(4); more && *to < now.n; more--)
			*to = sentence_end(&now, *to + 1);
	}
	if (*to > now.n)
		*to = now.n;
	while (*to > *from && is_white(&now, *to - 1))
		--*to;
	while (*from < *to && is_white(&now, *from))
		++*from;
	return *from + LEAST_CPS <= *to;
}

/* --- edits --------------------------------------------------------------------- */

static void
take(size_t from, size_t n)
{
	memmove(now.at + from, now.at + from + n,
	    (now.n - from - n) * sizeof *now.at);
	now.n -= n;
}

/* Put cells in; between cells of the passage they are in its place. */
static void
put(size_t at, const struct cell *cells, size_t n, bool keep_tags)
{
	bool inside = at > 0 && at < now.n && now.at[at].tag != OTHER &&
	    now.at[at - 1].tag != OTHER;

	if (now.n + n > CELLS_MAX)
		return;
	memmove(now.at + at + n, now.at + at, (now.n - at) * sizeof *now.at);
	now.n += n;
	for (size_t i = 0; i < n; i++) {
		now.at[at + i] = cells[i];
		if (!keep_tags)
			now.at[at + i].tag = inside ? IN_PLACE : OTHER;
	}
}

/* Mostly where it matters: in the passage or near it. */
static size_t
place(void)
{
	size_t at = below(now.n);

	for (int tries = 0; tries < 40 && below(3); tries++) {
		if (now.at[at].tag != OTHER)
			break;
		at = below(now.n);
	}
	return at;
}

static void
replace_some(void)
{
	for (size_t n = 1 + below(4); n; n--) {
		size_t at = place(), from = below(now.n);
		if (now.at[at].cp == '\n' || is_white(&now, from))
			continue;
		now.at[at].cp = now.at[from].cp;
		if (now.at[at].tag == INSIDE)
			now.at[at].tag = IN_PLACE;
	}
}

static void
insert_some(void)
{
	struct cell cells[16];
	size_t n = 1 + below(12), from = below(now.n - n);

	memcpy(cells, now.at + from, n * sizeof *cells);
	for (size_t i = 0; i < n; i++)
		if (cells[i].cp == '\n')
			cells[i].cp = ',';
	put(place(), cells, n, false);
}

static void
delete_some(void)
{
	size_t n = 1 + below(12), at = place();

	if (at + n < now.n)
		take(at, n);
}

static void
move_sentence(void)
{
	static struct cell cells[CELLS_MAX];
	size_t from = sentence_start(&now, place());
	size_t n = sentence_end(&now, from) - from;

	if (!n || n == now.n)
		return;
	memcpy(cells, now.at + from, n * sizeof *cells);
	take(from, n);
	put(sentence_start(&now, below(now.n)), cells, n, true);
}

static void
split_paragraph(void)
{
	static const struct cell newline = { '\n', OTHER };

	put(sentence_start(&now, place()), &newline, 1, false);
}

static void
join_paragraphs(void)
{
	size_t at = paragraph_end(&now, place());

	if (at >= now.n)
		return;
	if (is_english)
		now.at[at].cp = ' ';
	else
		take(at, 1);
}

/* Some text of another article of the language into spare, of `n` at most. */
static void
borrow(size_t n)
{
	const struct edition *e = paper->edition;
	const struct article *a;

	do
		a = e->articles[below(e->narticles)];
	while ((a->language != NULL) != is_english || !a->nblocks ||
	    a == original);
	load(&spare, a);
	if (spare.n <= n)
		return;
	size_t from = below(spare.n - n);
	memmove(spare.at, spare.at + from, n * sizeof *spare.at);
	spare.n = n;
}

static void
add_paragraph(void)
{
	static const struct cell newline = { '\n', OTHER };
	size_t at = paragraph_start(&now, place());

	borrow(20 + below(200));
	put(at, &newline, 1, false);
	put(at, spare.at, spare.n, false);
}

static void
correct_punctuation(void)
{
	static const char *const pairs = "，,。.：:；;？?！!（(）)“\"”\"—-·、";

	for (size_t i = 0; i < now.n; i++) {
		const char *s = pairs;
		while (*s) {
			unsigned from = utf8_next(&s), to = utf8_next(&s);
			if (now.at[i].cp == from && below(2))
				now.at[i].cp = to;
			else if (now.at[i].cp == to && below(2))
				now.at[i].cp = from;
			else
				continue;
			break;
		}
	}
}

/* Cells of the passage from the first to the last. */
static bool
find_passage(size_t *from, size_t *to)
{
	*to = 0;
	for (size_t i = now.n; i-- > 0;)
		if (now.at[i].tag != OTHER) {
			*from = i;
			if (!*to)
				*to = i + 1;
		}
	return *to > 0;
}

/* Rewrite the passage, from a part of it on or up to it. */
static void
rewrite(size_t from, size_t to)
{
	size_t n = to - from;

	take(from, n);
	borrow(n / 2 + below(n + 1) + 1);
	for (size_t i = 0; i < spare.n; i++)
		spare.at[i].tag = IN_PLACE;
	put(from, spare.at, spare.n, true);
}

static void
rewrite_all(void)
{
	size_t from, to;

	if (find_passage(&from, &to))
		rewrite(from, to);
}

static void
rewrite_beginning(void)
{
	size_t from, to;

	if (find_passage(&from, &to))
		rewrite(from, from + (to - from) / (2 + below(4)));
}

static void
rewrite_end(void)
{
	size_t from, to;

	if (find_passage(&from, &to))
		rewrite(to - (to - from) / (2 + below(4)), to);
}

static void
delete_passage(void)
{
	size_t from, to;

	if (find_passage(&from, &to))
		take(from, to - from);
}

static const struct {
	const char *name;
	void (*edit)(void);
	unsigned weight;
} edits[] = {
	{ "characters replaced", replace_some, 20 },
	{ "characters inserted", insert_some, 20 },
	{ "characters deleted", delete_some, 20 },
	{ "a sentence moved", move_sentence, 10 },
	{ "a paragraph split", split_paragraph, 15 },
	{ "paragraphs joined", join_paragraphs, 15 },
	{ "a paragraph added", add_paragraph, 15 },
	{ "punctuation corrected", correct_punctuation, 10 },
	{ "its beginning rewritten", rewrite_beginning, 5 },
	{ "its end rewritten", rewrite_end, 5 },
	{ "all of it rewritten", rewrite_all, 5 },
	{ "all of it deleted", delete_passage, 5 },
};

enum { NEDITS = sizeof edits / sizeof *edits };

static unsigned
choose_edit(void)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < NEDITS; i++)
		sum += edits[i].weight;
	unsigned at = (unsigned)below(sum);
	for (unsigned i = 0;; i++) {
		if (at < edits[i].weight)
			return i;
		at -= edits[i].weight;
	}
}

/* --- judging ------------------------------------------------------------------- */

struct tally {
	size_t n, there, found, exact, changed, guessed, gone;
	size_t wrong_guesses, wrong, ends, was_gone, said_gone;
};

/* Are half of its characters within twice its length? */
static bool
is_still_there(void)
{
	size_t wide = 2 * npassage, n = 0;

	for (size_t i = 0; i < now.n; i++) {
		n += now.at[i].tag == INSIDE;
		if (i >= wide)
			n -= now.at[i - wide].tag == INSIDE;
		if (2 * n >= npassage)
			return true;
	}
	return false;
}

static bool
is_right(size_t from, size_t to)
{
	size_t total[3] = { 0 }, inside[3] = { 0 };

	for (size_t i = 0; i < now.n; i++) {
		total[now.at[i].tag]++;
		if (i >= from && i < to)
			inside[now.at[i].tag]++;
	}
	enum tag left = total[INSIDE] ? INSIDE : IN_PLACE;
	return total[left] && 2 * inside[OTHER] <= to - from &&
	    2 * inside[left] >= total[left];
}

static void
judge(struct tally *t, enum passage_found found, struct range r, size_t article,
    const char *what)
{
	size_t from = cell_of(&now, r.from), to = cell_of(&now, r.to);
	bool right = found != PASSAGE_GONE && r.from.article == article &&
	    is_right(from, to);
	bool there = is_still_there();
	size_t first, end;

	t->n++;
	t->there += there;
	t->found += there && right;
	t->exact += found == PASSAGE_EXACT;
	t->changed += found == PASSAGE_CHANGED;
	t->guessed += found == PASSAGE_GUESSED;
	t->gone += found == PASSAGE_GONE;
	t->was_gone += !there;
	t->said_gone += !there && found == PASSAGE_GONE;
	t->wrong_guesses += found == PASSAGE_GUESSED && !right;
	if (there && right && find_passage(&first, &end))
		t->ends += first == from && end == to;
	if (getenv("VERBOSE") && there && !right)
		print_message("missed (%d): %s; %zu code points\n", found, what,
		    npassage);
	if (right || found == PASSAGE_GONE || found == PASSAGE_GUESSED)
		return;
	t->wrong++;
	print_message(
	    "wrong (%d): %s; %zu code points\n", found, what, npassage);
}

static void
round_of(struct tally *t)
{
	const struct edition *e = paper->edition;
	struct arena *a = arena_new();
	struct range r = { { 0, 0, 0 }, { 0, 0, 0 } };
	struct buf what = { 0 };
	size_t article, from, to;

	do {
		article = below(e->narticles);
		load(&now, e->articles[article]);
	} while ((e->articles[article]->language != NULL) != is_english ||
	    now.n < 100 || !choose_passage(&from, &to));
	original = e->articles[article];
	for (size_t i = from; i < to; i++)
		now.at[i].tag = INSIDE;
	npassage = to - from;
	if (below(5) == 0) { /* it stands twice */
		static struct cell copy[CELLS_MAX];
		size_t at = sentence_start(&now, below(now.n));
		memcpy(copy, now.at + from, npassage * sizeof *copy);
		if (at + PASSAGE_CONTEXT_CPS <= from ||
		    at >= to + PASSAGE_CONTEXT_CPS) {
			put(at, copy, npassage, false);
			buf_adds(&what, "stands twice, ");
		}
	}
	tidy(&now);
	find_passage(&from, &to);
	struct edition *before = build(&now, article);
	r.from = anchor_of(&now, article, from);
	r.to = anchor_of(&now, article, to);
	struct passage p = passage_make(before, r, a);
	for (size_t n = 1 + below(MOST_EDITS); n && now.n > 50; n--) {
		unsigned edit = choose_edit();
		edits[edit].edit();
		buf_addf(&what, "%s%s", edits[edit].name, n > 1 ? ", " : "");
	}
	tidy(&now);
	struct edition *after = build(&now, article);
	uint32_t known =
	    below(8) ? (uint32_t)article : (uint32_t)below(e->narticles + 1);
	enum passage_found found = passage_find(&r, &p, after, known);
	judge(t, found, r, article, buf_str(&what));
	buf_fini(&what);
	edition_free(before);
	edition_free(after);
	arena_free(a);
}

static void
check(bool english)
{
	struct tally t = { 0 };

	is_english = english;
	for (int i = 0; i < ROUNDS; i++)
		round_of(&t);
	print_message(
	    "%s: %zu passages, %zu still there, found %zu (%.1f %%), "
	    "both ends to the character %.1f %%; exact %zu, changed "
	    "%zu, guessed %zu, of which wrong %zu; gone %zu; sure and "
	    "wrong %zu; no longer there %zu, said so of %zu\n",
	    english ? "English" : "Chinese", t.n, t.there, t.found,
	    100.0 * (double)t.found / (double)t.there,
	    100.0 * (double)t.ends / (double)t.there, t.exact, t.changed,
	    t.guessed, t.wrong_guesses, t.gone, t.wrong, t.was_gone,
	    t.said_gone);
	assert_int_equal(t.wrong, 0);
	assert_true(t.found * 100 >= t.there * 98);
}

static void
chinese(void **state)
{
	(void)state;
	check(false);
}

static void
english(void **state)
{
	(void)state;
	check(true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese),
		cmocka_unit_test(english),
	};
	const char *given = getenv("SEED");

	seed = given ? strtoull(given, NULL, 10) : 20250530u;
	seed += seed == 0;
	print_message("SEED=%llu\n", (unsigned long long)seed);
	paper = paper_open_bundled();
	int failed = cmocka_run_group_tests_name("passage", tests, NULL, NULL);
	paper_close(paper);
	return failed;
}
