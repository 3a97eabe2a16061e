/*
 * Words and where they may be parted, by dictionaries made for these tests
 * (tests/hyphens) and by those that are installed.
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
	struct hyphen_dict *d = hyphens_for(h, c->language, false);
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
			assert_null(hyphens_for(h, c->language, false));
	}
	hyphens_free(h);
}

static void
long_words_stay_whole(void **state)
{
	struct hyphens *h = hyphens_new(FOLDERS);
	struct hyphen_dict *d = hyphens_for(h, "en", false);
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

/* A paper may name every country: it is loaded once. */
static void
countries_share(void **state)
{
	struct hyphens *h = hyphens_new(FOLDERS);

	(void)state;
	assert_ptr_equal(
	    hyphens_for(h, "en-XA", false), hyphens_for(h, "en-XB", false));
	assert_ptr_equal(
	    hyphens_for(h, "en-XA", false), hyphens_for(h, "en", false));
	hyphens_free(h);
}

static void
nothing_is_needed(void **state)
{
	struct hyphens *h = hyphens_new("");

	(void)state;
	assert_null(hyphens_for(h, "en", false));
	assert_null(hyphens_for(h, NULL, false));
	assert_null(hyphens_for(NULL, "en", false));
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

/* --- files ---------------------------------------------------------------- */

/* Put `bytes` in the place of English, in a folder of the tests' own. */
static struct hyphens *
hyphens_of(const char *bytes, size_t n)
{
	const char *built = getenv("B");
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/tests", built ? built : "build");
	struct hyphens *h = hyphens_new(buf_str(&path));
	buf_adds(&path, "/hyph_en_US.dic");
	FILE *f = fopen(buf_str(&path), "wb");
	assert_non_null(f);
	fwrite(bytes, 1, n, f);
	assert_int_equal(fclose(f), 0);
	hyphens_for(h, "en", true);
	remove(buf_str(&path));
	buf_fini(&path);
	return h;
}

static void
bad_files_are_none(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} files[] = {
		{ "", 0 },
		{ "\n", 1 },
		{ "EBCDIC\n1ab\n", 11 },
		{ "a set with a very long name\n1ab\n", 32 },
		{ "UTF-8\n1\xFF\n", 9 },
		{ "UTF-8\n1a\0b\n", 11 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct hyphens *h = hyphens_of(files[i].bytes, files[i].n);
		assert_null(hyphens_for(h, "en", false));
		hyphens_free(h);
	}
}

/* Lines that libhyphen cannot bear, among some that it can. */
static void
bad_lines_are_left_out(void **state)
{
	static const char *const lines[] = {
		"NOHYPHEN\nNEXTLEVEL",
		"NOHYPHEN ,,\nNEXTLEVEL",
		"9.xx\n9.",
		"ab1c/ab=c,120,1",
		"1abc/=,-100,100",
		"/",
		"/,",
		/* a pattern of its own in libhyphen's next buffer */
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"xxab1c",
		"LEFTHYPHENMIN -1",
		"RIGHTHYPHENMIN x",
		"COMPOUNDLEFTHYPHENMIN 99999999999",
		"9",
		".",
		"",
		" ",
		"\r",
		"NEXTLEVEL",
		"NEXTLEVEL",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const struct word_case c = { "en", "xx-abcdef" };
		struct buf file;
		buf_init(&file);
		buf_addf(&file, "UTF-8\nx1abc\n%s\nx1abc\n", lines[i]);
		struct hyphens *h = hyphens_of(file.bytes, file.n);
		word_is(h, &c);
		hyphens_free(h);
		buf_fini(&file);
	}
}

/* Sets of one byte are told by the first line. */
static void
files_are_decoded(void **state)
{
	static const struct {
		const char *bytes;
		const char *want;
	} files[] = {
		{ "ISO8859-1\nk\xFCs1t\n", "küs-ten" },
		{ "ISO8859-15\n\xBD"
		  "1u\n",
		    "œuœ-uvre" },
		{ "UTF-8\r\nk\xC3\xBCs1t\r\n", "küs-ten" },
		{ "microsoft-cp1251\nx1abc\n", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const struct word_case c = { "en", files[i].want };
		struct hyphens *h =
		    hyphens_of(files[i].bytes, strlen(files[i].bytes));
		if (c.want)
			word_is(h, &c);
		else
			assert_null(hyphens_for(h, "en", true));
		hyphens_free(h);
	}
}

/* Nobody waits for more than 150 kB unless he said so, nor for 2 MB at all. */
static void
large_files_are_waited_for(void **state)
{
	static const struct {
		size_t nbytes;
		bool quick, slow;
	} files[] = {
		{ 150000, true, true },
		{ 150001, false, true },
		{ 2000000, false, true },
		{ 2000001, false, false },
	};
	static const char head[] = "UTF-8\n.coun1cil.\n%";

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *file = malloc(files[i].nbytes);
		assert_non_null(file);
		memset(file, 'x', files[i].nbytes);
		memcpy(file, head, sizeof head - 1);
		struct hyphens *h = hyphens_of(file, files[i].nbytes);
		/* The answer to who does not wait stays the same. */
		assert_int_equal(
		    hyphens_for(h, "en", false) != NULL, files[i].quick);
		assert_int_equal(
		    hyphens_for(h, "en", true) != NULL, files[i].slow);
		assert_int_equal(
		    hyphens_for(h, "en", false) != NULL, files[i].quick);
		hyphens_free(h);
		free(file);
	}
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
		if (hyphens_for(h, cases[i].language, false))
			word_is(h, &cases[i]);
	hyphens_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_parted),
		cmocka_unit_test(long_words_stay_whole),
		cmocka_unit_test(countries_share),
		cmocka_unit_test(nothing_is_needed),
		cmocka_unit_test(letters_are_told),
		cmocka_unit_test(bad_files_are_none),
		cmocka_unit_test(bad_lines_are_left_out),
		cmocka_unit_test(files_are_decoded),
		cmocka_unit_test(large_files_are_waited_for),
		cmocka_unit_test(languages_are_parted),
	};

	return cmocka_run_group_tests_name("hyphen", tests, NULL, NULL);
}
