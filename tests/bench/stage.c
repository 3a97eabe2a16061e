/*
 * The stages of setting a text, each by the clock of the CPU: what one function
 * takes, or a larger one beyond the smaller ones inside of it.  The product is
 * not touched.
 */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/edition/builder.h"
#include "src/edition/edition.h"
#include "src/layout/galley.h"
#include "src/layout/para.h"
#include "src/layout/params.h"
#include "src/layout/role.h"
#include "src/print/print.h"
#include "src/text/charset.h"
#include "src/text/cluster_int.h"
#include "src/text/lang.h"

enum { MEASURE = 36, LEAST_BYTES = 2 * 1000 * 1000 };

/* A text on its way. */
struct job {
	struct buf bytes, text;
	struct diag diag;
	struct edition *edition;
	struct arena *arena; /* reset after each block */
	struct layout_params params;
};

static void
decode(struct job *j)
{
	struct charset cs;

	charset_take(&j->text, &cs, &j->bytes, NULL, NULL);
}

static void
read_all(struct job *j)
{
	struct source source = {
		.text = j->text.bytes, .nbytes = j->text.n, .name = "bench"
	};
	struct builder *b = builder_new("bench", &j->diag);

	reader_text.read(&source, b, &j->diag, NULL);
	j->edition = builder_finish(b);
}

/* Call `one` for each block. */
static void
each_block(struct job *j, void (*one)(struct job *, const struct block *))
{
	for (size_t i = 0; i < j->edition->narticles; i++) {
		const struct article *a = j->edition->articles[i];
		for (size_t k = 0; k < a->nblocks; k++)
			one(j, &a->blocks[k]);
	}
}

static void
build_all(struct job *j)
{
	struct builder *b = builder_new("bench", &j->diag);

	for (size_t i = 0; i < j->edition->narticles; i++) {
		const struct article *a = j->edition->articles[i];
		builder_article(b, 0);
		for (size_t k = 0; k < a->nblocks; k++)
			builder_block(b, &a->blocks[k], a->blocks[k].text,
			    a->blocks[k].nbytes);
	}
	edition_free(builder_finish(b));
}

static void
guess_block(struct job *j, const struct block *b)
{
	(void)j;
	lang_guess(b->text, b->nbytes);
}

static void
guess_all(struct job *j)
{
	each_block(j, guess_block);
}

static void
cut_block(struct job *j, const struct block *b)
{
	struct passage p = { 0 };

	p.at = arena_room(j->arena, b->nbytes + 1, sizeof *p.at);
	p.items = arena_room(j->arena, b->nbytes + 1, sizeof *p.items);
	cluster_cut(&p, b->text, b->nbytes, 1);
	free(p.marks);
	arena_reset(j->arena);
}

static void
cut_all(struct job *j)
{
	each_block(j, cut_block);
}

static void
cluster_block(struct job *j, const struct block *b)
{
	const struct cluster_params params = { .ambiguous = 1,
		.kinsoku = j->params.kinsoku,
		.korean = j->params.korean,
		.language = j->edition->language };

	cluster_text(b->text, b->nbytes, &params, j->arena);
	arena_reset(j->arena);
}

static void
cluster_all(struct job *j)
{
	each_block(j, cluster_block);
}

static void
set_block(struct job *j, const struct block *b)
{
	const struct para p = { .text = b->text,
		.nbytes = b->nbytes,
		.language = j->edition->language,
		.role = ROLE_TEXT,
		.measure = MEASURE };

	para_set(&p, &j->params, j->arena);
	arena_reset(j->arena);
}

static void
set_all(struct job *j)
{
	each_block(j, set_block);
}

static void
galley_all(struct job *j)
{
	for (size_t i = 0; i < j->edition->narticles; i++) {
		galley_article(j->edition, j->edition->articles[i], MEASURE,
		    &j->params, j->arena);
		arena_reset(j->arena);
	}
}

static int
throw_away(struct buf *out, void *unused)
{
	(void)unused;
	buf_cut(out, 0);
	return 0;
}

static void
print_all(struct job *j)
{
	const struct print_options o = { .view = PRINT_EDITION,
		.article = -1,
		.params = j->params,
		.measure = MEASURE,
		.flush = throw_away };
	struct buf out;

	buf_init(&out);
	print_edition(&out, j->edition, &o);
	buf_fini(&out);
}

static double
cpu_of(void (*work)(struct job *), struct job *j)
{
	struct timespec from, to;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	work(j);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) * 1e3 +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e6;
}

/* The tree of stages: each with what is inside of it, which comes first. */
enum stage { DOOR, BUILD, READER, CUT, LEVELS, LANGUAGE, SET, GALLEY, PRINT };

static const struct {
	const char *name;
	void (*work)(struct job *);
	unsigned inside; /* the stages that it holds, as bits */
} stages[] = {
	[DOOR] = { "door of character sets", decode, 0 },
	[READER] = { "raw reader", read_all, 1 << BUILD },
	[BUILD] = { "builder", build_all, 0 },
	[CUT] = { "clusters", cut_all, 0 },
	[LEVELS] = { "levels of breaks", cluster_all, 1 << CUT },
	[LANGUAGE] = { "guess of language", guess_all, 0 },
	[SET] = { "fit and justification", set_all, 1 << CUT | 1 << LEVELS },
	[GALLEY] = { "heads, order of blocks", galley_all,
	    1 << CUT | 1 << LEVELS | 1 << LANGUAGE | 1 << SET },
	[PRINT] = { "lines to bytes", print_all,
	    1 << CUT | 1 << LEVELS | 1 << LANGUAGE | 1 << SET | 1 << GALLEY },
};

enum { NSTAGES = sizeof stages / sizeof *stages };

/* The order of work: the edition must be there before it is built again. */
static const enum stage order[NSTAGES] = { DOOR, READER, BUILD, CUT, LEVELS,
	LANGUAGE, SET, GALLEY, PRINT };

/* Returns the bytes measured. */
static size_t
measure(double *ms, const char *text, size_t nbytes)
{
	struct job j = { .arena = arena_new() };

	diag_init(&j.diag);
	buf_init(&j.bytes);
	buf_init(&j.text);
	while (j.bytes.n < LEAST_BYTES)
		buf_add(&j.bytes, text, nbytes);
	size_t total = j.bytes.n;
	layout_params_init(&j.params);
	for (int i = 0; i < NSTAGES; i++)
		ms[order[i]] = cpu_of(stages[order[i]].work, &j);
	edition_free(j.edition);
	arena_free(j.arena);
	buf_fini(&j.bytes);
	buf_fini(&j.text);
	diag_fini(&j.diag);
	return total;
}

void
bench_stages(const char *title, const char *text, size_t nbytes)
{
	double runs[NSTAGES][BENCH_RUNS], ms[NSTAGES], own[NSTAGES];
	double sum = 0;
	size_t total = 0;

	for (int run = 0; run < BENCH_RUNS; run++) {
		total = measure(ms, text, nbytes);
		for (int i = 0; i < NSTAGES; i++)
			runs[i][run] = ms[i];
	}
	for (int i = 0; i < NSTAGES; i++)
		own[i] = bench_median(runs[i]);
	/* Outer stages last: what is inside has only its own by then. */
	for (int i = 0; i < NSTAGES; i++) {
		for (int k = 0; k < NSTAGES; k++)
			if (stages[i].inside >> k & 1)
				own[i] -= own[k];
		sum += own[i];
	}
	printf("stages of %s, %.1f MB\n", title, (double)total / 1e6);
	for (int i = 0; i < NSTAGES; i++)
		printf("  %-24s %5.1f %%  %6.2f ns a byte\n", stages[i].name,
		    100 * own[i] / sum, own[i] * 1e6 / (double)total);
}
