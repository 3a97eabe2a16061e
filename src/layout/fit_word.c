#include "src/layout/fit_word.h"

#include "src/base/utf8.h"
#include "src/text/hyphen.h"

static inline bool
is_kind(const struct fit_words *ws, size_t k, unsigned kinds)
{
	return kinds >> ws->at[k].kind & 1;
}

/* ’ inside a word counts as a letter of it, to all but this. */
static bool
is_apostrophe(const struct fit_words *ws, size_t k)
{
	const struct cluster *c = &ws->at[k];

	return c->kind == CLUSTER_LETTER &&
	    hyphen_letter(ws->text + c->at, c->nbytes) == HYPHEN_NONE;
}

/* Where letters and hyphens end that hang together, going by `by` from `k`. */
static size_t
compound_end(const struct fit_words *ws, size_t k, int by)
{
	const unsigned kinds = 1u << CLUSTER_LETTER | 1u << CLUSTER_CONNECTOR;

	for (int i = 0;
	     i < HYPHEN_MAX_LETTERS && k < ws->n && is_kind(ws, k, kinds); i++)
		k += (size_t)by;
	return k;
}

/* What may stand before a word, and behind it; beyond either end too. */
static bool
begins_word(const struct fit_words *ws, size_t k)
{
	const unsigned kinds = 1u << CLUSTER_SPACE | 1u << CLUSTER_OPEN |
	    1u << CLUSTER_DASH | 1u << CLUSTER_ELLIPSIS | 1u << CLUSTER_HAN;

	return k >= ws->n || is_kind(ws, k, kinds);
}

static bool
ends_word(const struct fit_words *ws, size_t k)
{
	const unsigned alnum = 1u << CLUSTER_LETTER | 1u << CLUSTER_DIGIT;
	size_t n = ws->n;

	if (begins_word(ws, k) || is_kind(ws, k, 1u << CLUSTER_CLOSE))
		return true;
	return is_kind(ws, k, 1u << CLUSTER_PAUSE) &&
	    (k + 1 >= n || !is_kind(ws, k + 1, alnum));
}

/*
 * May the letters in clusters `from` to `to` be parted, and at which price?  Not
 * beside digits or in what makes an address; in a compound only if need be.
 */
static bool
is_word(const struct fit_words *ws, size_t from, size_t to, int32_t *price)
{
	const unsigned hyphen = 1u << CLUSTER_CONNECTOR;
	bool begins = begins_word(ws, from - 1) || is_apostrophe(ws, from - 1);
	bool ends = ends_word(ws, to) || is_apostrophe(ws, to);

	if (begins && ends)
		return true;
	if ((!begins && !is_kind(ws, from - 1, hyphen)) ||
	    (!ends && !is_kind(ws, to, hyphen)))
		return false;
	*price += FIT_COMPOUND_PRICE;
	return begins_word(ws, compound_end(ws, from - 1, -1)) &&
	    ends_word(ws, compound_end(ws, to, 1));
}

/*
 * The clusters from `k` on that are lower-case letters.  Those of ASCII are
 * counted by their bytes: only the last may have more than its letter.
 */
static size_t
lower_end(const struct fit_words *ws, size_t k)
{
	const struct cluster *at = ws->at;
	const char *text = ws->text;

	while (k < ws->n) {
		const char *s = text + at[k].at;
		size_t n = utf8_run(s, (size_t)(ws->end - s), 0);
		k += n;
		if (n > 0 && at[k - 1].nbytes > 1)
			k--;
		if (k == ws->n || at[k].nbytes == 1 ||
		    at[k].kind != CLUSTER_LETTER || at[k].ncells != 1 ||
		    hyphen_letter(text + at[k].at, at[k].nbytes) !=
			HYPHEN_LOWER)
			break;
		k++;
	}
	return k;
}

/* A name and the like: all letters from `k` on that hang together. */
static size_t
name_end(const struct fit_words *ws, size_t k)
{
	const struct cluster *at = ws->at;

	for (k++; k < ws->n && at[k].kind == CLUSTER_LETTER &&
	     at[k].ncells > 0 && at[k - 1].after > BREAK_URL;)
		k++;
	return k;
}

/*
 * The word that begins at cluster `k`, which is a letter.  A capital makes it a
 * name, unless it is a noun of German; with more than one it is never parted.
 */
struct fit_word
fit_word_at(const struct fit_words *ws, size_t k)
{
	const struct cluster *c = &ws->at[k];
	const char *text = ws->text;
	struct fit_word w = { .from = k, .to = lower_end(ws, k) };

	if (w.to == k) {
		bool capital =
		    hyphen_letter(text + c->at, c->nbytes) == HYPHEN_UPPER;
		size_t lower = lower_end(ws, k + 1);
		w.to = capital ? name_end(ws, k) : k + 1;
		if (!capital || (lower < w.to && !is_apostrophe(ws, lower)))
			return w;
		w.to = lower;
		w.price = ws->capitals ? 0 : FIT_NAME_PRICE;
	}
	w.narrow = w.price == 0;
	if (w.to - k >= HYPHEN_LEFT + HYPHEN_RIGHT &&
	    is_word(ws, k, w.to, &w.price)) {
		const struct cluster *last = &ws->at[w.to - 1];
		w.points = hyphen_points(
		    ws->hyphens, text + c->at, last->at + last->nbytes - c->at);
	}
	return w;
}
