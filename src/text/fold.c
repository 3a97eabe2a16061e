/*
 * Each cluster of the original is taken apart by compatibility (NFKD), case
 * folded and put together again without what a search does not see.  ASCII,
 * Han and Hangul, which are nearly all of a newspaper, need no tables; what
 * the others become is remembered for the length of one text.
 */
#include "src/text/fold.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/text/fold_int.h"
#include "src/text/grapheme.h"

enum {
	MEMO_SLOTS = 256, /* an alphabet with its punctuation */
	/*
	 * Combining classes below it are part of the letter and no accent: nukta
	 * 7, the voicing of kana 8 (が is not か), virama 9.
	 */
	CLASS_OF_ACCENTS = 10,
};

/* Code points that differ by shape alone, and what stands for them. */
static const struct shape {
	unsigned first, last;
	unsigned to;
} shapes[] = {
	{ 0x60, 0x60, '\'' }, /* ` */
	{ 0xAB, 0xAB, '"' },  /* « */
	{ 0xB4, 0xB4, '\'' }, /* ´ */
	{ 0xB7, 0xB7, 0xB7 }, /* · */
	{ 0xBB, 0xBB, '"' },  /* » */
	{ 0x2010, 0x2015, '-' }, { 0x2018, 0x201B, '\'' },
	{ 0x201C, 0x201F, '"' }, { 0x2022, 0x2022, 0xB7 }, /* • */
	{ 0x2027, 0x2027, 0xB7 },                          /* ‧ */
	{ 0x2032, 0x2032, '\'' },                          /* ′ */
	{ 0x2039, 0x203A, '\'' },                          /* ‹ › */
	{ 0x2212, 0x2212, '-' },                           /* − */
	{ 0x22EF, 0x22EF, 0x2026 },                        /* ⋯ */
	{ 0x2E3A, 0x2E3B, '-' },                           /* ⸺ ⸻ */
	{ 0x300C, 0x300F, '"' },                           /* 「 」 『 』 */
	{ 0x301C, 0x301C, '~' },                           /* 〜 */
	{ 0x301D, 0x301F, '"' },                           /* 〝 〞 〟 */
	{ 0x30FB, 0x30FB, 0xB7 },                          /* ・ */
};

struct memo {
	unsigned cp[MEMO_SLOTS]; /* 0: empty; NUL never gets here */
	unsigned char nbytes[MEMO_SLOTS];
	char s[MEMO_SLOTS][FOLDED_BYTES + 1];
};

struct folder {
	char *s;
	uint32_t *from;
	size_t n, cap;
	size_t at;       /* where the cluster at hand begins */
	unsigned last;   /* code point put last; 0: none yet */
	bool blank;      /* a blank is due ... */
	size_t blank_at; /* ... that began here */
	struct arena *arena;
	struct memo memo;
};

static unsigned
shape_of(unsigned cp)
{
	size_t lo = 0, hi = sizeof shapes / sizeof *shapes;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (cp > shapes[mid].last)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < sizeof shapes / sizeof *shapes && cp >= shapes[lo].first)
		return shapes[lo].to;
	return cp;
}

/* Ideographs, kana, bopomofo and their punctuation: set without blanks. */
static bool
is_han(unsigned cp)
{
	return cp >= 0x2E80 &&
	    (cp <= 0x312F || (cp >= 0x31A0 && cp <= 0x9FFF) ||
		(cp >= 0xF900 && cp <= 0xFAFF) ||
		(cp >= 0x20000 && cp <= 0x3FFFD));
}

static bool
is_ascii_blank(unsigned cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r');
}

/* Bytes of the cluster that `s` begins with. */
static size_t
cluster_nbytes(const char *s, size_t nbytes)
{
	return grapheme_next(s, nbytes).nbytes;
}

static void
put_bytes(struct folder *f, const char *bytes, size_t nbytes, size_t at)
{
	if (f->n + nbytes >= f->cap) {
		size_t cap = f->cap * 2 + FOLDED_BYTES;
		char *s = arena_alloc(f->arena, cap, 1);
		uint32_t *from = arena_array(f->arena, uint32_t, cap);
		memcpy(s, f->s, f->n);
		memcpy(from, f->from, f->n * sizeof *from);
		f->s = s;
		f->from = from;
		f->cap = cap;
	}
	for (size_t i = 0; i < nbytes; i++) {
		f->s[f->n] = bytes[i];
		f->from[f->n++] = (uint32_t)at;
	}
}

static void
put_due_blank(struct folder *f, unsigned next)
{
	if (f->blank && !is_han(f->last) && !is_han(next)) {
		put_bytes(f, " ", 1, f->blank_at);
		f->last = ' ';
	}
	f->blank = false;
}

static void
put(struct folder *f, unsigned cp)
{
	char bytes[UTF8_MAX];

	if (is_ascii_blank(cp)) {
		if (!f->blank)
			f->blank_at = f->at;
		f->blank = true;
		return;
	}
	put_due_blank(f, cp);
	if (cp == '-' && f->last == '-')
		return; /* —— and -- are one dash */
	put_bytes(f, bytes, utf8_encode(bytes, cp), f->at);
	f->last = cp;
}

static bool
is_unseen(unsigned cp)
{
	return uc_is_property_default_ignorable_code_point(cp) ||
	    uc_combining_class(cp) >= CLASS_OF_ACCENTS ||
	    uc_is_general_category(cp, UC_ENCLOSING_MARK);
}

/* Add `cp` to `out`, of which `n` bytes are used, unless a search skips it. */
static size_t
add_seen(char *out, size_t n, unsigned cp)
{
	if (is_unseen(cp))
		return n;
	cp = uc_is_property_white_space(cp) ? ' ' : shape_of(cp);
	if (cp == 0x2026 && n + 3 <= FOLDED_BYTES) {
		memcpy(out + n, "...", 3);
		return n + 3;
	}
	return n + UTF8_MAX <= FOLDED_BYTES ? n + utf8_encode(out + n, cp) : n;
}

size_t
fold_code_point(char *out, unsigned cp)
{
	uint8_t apart_mem[FOLDED_BYTES + 1], cased_mem[2 * FOLDED_BYTES];
	char raw[UTF8_MAX];
	size_t napart = sizeof apart_mem, ncased = sizeof cased_mem;
	size_t nraw = utf8_encode(raw, shape_of(cp));
	size_t n = 0;
	uint8_t *apart = u8_normalize(
	    UNINORM_NFKD, (const uint8_t *)raw, nraw, apart_mem, &napart);
	uint8_t *cased = apart
	    ? u8_casefold(apart, napart, NULL, UNINORM_NFKD, cased_mem, &ncased)
	    : NULL;

	for (size_t i = 0; cased && i < ncased;) {
		unsigned part;
		i += utf8_decode(
		    &part, (const char *)cased + i, ncased - i, NULL);
		n = add_seen(out, n, part);
	}
	if (apart != apart_mem)
		free(apart);
	if (cased != cased_mem)
		free(cased);
	return n;
}

static void
put_folded(struct folder *f, unsigned cp)
{
	size_t slot = cp % MEMO_SLOTS;
	char *s = f->memo.s[slot];

	if (f->memo.cp[slot] != cp) {
		f->memo.nbytes[slot] = (unsigned char)fold_code_point(s, cp);
		f->memo.cp[slot] = cp;
	}
	for (size_t i = 0; i < f->memo.nbytes[slot];) {
		unsigned part;
		i += utf8_decode(&part, s + i, f->memo.nbytes[slot] - i, NULL);
		put(f, part);
	}
}

/* The Unicode Standard, 3.12: a syllable is made of two or three jamo. */
static void
put_hangul(struct folder *f, unsigned cp)
{
	enum { VOWELS = 21, TAILS = 28 };
	unsigned i = cp - 0xAC00;

	put(f, 0x1100 + i / (VOWELS * TAILS));
	put(f, 0x1161 + i % (VOWELS * TAILS) / TAILS);
	if (i % TAILS)
		put(f, 0x11A7 + i % TAILS);
}

static void
fold_cp(struct folder *f, unsigned cp)
{
	if (cp >= 'A' && cp <= 'Z')
		put(f, cp | 0x20);
	else if (cp > 0 && cp < 0x80 && cp != '`')
		put(f, cp);
	else if (cp >= 0x3400 && cp <= 0x9FFF)
		put(f, cp);
	else if (cp >= 0xFF01 && cp <= 0xFF5E)
		fold_cp(f, cp - 0xFEE0); /* the full-width forms of ASCII */
	else if (cp >= 0xAC00 && cp <= 0xD7A3)
		put_hangul(f, cp);
	else if (cp)
		put_folded(f, cp);
	else
		put(f, UTF8_REPLACEMENT); /* a NUL would end the search */
}

struct folded
fold_text(const char *s, size_t nbytes, struct arena *a)
{
	struct folder f;

	memset(f.memo.cp, 0, sizeof f.memo.cp);
	f.n = 0;
	f.last = 0;
	f.blank = false;
	f.blank_at = 0;
	f.arena = a;
	f.cap = nbytes + FOLDED_BYTES;
	f.s = arena_alloc(a, f.cap, 1);
	f.from = arena_array(a, uint32_t, f.cap);
	for (f.at = 0; f.at < nbytes;) {
		size_t end = f.at + cluster_nbytes(s + f.at, nbytes - f.at);
		for (size_t i = f.at; i < end;) {
			unsigned cp;
			i += utf8_decode(&cp, s + i, nbytes - i, NULL);
			fold_cp(&f, cp);
		}
		f.at = end;
	}
	put_due_blank(&f, 0);
	f.s[f.n] = '\0';
	f.from[f.n] = (uint32_t)nbytes;
	return (struct folded){ f.s, f.n, f.from, s };
}

static bool
is_edge(const struct folded *t, size_t at)
{
	return at == 0 || at == t->nbytes || t->from[at] != t->from[at - 1];
}

size_t
fold_find(const struct folded *hay, const struct folded *needle, size_t at,
    uint32_t *from, uint32_t *to)
{
	size_t n = needle->nbytes;

	while (n && at <= hay->nbytes && n <= hay->nbytes - at) {
		const char *hit = strstr(hay->s + at, needle->s);
		if (!hit)
			break;
		at = (size_t)(hit - hay->s);
		if (is_edge(hay, at) && is_edge(hay, at + n)) {
			uint32_t last = hay->from[at + n - 1];
			*from = hay->from[at];
			*to = last +
			    (uint32_t)cluster_nbytes(hay->text + last,
				hay->from[hay->nbytes] - last);
			return at;
		}
		at++;
	}
	return (size_t)-1;
}
