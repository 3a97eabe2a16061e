#include "src/print/markdown_block.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"
#include "src/edition/native.h"
#include "src/print/filtered.h"
#include "src/text/filter.h"

/* A fence is at least this long. */
enum { FENCE_BYTES = 3 };

/* Numbers that native_look() takes for an item's. */
enum { MAX_ITEM_NUMBER = 999 };

static void
encode(struct buf *out, const struct block *k, enum native_place first,
    enum native_place rest, struct arena *a)
{
	struct native_text t;

	filtered_text(&t, k, 0, k->nbytes, a);
	native_encode(out, &t, first, rest);
	native_text_fini(&t);
}

/* Encode, and put `prefix` before each line but the first. */
static void
encode_behind(struct buf *out, const struct block *k, const char *prefix,
    enum native_place place, struct arena *a)
{
	struct buf lines = { 0 };

	encode(&lines, k, place, place, a);
	for (size_t i = 0; i < lines.n; i++) {
		buf_addc(out, lines.bytes[i]);
		if (lines.bytes[i] == '\n')
			buf_adds(out, prefix);
	}
	buf_fini(&lines);
}

const char *
markdown_value(const struct block *k, struct arena *a)
{
	struct buf line = { 0 };

	if (k->nwraps || memchr(k->text, '\n', k->nbytes))
		return NULL;
	encode(&line, k, NATIVE_IN_VALUE, NATIVE_IN_VALUE, a);
	const char *value = arena_strndup(a, buf_str(&line), line.n);
	buf_fini(&line);
	return value;
}

/* Nothing but blanks. */
static bool
is_indent(const char *s)
{
	while (*s)
		if (!clean_is_blank(utf8_next(&s)))
			return false;
	return true;
}

static void
write_paragraph(struct buf *out, const struct block *k, struct arena *a)
{
	bool indent = k->mark && is_indent(k->mark);
	bool wide = indent && !strncmp(k->mark, "\xE3\x80\x80", 3);

	if (indent)
		filter_add(out, k->mark, strlen(k->mark), FILTER_TEXT);
	encode(out, k, NATIVE_IN_BODY,
	    wide ? NATIVE_IN_INDENTED : NATIVE_IN_BODY, a);
}

static void
write_standfirst(struct buf *out, const struct block *k, struct arena *a)
{
	buf_adds(out, "standfirst: ");
	encode(out, k, NATIVE_IN_NESTED, NATIVE_IN_BODY, a);
}

static void
write_credit(struct buf *out, const struct block *k, struct arena *a)
{
	buf_adds(out, "credit: ");
	encode(out, k, NATIVE_IN_NESTED, NATIVE_IN_BODY, a);
}

static void
write_subhead(struct buf *out, const struct block *k, struct arena *a)
{
	buf_adds(out, "##");
	for (int i = 0; i < k->level; i++)
		buf_addc(out, '#');
	buf_addc(out, ' ');
	encode(out, k, NATIVE_IN_HEADING, NATIVE_IN_NESTED, a);
}

static void
write_quote(struct buf *out, const struct block *k, struct arena *a)
{
	buf_adds(out, "> ");
	encode_behind(out, k, "> ", NATIVE_IN_NESTED, a);
}

/* The mark as written, if it still says the same. */
static void
write_item_mark(struct buf *out, const struct block *k, struct arena *a)
{
	struct native_mark m = { .kind = NATIVE_TEXT };

	if (k->mark) {
		char *line = arena_printf(a, "%s x", k->mark);
		m = native_look(line, strlen(line));
	}
	if (m.kind == NATIVE_ITEM_LINE && !m.indent && m.number == k->number)
		buf_adds(out, k->mark);
	else if (k->number > 0 && k->number <= MAX_ITEM_NUMBER)
		buf_addf(out, "%d.", k->number);
	else
		buf_addc(out, '-');
	buf_addc(out, ' ');
}

static void
write_item(struct buf *out, const struct block *k, struct arena *a)
{
	const char *indent = arena_printf(a, "%*s", k->level * 2, "");

	buf_adds(out, indent);
	write_item_mark(out, k, a);
	encode_behind(
	    out, k, arena_printf(a, "%s  ", indent), NATIVE_IN_ITEM, a);
}

/* What would look like the start of the credit goes as URLs have it. */
static void
write_src(struct buf *out, const char *s)
{
	while (*s) {
		const char *credit = strstr(s, " \"");
		size_t n = credit ? (size_t)(credit - s) : strlen(s);
		filter_add(out, s, n, FILTER_LINE);
		if (credit)
			buf_adds(out, "%20");
		s += n + (credit != NULL);
	}
}

static void
write_figure(struct buf *out, const struct block *k, struct arena *a)
{
	buf_adds(out, "![");
	encode(out, k, NATIVE_IN_CAPTION, NATIVE_IN_NESTED, a);
	if (out->bytes[out->n - 1] == '\\')
		buf_addc(out, ' '); /* the backslash is not the bracket's */
	buf_adds(out, "](");
	write_src(out, k->src ? k->src : "");
	if (k->credit) {
		buf_adds(out, " \"");
		filter_add(out, k->credit, strlen(k->credit), FILTER_LINE);
		buf_addc(out, '"');
	}
	buf_addc(out, ')');
}

/* The row in bytes `from` to `to`; returns its cells. */
static size_t
write_row(struct buf *out, const struct block *k, size_t from, size_t to,
    struct arena *a)
{
	size_t ncells = 0;

	buf_addc(out, '|');
	for (;;) {
		struct native_text cell;
		size_t end = from;
		while (end < to && k->text[end] != '\t')
			end++;
		filtered_text(&cell, k, from, end, a);
		buf_addc(out, ' ');
		native_encode(out, &cell, NATIVE_IN_CELL, NATIVE_IN_CELL);
		buf_adds(out, " |");
		native_text_fini(&cell);
		ncells++;
		if (end >= to)
			return ncells;
		from = end + 1;
	}
}

static void
write_divider(struct buf *out, const struct block *k, size_t ncells)
{
	const char *mark = k->mark ? k->mark : "";

	if (native_look(mark, strlen(mark)).kind == NATIVE_DIVIDER_LINE) {
		buf_adds(out, mark);
		return;
	}
	buf_addc(out, '|');
	for (size_t i = 0; i < ncells; i++)
		buf_adds(out, "---|");
}

static void
write_table(struct buf *out, const struct block *k, struct arena *a)
{
	size_t from = 0;

	for (bool first = true;; first = false) {
		const char *nl = memchr(k->text + from, '\n', k->nbytes - from);
		size_t to = nl ? (size_t)(nl - k->text) : k->nbytes;
		size_t ncells = write_row(out, k, from, to, a);
		if (first) {
			buf_addc(out, '\n');
			write_divider(out, k, ncells);
		}
		if (!nl)
			return;
		buf_addc(out, '\n');
		from = to + 1;
	}
}

/* The longest run of `c` that begins a line. */
static size_t
longest_run(const char *s, char c)
{
	size_t longest = 0;

	while (*s) {
		size_t n = strcspn(s, "\n");
		size_t run = 0;
		while (run < n && s[run] == c)
			run++;
		if (run > longest)
			longest = run;
		s += n + (s[n] == '\n');
	}
	return longest;
}

static void
write_preformatted(struct buf *out, const struct block *k, struct arena *a)
{
	const char *mark = k->mark ? k->mark : "";
	char c = *mark == '~' ? '~' : '`';
	size_t have = strspn(mark, c == '~' ? "~" : "`");
	size_t need = longest_run(k->text, c) + 1;

	(void)a;
	if (have < FENCE_BYTES)
		mark = "";
	need = need < FENCE_BYTES ? FENCE_BYTES : need;
	need = *mark && have > need ? have : need;
	for (size_t i = *mark ? have : 0; i < need; i++)
		buf_addc(out, c);
	filter_add(out, mark, strlen(mark), FILTER_LINE);
	buf_addc(out, '\n');
	filter_add(out, k->text, k->nbytes, FILTER_TEXT);
	buf_addc(out, '\n');
	for (size_t i = 0; i < need; i++)
		buf_addc(out, c);
}

static void
write_rule(struct buf *out, const struct block *k, struct arena *a)
{
	(void)a;
	if (native_look(k->text, k->nbytes).kind != NATIVE_RULE_LINE)
		buf_adds(out, "rule: ");
	filter_add(out, k->text, k->nbytes, FILTER_TEXT);
}

static void (*const writers[])(
    struct buf *, const struct block *, struct arena *) = {
	[BLOCK_STANDFIRST] = write_standfirst,
	[BLOCK_PARAGRAPH] = write_paragraph,
	[BLOCK_SUBHEAD] = write_subhead,
	[BLOCK_QUOTE] = write_quote,
	[BLOCK_ITEM] = write_item,
	[BLOCK_FIGURE] = write_figure,
	[BLOCK_TABLE] = write_table,
	[BLOCK_CREDIT] = write_credit,
	[BLOCK_PREFORMATTED] = write_preformatted,
	[BLOCK_RULE] = write_rule,
};

_Static_assert(sizeof writers / sizeof *writers == BLOCK_COUNT,
    "every type of block can be written");

void
markdown_block(struct buf *out, const struct block *k, struct arena *a)
{
	writers[k->type](out, k, a);
}
