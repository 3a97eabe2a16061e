/*
 * The reader for the native format: what it makes is a sound model; written
 * out and read again it is the same, by its JSON and as written.
 */
#include <string.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/dump.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct buf text;

	buf_init(&text);
	fuzz_text(&text, &in);
	struct edition *e =
	    dump_read(&reader_native, text.bytes, text.n, "input.md", NULL);
	if (e) {
		fuzz_model(e);
		fuzz_round_trip(e, text.bytes, text.n);
	}
	edition_free(e);
	buf_fini(&text);
	return 0;
}
