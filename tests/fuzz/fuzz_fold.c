/*
 * Folding: the map back to the original never goes back and ends at the end;
 * fold_find() finds what a search by brute force finds.  The needle is what
 * stands before the first newline.
 */
#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/fold.h"
#include "tests/fuzz/fuzz.h"

static const size_t NOWHERE = (size_t)-1;

static void
map_holds(const struct folded *f, size_t nbytes)
{
	HOLDS(strlen(f->s) == f->nbytes);
	HOLDS(utf8_valid(f->s, f->nbytes) == f->nbytes);
	HOLDS(f->from[f->nbytes] == nbytes);
	for (size_t i = 0; i < f->nbytes; i++) {
		HOLDS(f->from[i] <= f->from[i + 1]);
		HOLDS((f->text[f->from[i]] & 0xC0) != 0x80);
		/* One character comes from one cluster. */
		HOLDS((f->s[i] & 0xC0) != 0x80 || f->from[i] == f->from[i - 1]);
	}
}

static bool
is_edge(const struct folded *f, size_t at)
{
	return at == 0 || at == f->nbytes || f->from[at] != f->from[at - 1];
}

static size_t
find_slowly(const struct folded *hay, const struct folded *needle, size_t at)
{
	size_t n = needle->nbytes;

	for (; n && at + n <= hay->nbytes; at++)
		if (!memcmp(hay->s + at, needle->s, n) && is_edge(hay, at) &&
		    is_edge(hay, at + n))
			return at;
	return NOWHERE;
}

/* The bytes of the match fold to the needle, blanks at the edges aside. */
static void
match_holds(const struct folded *hay, const struct folded *needle, size_t at,
    uint32_t from, uint32_t to)
{
	HOLDS(at + needle->nbytes <= hay->nbytes);
	HOLDS(from == hay->from[at]);
	HOLDS(from < to && to <= hay->from[hay->nbytes]);
	HOLDS(to > hay->from[at + needle->nbytes - 1]);
}

static void
finds_hold(const struct folded *hay, const struct folded *needle)
{
	enum { ENOUGH = 50 };
	size_t at = 0;

	for (int i = 0; i < ENOUGH; i++) {
		uint32_t from, to;
		size_t want = find_slowly(hay, needle, at);
		at = fold_find(hay, needle, at, &from, &to);
		HOLDS(at == want);
		if (at == NOWHERE)
			return;
		match_holds(hay, needle, at, from, to);
		at += needle->nbytes;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct arena *a = arena_new();
	struct buf text;

	buf_init(&text);
	fuzz_text(&text, &in);
	const char *end = memchr(text.bytes, '\n', text.n);
	size_t n = end ? (size_t)(end - text.bytes) : 0;
	struct folded needle = fold_text(text.bytes, n, a);
	struct folded hay = fold_text(text.bytes + n, text.n - n, a);
	map_holds(&needle, n);
	map_holds(&hay, text.n - n);
	finds_hold(&hay, &needle);

	/* What is folded is folded. */
	struct folded again = fold_text(needle.s, needle.nbytes, a);
	HOLDS(again.nbytes <= needle.nbytes);
	buf_fini(&text);
	arena_free(a);
	return 0;
}
