/*
 *	bench PROGRAM PAPER [CHINESE ENGLISH]
 *
 * PAPER's stories by language, over and over, make the large texts, unless two
 * files of text are given for that.  Never part of `check`.
 */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/text/lang.h"

enum { MB = 1000 * 1000 };

static const char *program;

/* In a peer's arguments: the file. */
static const char FILE_WORD[] = "FILE";

struct peer {
	const char *language;
	const char *const *argv; /* reads standard input, or FILE_WORD */
	double goal;             /* times as fast */
};

static double
cost_of_peer(const struct peer *peer, const char *text)
{
	const char *argv[16] = { 0 };

	for (size_t i = 0; peer->argv[i] && i < 15; i++)
		argv[i] = strcmp(peer->argv[i], FILE_WORD) == 0 ? text
								: peer->argv[i];
	return bench_cost(argv, text).seconds;
}

static struct bench_cost
cost_of_ours(const char *text)
{
	const char *const print[] = { program, "print", "--measure=36",
		"--color=never", text, NULL };

	return bench_cost(print, NULL);
}

static void
compare(const char *text, const struct peer *peer)
{
	double ours[BENCH_RUNS], theirs[BENCH_RUNS];

	if (!bench_has(peer->argv[0])) {
		printf("  %-6s is not here\n", peer->argv[0]);
		return;
	}
	/* vim alone takes seconds. */
	int slow = peer->goal > 1;
	for (int i = 0; i < BENCH_RUNS; i++) {
		ours[i] = cost_of_ours(text).seconds;
		theirs[i] =
		    slow && i > 0 ? theirs[0] : cost_of_peer(peer, text);
	}
	double a = bench_median(ours), b = bench_median(theirs);
	printf("  10 MB %s: %.2f s, %5.2f x as fast as %s (%.2f s), "
	       "goal %g\n",
	    peer->language, a, b / a, peer->argv[0], b, peer->goal);
}

/* --- texts -------------------------------------------------------------------- */

static void
add_story(struct buf *out, const struct article *a)
{
	if (a->headline)
		buf_adds(out, a->headline);
	buf_adds(out, "\n\n");
	for (size_t i = 0; i < a->nblocks; i++) {
		buf_add(out, a->blocks[i].text, a->blocks[i].nbytes);
		buf_adds(out, "\n\n");
	}
	buf_addc(out, '\n');
}

static int
read_file(struct buf *out, const char *path)
{
	char block[65536];
	size_t n;
	FILE *f = fopen(path, "r");

	if (!f)
		return -1;
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(out, block, n);
	fclose(f);
	return 0;
}

/* The stories of a paper, parted by language. */
static int
read_stories(struct buf *zh, struct buf *en, const char *path)
{
	struct err err;
	struct paper *p = paper_open(path, NULL, &err);

	if (!p)
		return -1;
	for (size_t i = 0; i < p->edition->narticles; i++) {
		const struct article *a = p->edition->articles[i];
		const char *l = article_language(p->edition, a);
		add_story(lang_is_east_asian(l) ? zh : en, a);
	}
	paper_close(p);
	return 0;
}

/*
 * The text over and over, `nbytes` of it, as a file.  It is never whole in
 * memory: a child begins with the peak of its parent.
 */
static void
put(char path[], const struct buf *text, size_t nbytes)
{
	strcpy(path, "/tmp/broadsheet-bench-XXXXXX");
	int fd = mkstemp(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	for (size_t n; f && nbytes > 0; nbytes -= n) {
		n = nbytes < text->n ? utf8_before(text->bytes, nbytes + 1)
				     : text->n;
		if (n == 0 || fwrite(text->bytes, 1, n, f) != n)
			break;
	}
	if (!f || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

enum { PATH_BYTES = 64 };

static void
measure_memory(const char *language, const struct buf *text)
{
	static const size_t sizes[] = { 1 * MB, 10 * MB, 60 * MB };
	char path[PATH_BYTES];

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		put(path, text, sizes[i]);
		struct bench_cost c = cost_of_ours(path);
		double mb = (double)sizes[i] / MB;
		printf("  %2.0f MB %s: %.2f s, %.0f ns a byte; peak %.1f MB, "
		       "limit %.0f\n",
		    mb, language, c.seconds, c.seconds / mb * 1e3, c.peak,
		    4 * mb + 10);
		unlink(path);
	}
}

/* One paragraph without a place to break it, and one four times as long. */
static void
measure_unbroken(const char *name, const char *piece)
{
	double seconds[2];
	char path[PATH_BYTES];
	struct buf b;

	buf_init(&b);
	while (b.n < 60000)
		buf_adds(&b, piece);
	for (int i = 0; i < 2; i++) {
		put(path, &b, (i ? 4 : 1) * MB);
		seconds[i] = cost_of_ours(path).seconds;
		unlink(path);
	}
	printf("  1 MB of %s: %.2f s; 4 MB: %.1f times as long\n", name,
	    seconds[0], seconds[1] / seconds[0]);
	buf_fini(&b);
}

/*
 * The text as one story of long paragraphs, as the pages of the goal for page
 * turns are: what stands between the stories is left out.
 */
static void
put_article(char path[], const struct buf *text, size_t nbytes)
{
	enum { PARAGRAPH_BYTES = 1500 };
	size_t paragraph = 0;
	struct buf story;

	buf_init(&story);
	buf_adds(&story, "## 1 MB\n\n");
	for (size_t at = 0; story.n < nbytes; at++) {
		char c = text->bytes[at % text->n];
		if (c != '\n')
			buf_addc(&story, c);
		else if (story.n - paragraph > PARAGRAPH_BYTES) {
			buf_adds(&story, "\n\n");
			paragraph = story.n;
		}
	}
	put(path, &story, story.n);
	buf_fini(&story);
}

/* --- all of it ------------------------------------------------------------------ */

static void
compare_all(const struct buf *zh, const struct buf *en)
{
	static const char *const w3m[] = { "w3m", "-T", "text/plain", "-dump",
		"-cols", "36", "-o", "fold_line=1", NULL };
	static const char *const gq[] = { "vim", "-u", "NONE", "-es", "-c",
		"set enc=utf-8 tw=36 fo=tqmM]", "-c", "normal gggqG", "-c",
		"q!", FILE_WORD, NULL };
	static const char *const par[] = { "par", "36", NULL };
	static const struct peer chinese[] = { { "zh", w3m, 1 },
		{ "zh", gq, 8 } };
	static const struct peer english = { "en", par, 1 };
	char path[PATH_BYTES];

	put(path, zh, 10 * MB);
	for (int i = 0; i < 2; i++)
		compare(path, &chinese[i]);
	unlink(path);
	put(path, en, 10 * MB);
	compare(path, &english);
	unlink(path);
}

int
main(int argc, char **argv)
{
	struct buf zh, en;
	char page[PATH_BYTES];

	if (argc != 3 && argc != 5) {
		fputs("usage: bench PROGRAM PAPER [CHINESE ENGLISH]\n", stderr);
		return 2;
	}
	program = argv[1];
	buf_init(&zh);
	buf_init(&en);
	if (argc == 3 ? read_stories(&zh, &en, argv[2]) != 0
		      : read_file(&zh, argv[3]) != 0 ||
		    read_file(&en, argv[4]) != 0) {
		perror(argv[argc - 1]);
		return 1;
	}
	puts("setting text, print --measure=36");
	compare_all(&zh, &en);
	measure_memory("zh", &zh);
	measure_memory("en", &en);
	measure_unbroken("one letter", "a");
	measure_unbroken("spaces", " ");
	measure_unbroken("brackets", "\xEF\xBC\x88"); /* （ */
	bench_stages("Chinese", zh.bytes, zh.n);
	bench_stages("English", en.bytes, en.n);
	put_article(page, &zh, MB);
	bench_terminal(program, argv[2], page);
	unlink(page);
	buf_fini(&zh);
	buf_fini(&en);
	return 0;
}
