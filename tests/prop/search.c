/*
 * The search against a plain scan.  Random archives, small enough that words,
 * days and authors meet often; random queries.  Stories are made of units, a
 * character, a word or a mark, and the scan compares units: it knows nothing
 * of terms, of FTS5 or of folding.  SEED=N in the environment repeats a run.
 */
#include "src/library/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/edition/edition.h"
#include "src/library/query.h"
#include "tests/folder.h"
#include "tests/support/random.h"

enum {
	ARCHIVES = 8,
	QUERIES = 250,
	EDITIONS = 6,
	STORIES = 8, /* of an edition */
	UNITS = 14,  /* of a field */
	FIELDS = 3,  /* headline and two paragraphs */
	LEAF_UNITS = 4,
	FIRST_DAY = 20000,
	DAYS = 4,
};

/* Words have ids from FIRST_WORD on; the marks are none of a phrase. */
enum { FIRST_WORD = 4, COMMA = 8, STOP = 9, NUNITS = 10 };

/* What is the same when folded; the first form is the plain one. */
static const char *const forms[NUNITS][2] = {
	{ "国", "國" },
	{ "动", "動" },
	{ "中", "中" },
	{ "行", "行" },
	{ "rate", "ＲＡＴＥ" },
	{ "rates", "Rates" },
	{ "bank", "BANK" },
	{ "cafe", "Café" },
	{ "，", ", " },
	{ "。", "。" },
};
static const char *const prefixes[] = { "rat", "ba", "c" };
static const char *const authors[] = { "Zed Moor", "Yan Ford", "Xu Lane" };
static const char *const sections[] = { "Harbour", "Market" };
static const char *const papers[] = { "The Ledger", "The Courier" };

struct unit {
	unsigned id, form;
};

struct part {
	struct unit at[UNITS];
	size_t n;
};

struct told {
	struct part field[FIELDS];
	unsigned author, section, paper;
	int64_t day;
	size_t edition, number;
	bool is_there;
};

static struct {
	struct told at[EDITIONS * STORIES];
	size_t n;
	uint64_t seed;
	struct arena *arena;
	struct archive *archive;
	char dir[FOLDER_BYTES];
} fx;

static unsigned
below(unsigned n)
{
	return random_below(&fx.seed, n);
}

/* --- stories --------------------------------------------------------------------- */

static bool
is_word(unsigned id)
{
	return id >= FIRST_WORD && id < COMMA;
}

static void
make_field(struct part *f, size_t most)
{
	f->n = 1 + below((unsigned)most);
	for (size_t i = 0; i < f->n; i++)
		f->at[i] = (struct unit){ below(NUNITS), below(2) };
	f->at[0].id = below(COMMA); /* a mark alone is no paragraph */
}

/* Between Han and anything a blank or none makes no difference. */
static void
write_field(struct buf *b, const struct part *f)
{
	for (size_t i = 0; i < f->n; i++) {
		bool words =
		    i && is_word(f->at[i].id) && is_word(f->at[i - 1].id);
		buf_adds(b, words || below(6) == 0 ? " " : "");
		buf_adds(b, forms[f->at[i].id][f->at[i].form]);
	}
}

/* A copy of another one is found once: the archive's promise. */
static bool
is_copy(const struct told *x, const struct told *y)
{
	return x->edition == y->edition &&
	    memcmp(x->field, y->field, sizeof x->field) == 0;
}

static void
write_story(struct buf *b, const struct told *s)
{
	buf_addf(b, "# %s\n\n## ", sections[s->section]);
	write_field(b, &s->field[0]);
	buf_addf(b, "\nby: By %s\n\n", authors[s->author]);
	for (size_t i = 1; i < FIELDS; i++) {
		write_field(b, &s->field[i]);
		buf_adds(b, "\n\n");
	}
}

static void
add_edition(size_t edition)
{
	struct buf b = { 0 };
	unsigned paper = below(2);
	int64_t day = FIRST_DAY + below(DAYS), id;
	enum archive_outcome outcome;
	struct err err;

	buf_addf(
	    &b, "---\ntitle: %s\nedition: %zu\ndate: ", papers[paper], edition);
	date_add_iso(&b, date_from_days(day));
	buf_adds(&b, "\n---\n\n");
	for (size_t i = 0; i < STORIES; i++) {
		struct told *s = &fx.at[fx.n++];
		memset(s, 0, sizeof *s);
		for (size_t j = 0; j < FIELDS; j++)
			make_field(&s->field[j], j ? UNITS : UNITS / 4);
		if (i && below(8) == 0)
			memcpy(s->field, s[-1].field, sizeof s->field);
		s->author = below(3);
		s->section = below(2);
		s->paper = paper;
		s->day = day;
		s->edition = edition;
		s->number = i + 1;
		s->is_there = true;
		for (size_t j = 1; j <= i; j++)
			s->is_there &= !is_copy(s, s - j);
		write_story(&b, s);
	}

	const struct source src = {
		.text = b.bytes, .nbytes = b.n, .name = "test"
	};
	struct builder *builder = builder_new("test", NULL);
	assert_int_equal(reader_native.read(&src, builder, NULL, NULL), 0);
	struct edition *e = builder_finish(builder);
	assert_int_equal(e->narticles, STORIES);
	struct archive_source from = {
		.paper = papers[paper], .native = b.bytes, .nbytes = b.n
	};
	if (archive_add(fx.archive, e, &from, &id, &outcome, &err) != 0)
		fail_msg("%s", err.msg);
	if (below(6) == 0) {
		assert_int_equal(archive_remove(fx.archive, id, &err), 0);
		for (size_t i = 0; i < STORIES; i++)
			fx.at[fx.n - 1 - i].is_there = false;
	}
	edition_free(e);
	buf_fini(&b);
}

/* --- queries ----------------------------------------------------------------------- */

struct wanted {
	enum query_op op;
	struct part units; /* of a text */
	int prefix;        /* in place of the last unit; -1: none */
	unsigned value;
	int64_t from, to;
	struct wanted *child[3];
	size_t n;
};

static void
make_leaf(struct wanted *w)
{
	static const enum query_op ops[] = { QUERY_TEXT, QUERY_TEXT, QUERY_TEXT,
		QUERY_TEXT, QUERY_AUTHOR, QUERY_PAPER, QUERY_SECTION,
		QUERY_DATE };

	w->op = ops[below(8)];
	w->prefix = -1;
	w->value = below(w->op == QUERY_AUTHOR ? 3 : 2);
	w->from = FIRST_DAY + below(DAYS);
	w->to = w->from + below(2);
	w->units.n = 1 + below(LEAF_UNITS);
	for (size_t i = 0; i < w->units.n; i++)
		w->units.at[i] = (struct unit){ below(COMMA), below(2) };
	if (below(5) == 0)
		w->prefix = (int)below(3);
}

static struct wanted *
make_wanted(unsigned depth)
{
	struct wanted *w = arena_one(fx.arena, struct wanted);

	if (depth == 0 || below(3) == 0) {
		make_leaf(w);
		return w;
	}
	w->op = below(2) ? QUERY_AND : QUERY_OR;
	w->n = 2 + below(2);
	for (size_t i = 0; i < w->n; i++) {
		w->child[i] = make_wanted(depth - 1);
		if (w->op == QUERY_OR || i == 0 || below(3))
			continue;
		struct wanted *excluded = arena_one(fx.arena, struct wanted);
		*excluded = (struct wanted){
			.op = QUERY_NOT, .child = { w->child[i] }, .n = 1
		};
		w->child[i] = excluded;
	}
	return w;
}

static void
write_text(struct buf *b, const struct wanted *w)
{
	buf_addc(b, '"');
	for (size_t i = 0; i < w->units.n; i++) {
		bool last = i + 1 == w->units.n && w->prefix >= 0;
		bool word = last || is_word(w->units.at[i].id);
		if (i && word && is_word(w->units.at[i - 1].id))
			buf_addc(b, ' ');
		buf_adds(b,
		    last ? prefixes[w->prefix]
			 : forms[w->units.at[i].id][w->units.at[i].form]);
	}
	buf_adds(b, w->prefix >= 0 ? "\"*" : "\"");
}

static void
write_wanted(struct buf *b, const struct wanted *w)
{
	switch (w->op) {
	case QUERY_TEXT:
		write_text(b, w);
		return;
	case QUERY_AUTHOR:
		buf_addf(b, "author:\"%s\"", authors[w->value]);
		return;
	case QUERY_PAPER:
		buf_addf(b, "paper:\"%s\"", papers[w->value]);
		return;
	case QUERY_SECTION:
		buf_addf(b, "section:%s", sections[w->value]);
		return;
	case QUERY_DATE:
		buf_adds(b, "date:");
		date_add_iso(b, date_from_days(w->from));
		buf_adds(b, "..");
		date_add_iso(b, date_from_days(w->to));
		return;
	case QUERY_NOT:
		buf_addc(b, '-');
		write_wanted(b, w->child[0]);
		return;
	case QUERY_AND:
	case QUERY_OR:
		break;
	}
	buf_addc(b, '(');
	for (size_t i = 0; i < w->n; i++) {
		buf_adds(b, !i ? "" : w->op == QUERY_OR ? " OR " : " ");
		write_wanted(b, w->child[i]);
	}
	buf_addc(b, ')');
}

/* --- the scan ------------------------------------------------------------------------ */

static bool
is_unit(const struct wanted *w, size_t i, struct unit got, bool is_strict)
{
	const struct unit want = w->units.at[i];

	if (i + 1 == w->units.n && w->prefix >= 0)
		return is_word(got.id) &&
		    strncmp(forms[got.id][0], prefixes[w->prefix],
			strlen(prefixes[w->prefix])) == 0;
	return want.id == got.id &&
	    (!is_strict || is_word(got.id) ||
		!strcmp(forms[got.id][got.form], forms[want.id][want.form]));
}

/* Does it stand at unit `at`?  A comma may stand beside a word. */
static bool
stands_at(
    const struct wanted *w, const struct part *f, size_t at, bool is_strict)
{
	for (size_t i = 0; i < w->units.n; i++) {
		size_t next = at;
		while (i && next < f->n && f->at[next].id == COMMA)
			next++;
		if (next == f->n || !is_unit(w, i, f->at[next], is_strict) ||
		    (next > at && !is_word(f->at[at - 1].id) &&
			!is_word(f->at[next].id)))
			return false;
		at = next + 1;
	}
	return true;
}

static bool
is_wanted(const struct wanted *w, const struct told *s, bool is_strict)
{
	switch (w->op) {
	case QUERY_TEXT:
		for (size_t i = 0; i < FIELDS; i++)
			for (size_t j = 0; j < s->field[i].n; j++)
				if (stands_at(w, &s->field[i], j, is_strict))
					return true;
		return false;
	case QUERY_AUTHOR:
		return w->value == s->author;
	case QUERY_PAPER:
		return w->value == s->paper;
	case QUERY_SECTION:
		return w->value == s->section;
	case QUERY_DATE:
		return s->day >= w->from && s->day <= w->to;
	case QUERY_NOT:
		return !is_wanted(w->child[0], s, is_strict);
	case QUERY_AND:
	case QUERY_OR:
		break;
	}
	for (size_t i = 0; i < w->n; i++)
		if (is_wanted(w->child[i], s, is_strict) == (w->op == QUERY_OR))
			return w->op == QUERY_OR;
	return w->op == QUERY_AND;
}

/* Newest first; of a day, those that were kept last. */
static int
compare_told(const void *x, const void *y)
{
	const struct told *const *a = x, *const *b = y;

	if ((*a)->day != (*b)->day)
		return (*a)->day > (*b)->day ? -1 : 1;
	return *a > *b ? -1 : *a < *b;
}

static size_t
scan(const struct told **out, const struct wanted *w, bool is_strict)
{
	size_t n = 0;

	for (size_t i = 0; i < fx.n; i++)
		if (fx.at[i].is_there && is_wanted(w, &fx.at[i], is_strict))
			out[n++] = &fx.at[i];
	qsort(out, n, sizeof *out, compare_told);
	return n;
}

/* --- comparing ----------------------------------------------------------------------- */

static bool
is_story(const struct told *s, const struct archive_story *story)
{
	return s->day == story->day && s->number == story->number &&
	    !strcmp(papers[s->paper], story->paper) &&
	    !strcmp(sections[s->section], story->section);
}

static void
snippet_holds(const struct result *r)
{
	size_t at = 0;

	assert_non_null(r->snippet);
	for (size_t i = 0; i < r->nlit; i++) {
		assert_true(r->lit[i].from >= at);
		assert_true(r->lit[i].from < r->lit[i].to);
		at = r->lit[i].to;
	}
	assert_true(at <= strlen(r->snippet));
	assert_null(strpbrk(r->snippet, "\n\x1E"));
}

static void
check(const char *query, const struct wanted *w)
{
	const struct told *want[EDITIONS * STORIES];
	struct search_options o = { .order = (enum search_order)below(3),
		.limit = 1 + below(20),
		.is_strict = below(3) == 0 };
	size_t n = scan(want, w, o.is_strict);
	struct results got;
	struct err err;
	const struct search_node *node = query_parse(query, fx.arena, &err);

	if (!node ||
	    search_archive(&got, fx.archive, node, &o, fx.arena, &err) != 0)
		fail_msg("%s: %s", query, err.msg);
	if (got.n != (n < o.limit ? n : o.limit))
		fail_msg("%s (strict %d, order %d): %zu, want %zu", query,
		    o.is_strict, (int)o.order, got.n, n);
	assert_true(got.is_more ? got.n == o.limit : n <= o.limit);
	assert_false(got.is_stopped);
	for (size_t i = 0; i < got.n; i++) {
		bool is_right = false;
		size_t at = o.order == SEARCH_OLDEST ? n - 1 - i : i;
		snippet_holds(&got.at[i]);
		for (size_t j = 0; j < n && o.order == SEARCH_BEST; j++)
			is_right |= is_story(want[j], &got.at[i].story);
		if (o.order != SEARCH_BEST)
			is_right = is_story(want[at], &got.at[i].story);
		if (!is_right)
			fail_msg("%s: another result %zu", query, i);
	}
}

static void
finds_what_a_scan_finds(void **state)
{
	const char *given = getenv("SEED");
	char notice[256];
	struct err err;

	(void)state;
	fx.seed = given ? (uint64_t)atoll(given) : 20250530;
	print_message("SEED=%llu\n", (unsigned long long)fx.seed);
	for (int i = 0; i < ARCHIVES; i++) {
		test_folder_make(fx.dir);
		fx.arena = arena_new();
		fx.n = 0;
		fx.archive = archive_open(
		    fx.dir, ARCHIVE_WRITE, notice, sizeof notice, &err);
		if (!fx.archive)
			fail_msg("%s", err.msg);
		for (size_t j = 0; j < EDITIONS; j++)
			add_edition(j);
		for (int j = 0; j < QUERIES; j++) {
			struct buf b = { 0 };
			struct wanted *w = make_wanted(2);
			write_wanted(&b, w);
			check(buf_str(&b), w);
			buf_fini(&b);
		}
		archive_close(fx.archive);
		arena_free(fx.arena);
		test_folder_remove(fx.dir);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_a_scan_finds),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
