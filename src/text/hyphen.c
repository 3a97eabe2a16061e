#include "src/text/hyphen.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>

#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/lang.h"

/*
 * A pattern is found by the hash of its letters; the slot holds where in the
 * file it stands, and there its digits are read when it matches.  A word of n
 * letters asks for each of its n(n + 1) / 2 parts; then the cache remembers.
 *
 * A dictionary may have two levels (libhyphen, README.compound): the first
 * parts compounds, German's above all, the second what is between.
 */

enum {
	LEVELS = 2,
	/* That of German has 1.1 MB; what is ten times that is no dictionary. */
	MAX_FILE_BYTES = 10000000,
	/* Words kept: what a page of a newspaper has of different ones. */
	CACHE_SLOTS = 8192,
	/* A word and the full stops before and behind it. */
	MAX_CHARS = HYPHEN_MAX_LETTERS + 2,
	MAX_NAME = 16,
	SHARP_S = 0xDF, /* its capital is two letters, or another one */
};

/* Languages whose patterns were tried, and the country meant by default. */
static const struct language {
	const char *base;
	const char *country;
	bool capital_nouns;
} languages[] = {
	{ "en", "US", false },
	{ "de", "DE", true },
	{ "fr", "FR", false },
	{ "es", "ES", false },
	{ "it", "IT", false },
	{ "pt", "PT", false },
};

enum { LANGUAGES = sizeof languages / sizeof *languages };

struct slot {
	uint32_t hash;
	uint32_t at; /* of the pattern in the file; 0: empty */
};

struct level {
	struct slot *slots; /* owned; a power of two, half of them empty */
	uint32_t mask;
	size_t longest; /* letters of a pattern */
};

struct answer {
	uint64_t key; /* 64 bits of hash stand for the word */
	uint64_t points;
};

struct hyphen_dict {
	char name[MAX_NAME]; /* "en_US" */
	const struct language *language;
	struct buf file; /* of no bytes where there is none */
	bool latin1;     /* else UTF-8 */
	size_t left, right;
	struct level levels[LEVELS];
	size_t nlevels;
	struct answer *cache; /* owned */
};

struct hyphens {
	char *folders;
	struct hyphen_dict **dicts; /* owned, as is each */
	size_t n, cap;
};

/* --- reading a dictionary ------------------------------------------------ */

/* A letter or digit of the dictionary at `*s`. */
static inline unsigned
next_char(const struct hyphen_dict *d, const char **s)
{
	unsigned char c = (unsigned char)**s;

	if (c < 0x80 || d->latin1) {
		(*s)++;
		return c;
	}
	return utf8_next(s);
}

static inline bool
is_digit(unsigned cp)
{
	return cp >= '0' && cp <= '9';
}

/* FNV-1a, by code points, from a pattern's last letter to its first. */
static const uint32_t HASH_START = 0x811C9DC5;

static inline uint32_t
hash_add(uint32_t hash, unsigned cp)
{
	return (hash ^ cp) * 0x01000193u;
}

static inline uint32_t
hash_place(const struct level *l, uint32_t hash)
{
	return (hash ^ hash >> 15) & l->mask;
}

/* Do the letters of the pattern at `at` equal those of `chars`? */
static bool
is_pattern(
    const struct hyphen_dict *d, uint32_t at, const unsigned *chars, size_t n)
{
	const char *s = d->file.bytes + at;
	size_t i = 0;

	while (*s != '\n') {
		unsigned cp = next_char(d, &s);
		if (is_digit(cp))
			continue;
		if (i == n || chars[i++] != cp)
			return false;
	}
	return i == n;
}

/* The slot of a pattern, or the empty one where it would be. */
static struct slot *
find_slot(const struct hyphen_dict *d, const struct level *l, uint32_t hash,
    const unsigned *chars, size_t n)
{
	uint32_t i = hash_place(l, hash);

	for (;; i = (i + 1) & l->mask) {
		struct slot *slot = &l->slots[i];
		if (slot->at == 0 ||
		    (slot->hash == hash && is_pattern(d, slot->at, chars, n)))
			return slot;
	}
}

/* Patterns longer than any word that is asked for are left out. */
static void
add_pattern(struct hyphen_dict *d, struct level *l, const char *line)
{
	unsigned chars[MAX_CHARS];
	uint32_t hash = HASH_START;
	size_t n = 0;

	for (const char *s = line; *s != '\n';) {
		unsigned cp = next_char(d, &s);
		if (is_digit(cp))
			continue;
		/* With one comes another spelling; none of ours has it. */
		if (cp == '/' || n == MAX_CHARS)
			return;
		chars[n++] = cp;
	}
	if (n == 0)
		return;
	for (size_t i = n; i-- > 0;)
		hash = hash_add(hash, chars[i]);
	if (n > l->longest)
		l->longest = n;
	*find_slot(d, l, hash, chars, n) =
	    (struct slot){ hash, (uint32_t)(line - d->file.bytes) };
}

/* "LEFTHYPHENMIN 2" and its like. */
static void
read_setting(struct hyphen_dict *d, const char *line)
{
	unsigned n;

	if (sscanf(line, "LEFTHYPHENMIN %2u", &n) == 1 && n > d->left)
		d->left = n;
	if (sscanf(line, "RIGHTHYPHENMIN %2u", &n) == 1 && n > d->right)
		d->right = n;
}

static const char *
next_line(const char *s)
{
	return (const char *)strchr(s, '\n') + 1;
}

/* The lines of one level, from `s` to the one that begins the next. */
static const char *
read_level(struct hyphen_dict *d, struct level *l, const char *s)
{
	const char *end = d->file.bytes + d->file.n;
	const char *stop = s;
	size_t nlines = 0;

	for (; stop < end && strncmp(stop, "NEXTLEVEL", 9); nlines++)
		stop = next_line(stop);
	for (l->mask = 1; l->mask < 2 * nlines; l->mask *= 2)
		;
	l->slots = xcalloc(l->mask, sizeof *l->slots);
	l->mask--;
	for (; s < stop; s = next_line(s)) {
		if (*s >= 'A' && *s <= 'Z')
			read_setting(d, s);
		else if (*s != '#' && *s != '%')
			add_pattern(d, l, s);
	}
	return stop < end ? next_line(stop) : end;
}

/* The first line names the character set; no other than these two is used. */
static void
read_dict(struct hyphen_dict *d)
{
	const char *end = d->file.bytes + d->file.n;
	const char *s = next_line(d->file.bytes);
	bool utf8 = strncmp(d->file.bytes, "UTF-8", 5) == 0;

	d->latin1 = strncmp(d->file.bytes, "ISO8859-1\n", 10) == 0;
	if (!d->latin1 &&
	    !(utf8 && utf8_valid(d->file.bytes, d->file.n) == d->file.n))
		return;
	d->left = HYPHEN_LEFT;
	d->right = HYPHEN_RIGHT;
	while (s < end && d->nlevels < LEVELS)
		s = read_level(d, &d->levels[d->nlevels++], s);
	if (d->nlevels > 0)
		d->cache = xcalloc(CACHE_SLOTS, sizeof *d->cache);
}

/* Read a file; every line of it ends in '\n', and none has a NUL. */
static bool
read_file(struct buf *out, const char *path)
{
	FILE *f = fopen(path, "rb");
	char chunk[16384];
	size_t n;

	if (!f)
		return false;
	while (out->n <= MAX_FILE_BYTES &&
	    (n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(out, chunk, n);
	bool good = !ferror(f) && out->n > 0 && out->n <= MAX_FILE_BYTES &&
	    !memchr(out->bytes, '\0', out->n);
	fclose(f);
	if (good)
		buf_addc(out, '\n');
	else
		out->n = 0;
	return good;
}

/* Try the file of that name in each folder. */
static bool
open_dict(struct buf *out, const char *folders, const char *name)
{
	struct buf path;
	bool found = false;

	buf_init(&path);
	for (const char *s = folders; *s && !found;) {
		size_t n = strcspn(s, ":");
		path.n = 0;
		buf_add(&path, s, n);
		buf_addf(&path, "/hyph_%s.dic", name);
		found = n > 0 && read_file(out, buf_str(&path));
		s += n + (s[n] == ':');
	}
	buf_fini(&path);
	return found;
}

static struct hyphen_dict *
new_dict(
    struct hyphens *h, const struct language *language, const char *country)
{
	struct hyphen_dict *d = xcalloc(1, sizeof *d);

	snprintf(d->name, sizeof d->name, "%s_%s", language->base, country);
	d->language = language;
	buf_init(&d->file);
	/* Another country's patterns are better than none. */
	char fallback[MAX_NAME];
	snprintf(fallback, sizeof fallback, "%s_%s", language->base,
	    language->country);
	if (open_dict(&d->file, h->folders, d->name) ||
	    open_dict(&d->file, h->folders, language->base) ||
	    open_dict(&d->file, h->folders, fallback))
		read_dict(d);
	if (h->n == h->cap)
		h->dicts = mem_grow(h->dicts, h->n, &h->cap, sizeof *h->dicts);
	h->dicts[h->n++] = d;
	return d;
}

/* --- the dictionaries of a process ---------------------------------------- */

struct hyphens *
hyphens_new(const char *folders)
{
	struct hyphens *h = xcalloc(1, sizeof *h);

	h->folders = xstrdup(folders);
	return h;
}

void
hyphens_free(struct hyphens *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->n; i++) {
		struct hyphen_dict *d = h->dicts[i];
		buf_fini(&d->file);
		for (size_t k = 0; k < d->nlevels; k++)
			free(d->levels[k].slots);
		free(d->cache);
		free(d);
	}
	free(h->dicts);
	free(h->folders);
	free(h);
}

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/*
 * The country in a language tag that has one: "en-GB", "pt_BR".  A tag comes
 * from a paper; two letters are no path.
 */
static void
country_of(char country[3], const char *tag, const struct language *l)
{
	memcpy(country, l->country, 3);
	tag += strlen(l->base);
	if (*tag && is_letter(tag[1]) && is_letter(tag[2]) && !tag[3]) {
		country[0] = (char)(tag[1] & ~0x20);
		country[1] = (char)(tag[2] & ~0x20);
	}
}

struct hyphen_dict *
hyphens_for(struct hyphens *h, const char *language)
{
	const struct language *l = languages;
	char name[MAX_NAME];
	char country[3];

	while (l < languages + LANGUAGES && !lang_is(language, l->base))
		l++;
	if (!h || l == languages + LANGUAGES)
		return NULL;
	country_of(country, language, l);
	snprintf(name, sizeof name, "%s_%s", l->base, country);
	struct hyphen_dict *d = NULL;
	for (size_t i = 0; i < h->n && !d; i++)
		if (strcmp(h->dicts[i]->name, name) == 0)
			d = h->dicts[i];
	if (!d)
		d = new_dict(h, l, country);
	return d->cache ? d : NULL;
}

int
hyphen_has_capital_nouns(const struct hyphen_dict *d)
{
	return d->language->capital_nouns;
}

enum hyphen_letter
hyphen_letter(const char *cluster, size_t nbytes)
{
	const char *s = cluster;

	if (nbytes == 1 && *s >= 'a' && *s <= 'z')
		return HYPHEN_LOWER;
	if (nbytes == 1)
		return is_letter(*s) ? HYPHEN_UPPER : HYPHEN_NONE;
	unsigned cp = utf8_next(&s);
	if (s != cluster + nbytes)
		return HYPHEN_NONE;
	if (uc_tolower(cp) != cp)
		return HYPHEN_UPPER;
	return uc_toupper(cp) != cp || cp == SHARP_S ? HYPHEN_LOWER
						     : HYPHEN_NONE;
}

/* --- words ---------------------------------------------------------------- */

/* Raise the value of each place to the pattern's digit there. */
static void
apply_pattern(const struct hyphen_dict *d, uint32_t at, unsigned char *values)
{
	for (const char *s = d->file.bytes + at; *s != '\n';) {
		unsigned cp = next_char(d, &s);
		if (!is_digit(cp))
			values++;
		else if (cp > *values)
			*values = (unsigned char)cp;
	}
}

/*
 * The points of a part of a word: `chars` are its n letters, of which the first
 * and the last are full stops.  Of the patterns that end at a letter only the
 * longest counts: the dictionaries are made so, with what the shorter ones say
 * already in it (libhyphen, README, "substrings.pl").
 */
static uint64_t
level_points(const struct hyphen_dict *d, const struct level *l,
    const unsigned *chars, size_t n)
{
	unsigned char values[MAX_CHARS + 1] = { 0 };
	uint64_t points = 0;

	for (size_t end = 1; end <= n; end++) {
		size_t least = end > l->longest ? end - l->longest : 0;
		uint32_t hash = HASH_START;
		uint32_t best = 0;
		size_t from = 0;
		for (size_t i = end; i-- > least;) {
			hash = hash_add(hash, chars[i]);
			uint32_t at =
			    find_slot(d, l, hash, chars + i, end - i)->at;
			if (at > 0) {
				best = at;
				from = i;
			}
		}
		if (best > 0)
			apply_pattern(d, best, values + from);
	}
	/* A digit is odd where its character is. */
	for (size_t i = 2; i + 1 < n; i++)
		points |= (uint64_t)(values[i] & 1) << (i - 1);
	return points;
}

/* Bits `from` up to but not `to`. */
static uint64_t
bits(size_t from, size_t to)
{
	return to > from ? ((1ULL << (to - from)) - 1) << from : 0;
}

/* The second level, for each part that the first one leaves. */
static uint64_t
parts_points(const struct hyphen_dict *d, uint64_t parted, unsigned *chars,
    size_t nletters)
{
	uint64_t points = parted;

	for (size_t begin = 0, i = 1; i <= nletters; i++) {
		if (i < nletters && !(parted >> i & 1))
			continue;
		unsigned before = chars[begin], after = chars[i + 1];
		chars[begin] = chars[i + 1] = '.';
		uint64_t inner = level_points(
		    d, &d->levels[1], chars + begin, i - begin + 2);
		/* As many letters beside the joint of a compound as at ends. */
		if (i - begin >= HYPHEN_LEFT + HYPHEN_LEFT)
			points |=
			    (inner &
				bits(HYPHEN_LEFT, i - begin - HYPHEN_LEFT + 1))
			    << begin;
		chars[begin] = before;
		chars[i + 1] = after;
		begin = i;
	}
	return points;
}

static uint64_t
find_points(const struct hyphen_dict *d, const char *word, size_t nbytes)
{
	unsigned chars[MAX_CHARS];
	const char *s = word;
	size_t n = 0;

	chars[n++] = '.';
	while (s < word + nbytes && n < MAX_CHARS - 1)
		chars[n++] = uc_tolower(utf8_next(&s));
	if (s < word + nbytes)
		return 0;
	chars[n] = '.';
	size_t nletters = n - 1;
	uint64_t points = level_points(d, &d->levels[0], chars, nletters + 2);
	if (d->nlevels > 1)
		points = parts_points(d, points, chars, nletters);
	return nletters < d->left + d->right
	    ? 0
	    : points & bits(d->left, nletters - d->right + 1);
}

/* A hash of 64 bits that is never 0: multiply and fold, eight bytes a time. */
static uint64_t
word_key(const char *word, size_t nbytes)
{
	uint64_t key = nbytes;
	uint64_t piece = 0;

	for (; nbytes >= sizeof piece; nbytes -= sizeof piece) {
		memcpy(&piece, word, sizeof piece);
		key = (key ^ piece) * 0x9E3779B97F4A7C15ULL;
		key ^= key >> 29;
		word += sizeof piece;
	}
	piece = 0;
	memcpy(&piece, word, nbytes);
	key = (key ^ piece) * 0x9E3779B97F4A7C15ULL;
	key ^= key >> 32;
	return key | 1ULL << 63;
}

uint64_t
hyphen_points(struct hyphen_dict *d, const char *word, size_t nbytes)
{
	uint64_t key = word_key(word, nbytes);
	struct answer *a = &d->cache[key % CACHE_SLOTS & ~1u];

	/* Two places for each, so that two frequent words can live there. */
	if (a[0].key == key)
		return a[0].points;
	if (a[1].key == key)
		return a[1].points;
	a[0] = a[1];
	a[1] = (struct answer){ key, find_points(d, word, nbytes) };
	return a[1].points;
}
