/*
 * Strings for and from a terminal: titles and copies hold no control but those
 * that frame them; an answer is dark, light or none.
 */
#include <string.h>

#include "src/base/buf.h"
#include "tests/fuzz/fuzz.h"
#include "ui/osc.h"

/* "ESC ] ... BEL" or "ESC ] ... ESC \", and harmless in between. */
static void
string_holds(const struct buf *out)
{
	size_t end = out->n;

	if (out->n == 0)
		return;
	HOLDS(out->n > 3 && !memcmp(out->bytes, "\033]", 2));
	if (out->bytes[end - 1] == '\a')
		end--;
	else {
		HOLDS(!memcmp(out->bytes + end - 2, "\033\\", 2));
		end -= 2;
	}
	fuzz_harmless(out->bytes + 2, end - 2, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct buf string, out;
	int is_dark = 2;

	buf_init(&string);
	buf_add(&string, bytes, nbytes);
	buf_init(&out);
	if (osc_is_dark(buf_str(&string), &is_dark) == 0)
		HOLDS(is_dark == 0 || is_dark == 1);
	else
		HOLDS(is_dark == 2);
	osc_title(&out, buf_str(&string));
	string_holds(&out);
	buf_cut(&out, 0);
	osc_copy(&out, (const char *)bytes, nbytes);
	string_holds(&out);
	buf_fini(&string);
	buf_fini(&out);
	return 0;
}
