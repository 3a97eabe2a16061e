/*
 * The terms of a text come one by one.  A set of bits says how much of the
 * phrase has been seen: bit i, that its terms 0 to i were the last ones.  What a
 * text gives at the end of a run, its last character alone, a phrase gives too
 * wherever a run ends inside it; so they are compared term by term.
 */
#include "src/text/phrase.h"

#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/text/terms.h"

enum { BITS = 64, NWORDS = PHRASE_MAX_TERMS / BITS };

struct phrase {
	struct term at[PHRASE_MAX_TERMS]; /* strings are the arena's */
	size_t n;
	const char *text;
	size_t nbytes;
	bool is_strict;
	bool is_open;    /* the last term is found where one begins with it */
	bool is_all_han; /* its very bytes anywhere are a place of it */
	bool has_han;
	struct arena *arena; /* while it is made */
};

/* --- making ------------------------------------------------------------------- */

static int
take_term(void *ctx, const struct term *t)
{
	struct phrase *p = ctx;

	if (p->n == PHRASE_MAX_TERMS)
		return 1;
	p->at[p->n] = *t;
	p->at[p->n++].s = arena_strndup(p->arena, t->s, t->nbytes);
	return 0;
}

static bool
is_han(unsigned cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000;
}

/*
 * Ideographs that have no other form by compatibility, so that nothing but a
 * character stands where their bytes do.
 */
static bool
is_plain_han(unsigned cp)
{
	return cp >= 0x4E00 && cp <= 0x9FFF;
}

struct phrase *
phrase_new(const char *text, size_t nbytes, unsigned flags, struct arena *a)
{
	struct phrase *p = arena_one(a, struct phrase);

	p->text = arena_strndup(a, text, nbytes);
	p->nbytes = nbytes;
	p->is_strict = flags & PHRASE_STRICT;
	p->arena = a;
	terms_each(text, nbytes, TERMS_OF_TEXT, take_term, p);

	const struct term *last = p->n ? &p->at[p->n - 1] : NULL;
	if (p->n > 1 && last->kind == TERM_SINGLE && last->from < last[-1].to)
		p->n--; /* the run may go on in the text */
	else if (last)
		p->is_open = last->kind == TERM_SINGLE || flags & PHRASE_PREFIX;
	p->is_all_han = p->n > 0;
	for (size_t i = 0; i < nbytes;) {
		unsigned cp;
		i += utf8_decode(&cp, text + i, nbytes - i, NULL);
		p->is_all_han &= is_plain_han(cp);
		p->has_han |= is_han(cp);
	}
	return p;
}

bool
phrase_is_empty(const struct phrase *p)
{
	return p->n == 0;
}

bool
phrase_is_one_term(const struct phrase *p)
{
	return p->n == 1 && !(p->is_strict && p->has_han);
}

/* --- finding ------------------------------------------------------------------ */

struct hunt {
	const struct phrase *phrase;
	const char *text;
	size_t nbytes;
	int (*tell)(void *, size_t from, size_t to);
	void *ctx;
	uint64_t seen[NWORDS];
	size_t nwords;                   /* of seen */
	bool is_any;                     /* a bit is set */
	size_t nterms;                   /* of the text, so far */
	size_t before;                   /* where the last of them ended */
	size_t free;                     /* where the place found last ended */
	uint32_t from[PHRASE_MAX_TERMS]; /* of the last ones, in turn */
};

static bool
is_same(const struct phrase *p, size_t i, const struct term *t)
{
	const struct term *want = &p->at[i];

	if (i + 1 == p->n && p->is_open)
		return (want->kind == TERM_WORD) == (t->kind == TERM_WORD) &&
		    t->nbytes >= want->nbytes &&
		    memcmp(t->s, want->s, want->nbytes) == 0;
	return t->kind == want->kind && t->nbytes == want->nbytes &&
	    memcmp(t->s, want->s, want->nbytes) == 0;
}

/*
 * Does a sentence end in what stands between two words?  CLREQ 3.1.3, and the
 * stops of other scripts; one of ASCII only before a blank.
 */
static bool
ends_sentence(const char *s, size_t nbytes)
{
	static const char *const ends[] = { "。", "！", "？", "｡", "؟", "۔",
		"।" };

	for (size_t i = 0; i < nbytes; i++) {
		unsigned char byte = (unsigned char)s[i];
		if (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r')
			return true;
		if ((byte == '.' || byte == '!' || byte == '?') &&
		    i + 1 < nbytes && (s[i + 1] == ' ' || s[i + 1] == '\n'))
			return true;
		for (size_t j = 0; byte >= 0x80 && j < 7; j++) {
			size_t n = strlen(ends[j]);
			if (n <= nbytes - i && memcmp(s + i, ends[j], n) == 0)
				return true;
		}
	}
	return false;
}

/* The next term is `t`: keep the bits that it goes on with. */
static void
advance(struct hunt *h, const struct term *t)
{
	uint64_t carry = 1;

	h->is_any = false;
	for (size_t i = 0; i < h->nwords; i++) {
		uint64_t maybe = h->seen[i] << 1 | carry;
		carry = h->seen[i] >> (BITS - 1);
		h->seen[i] = 0;
		for (size_t j = 0; j < BITS && maybe >> j; j++) {
			size_t k = i * BITS + j;
			if (!(maybe >> j & 1) || k >= h->phrase->n ||
			    !is_same(h->phrase, k, t))
				continue;
			h->seen[i] |= UINT64_C(1) << j;
			h->is_any = true;
		}
	}
}

/* The Han characters of both are the same ones. */
static bool
has_same_han(const struct phrase *p, const char *s, size_t nbytes)
{
	size_t i = 0, j = 0;

	for (;;) {
		unsigned want = 0, got = 0;
		while (i < p->nbytes && !is_han(want))
			i += utf8_decode(
			    &want, p->text + i, p->nbytes - i, NULL);
		while (j < nbytes && !is_han(got))
			j += utf8_decode(&got, s + j, nbytes - j, NULL);
		if (!is_han(want) || !is_han(got))
			return is_han(want) == is_han(got);
		if (want != got)
			return false;
	}
}

/* The last term of the phrase is `t`. */
static int
found(struct hunt *h, const struct term *t)
{
	const struct phrase *p = h->phrase;
	size_t from = h->from[(h->nterms - p->n) % p->n];
	size_t to = t->to;
	unsigned cp;

	if (p->at[p->n - 1].kind == TERM_SINGLE)
		to = t->from +
		    utf8_decode(&cp, h->text + t->from, t->to - t->from, NULL);
	if (from < h->free ||
	    (p->is_strict && !has_same_han(p, h->text + from, to - from)))
		return 0;
	h->free = to;
	return h->tell(h->ctx, from, to);
}

static int
hunt_term(void *ctx, const struct term *t)
{
	struct hunt *h = ctx;

	if (h->is_any && t->from > h->before &&
	    ends_sentence(h->text + h->before, t->from - h->before))
		memset(h->seen, 0, h->nwords * sizeof *h->seen);
	h->before = t->to;
	h->from[h->nterms++ % h->phrase->n] = (uint32_t)t->from;
	if (!h->is_any && !is_same(h->phrase, 0, t))
		return 0;
	advance(h, t);

	size_t last = h->phrase->n - 1;
	return h->seen[last / BITS] >> last % BITS & 1 ? found(h, t) : 0;
}

int
phrase_each(const struct phrase *p, const char *text, size_t nbytes,
    int (*tell)(void *, size_t from, size_t to), void *ctx)
{
	struct hunt h;

	if (p->n == 0)
		return 0;
	h.phrase = p;
	h.text = text;
	h.nbytes = nbytes;
	h.tell = tell;
	h.ctx = ctx;
	h.nwords = (p->n + BITS - 1) / BITS;
	memset(h.seen, 0, h.nwords * sizeof *h.seen);
	h.is_any = false;
	h.nterms = h.before = h.free = 0;
	return terms_each(text, nbytes, TERMS_OF_TEXT, hunt_term, &h);
}

static int
stop(void *ctx, size_t from, size_t to)
{
	(void)ctx;
	(void)from;
	(void)to;
	return 1;
}

bool
phrase_is_in(const struct phrase *p, const char *text, size_t nbytes)
{
	if (p->is_all_han && strstr(text, p->text))
		return true;
	return phrase_each(p, text, nbytes, stop, NULL) != 0;
}
