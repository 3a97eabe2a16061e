/*
 * Glyphs and clusters: together they cover every byte of a text once, agree on
 * where each begins and how wide it is, and break only as cluster.h says.
 */
#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/cluster.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"
#include "src/text/width.h"
#include "tests/fuzz/fuzz.h"

static void
glyph_holds(const struct glyph *g, int ambiguous)
{
	size_t ncells = 0;
	unsigned nmarks = 0;

	HOLDS(g->nbytes == strlen(g->bytes) && g->nbytes < GLYPH_BYTES);
	HOLDS((g->ncells == 0) == (g->nbytes == 0));
	HOLDS(g->ncells <= 4);
	fuzz_harmless(g->bytes, g->nbytes, false);
	for (const char *s = g->bytes; *s;) {
		int w = width_cp(utf8_next(&s), ambiguous);
		HOLDS(w >= 0);
		ncells += (size_t)w;
		nmarks += w == 0;
	}
	HOLDS(ncells == g->ncells);
	HOLDS(nmarks <= 4);
}

static void
clusters_hold(const char *s, size_t nbytes, const struct cluster_params *p,
    struct arena *a)
{
	struct clusters c = cluster_text(s, nbytes, p, a);
	size_t at = 0;
	size_t ncells = 0;

	for (size_t i = 0; i < c.n; i++) {
		const struct cluster *k = &c.at[i];
		struct glyph g;
		bool last = i + 1 == c.n;
		bool newline = s[at] == '\n' || s[at] == '\r';
		HOLDS(k->at == at);
		HOLDS(k->nbytes ==
		    glyph_next(&g, s + at, nbytes - at, p->ambiguous));
		HOLDS(k->nbytes > 0 && k->nbytes <= nbytes - at);
		HOLDS(utf8_valid(s + at, k->nbytes) == k->nbytes);
		glyph_holds(&g, p->ambiguous);
		HOLDS(k->ncells == g.ncells);
		HOLDS(k->kind <= CLUSTER_OTHER && k->wide <= 1);
		HOLDS(k->after <= BREAK_MUST);
		HOLDS((k->after == BREAK_MUST) == (newline || last));
		at += k->nbytes;
		ncells += g.ncells;
	}
	HOLDS(at == nbytes);
	HOLDS(glyph_ncells(s, nbytes, p->ambiguous) == ncells);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct cluster_params params;
	struct arena *a = arena_new();
	struct buf text;

	fuzz_cluster_params(&params, &in);
	size_t max = fuzz_take(&in, 100);
	buf_init(&text);
	fuzz_text(&text, &in);
	clusters_hold(text.bytes, text.n, &params, a);

	size_t used;
	size_t fit =
	    glyph_fit(text.bytes, text.n, params.ambiguous, max, &used);
	HOLDS(used <= max && fit <= text.n);
	HOLDS(glyph_ncells(text.bytes, fit, params.ambiguous) == used);
	(void)lang_guess(text.bytes, text.n);
	(void)lang_reading_seconds(text.bytes, text.n, READING_RATE_USUAL);
	buf_fini(&text);
	arena_free(a);
	return 0;
}
