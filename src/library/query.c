/*
 * A parser by descent, one function a level: either (OR) of all (AND) of words,
 * fields and groups, each perhaps excluded.  Punctuation may be full-width.
 * Nodes that are not yet in a list stand on one stack, of which each level
 * knows where its own begin.
 */
#include "src/library/query.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/nearest.h"
#include "src/base/utf8.h"
#include "src/library/query_int.h"

struct parser {
	const char *s;
	size_t n, at;
	const struct search_node *stack[QUERY_MAX_NODES];
	size_t nstack;
	size_t nnodes;
	struct arena *arena;
	struct err *err;
};

enum sign {
	SIGN_NONE,
	SIGN_END,
	SIGN_BLANK,
	SIGN_OPEN,
	SIGN_CLOSE,
	SIGN_BAR,
	SIGN_MINUS,
	SIGN_COLON,
	SIGN_STAR,
	SIGN_QUOTE,
};

static const struct {
	unsigned cp;
	enum sign sign;
	const char *closers; /* of a quotation mark: what ends it */
} signs[] = {
	{ ' ', SIGN_BLANK, NULL },
	{ '\t', SIGN_BLANK, NULL },
	{ '\n', SIGN_BLANK, NULL },
	{ '\r', SIGN_BLANK, NULL },
	{ 0xA0, SIGN_BLANK, NULL },
	{ 0x3000, SIGN_BLANK, NULL },
	{ '(', SIGN_OPEN, NULL },
	{ 0xFF08, SIGN_OPEN, NULL },
	{ ')', SIGN_CLOSE, NULL },
	{ 0xFF09, SIGN_CLOSE, NULL },
	{ '|', SIGN_BAR, NULL },
	{ 0xFF5C, SIGN_BAR, NULL },
	{ '-', SIGN_MINUS, NULL },
	{ 0xFF0D, SIGN_MINUS, NULL },
	{ 0x2212, SIGN_MINUS, NULL },
	{ ':', SIGN_COLON, NULL },
	{ 0xFF1A, SIGN_COLON, NULL },
	{ '*', SIGN_STAR, NULL },
	{ 0xFF0A, SIGN_STAR, NULL },
	{ '"', SIGN_QUOTE, "\"“”＂" },
	{ 0x201C, SIGN_QUOTE, "\"”＂" },
	{ 0x201D, SIGN_QUOTE, "\"“”＂" },
	{ 0x201E, SIGN_QUOTE, "\"“”＂" },
	{ 0xFF02, SIGN_QUOTE, "\"“”＂" },
	{ 0x300C, SIGN_QUOTE, "」" },
	{ 0x300E, SIGN_QUOTE, "』" },
};

enum { NSIGNS = sizeof signs / sizeof *signs };

/* Names of fields, the one that messages use first for each. */
static const struct {
	const char *name;
	enum query_op op;
} fields[] = {
	{ "author", QUERY_AUTHOR },
	{ "paper", QUERY_PAPER },
	{ "section", QUERY_SECTION },
	{ "date", QUERY_DATE },
	{ "by", QUERY_AUTHOR },
	{ "byline", QUERY_AUTHOR },
	{ "page", QUERY_SECTION },
	{ "作者", QUERY_AUTHOR },
	{ "记者", QUERY_AUTHOR },
	{ "記者", QUERY_AUTHOR },
	{ "报纸", QUERY_PAPER },
	{ "報紙", QUERY_PAPER },
	{ "版面", QUERY_SECTION },
	{ "栏目", QUERY_SECTION },
	{ "欄目", QUERY_SECTION },
	{ "日期", QUERY_DATE },
};

enum { NFIELDS = sizeof fields / sizeof *fields, NAME_BYTES = 64 };

static const struct search_node *parse_either(struct parser *, unsigned depth);

/* --- signs ------------------------------------------------------------------- */

/* The row of the sign at `at`, NSIGNS if there is none; sets its bytes. */
static size_t
row_at(const struct parser *p, size_t at, size_t *nbytes)
{
	unsigned cp;
	size_t row = 0;

	*nbytes = utf8_decode(&cp, p->s + at, p->n - at, NULL);
	while (row < NSIGNS && signs[row].cp != cp)
		row++;
	return row;
}

static enum sign
sign_at(const struct parser *p, size_t at, size_t *nbytes)
{
	*nbytes = 0;
	if (at == p->n)
		return SIGN_END;

	size_t row = row_at(p, at, nbytes);
	return row < NSIGNS ? signs[row].sign : SIGN_NONE;
}

/* What comes next, blanks skipped. */
static enum sign
next_sign(struct parser *p)
{
	size_t nbytes;
	enum sign sign = sign_at(p, p->at, &nbytes);

	while (sign == SIGN_BLANK) {
		p->at += nbytes;
		sign = sign_at(p, p->at, &nbytes);
	}
	return sign;
}

static void
skip_sign(struct parser *p)
{
	size_t nbytes;

	sign_at(p, p->at, &nbytes);
	p->at += nbytes;
}

static bool
ends_word(enum sign sign)
{
	return sign == SIGN_END || sign == SIGN_BLANK || sign == SIGN_OPEN ||
	    sign == SIGN_CLOSE || sign == SIGN_BAR || sign == SIGN_QUOTE;
}

/* One past the word that stands at `at`. */
static size_t
word_end(const struct parser *p, size_t at)
{
	size_t nbytes;

	while (!ends_word(sign_at(p, at, &nbytes)))
		at += nbytes;
	return at;
}

/* Is `word` next, and nothing more? */
static bool
is_word(const struct parser *p, const char *word)
{
	size_t n = word_end(p, p->at) - p->at;

	return n == strlen(word) && memcmp(p->s + p->at, word, n) == 0;
}

/* --- nodes ------------------------------------------------------------------- */

static const struct search_node *
fail(struct parser *p, size_t at, const char *message)
{
	err_at(p->err, NULL, 0, (unsigned)at + 1, "%s", message);
	return NULL;
}

static const struct search_node *
too_much(struct parser *p, size_t at)
{
	fail(p, at, "this is more than a query can hold; ask for less at once");
	if (p->err)
		p->err->code = ERR_LIMIT;
	return NULL;
}

static struct search_node *
new_node(struct parser *p, enum query_op op, size_t at)
{
	struct search_node *node = arena_one(p->arena, struct search_node);

	if (p->nnodes++ == QUERY_MAX_NODES) {
		too_much(p, at);
		return NULL;
	}
	node->op = op;
	node->text = "";
	node->col = (unsigned)at + 1;
	return node;
}

/* The nodes of the stack from `first` on as one; a single one is itself. */
static const struct search_node *
join(struct parser *p, enum query_op op, size_t first)
{
	size_t n = p->nstack - first;

	p->nstack = first;
	if (n == 1)
		return p->stack[first];

	struct search_node *node = new_node(p, op, p->stack[first]->col - 1);
	if (!node)
		return NULL;
	node->children =
	    arena_dup(p->arena, p->stack + first, n, sizeof *p->stack);
	node->nchildren = n;
	return node;
}

static const struct search_node *
push(struct parser *p, const struct search_node *node)
{
	if (!node)
		return NULL;
	if (p->nstack == QUERY_MAX_NODES)
		return too_much(p, node->col - 1);
	p->stack[p->nstack++] = node;
	return node;
}

/* --- words ------------------------------------------------------------------- */

/* What stands between quotation marks; `p` is at the first. */
static const char *
take_quoted(struct parser *p)
{
	size_t open = p->at, nbytes;
	const char *closers = signs[row_at(p, open, &nbytes)].closers;
	size_t first = open + nbytes;

	for (size_t at = first; at < p->n; at += nbytes) {
		unsigned cp;
		nbytes = utf8_decode(&cp, p->s + at, p->n - at, NULL);
		for (const char *c = closers; *c;) {
			if (utf8_next(&c) != cp)
				continue;
			p->at = at + nbytes;
			return arena_strndup(
			    p->arena, p->s + first, at - first);
		}
	}
	fail(p, open, "this quotation mark is never closed");
	return NULL;
}

/* The word that ends at `end`, without its star. */
static const char *
take_plain(struct parser *p, size_t end, bool *is_prefix)
{
	size_t first = p->at, last = end, nbytes;

	for (size_t at = first; at < end; at += nbytes) {
		if (sign_at(p, at, &nbytes) != SIGN_STAR)
			continue;
		if (at + nbytes != end || at == first) {
			fail(p, at,
			    "a star stands at the end of a word, for all that "
			    "begin so");
			return NULL;
		}
		*is_prefix = true;
		last = at;
	}
	p->at = end;
	return arena_strndup(p->arena, p->s + first, last - first);
}

/* A word or a phrase into `node`. */
static const struct search_node *
take_text(struct parser *p, struct search_node *node)
{
	size_t nbytes;

	if (sign_at(p, p->at, &nbytes) != SIGN_QUOTE) {
		node->text =
		    take_plain(p, word_end(p, p->at), &node->is_prefix);
		return node->text ? node : NULL;
	}

	size_t open = p->at;
	node->text = take_quoted(p);
	node->is_phrase = true;
	if (!node->text)
		return NULL;
	if (node->text[strspn(node->text, " ")] == '\0')
		return fail(
		    p, open, "nothing stands between the quotation marks");
	if (sign_at(p, p->at, &nbytes) == SIGN_STAR) {
		node->is_prefix = true;
		p->at += nbytes;
	}
	return node;
}

/* --- fields ------------------------------------------------------------------ */

static const struct search_node *
take_days(struct parser *p, struct search_node *node, size_t at)
{
	struct query_days days = { 0, 0 };
	size_t wrong;
	enum query_days_fault fault =
	    query_days(&days, &wrong, node->text, query_today());

	node->from = days.from;
	node->to = days.to;
	if (fault == QUERY_DAYS_BACKWARD)
		return fail(p, at, "this range ends before it begins");
	if (fault != QUERY_DAYS_FINE || node->is_prefix)
		return fail(p, at + wrong,
		    "this is no date; write 2025, 2025-05, 2025-05-30, today, "
		    "7d, or a range such as 2025-05..2025-06");
	return node;
}

/* What follows "author:" and the like. */
static const struct search_node *
take_value(struct parser *p, size_t field, size_t start)
{
	struct search_node *node = new_node(p, fields[field].op, start);
	enum sign sign = next_sign(p);
	size_t at = p->at, nbytes = 0;

	if (!node)
		return NULL;
	if (sign == SIGN_QUOTE)
		sign_at(p, at, &nbytes);
	if (sign != SIGN_QUOTE && ends_word(sign)) {
		err_at(p->err, NULL, 0, (unsigned)start + 1,
		    "%s: wants a word right after it", fields[field].name);
		return NULL;
	}
	if (!take_text(p, node))
		return NULL;
	return node->op == QUERY_DATE ? take_days(p, node, at + nbytes) : node;
}

/* Is it a name that someone meant to be a field's?  ASCII letters only. */
static bool
is_name(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalpha((unsigned char)s[i]) ||
		    (unsigned char)s[i] >= 0x80)
			return false;
	return n >= 2 && n < NAME_BYTES;
}

static const struct search_node *
unknown_field(struct parser *p, size_t start, size_t n)
{
	const char *names[NFIELDS + 1] = { NULL };
	char name[NAME_BYTES];

	for (size_t i = 0; i < n; i++)
		name[i] = (char)tolower((unsigned char)p->s[start + i]);
	name[n] = '\0';
	for (size_t i = 0; i < NFIELDS; i++)
		names[i] = fields[i].name;

	const char *near = nearest_name(name, names);
	if (near)
		err_at(p->err, NULL, 0, (unsigned)start + 1,
		    "no field is called %s; did you mean %s?", name, near);
	else
		err_at(p->err, NULL, 0, (unsigned)start + 1,
		    "no field is called %s; there are author, paper, section "
		    "and date; put text with a colon between quotation marks",
		    name);
	return NULL;
}

static size_t
field_named(const char *s, size_t n)
{
	size_t i = 0;

	while (i < NFIELDS &&
	    (strlen(fields[i].name) != n ||
		strncasecmp(fields[i].name, s, n) != 0))
		i++;
	return i;
}

/*
 * A word, or a field and its value.  What stands before a colon is a field's
 * name, unless it is a number (10:30), Chinese that names none (a headline that
 * was pasted) or before the slashes of an address, or a blank follows.
 */
static const struct search_node *
parse_word(struct parser *p)
{
	size_t start = p->at, end = word_end(p, start), nbytes = 0;
	size_t colon = start;

	while (colon < end && sign_at(p, colon, &nbytes) != SIGN_COLON)
		colon += nbytes;
	if (colon < end && colon > start) {
		size_t field = field_named(p->s + start, colon - start);
		size_t after = colon + nbytes;
		if (field < NFIELDS) {
			p->at = after;
			return take_value(p, field, start);
		}
		enum sign next = sign_at(p, after, &nbytes);
		if (is_name(p->s + start, colon - start) &&
		    p->s[after] != '/' &&
		    (next == SIGN_QUOTE || !ends_word(next)))
			return unknown_field(p, start, colon - start);
	}

	struct search_node *node = new_node(p, QUERY_TEXT, start);
	return node ? take_text(p, node) : NULL;
}

/* --- groups ------------------------------------------------------------------ */

static const struct search_node *
parse_group(struct parser *p, unsigned depth)
{
	size_t open = p->at;

	if (depth == QUERY_MAX_DEPTH)
		return too_much(p, open);
	skip_sign(p);
	if (next_sign(p) == SIGN_CLOSE)
		return fail(p, open, "nothing stands in these parentheses");

	const struct search_node *node = parse_either(p, depth + 1);
	if (!node)
		return NULL;
	if (next_sign(p) != SIGN_CLOSE)
		return fail(p, open, "this parenthesis is never closed");
	skip_sign(p);
	return node;
}

/* `p` is at what is excluded; the sign for it stood at `start`. */
static const struct search_node *
parse_excluded(struct parser *p, size_t start, unsigned depth)
{
	enum sign sign = sign_at(p, p->at, &(size_t){ 0 });
	struct search_node *node = new_node(p, QUERY_NOT, start);

	if (!node)
		return NULL;
	if (sign == SIGN_MINUS ||
	    (sign != SIGN_OPEN && sign != SIGN_QUOTE && ends_word(sign)))
		return fail(
		    p, start, "what is to be excluded stands right after this");

	const struct search_node **child =
	    arena_array(p->arena, const struct search_node *, 1);
	*child = sign == SIGN_OPEN ? parse_group(p, depth) : parse_word(p);
	node->children = child;
	node->nchildren = 1;
	return *child ? node : NULL;
}

static const struct search_node *
parse_one(struct parser *p, enum sign sign, unsigned depth)
{
	size_t start = p->at;

	if (sign == SIGN_OPEN)
		return parse_group(p, depth);
	if (sign == SIGN_MINUS) {
		skip_sign(p);
		return parse_excluded(p, start, depth);
	}
	if (is_word(p, "NOT")) {
		p->at = word_end(p, p->at);
		next_sign(p);
		return parse_excluded(p, start, depth);
	}
	return parse_word(p);
}

static bool
is_or(const struct parser *p, enum sign sign)
{
	return sign == SIGN_BAR || is_word(p, "OR");
}

static bool
ends_all(const struct parser *p, enum sign sign)
{
	return sign == SIGN_END || sign == SIGN_CLOSE || is_or(p, sign);
}

/* Nothing was found where all of something was wanted: why? */
static const struct search_node *
nothing(struct parser *p, enum sign sign, size_t or_at)
{
	if (or_at < p->n)
		return fail(p, or_at, "OR wants a word after it, too");
	if (sign == SIGN_CLOSE)
		return fail(p, p->at, "there is no parenthesis to close here");
	if (sign == SIGN_END)
		return fail(p, 0, "there is nothing to look for");
	return fail(p, p->at, "OR wants a word before it, too");
}

/* AND may be said between words, though it is understood. */
static bool
skip_and(struct parser *p, bool is_first)
{
	size_t start = p->at;

	if (!is_word(p, "AND"))
		return true;
	p->at = word_end(p, start);
	if (!is_first && !ends_all(p, next_sign(p)))
		return true;
	fail(p, start,
	    is_first ? "AND wants a word before it, too"
		     : "AND wants a word after it, too");
	return false;
}

/* All of what follows; an OR before it stood at `or_at`, p->n if none. */
static const struct search_node *
parse_all(struct parser *p, size_t or_at, unsigned depth)
{
	size_t first = p->nstack;
	bool finds = false;

	for (;;) {
		enum sign sign = next_sign(p);
		if (ends_all(p, sign))
			break;
		if (!skip_and(p, p->nstack == first))
			return NULL;

		const struct search_node *node =
		    push(p, parse_one(p, next_sign(p), depth));
		if (!node)
			return NULL;
		finds |= node->op != QUERY_NOT;
	}
	if (p->nstack == first)
		return nothing(p, next_sign(p), or_at);
	if (!finds)
		return fail(p, p->stack[first]->col - 1,
		    "something to find must stand beside what is excluded");
	return join(p, QUERY_AND, first);
}

static const struct search_node *
parse_either(struct parser *p, unsigned depth)
{
	size_t first = p->nstack;
	size_t or_at = p->n;

	for (;;) {
		if (!push(p, parse_all(p, or_at, depth)))
			return NULL;
		enum sign sign = next_sign(p);
		if (!is_or(p, sign))
			return join(p, QUERY_OR, first);
		or_at = p->at;
		if (sign == SIGN_BAR)
			skip_sign(p);
		else
			p->at = word_end(p, p->at);
	}
}

const struct search_node *
query_parse(const char *query, struct arena *a, struct err *err)
{
	struct parser p = {
		.s = query, .n = strlen(query), .arena = a, .err = err
	};

	if (p.n > QUERY_MAX_BYTES)
		return too_much(&p, QUERY_MAX_BYTES);

	size_t valid = utf8_valid(query, p.n);
	if (valid < p.n)
		return fail(&p, valid, "this is not UTF-8");

	const struct search_node *node = parse_either(&p, 0);
	if (node && next_sign(&p) == SIGN_CLOSE)
		return fail(&p, p.at, "there is no parenthesis to close here");
	return node;
}
