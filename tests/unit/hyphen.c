/*
 * Words and where they may be parted, by dictionaries made for these tests
 * (tests/hyphens).  Where libhyphen and its patterns of English are installed,
 * its answers are compared with ours.
 */
#include "src/text/hyphen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dlfcn.h>

#include "src/base/buf.h"

#define FOLDERS "tests/no-such-folder:tests/hyphens"

struct word_case {
	const char *language;
	const char *want; /* the word, with a - at each point */
};

static const struct word_case word_cases[] = {
	{ "en", "coun-cil" },
	{ "en", "un-der-stand-ing" },
	{ "en-US", "coun-cil" },
	{ "en_GB", "coun-cil" }, /* better than none */
	/* two letters stay, three go on */
	{ "en", "over-night" },
	{ "en", "ta-ble" },
	{ "en", "pa-tience" },
	{ "en", "el-i-za-beth" },
	{ "en", "re-mem-ber" },
	/* not in the dictionary */
	{ "en", "xylophone" },
	{ "en", "zebra" },
	{ "en", "a" },
	{ "en", "" },
	/* the longest pattern counts */
	{ "en", "cd-abcd" },
	{ "en", "cdxabcd" },
	/* letters of two bytes, in both character sets */
	{ "en", "coöp-er-a-tion" },
	{ "de", "küs-ten-schutz" },
	{ "de", "fähre" }, /* two letters would go on */
	{ "de", "stra-ßen" },
	{ "de", "Küs-ten" },
	/* compounds, and what is between; their parts have two letters */
	{ "de", "rat-haus-uhr" },
	/* no dictionary, or not one of ours */
	{ "fr", NULL },
	{ "nl", NULL },
	{ "und-Latn", NULL },
	{ "../en", NULL },
	{ "", NULL },
};

/* The word with its hyphens, and without. */
static void
show(struct buf *out, const char *word, uint64_t points)
{
	size_t letters = 0;

	for (const char *s = word; *s; s++) {
		if ((*s & 0xC0) != 0x80) {
			if (points >> letters & 1)
				buf_addc(out, '-');
			letters++;
		}
		buf_addc(out, *s);
	}
}

static void
plain(struct buf *out, const char *want)
{
	for (const char *s = want; *s; s++)
		if (*s != '-')
			buf_addc(out, *s);
}

static void
word_is(struct hyphens *h, const struct word_case *c)
{
	struct hyphen_dict *d = hyphens_for(h, c->language);
	struct buf word, shown;

	assert_non_null(d);
	buf_init(&word);
	buf_init(&shown);
	plain(&word, c->want);
	show(&shown, buf_str(&word), hyphen_points(d, buf_str(&word), word.n));
	assert_string_equal(buf_str(&shown), c->want);
	buf_fini(&word);
	buf_fini(&shown);
}

static void
words_are_parted(void **state)
{
	struct hyphens *h = hyphens_new(FOLDERS);
	const size_t n = sizeof word_cases / sizeof *word_cases;

	(void)state;
	/* Once asked, once remembered. */
	for (size_t i = 0; i < 2 * n; i++) {
		const struct word_case *c = &word_cases[i % n];
		if (c->want)
			word_is(h, c);
		else
			assert_null(hyphens_for(h, c->language));
	}
	hyphens_free(h);
}

static void
long_words_stay_whole(void **state)
{
	struct hyphens *h = hyphens_new(FOLDERS);
	struct hyphen_dict *d = hyphens_for(h, "en");
	char word[200];

	(void)state;
	memset(word, 'c', sizeof word);
	memcpy(word + 30, "dab", 3);
	assert_int_equal(
	    hyphen_points(d, word, HYPHEN_MAX_LETTERS), 1ULL << 31);
	assert_int_equal(hyphen_points(d, word, HYPHEN_MAX_LETTERS + 1), 0);
	assert_int_equal(hyphen_points(d, word, sizeof word), 0);
	hyphens_free(h);
}

static void
nothing_is_needed(void **state)
{
	struct hyphens *h = hyphens_new("");

	(void)state;
	assert_null(hyphens_for(h, "en"));
	assert_null(hyphens_for(h, NULL));
	assert_null(hyphens_for(NULL, "en"));
	hyphens_free(h);
	hyphens_free(NULL);
}

static void
letters_are_told(void **state)
{
	static const struct {
		const char *cluster;
		enum hyphen_letter want;
	} cases[] = {
		{ "a", HYPHEN_LOWER },
		{ "Z", HYPHEN_UPPER },
		{ "é", HYPHEN_LOWER },
		{ "Ö", HYPHEN_UPPER },
		{ "ß", HYPHEN_LOWER },
		{ "’", HYPHEN_NONE },
		{ "7", HYPHEN_NONE },
		{ "e\u0301", HYPHEN_NONE },
		{ "中", HYPHEN_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
		    hyphen_letter(cases[i].cluster, strlen(cases[i].cluster)),
		    cases[i].want);
}

/* Some that are no dictionaries, each in the place of English. */
static void
bad_files_are_none(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} files[] = {
		{ "", 0 },
		{ "\n", 1 },
		{ "KOI8-R\n1ab\n", 11 },
		{ "UTF-8\n1\xFF\n", 9 },
		{ "UTF-8\n1a\0b\n", 11 },
	};
	const char *folder = getenv("B");
	struct buf path;

	(void)state;
	buf_init(&path);
	buf_addf(&path, "%s/tests/hyph_en_US.dic", folder ? folder : "build");
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		FILE *f = fopen(buf_str(&path), "wb");
		assert_non_null(f);
		fwrite(files[i].bytes, 1, files[i].n, f);
		assert_int_equal(fclose(f), 0);
		char *at = strrchr(path.bytes, '/');
		*at = '\0';
		struct hyphens *h = hyphens_new(path.bytes);
		*at = '/';
		assert_null(hyphens_for(h, "en"));
		hyphens_free(h);
	}
	remove(buf_str(&path));
	buf_fini(&path);
}

/* --- libhyphen ----------------------------------------------------------- */

enum { ROUNDS = 20000, MAX_LETTERS = 40 };

static uint64_t seed = 20260320;

/* xorshift64*: Vigna, ACM TOMS 42 (2016). */
static unsigned
pick(unsigned n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)(seed * 0x2545F4914F6CDD1DULL >> 33) % n;
}

/* Pieces that English words are made of, so that patterns have work. */
static size_t
random_word(char *word)
{
	static const char *const pieces[] = { "un", "inter", "ation", "able",
		"ment", "ph", "the", "str", "ough", "ing", "er", "o", "e", "st",
		"ly", "con", "pre", "ck", "qu", "ive", "ize", "ous" };
	size_t n = 0;

	for (unsigned k = 2 + pick(4); k > 0; k--) {
		const char *piece =
		    pieces[pick(sizeof pieces / sizeof *pieces)];
		memcpy(word + n, piece, strlen(piece));
		n += strlen(piece);
	}
	word[n] = '\0';
	return n;
}

/* What of libhyphen is asked; it is looked for when this program runs. */
struct oracle {
	void *library, *dict;
	void *(*load)(const char *path);
	void (*free)(void *dict);
	int (*hyphenate)(void *dict, const char *word, int nbytes, char *marks,
	    char *hyphenated, char ***rep, int **pos, int **cut);
};

/* POSIX: what dlsym() gives may be a function. */
static void
find_symbol(void *library, const char *name, void *function)
{
	void *found = library ? dlsym(library, name) : NULL;

	memcpy(function, &found, sizeof found);
}

static bool
oracle_open(struct oracle *o)
{
	o->library = dlopen("libhyphen.so.0", RTLD_NOW);
	o->dict = NULL;
	find_symbol(o->library, "hnj_hyphen_load", &o->load);
	find_symbol(o->library, "hnj_hyphen_free", &o->free);
	find_symbol(o->library, "hnj_hyphen_hyphenate2", &o->hyphenate);
	if (o->load && o->free && o->hyphenate)
		o->dict = o->load("/usr/share/hyphen/hyph_en_US.dic");
	return o->dict != NULL;
}

static void
oracle_close(struct oracle *o)
{
	if (o->dict)
		o->free(o->dict);
	if (o->library)
		dlclose(o->library);
}

static uint64_t
oracle_points(const struct oracle *o, const char *word, size_t n)
{
	char marks[MAX_LETTERS + 8];
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;
	uint64_t points = 0;

	o->hyphenate(o->dict, word, (int)n, marks, NULL, &rep, &pos, &cut);
	for (size_t k = 0; k < n; k++)
		points |= (uint64_t)(marks[k] & 1) << (k + 1);
	return points;
}

static void
libhyphen_agrees(void **state)
{
	struct hyphens *h = hyphens_new("/usr/share/hyphen");
	struct hyphen_dict *d = hyphens_for(h, "en");
	struct oracle o;
	char word[MAX_LETTERS];
	bool there = oracle_open(&o) && d;

	(void)state;
	for (int i = 0; there && i < ROUNDS; i++) {
		size_t n = random_word(word);
		if (hyphen_points(d, word, n) != oracle_points(&o, word, n))
			fail_msg("%s", word);
	}
	oracle_close(&o);
	hyphens_free(h);
	if (!there)
		skip();
}

/* --- the languages -------------------------------------------------------- */

/* A word of each, where its patterns are installed. */
static void
languages_are_parted(void **state)
{
	static const struct word_case cases[] = {
		{ "en", "hy-phen-ation" },
		{ "de", "Re-gie-rung" },
		{ "fr", "gou-ver-ne-ment" },
		{ "es", "go-bierno" },
		{ "it", "am-mi-ni-stra-zione" },
		{ "pt", "ad-mi-nis-tra-ção" },
	};
	struct hyphens *h = hyphens_new("/usr/share/hyphen");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (hyphens_for(h, cases[i].language))
			word_is(h, &cases[i]);
	hyphens_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_parted),
		cmocka_unit_test(long_words_stay_whole),
		cmocka_unit_test(nothing_is_needed),
		cmocka_unit_test(letters_are_told),
		cmocka_unit_test(bad_files_are_none),
		cmocka_unit_test(libhyphen_agrees),
		cmocka_unit_test(languages_are_parted),
	};

	return cmocka_run_group_tests_name("hyphen", tests, NULL, NULL);
}
