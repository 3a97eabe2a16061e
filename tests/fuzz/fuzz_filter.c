/*
 * The filter: what comes out is UTF-8 that steers nothing, and filtering it
 * again changes nothing.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/filter.h"
#include "tests/fuzz/fuzz.h"

static void
filter_holds(const char *s, size_t nbytes, enum filter_mode mode)
{
	struct buf once, twice;

	buf_init(&once);
	buf_init(&twice);
	filter_add(&once, s, nbytes, mode);
	fuzz_harmless(buf_str(&once), once.n, mode == FILTER_TEXT);
	filter_add(&twice, buf_str(&once), once.n, mode);
	HOLDS(once.n == twice.n);
	HOLDS(!memcmp(buf_str(&once), buf_str(&twice), once.n));
	/* A byte becomes at most U+25CC and itself, or U+FFFD. */
	HOLDS(once.n <= nbytes * 3);
	buf_fini(&once);
	buf_fini(&twice);
}

/*
 * Places make no difference to the text; before a place stands what was before
 * it, but for a selector that the next character took back.
 */
static void
places_hold(const char *s, size_t nbytes)
{
	enum { EVERY = 3, MOST = 64 };
	uint32_t places[MOST];
	struct buf with, without;
	size_t n = 0;

	buf_init(&with);
	buf_init(&without);
	for (size_t at = 0, i = 0; at <= nbytes && n < MOST; i++) {
		unsigned cp;
		if (i % EVERY == 0)
			places[n++] = (uint32_t)at;
		if (at == nbytes)
			break;
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
	}
	filter_add(&without, s, nbytes, FILTER_TEXT);
	filter_add_places(&with, s, nbytes, FILTER_TEXT, places, n);
	HOLDS(with.n == without.n);
	HOLDS(!memcmp(buf_str(&with), buf_str(&without), with.n));
	for (size_t i = 0; i < n; i++) {
		HOLDS(places[i] <= with.n);
		HOLDS(i == 0 || places[i - 1] <= places[i]);
		HOLDS((buf_str(&with)[places[i]] & 0xC0) != 0x80);
	}
	buf_fini(&with);
	buf_fini(&without);
}

/* A copy is what filter_add() makes of the string. */
static void
copy_holds(const char *s, size_t nbytes)
{
	struct arena *a = arena_new();
	char *string = arena_strndup(a, s, nbytes);
	struct buf added;

	buf_init(&added);
	filter_add(&added, string, strlen(string), FILTER_LINE);
	HOLDS(!strcmp(filter_copy(string, FILTER_LINE, a), buf_str(&added)));
	buf_fini(&added);
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	const char *s = (const char *)bytes;

	filter_holds(s, nbytes, FILTER_TEXT);
	filter_holds(s, nbytes, FILTER_LINE);
	places_hold(s, nbytes);
	copy_holds(s, nbytes);
	return 0;
}
