#include <string.h>

#include "src/base/buf.h"
#include "src/library/archive_int.h"
#include "src/library/query.h"
#include "src/library/search_int.h"
#include "src/text/phrase.h"

/* Has the story the value?  Compared as the index does, by their matches. */
static bool
is_value(const struct sought *s, const char *value, size_t nbytes)
{
	struct buf b = { 0 }, copy = { 0 };
	const struct search_node whole = { .op = s->node->op };
	size_t n = strlen(s->value);

	buf_add(&copy, value, nbytes);
	request_add_value(&b, &whole, buf_str(&copy));
	if (s->node->is_prefix)
		n -= strlen("\" *");
	bool same = (s->node->is_prefix || b.n == n) && b.n >= n &&
	    memcmp(buf_str(&b), s->value, n) == 0;
	buf_fini(&b);
	buf_fini(&copy);
	return same;
}

/* Authors are NAME US ROLE RS each (archive_int.h). */
static bool
is_author(const struct sought *s, const char *authors)
{
	for (const char *at = authors; *at;) {
		size_t name = strcspn(at, "\x1F");
		if (is_value(s, at, name))
			return true;
		at += strcspn(at, "\x1E");
		at += *at != '\0';
	}
	return false;
}

static bool
has_value(const struct sought *s, const struct candidate *c)
{
	if (s->node->op == QUERY_AUTHOR)
		return is_author(s, c->authors);

	const char *value = s->node->op == QUERY_PAPER ? c->paper : c->section;
	return is_value(s, value, strlen(value));
}

static bool
is_in_days(const struct search_node *node, int64_t row)
{
	return row >= node->from * ARCHIVE_ROWS_OF_DAY &&
	    row < (node->to + 1) * ARCHIVE_ROWS_OF_DAY;
}

/* Depth is bounded by the parser's. */
static bool
holds(const struct sought *s, const struct candidate *c)
{
	if (s->phrase)
		return phrase_is_in(s->phrase, c->text, c->nbytes);
	if (s->value)
		return has_value(s, c);
	if (s->node->op == QUERY_DATE)
		return is_in_days(s->node, c->row);
	if (s->node->op == QUERY_NOT)
		return !holds(s->children, c);

	bool is_or = s->node->op == QUERY_OR;
	for (size_t i = 0; i < s->nchildren; i++)
		if (holds(&s->children[i], c) == is_or)
			return is_or;
	return !is_or;
}

bool
candidate_holds(const struct candidate *c, const struct request *r)
{
	const struct sought *root = r->root;

	if (root->is_exact)
		return true;
	if (root->node->op != QUERY_AND)
		return holds(root, c);
	for (size_t i = 0; i < root->nchildren; i++)
		if (!root->children[i].is_exact &&
		    !holds(&root->children[i], c))
			return false;
	return true;
}

bool
candidate_holds_all(const struct candidate *c, const struct request *r)
{
	return holds(r->root, c);
}

size_t
candidate_body(const struct candidate *c)
{
	const char *at = c->text;

	for (int i = 0; i < ARCHIVE_FIRST_BLOCK; i++) {
		at = strchr(at, ARCHIVE_FIELD_MARK);
		if (!at)
			return c->nbytes;
		at++;
	}
	return (size_t)(at - c->text);
}
