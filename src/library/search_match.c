/*
 * A query as FTS5 is asked it.  Each part becomes a match that finds all that
 * the part is true of, and perhaps more: of a phrase the terms, of what is
 * excluded only what FTS5 can tell for sure, of a day inside a group nothing.
 * So each part knows whether its match is exact.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/archive_int.h"
#include "src/library/query.h"
#include "src/library/search_int.h"
#include "src/library/term_index.h"
#include "src/text/phrase.h"
#include "src/text/terms.h"

/*
 * Terms of one phrase that FTS5 is asked for: with so many of them nothing is
 * left that the text would not have, and each costs the reading of a list.
 */
enum {
	TERMS_ASKED = 24,
	SHORT_BYTES = 2, /* of a prefix that a great many words begin with */
};

/* --- making ready ---------------------------------------------------------------- */

static int
make_text(struct sought *s, bool is_strict, struct arena *a, struct err *err)
{
	const struct search_node *node = s->node;
	unsigned flags = (node->is_prefix ? PHRASE_PREFIX : 0u) |
	    (is_strict ? PHRASE_STRICT : 0u);

	s->phrase = phrase_new(node->text, strlen(node->text), flags, a);
	if (phrase_is_empty(s->phrase))
		return err_at(err, NULL, 0, node->col,
		    "there is no letter, digit or character here to look for");
	s->is_exact = phrase_is_one_term(s->phrase);
	return 0;
}

static enum term_value
value_of(enum query_op op)
{
	return op == QUERY_AUTHOR ? TERM_AUTHOR
	    : op == QUERY_PAPER   ? TERM_PAPER
				  : TERM_SECTION;
}

void
request_add_value(
    struct buf *out, const struct search_node *node, const char *value)
{
	term_index_match_value(out, value_of(node->op), value);
	if (node->is_prefix)
		buf_adds(out, " *");
}

static void
make_value(struct sought *s, struct arena *a)
{
	struct buf b = { 0 };

	request_add_value(&b, s->node, s->node->text);
	s->value = arena_strdup(a, buf_str(&b));
	s->is_exact = true;
	buf_fini(&b);
}

/* Depth is bounded by the parser's. */
static int
make_sought(struct sought *s, const struct search_node *node, bool is_strict,
    struct arena *a, struct err *err)
{
	s->node = node;
	s->nchildren = node->nchildren;
	s->children = arena_array(a, struct sought, node->nchildren);
	if (node->op == QUERY_TEXT)
		return make_text(s, is_strict, a, err);
	if (node->op < QUERY_DATE)
		make_value(s, a);
	for (size_t i = 0; i < node->nchildren; i++)
		if (make_sought(&s->children[i], node->children[i], is_strict,
			a, err) != 0)
			return -1;
	return 0;
}

/* --- matches ----------------------------------------------------------------------- */

struct asker {
	struct buf *out;
	enum term_where where;
	bool is_prefix;
	size_t nbytes; /* of the phrase */
	size_t n;
	bool is_costly;
};

static int
ask_term(void *ctx, const struct term *t)
{
	struct asker *k = ctx;

	if (k->n == TERMS_ASKED)
		return 1;
	bool is_prefix = k->is_prefix && t->to == k->nbytes;
	k->is_costly |= t->kind == TERM_SINGLE ||
	    (is_prefix && t->kind == TERM_WORD && t->nbytes <= SHORT_BYTES);
	buf_adds(k->out, k->n++ ? " AND " : "(");
	term_index_match(k->out, t, k->where, is_prefix);
	return 0;
}

/* Returns whether FTS5 will need long for it. */
static bool
ask_text(struct buf *out, const struct sought *s, enum term_where where)
{
	const char *text = s->node->text;
	size_t nbytes = strlen(text);
	struct asker k = { out, where, s->node->is_prefix, nbytes, 0, false };

	terms_each(text, nbytes, TERMS_OF_QUERY, ask_term, &k);
	buf_addc(out, ')');
	return k.is_costly;
}

static bool ask(struct buf *, struct sought *);

/* Either; a match of any story makes it one of any story. */
static bool
ask_either(struct buf *out, struct sought *s)
{
	size_t start = out->n;

	s->is_exact = true;
	for (size_t i = 0; i < s->nchildren; i++) {
		buf_adds(out, i ? " OR " : "(");
		if (!ask(out, &s->children[i])) {
			buf_cut(out, start);
			s->is_exact = false;
			return false;
		}
		s->is_exact &= s->children[i].is_exact;
	}
	buf_addc(out, ')');
	return true;
}

/* What stands in parentheses without what `sought` excludes. */
static void
ask_without(struct buf *out, struct sought *s, bool found)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < s->nchildren; i++) {
		struct sought *excluded = &s->children[i];
		if (excluded->node->op != QUERY_NOT)
			continue;
		buf_cut(&b, 0);
		excluded->is_exact = found && ask(&b, excluded->children) &&
		    excluded->children->is_exact;
		if (excluded->is_exact)
			buf_addf(out, " NOT %s", buf_str(&b));
		s->is_exact &= excluded->is_exact;
	}
	buf_fini(&b);
}

/* All but what is known by its row: the days of the request. */
static bool
ask_all(struct buf *out, struct sought *s)
{
	size_t n = 0, start = out->n;

	s->is_exact = true;
	buf_adds(out, "((");
	for (size_t i = 0; i < s->nchildren; i++) {
		struct sought *child = &s->children[i];
		size_t before = out->n;
		if (child->node->op == QUERY_NOT)
			continue;
		buf_adds(out, n ? " AND " : "");
		if (ask(out, child))
			n++;
		else
			buf_cut(out, before);
		s->is_exact &= child->is_exact;
	}
	buf_addc(out, ')');
	ask_without(out, s, n > 0);
	buf_addc(out, ')');
	if (n == 0)
		buf_cut(out, start);
	return n > 0;
}

/* Append the match of a node; false, and nothing, if any story may have it. */
static bool
ask(struct buf *out, struct sought *s)
{
	switch (s->node->op) {
	case QUERY_TEXT:
		s->is_costly = ask_text(out, s, TERM_ANYWHERE);
		return true;
	case QUERY_AUTHOR:
	case QUERY_PAPER:
	case QUERY_SECTION:
		buf_adds(out, s->value);
		return true;
	case QUERY_AND:
		return ask_all(out, s);
	case QUERY_OR:
		return ask_either(out, s);
	case QUERY_DATE:
	case QUERY_NOT:
		break;
	}
	return false;
}

/* --- the whole ----------------------------------------------------------------------- */

/* Days that hold for every result become a range of rows. */
static void
set_days(struct request *r, struct sought *s)
{
	if (s->node->op == QUERY_DATE) {
		int64_t from = s->node->from * ARCHIVE_ROWS_OF_DAY;
		int64_t to = (s->node->to + 1) * ARCHIVE_ROWS_OF_DAY - 1;
		r->from = from > r->from ? from : r->from;
		r->to = to < r->to ? to : r->to;
		s->is_exact = true;
	}
	for (size_t i = 0; s->node->op == QUERY_AND && i < s->nchildren; i++)
		set_days(r, &s->children[i]);
}

static size_t
list_texts(const struct sought **out, const struct sought *s)
{
	size_t n = 0;

	if (s->phrase) {
		*out = s;
		return 1;
	}
	for (size_t i = 0; i < s->nchildren; i++)
		if (s->children[i].node->op != QUERY_NOT)
			n += list_texts(out + n, &s->children[i]);
	return n;
}

static bool
has_costly(const struct sought *s)
{
	if (s->is_costly)
		return true;
	for (size_t i = 0; i < s->nchildren; i++)
		if (has_costly(&s->children[i]))
			return true;
	return false;
}

/* Is there a value to look at where FTS5's answer is not exact? */
static bool
has_values(const struct sought *s)
{
	if (s->value)
		return true;
	for (size_t i = 0; i < s->nchildren; i++)
		if (has_values(&s->children[i]))
			return true;
	return false;
}

static void
set_headed_match(struct request *r, struct arena *a)
{
	struct buf b = { 0 };

	if (r->texts.n == 0 || !r->match)
		return;
	/* What has its only word in the heading has it. */
	if (r->root->phrase)
		buf_addc(&b, '(');
	else
		buf_addf(&b, "%s AND (", r->match);
	for (size_t i = 0; i < r->texts.n; i++) {
		buf_adds(&b, i ? " OR " : "");
		ask_text(&b, r->texts.at[i], TERM_IN_HEADING);
	}
	buf_addc(&b, ')');
	r->headed_match = arena_strndup(a, buf_str(&b), b.n);
	buf_fini(&b);
}

int
request_make(struct request *r, const struct search_node *query,
    const struct search_options *o, struct arena *a, struct err *err)
{
	struct sought *root = arena_one(a, struct sought);
	const struct sought **texts =
	    arena_array(a, const struct sought *, QUERY_MAX_NODES);
	struct buf b = { 0 };

	*r = (struct request){
		.root = root, .from = INT64_MIN, .to = INT64_MAX
	};
	if (make_sought(root, query, o->is_strict, a, err) != 0)
		return -1;
	set_days(r, root);
	if (ask(&b, root))
		r->match = arena_strndup(a, buf_str(&b), b.n);
	buf_fini(&b);
	r->texts = (struct sought_list){ texts, list_texts(texts, root) };
	r->is_costly = has_costly(root);
	r->needs_values = (!root->is_exact || r->is_costly) && has_values(root);
	set_headed_match(r, a);
	return 0;
}
