/*
 * Dates: what is found is a real day inside the text, and what is written
 * reads back as the same day.
 */
#include <string.h>

#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/utf8.h"
#include "tests/fuzz/fuzz.h"

static void
date_holds(struct date d)
{
	static const char *const languages[] = { NULL, "en", "zh", "zh-Hant",
		"ja", "ko", "fr" };
	struct buf out;
	struct date again;

	HOLDS(date_is_valid(d));
	HOLDS(date_weekday(d) >= 0 && date_weekday(d) <= 6);
	HOLDS(date_compare(d, d) == 0);
	buf_init(&out);
	date_add_iso(&out, d);
	HOLDS(date_parse(&again, buf_str(&out)) && !date_compare(d, again));
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		buf_cut(&out, 0);
		date_add_long(&out, d, languages[i]);
		fuzz_harmless(buf_str(&out), out.n, 0);
		/* Years of one to three digits are no dates of a paper. */
		if (d.year >= 1000)
			HOLDS(date_parse(&again, buf_str(&out)) &&
			    !date_compare(d, again));
	}
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct buf text;
	struct date d;
	size_t at = 0;

	buf_init(&text);
	fuzz_text(&text, &in);
	size_t n = date_find(&d, &at, text.bytes, text.n);
	HOLDS(n <= text.n && (n == 0 || at <= text.n - n));
	if (n) {
		date_holds(d);
		HOLDS(utf8_valid(text.bytes + at, n) == n);
	}
	if (date_parse(&d, text.bytes)) {
		HOLDS(n > 0);
		date_holds(d);
	}
	buf_fini(&text);
	return 0;
}
