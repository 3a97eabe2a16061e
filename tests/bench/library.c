/*
 *	library PROGRAM FOLDER STORIES
 *
 * Measures the library: FOLDER holds the papers that tests/bench/papers made,
 * STORIES stories.  They are imported into a new library beside it, then
 *
 * - importing, reading and indexing: stories a second of CPU;
 * - the index and the whole file by the text;
 * - searches of every kind that a person types, on words drawn from the stories;
 * - search against `grep -r` on the same files, as processes, in turn;
 * - the start to the first sheet with the library and with an empty one, in
 *   turn, and against newsboat with as many articles in its cache.
 *
 * Times of searches are of CPU: another program's load is no matter.
 */
#include "tests/bench/bench.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/library/archive.h"
#include "src/library/query.h"
#include "src/library/search.h"
#include "tests/support/random.h"

/* A feed of more is some GB of XML, which newsboat reads at once. */
enum { NEWSBOAT_MOST = 100000 };

enum { QUERIES = 400, SCREENFUL = 20, PATH_MAX_BYTES = 4096 };

static const char *program, *papers;
static char home[PATH_MAX_BYTES], data[PATH_MAX_BYTES + 32];
static unsigned long nstories;
static uint64_t seed = 1;

static _Noreturn void
fail(const char *what, const char *why)
{
	fprintf(
	    stderr, "library: %s%s%s\n", what, why ? ": " : "", why ? why : "");
	exit(1);
}

static double
cpu_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct archive *
open_archive(void)
{
	char notice[ERR_MSG_BYTES];
	struct err err;
	struct archive *a =
	    archive_open(data, ARCHIVE_READ, notice, sizeof notice, &err);

	if (!a)
		fail(data, err.msg);
	return a;
}

/* --- importing --------------------------------------------------------------------- */

static void
measure_import(void)
{
	const char *const import[] = { program, "--config=-", "import", papers,
		NULL };
	struct archive_stats s;
	struct err err;
	double begin = bench_now();
	struct bench_cost c = bench_cost(import, NULL);
	double wall = (bench_now() - begin) / 1e3;
	struct archive *a = open_archive();

	if (archive_stats(&s, a, &err) != 0)
		fail("stats", err.msg);
	if (s.nstories != nstories)
		fail("not all stories were imported", NULL);
	printf("import of %lu stories\n", nstories);
	printf("  %.0f stories a second of CPU, %.0f of the clock; goal 3000\n",
	    (double)nstories / c.seconds, (double)nstories / wall);
	printf("  peak %.0f MB\n", c.peak);
	printf("  index / text %.2f, goal 0.8; file / text %.2f\n",
	    (double)s.index_nbytes / (double)s.text_nbytes,
	    (double)s.file_nbytes / (double)s.text_nbytes);
	archive_close(a);
}

/* --- searching ----------------------------------------------------------------------- */

/* What is asked for, of which kind of text and how long. */
struct kind {
	const char *name;
	bool is_han;
	unsigned ncps; /* of Han; words of English */
	enum search_order order;
	double goal_p50, goal_p95; /* ms at 100,000 stories; 0: none */
};

static const struct kind kinds[] = {
	{ "1 character", true, 1, SEARCH_NEWEST, 0, 50 },
	{ "2 characters", true, 2, SEARCH_NEWEST, 1, 5 },
	{ "3 characters", true, 3, SEARCH_NEWEST, 0, 50 },
	{ "4 characters", true, 4, SEARCH_NEWEST, 0, 50 },
	{ "5 characters", true, 5, SEARCH_NEWEST, 0, 50 },
	{ "6 characters", true, 6, SEARCH_NEWEST, 0, 50 },
	{ "an English word", false, 1, SEARCH_NEWEST, 0, 50 },
	{ "two English words", false, 2, SEARCH_NEWEST, 0, 50 },
	{ "2 characters, best", true, 2, SEARCH_BEST, 0, 100 },
	{ "4 characters, best", true, 4, SEARCH_BEST, 0, 100 },
	{ "English, best", false, 1, SEARCH_BEST, 0, 100 },
};

static bool
is_han(unsigned cp)
{
	return cp >= 0x4E00 && cp < 0xA000;
}

/* `n` characters in a row at or after `at`, all Han; 0 if there are none. */
static size_t
take_han(char *out, const char *s, size_t nbytes, size_t at, unsigned n)
{
	while (at < nbytes) {
		size_t to = at;
		unsigned i = 0, cp;
		while (i < n && to < nbytes) {
			size_t step =
			    utf8_decode(&cp, s + to, nbytes - to, NULL);
			if (!is_han(cp))
				break;
			to += step;
			i++;
		}
		if (i == n) {
			memcpy(out, s + at, to - at);
			out[to - at] = '\0';
			return to - at;
		}
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
	}
	return 0;
}

/* `n` whole words of ASCII letters after `at`. */
static size_t
take_words(char *out, const char *s, size_t nbytes, size_t at, unsigned n)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	size_t from, to;

	while (at < nbytes && s[at] != ' ')
		at++;
	from = to = at + 1;
	while (n > 0 && to < nbytes) {
		size_t word = strspn(s + to, letters);
		if (word == 0)
			return 0;
		to += word;
		if (--n > 0 && s[to++] != ' ')
			return 0;
	}
	if (n > 0 || to - from > 100)
		return 0;
	memcpy(out, s + from, to - from);
	out[to - from] = '\0';
	return to - from;
}

/* Where the paragraph ends that the byte is in; 0 if it is in a head. */
static size_t
paragraph_end(const char *s, size_t nbytes, size_t at)
{
	enum { PARAGRAPH_BYTES = 200 }; /* lines of heads are shorter */
	size_t from = at, to = at;

	while (from > 0 && s[from - 1] != '\n')
		from--;
	while (to < nbytes && s[to] != '\n')
		to++;
	return to - from >= PARAGRAPH_BYTES ? to : 0;
}

/* A query out of some story, as a person who has read it would ask. */
static void
draw_query(char *out, struct archive *a, const struct shelf *shelf,
    const struct kind *k)
{
	struct arena *arena = arena_new();
	size_t nbytes, got = 0;

	while (got == 0) {
		unsigned i = random_below(&seed, (unsigned)shelf->n);
		const char *text =
		    archive_native(&nbytes, a, shelf->at[i].id, arena, NULL);
		if (!text)
			fail("an edition without text", NULL);
		size_t at = random_below(&seed, (unsigned)nbytes);
		at = utf8_before(text, at + 1);
		size_t end = paragraph_end(text, nbytes, at);
		if (end > 0)
			got = k->is_han
			    ? take_han(out, text, end, at, k->ncps)
			    : take_words(out, text, end, at, k->ncps);
		arena_reset(arena);
	}
	arena_free(arena);
}

static double
ask(struct archive *a, const char *query, enum search_order order)
{
	struct search_options how = { .order = order, .limit = SCREENFUL };
	struct arena *arena = arena_new();
	struct results found;
	struct err err;
	double begin = cpu_now();
	const struct search_node *q = query_parse(query, arena, &err);

	if (!q || search_archive(&found, a, q, &how, arena, &err) != 0)
		fail(query, err.msg);
	double ms = cpu_now() - begin;
	if (found.n == 0)
		fail("it is in a story, and was not found", query);
	arena_free(arena);
	return ms;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
measure_kind(struct archive *a, const struct shelf *shelf, const struct kind *k)
{
	double ms[QUERIES];
	char query[1024];

	for (int i = 0; i < QUERIES; i++) {
		draw_query(query, a, shelf, k);
		ms[i] = ask(a, query, k->order);
	}
	qsort(ms, QUERIES, sizeof *ms, by_value);
	printf("  %-20s p50 %7.2f  p95 %7.2f  most %7.2f ms", k->name,
	    ms[QUERIES / 2], ms[QUERIES * 95 / 100], ms[QUERIES - 1]);
	if (k->goal_p50 > 0)
		printf("  goal %g, %g", k->goal_p50, k->goal_p95);
	else if (k->goal_p95 > 0)
		printf("  goal %g", k->goal_p95);
	putchar('\n');
}

static void
measure_search(void)
{
	struct archive *a = open_archive();
	struct arena *arena = arena_new();
	struct shelf_filter all = { 0 };
	struct shelf shelf;
	struct err err;

	if (archive_list(&shelf, a, &all, arena, &err) != 0 || shelf.n == 0)
		fail("list", err.msg);
	printf(
	    "the first %d results of %d queries of each kind, CPU; goals are "
	    "for 100,000 stories, 5 times that for a million\n",
	    SCREENFUL, QUERIES);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		measure_kind(a, &shelf, &kinds[i]);
	arena_free(arena);
	archive_close(a);
}

/* --- peers ------------------------------------------------------------------------------ */

/* Words that people would look for: the two characters in the midst of stories. */
static void
compare_with_grep(void)
{
	double ours[BENCH_RUNS], theirs[BENCH_RUNS];
	struct archive *a = open_archive();
	struct arena *arena = arena_new();
	struct shelf_filter all = { 0 };
	struct shelf shelf;
	char word[1024];

	if (archive_list(&shelf, a, &all, arena, NULL) != 0)
		fail("list", NULL);
	for (int i = 0; i < BENCH_RUNS; i++) {
		draw_query(word, a, &shelf, &kinds[1]);
		const char *const search[] = { program, "--config=-", "search",
			"--limit=20", word, NULL };
		const char *const grep[] = { "grep", "-r", "-F", "-l", word,
			papers, NULL };
		ours[i] = bench_cost(search, NULL).seconds;
		theirs[i] = bench_cost(grep, NULL).seconds;
	}
	double us = bench_median(ours), them = bench_median(theirs);
	printf(
	    "search of two characters as a process: %.1f ms, grep -r %.1f ms: "
	    "%.0f x as fast\n",
	    us * 1e3, them * 1e3, us > 0 ? them / us : 0);
	arena_free(arena);
	archive_close(a);
}

static struct bench_start
median_start(const char *const *argv)
{
	double ms[BENCH_RUNS], cpu[BENCH_RUNS], peak[BENCH_RUNS];

	for (int i = 0; i < BENCH_RUNS; i++) {
		struct bench_start s = bench_start(argv);
		ms[i] = s.ms;
		cpu[i] = s.cpu_ms;
		peak[i] = s.peak;
	}
	return (struct bench_start){ bench_median(ms), bench_median(cpu),
		bench_median(peak) };
}

/* A paper of the library from a file, so that both show the same sheet. */
static struct bench_start
compare_starts(void)
{
	char paper[PATH_MAX_BYTES + 64], none[PATH_MAX_BYTES + 64];
	const char *const read[] = { program, "--config=-", paper, NULL };

	snprintf(paper, sizeof paper, "%s/The Ferry Courier/2000/2000-01-01.md",
	    papers);
	snprintf(none, sizeof none, "%s/none", home);
	struct bench_start full = median_start(read);
	setenv("XDG_DATA_HOME", none, 1);
	struct bench_start empty = median_start(read);
	setenv("XDG_DATA_HOME", home, 1);
	printf(
	    "start to first sheet: %.1f ms (CPU %.1f), with an empty library "
	    "%.1f (%.1f): %.2f x, goal 1.1; memory %.1f and %.1f MB, goal 5 "
	    "more\n",
	    full.ms, full.cpu_ms, empty.ms, empty.cpu_ms,
	    full.cpu_ms / empty.cpu_ms, full.peak, empty.peak);
	return full;
}

/* The editions as one feed, a story an item. */
static void
write_feed(const char *path)
{
	struct archive *a = open_archive();
	struct arena *arena = arena_new(), *one = arena_new();
	struct shelf_filter all = { 0 };
	struct shelf shelf;
	FILE *f = fopen(path, "w");
	size_t nbytes, n = 0;

	if (!f || archive_list(&shelf, a, &all, arena, NULL) != 0)
		fail(path, NULL);
	fputs("<rss version=\"2.0\"><channel><title>papers</title>", f);
	for (size_t i = 0; i < shelf.n; i++) {
		const char *s =
		    archive_native(&nbytes, a, shelf.at[i].id, one, NULL);
		for (s = s ? strstr(s, "\n## ") : NULL; s;) {
			const char *next = strstr(s + 1, "\n## ");
			int head = (int)strcspn(s + 4, "\n");
			int body = next ? (int)(next - s) : (int)strlen(s);
			fprintf(f,
			    "<item><title>%.*s</title><guid>%zu</guid>"
			    "<description>%.*s</description></item>\n",
			    head, s + 4, ++n, body, s);
			s = next;
		}
		arena_reset(one);
	}
	fputs("</channel></rss>\n", f);
	if (fclose(f) != 0)
		fail(path, NULL);
	arena_free(one);
	arena_free(arena);
	archive_close(a);
}

static void
compare_with_newsboat(struct bench_start us)
{
	char feed[PATH_MAX_BYTES + 64], urls[PATH_MAX_BYTES + 64];
	char cache[PATH_MAX_BYTES + 64];
	const char *const reload[] = { "newsboat", "-C", "/dev/null", "-u",
		urls, "-c", cache, "-x", "reload", NULL };
	const char *const start[] = { "newsboat", "-C", "/dev/null", "-u", urls,
		"-c", cache, NULL };

	if (nstories > NEWSBOAT_MOST) {
		printf("  newsboat is not asked to hold %lu\n", nstories);
		return;
	}
	if (!bench_has("newsboat")) {
		puts("newsboat is not here");
		return;
	}
	snprintf(feed, sizeof feed, "%s/feed.xml", home);
	snprintf(urls, sizeof urls, "%s/urls", home);
	snprintf(cache, sizeof cache, "%s/cache.db", home);
	write_feed(feed);
	FILE *f = fopen(urls, "w");
	if (!f || fprintf(f, "file://%s\n", feed) < 0 || fclose(f) != 0)
		fail(urls, NULL);
	bench_cost(reload, NULL);
	struct bench_start them = median_start(start);
	printf("  newsboat with as many: %.1f ms (CPU %.1f), %.1f MB: we take "
	       "%.2f x\n",
	    them.ms, them.cpu_ms, them.peak, us.ms / them.ms);
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fputs("usage: library PROGRAM FOLDER STORIES\n", stderr);
		return 2;
	}
	program = argv[1];
	papers = argv[2];
	nstories = strtoul(argv[3], NULL, 10);
	snprintf(home, sizeof home, "%s.library", papers);
	snprintf(data, sizeof data, "%s/broadsheet", home);
	setenv("XDG_DATA_HOME", home, 1);
	setenv("XDG_CACHE_HOME", home, 1);
	measure_import();
	measure_search();
	compare_with_grep();
	compare_with_newsboat(compare_starts());
	return 0;
}
