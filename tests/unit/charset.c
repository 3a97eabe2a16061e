/* Character sets: what is told apart, and what becomes of bad bytes. */
#include "src/text/charset.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/base/err.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct buf
encode(const char *text, const char *set)
{
	struct buf out;
	char *in = strdup(text);
	char *at = in;
	size_t left = strlen(in);
	char block[8192];
	char *to = block;
	size_t room = sizeof block;
	iconv_t cd = iconv_open(set, "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &at, &left, &to, &room) != (size_t)-1);
	iconv(cd, NULL, NULL, &to, &room);
	iconv_close(cd);
	free(in);
	buf_init(&out);
	buf_add(&out, block, (size_t)(to - block));
	return out;
}

static const char hans[] =
    "图书馆昨天搬家\n三万册旧书走了两公里，志愿者排成一行，用手传过去。\n";
static const char hant[] =
    "圖書館昨天搬家\n三萬冊舊書走了兩公里，志願者排成一行，用手傳過去。\n";
static const char ja[] =
    "図書館が引っ越し\n三万冊の本を二キロ先へ、人の手で運んだ。\n";
static const char ko[] =
    "도서관이 이사했다\n책 삼만 권을 손에서 손으로 옮겼다.\n";
static const char fr[] =
    "La bibliothèque a déménagé\nTrente mille livres, portés à la main.\n";
static const char en[] = "The library has moved\nBy Ann Lee\n";

static const struct guess_case {
	const char *text;
	const char *set;      /* what the bytes are in */
	const char *expected; /* what must be found */
	int guessed;
} guess_cases[] = {
	{ hans, "UTF-8", "UTF-8", 0 },
	{ hans, "GB18030", "GB18030", 1 },
	{ hans, "UTF-16LE", "UTF-16LE", 1 },
	{ hans, "UTF-16BE", "UTF-16BE", 1 },
	{ hans, "UTF-16", "UTF-16LE", 0 }, /* with a mark */
	{ hans, "UTF-32", "UTF-32LE", 0 },
	{ hant, "BIG5", "BIG5-HKSCS", 1 },
	{ hant, "GB18030", "GB18030", 1 },
	{ hant, "UTF-16LE", "UTF-16LE", 1 },
	{ ja, "EUC-JP", "EUC-JP", 1 },
	{ ja, "SHIFT_JIS", "CP932", 1 },
	{ ja, "ISO-2022-JP", "ISO-2022-JP", 0 },
	{ ja, "UTF-16BE", "UTF-16BE", 1 },
	{ ko, "EUC-KR", "CP949", 1 },
	{ ko, "UTF-16LE", "UTF-16LE", 1 },
	{ fr, "ISO-8859-1", "WINDOWS-1252", 1 },
	{ fr, "UTF-8", "UTF-8", 0 },
	{ en, "ASCII", "UTF-8", 0 },
	{ en, "UTF-16LE", "UTF-16LE", 1 },
	/* Headlines alone: a dozen characters must do. */
	{ "本市公布新地铁线路\n", "GB18030", "GB18030", 1 },
	{ "冬季供暖方案出台\n", "GB18030", "GB18030", 1 },
	{ "本市公布新地鐵路線\n", "BIG5", "BIG5-HKSCS", 1 },
	{ "夏季用電方案出爐\n", "BIG5", "BIG5-HKSCS", 1 },
	{ "市長選、現職が三選\n", "EUC-JP", "EUC-JP", 1 },
	{ "市長選、現職が三選\n", "SHIFT_JIS", "CP932", 1 },
	{ "새 지하철 노선 발표\n", "EUC-KR", "CP949", 1 },
	{ "Un café très cher\n", "ISO-8859-1", "WINDOWS-1252", 1 },
	{ "Größere Straßen für Köln\n", "ISO-8859-1", "WINDOWS-1252", 1 },
	{ "“Quoted” — and £5 more\n", "CP1252", "WINDOWS-1252", 1 },
};

static void
sets_are_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(guess_cases); i++) {
		const struct guess_case *c = &guess_cases[i];
		struct buf bytes = encode(c->text, c->set);
		struct charset cs;
		struct buf out;

		buf_init(&out);
		assert_int_equal(
		    charset_decode(&out, &cs, bytes.bytes, bytes.n, NULL, NULL),
		    0);
		if (strcmp(cs.name, c->expected) != 0)
			print_error("case %zu, %s: %s\n", i, c->set, c->text);
		assert_string_equal(cs.name, c->expected);
		assert_string_equal(buf_str(&out), c->text);
		assert_int_equal(cs.guessed, c->guessed);
		assert_int_equal(cs.nbad, 0);
		buf_fini(&out);
		buf_fini(&bytes);
	}
}

/* The head of a larger file: every cut must be read as the whole was. */
static void
a_cut_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(guess_cases); i++) {
		const struct guess_case *c = &guess_cases[i];
		struct buf bytes = encode(c->text, c->set);
		if (bytes.n < 60) {
			buf_fini(&bytes);
			continue;
		}
		for (size_t cut = 1; cut < 4; cut++) {
			struct charset cs;
			struct buf out;
			buf_init(&out);
			charset_decode(
			    &out, &cs, bytes.bytes, bytes.n - cut, NULL, NULL);
			assert_string_equal(cs.name, c->expected);
			assert_true(cs.nbad <= 1);
			assert_true(out.n > 20);
			assert_memory_equal(out.bytes, c->text, 20);
			buf_fini(&out);
		}
		buf_fini(&bytes);
	}
}

static const struct bytes_case {
	const char *bytes;
	size_t nbytes;
	const char *label;
	const char *name;
	const char *text;
	size_t nbad;
} bytes_cases[] = {
	{ "\xEF\xBB\xBFhi", 5, NULL, "UTF-8", "hi", 0 },
	{ "", 0, NULL, "UTF-8", "", 0 },
	/* One bad byte does not turn UTF-8 into something else. */
	{ "caf\xC3\xA9 \xFF caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9", 25, NULL,
	    "UTF-8", "café \uFFFD café café café", 1 },
	{ "\xD6\xD0\xFF\xB9\xFA", 5, "gbk", "GB18030", "中\uFFFD国", 1 },
	{ "\xD6", 1, "gb2312", "GB18030", "\uFFFD", 1 },
	{ "\xFE\xFF\0A", 4, "utf-16", "UTF-16BE", "A", 0 },
	{ "A\0\0\xD8"
	  "B\0",
	    6, "utf-16le", "UTF-16LE",
	    "A\uFFFD"
	    "B",
	    1 },
	/* Escapes of ISO-2022 beat UTF-8, which they also are. */
	{ "\x1B$B$\"\x1B(B", 8, NULL, "ISO-2022-JP", "あ", 0 },
	{ "\xE9t\xE9", 3, "latin1", "WINDOWS-1252", "été", 0 },
	/* What glibc's BIG5-HKSCS and EUC-JP do not know. */
	{ "\xA1\xFE\xA4\xE5", 4, "big5", "BIG5-HKSCS", "／文", 0 },
	{ "\xAD\xA1\xC6\xFC", 4, "euc-jp", "EUC-JP", "①日", 0 },
	{ "\x81", 1, "ascii", "WINDOWS-1252", "\uFFFD", 1 },
};

static void
bytes_and_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bytes_cases); i++) {
		const struct bytes_case *c = &bytes_cases[i];
		struct charset cs;
		struct buf out;
		buf_init(&out);
		assert_int_equal(charset_decode(&out, &cs, c->bytes, c->nbytes,
				     c->label, NULL),
		    0);
		assert_string_equal(cs.name, c->name);
		assert_string_equal(buf_str(&out), c->text);
		assert_int_equal(cs.nbad, c->nbad);
		buf_fini(&out);
	}
}

static void
labels_have_our_names(void **state)
{
	static const char *const pairs[][2] = {
		{ "gb2312", "GB18030" },
		{ "GBK", "GB18030" },
		{ "x-sjis", "CP932" },
		{ "Shift_JIS", "CP932" },
		{ "ks_c_5601-1987", "CP949" },
		{ "EUC-KR", "CP949" },
		{ "Big5", "BIG5-HKSCS" },
		{ "ISO-8859-1", "WINDOWS-1252" },
		{ "us-ascii", "WINDOWS-1252" },
		{ "utf8", "UTF-8" },
		{ "UTF-16BE", "UTF-16BE" },
		{ "utf-7", NULL },
		{ "iso-2022-kr", NULL },
		{ "", NULL },
		{ "../../../lib/evil", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		const char *name = charset_named(pairs[i][0]);
		if (pairs[i][1])
			assert_string_equal(name, pairs[i][1]);
		else
			assert_null(name);
	}
}

static void
an_unknown_label_is_refused(void **state)
{
	struct charset cs;
	struct err err;
	struct buf out;

	(void)state;
	buf_init(&out);
	assert_int_equal(
	    charset_decode(&out, &cs, "x", 1, "klingon", &err), -1);
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_non_null(strstr(err.msg, "gb18030"));
	buf_fini(&out);
}

/* Noise must come out as valid text, never crash, never take long. */
static void
noise_comes_out_as_text(void **state)
{
	static char noise[300 * 1000];
	uint32_t seed = 20250530;

	(void)state;
	for (size_t i = 0; i < sizeof noise; i++) {
		seed = seed * 1664525 + 1013904223;
		noise[i] = (char)(seed >> 24);
	}
	for (size_t n = 0; n < sizeof noise; n = n * 3 + 1) {
		struct charset cs;
		struct buf out;
		buf_init(&out);
		assert_int_equal(
		    charset_decode(&out, &cs, noise, n, NULL, NULL), 0);
		assert_non_null(cs.name);
		buf_fini(&out);
	}
}

static char *
slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *s;

	if (!f)
		return NULL;
	s = malloc(1 << 20);
	*n = fread(s, 1, 1 << 20, f);
	fclose(f);
	return s;
}

static void
the_corpus_is_read_right(void **state)
{
	static const char *const files[][3] = {
		{ "page-zh", "gb18030", "GB18030" },
		{ "page-zh", "utf16le", "UTF-16LE" },
		{ "page-zh-hant", "big5", "BIG5-HKSCS" },
		{ "page-ja", "eucjp", "EUC-JP" },
		{ "page-ja", "iso2022jp", "ISO-2022-JP" },
		{ "page-ja", "sjis", "CP932" },
		{ "page-ko", "euckr", "CP949" },
	};
	const char *shared = getenv("BROADSHEET_SHARED");

	(void)state;
	if (!shared)
		shared = "../shared";
	for (size_t i = 0; i < COUNT(files); i++) {
		char path[512];
		size_t n, nplain;
		snprintf(path, sizeof path, "%s/corpora/text/%s.%s.txt", shared,
		    files[i][0], files[i][1]);
		char *bytes = slurp(path, &n);
		if (!bytes)
			skip();
		snprintf(path, sizeof path, "%s/corpora/text/%s.txt", shared,
		    files[i][0]);
		char *plain = slurp(path, &nplain);
		assert_non_null(plain);
		struct charset cs;
		struct buf out;
		buf_init(&out);
		assert_int_equal(
		    charset_decode(&out, &cs, bytes, n, NULL, NULL), 0);
		assert_string_equal(cs.name, files[i][2]);
		assert_int_equal(out.n, nplain);
		assert_memory_equal(out.bytes, plain, nplain);
		buf_fini(&out);
		free(bytes);
		free(plain);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_are_told_apart),
		cmocka_unit_test(a_cut_changes_nothing),
		cmocka_unit_test(bytes_and_labels),
		cmocka_unit_test(labels_have_our_names),
		cmocka_unit_test(an_unknown_label_is_refused),
		cmocka_unit_test(noise_comes_out_as_text),
		cmocka_unit_test(the_corpus_is_read_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
