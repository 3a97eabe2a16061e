/*
 * The reader for plain text: what it makes is a sound model; every character of
 * the source but white space is somewhere in it, as often as it was printed; and
 * it survives the native format.
 */
#include <stdbool.h>
#include <string.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"
#include "src/edition/edition.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/dump.h"

/* How often each code point is in the model, less than in the source. */
static int surplus[0x110000];

static void
count_in_model(const char *s, void *arg)
{
	(void)arg;
	while (*s)
		surplus[utf8_next(&s)]++;
}

static void
forget(const char *s, void *arg)
{
	(void)arg;
	while (*s)
		surplus[utf8_next(&s)] = 0;
}

/*
 * White space may go; so may a hyphen at the end of a line, where a word is
 * put together again.
 */
static bool
may_go(unsigned cp)
{
	return cp == '\n' || cp == 0x2028 || cp == 0x2029 || cp == '-' ||
	    cp == 0xAD || clean_is_blank(cp);
}

static void
text_holds(const struct edition *e, const char *s, size_t nbytes)
{
	struct buf clean;
	const char *at;

	buf_init(&clean);
	clean_text(&clean, s, nbytes, CLEAN_TEXT, NULL);
	fuzz_each_string(e, count_in_model, NULL);
	for (at = buf_str(&clean); *at;) {
		unsigned cp = utf8_next(&at);
		HOLDS(may_go(cp) || --surplus[cp] >= 0);
	}
	fuzz_each_string(e, forget, NULL);
	forget(buf_str(&clean), NULL);
	buf_fini(&clean);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct buf text;

	buf_init(&text);
	fuzz_text(&text, &in);
	struct edition *e =
	    dump_read(&reader_text, text.bytes, text.n, "input.txt", NULL);
	HOLDS(e);
	fuzz_model(e);
	text_holds(e, text.bytes, text.n);
	fuzz_round_trip(e, text.bytes, text.n);
	edition_free(e);
	buf_fini(&text);
	return 0;
}
