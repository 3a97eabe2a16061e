/*
 *	papers FOLDER STORIES [SEED]
 *
 * Makes a library of made-up newspapers to measure with: STORIES stories of
 * about 1.8 KB, three in four in Chinese, as files FOLDER/PAPER/YEAR/DATE.md in
 * the native format, 33 stories an edition, four papers a day.  The same
 * seed makes the same bytes.
 *
 * Words are drawn by Zipf's law from vocabularies made here of the 3,755
 * characters of level 1 of GB 2312 and of English syllables, since a search is
 * as fast as its words are rare: words of sentences written by hand would come
 * far too often.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/text/charset.h"
#include "tests/support/random.h"

enum {
	HAN = 3755,
	WORDS = 40000, /* a language; newspapers use about as many */
	WORD_BYTES = 28,
	NAMES = 400, /* reporters */
	PER_EDITION = 33,
	PAPERS = 4,
	STORY_BYTES = 1800,
	PARAGRAPH_BYTES = 380,
	FIRST_YEAR = 2000,
};

struct vocabulary {
	char words[WORDS][WORD_BYTES];
	const char *blank, *comma, *stop;
};

static struct vocabulary chinese = { .blank = "", .comma = "，", .stop = "。" };
static struct vocabulary english = {
	.blank = " ", .comma = ", ", .stop = ". "
};
static char han[HAN][4];
static double zipf[WORDS]; /* sums of chances, see make_vocabularies() */
static uint64_t seed;

static const struct {
	const char *name;
	int is_chinese;
} papers[PAPERS] = {
	{ "滨河日报", 1 },
	{ "山城晚报", 1 },
	{ "南岸商报", 1 },
	{ "The Ferry Courier", 0 },
};

static const char *const sections[] = { "要闻", "经济", "社会", "体育",
	"文化" };
enum { SECTIONS = sizeof sections / sizeof *sections };

static unsigned
below(unsigned n)
{
	return random_below(&seed, n);
}

static unsigned
rank(void)
{
	double at = zipf[WORDS - 1] * (below(1u << 30) / (double)(1u << 30));
	unsigned low = 0, high = WORDS - 1;

	while (low < high) {
		unsigned mid = (low + high) / 2;
		if (zipf[mid] < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* --- vocabularies --------------------------------------------------------------- */

/* Rows 16 to 55 of GB 2312, in a random order: which is frequent is chance. */
static void
make_han(void)
{
	enum { FIRST_ROW = 0xB0, CELLS = 94, FIRST_CELL = 0xA1 };
	struct buf bytes, text;
	struct charset cs;
	struct err err;

	buf_init(&bytes);
	buf_init(&text);
	for (int i = 0; i < HAN; i++) {
		buf_addc(&bytes, (char)(FIRST_ROW + i / CELLS));
		buf_addc(&bytes, (char)(FIRST_CELL + i % CELLS));
	}
	if (charset_take(&text, &cs, &bytes, "gb18030", &err) != 0) {
		fprintf(stderr, "papers: %s\n", err.msg);
		exit(1);
	}
	for (int i = 0; i < HAN; i++)
		memcpy(han[i], text.bytes + 3 * (size_t)i, 3);
	for (unsigned i = HAN - 1; i > 0; i--) {
		char swap[4];
		unsigned j = below(i + 1);
		memcpy(swap, han[i], 4);
		memcpy(han[i], han[j], 4);
		memcpy(han[j], swap, 4);
	}
	buf_fini(&text);
}

/*
 * Characters, too, are drawn by their rank, so that the thousand most frequent are
 * 90 of 100 characters and two thousand 97 (Wenlin's guide, "Frequency
 * Statistics").
 */
static const char *
draw_han(void)
{
	uint64_t a = below(HAN), b = below(HAN), c = below(HAN);

	return han[a * b * c / HAN / HAN];
}

static void
make_chinese_word(char *out, unsigned i)
{
	/* The most frequent are single; then of 100: 74 of two, 18, 8. */
	unsigned k = below(100);
	int n = i < 60 ? 1 : k < 74 ? 2 : k < 92 ? 3 : 4;

	*out = '\0';
	while (n-- > 0)
		strcat(out, draw_han());
}

static void
make_english_word(char *out, unsigned i)
{
	static const char *const heads[] = { "b", "br", "c", "ch", "d", "f",
		"g", "gr", "h", "j", "l", "m", "n", "p", "pl", "r", "s", "st",
		"t", "tr", "v", "w" };
	static const char *const tails[] = { "a", "an", "ar", "e", "el", "en",
		"er", "i", "in", "ing", "o", "on", "or", "u", "un", "y" };
	int n = i < 40 ? 1 : 1 + (int)below(4);

	*out = '\0';
	while (n-- > 0) {
		strcat(out, heads[below(sizeof heads / sizeof *heads)]);
		strcat(out, tails[below(sizeof tails / sizeof *tails)]);
	}
}

static void
make_vocabularies(void)
{
	double sum = 0;

	make_han();
	for (unsigned i = 0; i < WORDS; i++) {
		make_chinese_word(chinese.words[i], i);
		make_english_word(english.words[i], i);
		/* Mandelbrot's shift: the first word is 4 in 100, as in print. */
		zipf[i] = sum += 1.0 / (i + 3);
	}
}

/* --- stories --------------------------------------------------------------------- */

static void
add_words(struct buf *out, const struct vocabulary *v, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			buf_adds(out, v->blank);
		buf_adds(out, v->words[rank()]);
	}
}

static void
add_sentence(struct buf *out, const struct vocabulary *v)
{
	for (unsigned clauses = 1 + below(3); clauses > 0; clauses--) {
		add_words(out, v, 4 + below(8));
		buf_adds(out, clauses > 1 ? v->comma : v->stop);
	}
}

static void
add_byline(struct buf *out, int is_chinese)
{
	unsigned who = below(NAMES);

	if (is_chinese)
		buf_addf(out, "by: 本报记者 %s%s%s\n", han[who],
		    han[who * 7 % HAN], han[who * 13 % HAN]);
	else
		buf_addf(out, "by: By %c%s %c%s\n", 'A' + (char)(who % 26),
		    english.words[100 + who] + 1, 'A' + (char)(who % 23),
		    english.words[600 + who] + 1);
}

static void
add_story(struct buf *out, int is_chinese)
{
	const struct vocabulary *v = is_chinese ? &chinese : &english;
	size_t begin = out->n;

	buf_adds(out, "\n## ");
	add_words(out, v, is_chinese ? 5 + below(4) : 6 + below(4));
	buf_addc(out, '\n');
	add_byline(out, is_chinese);
	buf_addc(out, '\n');
	while (out->n - begin < STORY_BYTES) {
		size_t paragraph = out->n;
		while (out->n - paragraph < PARAGRAPH_BYTES)
			add_sentence(out, v);
		buf_adds(out, "\n\n");
	}
}

static void
add_edition(struct buf *out, int paper, const char *date, unsigned nstories)
{
	buf_addf(out, "---\npaper: %s\ndate: %s\nlang: %s\n---\n",
	    papers[paper].name, date, papers[paper].is_chinese ? "zh" : "en");
	for (unsigned i = 0; i < nstories; i++) {
		if (i % 8 == 0)
			buf_addf(out, "\n# A%02u\nsection: %s\n", i / 8 + 1,
			    sections[i / 8 % SECTIONS]);
		add_story(out, papers[paper].is_chinese);
	}
}

/* --- files ------------------------------------------------------------------------- */

static void
fail(const char *path)
{
	fprintf(stderr, "papers: %s: %s\n", path, strerror(errno));
	exit(1);
}

static void
make_folder(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		fail(path);
}

static void
write_edition(const char *folder, int paper, unsigned day, unsigned nstories)
{
	/* Months of 28 days: every date is one, whatever the year. */
	unsigned year = FIRST_YEAR + day / 336;
	unsigned month = day / 28 % 12 + 1;
	char path[4096], date[16];
	struct buf text;

	snprintf(date, sizeof date, "%04u-%02u-%02u", year % 10000, month,
	    day % 28 + 1);
	snprintf(path, sizeof path, "%s/%s", folder, papers[paper].name);
	make_folder(path);
	snprintf(
	    path, sizeof path, "%s/%s/%u", folder, papers[paper].name, year);
	make_folder(path);
	snprintf(path, sizeof path, "%s/%s/%u/%s.md", folder,
	    papers[paper].name, year, date);
	buf_init(&text);
	add_edition(&text, paper, date, nstories);
	FILE *f = fopen(path, "w");
	if (!f || fwrite(text.bytes, 1, text.n, f) != text.n || fclose(f) != 0)
		fail(path);
	buf_fini(&text);
}

int
main(int argc, char **argv)
{
	if (argc < 3 || argc > 4) {
		fputs("usage: papers FOLDER STORIES [SEED]\n", stderr);
		return 2;
	}
	unsigned long left = strtoul(argv[2], NULL, 10);
	seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	if (!seed)
		seed = 1;
	make_vocabularies();
	make_folder(argv[1]);
	for (unsigned i = 0; left > 0; i++) {
		unsigned n = left < PER_EDITION ? (unsigned)left : PER_EDITION;
		write_edition(argv[1], (int)(i % PAPERS), i / PAPERS, n);
		left -= n;
	}
	return 0;
}
