#include "src/text/hyphen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hyphen.h>
#include <unicase.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/charset.h"
#include "src/text/lang.h"

/*
 * libhyphen reads the patterns and finds the points.  It trusts its file, so
 * what it gets is a copy in memory: in UTF-8 whatever the file was in, which
 * saves converting each word, and without the lines that it cannot bear.
 */

enum {
	/*
	 * libhyphen makes an automaton of the patterns with an allocation a
	 * state, in time that grows with the square of the file: 8 ms for the
	 * 105 KB of English, 40 ms for 150 KB, 1 s for 700 KB, 2.4 s for the
	 * 1.1 MB of German.  A key should be answered within 50 ms.
	 */
	MAX_QUICK_BYTES = 150000,
	/* Who is ready to wait waits ten seconds: no dictionary needs more. */
	MAX_FILE_BYTES = 2000000,
	/*
	 * libhyphen, MAX_CHARS: what is longer makes two patterns, or in later
	 * versions a complaint on stderr, which is the reader's screen.
	 */
	MAX_LINE_BYTES = 98,
	MAX_LABEL = 20,
	/* Words kept: what a page of a newspaper has of different ones. */
	CACHE_SLOTS = 8192,
	/* libhyphen writes that much behind the marks of a word. */
	MARKS_ROOM = 5,
	MAX_WORD_BYTES = HYPHEN_MAX_LETTERS * 4,
	NAME_BYTES = 16,
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

struct answer {
	uint64_t key; /* 64 bits of hash stand for the word */
	uint64_t points;
};

struct hyphen_dict {
	char name[NAME_BYTES]; /* "en_US" */
	const struct language *language;
	bool is_default;      /* its country is meant where none is named */
	HyphenDict *patterns; /* owned; NULL: none, or none yet */
	bool slow;            /* its file is not read unless somebody waits */
	bool waited;          /* and somebody has */
	struct answer *cache; /* owned */
};

struct hyphens {
	char *folders;
	struct hyphen_dict **dicts; /* owned, as is each */
	size_t n, cap;
};

/* --- reading a dictionary ------------------------------------------------ */

/*
 * Lines with which libhyphen 2.8.8 would write outside of what it has allocated:
 * another spelling ("f1f/ff=f,1,2"; we could not set it anyhow) goes where its
 * numbers say, a digit before the beginning of a word goes before the buffer, and
 * an empty NOHYPHEN, which tells no letters but marks, is looked for without end.
 */
static bool
is_bearable(const char *line, size_t n)
{
	size_t digits = strspn(line, "0123456789");

	return n <= MAX_LINE_BYTES && !memchr(line, '/', n) &&
	    (digits == 0 || line[digits] != '.') &&
	    strncmp(line, "NOHYPHEN", 8) != 0;
}

/* The dictionary of UTF-8 in `text`, whose first line is any. */
static HyphenDict *
load_patterns(const struct buf *text)
{
	const char *s = buf_str(text);
	HyphenDict *dict = NULL;
	struct buf kept;

	buf_init(&kept);
	buf_adds(&kept, "UTF-8\n");
	for (s += strcspn(s, "\n"); *s;) {
		size_t n = strcspn(++s, "\n");
		if (is_bearable(s, n)) {
			buf_add(&kept, s, n);
			buf_addc(&kept, '\n');
		}
		s += n;
	}
	FILE *f = fmemopen(kept.bytes, kept.n, "r");
	if (f) {
		dict = hnj_hyphen_load_file(f);
		fclose(f);
	}
	buf_fini(&kept);
	return dict;
}

/* The first line of a dictionary names its character set. */
static HyphenDict *
read_patterns(struct buf *file)
{
	char label[MAX_LABEL + 1] = "";
	HyphenDict *dict = NULL;
	struct charset set;
	struct buf text;
	struct err err;

	buf_init(&text);
	size_t n = strcspn(buf_str(file), "\r\n");
	if (n <= MAX_LABEL)
		memcpy(label, file->bytes, n);
	if (!memchr(file->bytes, '\0', file->n) &&
	    charset_take(&text, &set, file, label, &err) == 0 && set.nbad == 0)
		dict = load_patterns(&text);
	buf_fini(&text);
	return dict;
}

/* Read a file, or as much of it as shows that it has more than `most` bytes. */
static bool
read_file(struct buf *out, const char *path, size_t most)
{
	FILE *f = fopen(path, "rb");
	char chunk[16384];
	size_t n;

	if (!f)
		return false;
	out->n = 0;
	while (out->n <= most && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(out, chunk, n);
	bool good = !ferror(f) && out->n > 0;
	fclose(f);
	return good;
}

/* Try the file of that name in each folder. */
static bool
find_file(struct buf *out, const char *folders, const char *name, size_t most)
{
	struct buf path;
	bool found = false;

	buf_init(&path);
	for (const char *s = folders; *s && !found;) {
		size_t n = strcspn(s, ":");
		path.n = 0;
		buf_add(&path, s, n);
		buf_addf(&path, "/hyph_%s.dic", name);
		found = n > 0 && read_file(out, buf_str(&path), most);
		s += n + (s[n] == ':');
	}
	buf_fini(&path);
	return found;
}

static void
load_dict(struct hyphen_dict *d, const char *folders, size_t most)
{
	struct buf file;

	buf_init(&file);
	if (find_file(&file, folders, d->name, most) ||
	    (d->is_default &&
		find_file(&file, folders, d->language->base, most))) {
		if (file.n <= most)
			d->patterns = read_patterns(&file);
		else
			d->slow = true;
	}
	if (d->patterns)
		d->cache = xcalloc(CACHE_SLOTS, sizeof *d->cache);
	buf_fini(&file);
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
		if (h->dicts[i]->patterns)
			hnj_hyphen_free(h->dicts[i]->patterns);
		free(h->dicts[i]->cache);
		free(h->dicts[i]);
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

static struct hyphen_dict *
find_dict(struct hyphens *h, const struct language *l, const char *country)
{
	char name[NAME_BYTES];

	snprintf(name, sizeof name, "%s_%s", l->base, country);
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->dicts[i]->name, name) == 0)
			return h->dicts[i];
	struct hyphen_dict *d = xcalloc(1, sizeof *d);
	memcpy(d->name, name, sizeof name);
	d->language = l;
	d->is_default = strcmp(country, l->country) == 0;
	load_dict(d, h->folders, MAX_QUICK_BYTES);
	if (h->n == h->cap)
		h->dicts = mem_grow(h->dicts, h->n, &h->cap, sizeof *h->dicts);
	return h->dicts[h->n++] = d;
}

struct hyphen_dict *
hyphens_for(struct hyphens *h, const char *language, bool wait)
{
	const struct language *l = languages;
	char country[3];

	while (l < languages + LANGUAGES && !lang_is(language, l->base))
		l++;
	if (!h || l == languages + LANGUAGES)
		return NULL;
	country_of(country, language, l);
	struct hyphen_dict *d = find_dict(h, l, country);
	/* Another country's patterns are better than none. */
	if (!d->patterns && !d->slow)
		d = find_dict(h, l, l->country);
	if (wait && d->slow && !d->waited) {
		load_dict(d, h->folders, MAX_FILE_BYTES);
		d->waited = true;
	}
	return d->patterns && (wait || !d->slow) ? d : NULL;
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

static uint64_t
find_points(const struct hyphen_dict *d, const char *word, size_t nbytes)
{
	char marks[MAX_WORD_BYTES + MARKS_ROOM] = "";
	const char *s = word;
	size_t nletters = 0;
	struct buf lower;
	uint64_t points = 0;

	buf_init(&lower);
	for (; s < word + nbytes && nletters < HYPHEN_MAX_LETTERS; nletters++)
		buf_add_cp(&lower, uc_tolower(utf8_next(&s)));
	if (s == word + nbytes && nletters >= HYPHEN_LEFT + HYPHEN_RIGHT) {
		/* Other spellings, for which these are, were left out. */
		char **spelling = NULL;
		int *at = NULL, *cut = NULL;
		hnj_hyphen_hyphenate3(d->patterns, buf_str(&lower),
		    (int)lower.n, marks, NULL, &spelling, &at, &cut,
		    HYPHEN_LEFT, HYPHEN_RIGHT, HYPHEN_LEFT, HYPHEN_LEFT);
	}
	for (size_t k = 0; k < nletters; k++)
		points |= (uint64_t)(marks[k] & 1) << (k + 1);
	buf_fini(&lower);
	return points;
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
