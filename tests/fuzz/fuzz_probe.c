/*
 * What a terminal sends: replies in any pieces among anything else.  Nothing
 * that was typed is lost or changed, cuts do not matter, and whatever comes out
 * are events.
 */
#include <string.h>

#include "src/base/buf.h"
#include "tests/fuzz/fuzz.h"
#include "ui/event.h"
#include "ui/probe.h"
#include "ui/typed.h"

static void
read_in_pieces(struct probe_reader *r, struct buf *typed,
    const struct fuzz_input *in, size_t piece)
{
	probe_begin(r, PROBE_START);
	for (size_t at = 0; at < in->nbytes; at += piece) {
		size_t left = in->nbytes - at;
		probe_read(r, in->at + at, left < piece ? left : piece, typed);
		HOLDS(r->n <= PROBE_START);
		HOLDS(r->nheld < PROBE_REPLY_BYTES);
	}
	probe_end(r, typed);
	HOLDS(!probe_is_amid(r));
}

/* Is `part` what is left of `whole` when some of it is taken away? */
static bool
is_within(const struct buf *part, const struct fuzz_input *whole)
{
	size_t at = 0;

	for (size_t i = 0; i < whole->nbytes && at < part->n; i++)
		at += part->bytes[at] == whole->at[i];
	return at == part->n;
}

static void
keys_hold(const struct buf *bytes)
{
	struct typed t;
	struct event e;
	size_t n = 0;

	typed_init(&t);
	buf_add(&t.bytes, buf_str(bytes), bytes->n);
	while (typed_next(&t, &e)) {
		HOLDS(++n <= bytes->n);
		HOLDS(t.at <= t.bytes.n);
		HOLDS(e.type == EVENT_KEY || e.type == EVENT_COLORS ||
		    e.type == EVENT_PASTE || e.type == EVENT_PASTED);
	}
	HOLDS(t.at == t.bytes.n);
	typed_fini(&t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	size_t piece = 1 + fuzz_take(&in, 64);
	struct probe_reader whole, cut;
	struct buf typed, again;

	buf_init(&typed);
	buf_init(&again);
	read_in_pieces(&whole, &typed, &in, in.nbytes + 1);
	read_in_pieces(&cut, &again, &in, piece);
	HOLDS(whole.n == cut.n && whole.is_over == cut.is_over);
	HOLDS(typed.n == again.n);
	HOLDS(!memcmp(buf_str(&typed), buf_str(&again), typed.n));
	HOLDS(is_within(&typed, &in));
	HOLDS(probe_verdict(&whole) <= PROBE_MIXED);
	for (size_t i = 0; i < whole.n; i++)
		HOLDS(whole.ncells[i] >= 0 && whole.ncells[i] <= 16);
	keys_hold(&typed);
	buf_fini(&typed);
	buf_fini(&again);
	return 0;
}
