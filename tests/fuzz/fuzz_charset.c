/*
 * Character sets: every label, or none, gives UTF-8; what was UTF-8 stays as it
 * is; each sequence that did not fit left U+FFFD behind.
 */
#include <string.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/text/charset.h"
#include "tests/fuzz/fuzz.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* One label for each set there is; NULL lets the bytes decide. */
static const char *const labels[] = { NULL, "utf-8", "utf-16le", "utf-16be",
	"utf-32le", "utf-32be", "gb18030", "big5", "shift_jis", "euc-jp",
	"iso-2022-jp", "euc-kr", "windows-1252", "iso-8859-2", "iso-8859-15",
	"windows-1250", "windows-1251", "koi8-r" };

static size_t
count_replacements(const char *s, size_t nbytes)
{
	const char *end = s + nbytes;
	size_t n = 0;

	while (s < end)
		n += utf8_next(&s) == UTF8_REPLACEMENT;
	return n;
}

static void
label_holds(const char *bytes, size_t nbytes)
{
	char label[24];
	struct buf out;
	struct charset set;
	struct err err;
	size_t n = nbytes < sizeof label ? nbytes : sizeof label - 1;

	memcpy(label, bytes, n);
	label[n] = '\0';
	buf_init(&out);
	int got = charset_decode(&out, &set, bytes, nbytes, label, &err);
	HOLDS((got == 0) == (charset_named(label) != NULL));
	HOLDS(got == 0 || err.code == ERR_UNSUPPORTED);
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	const char *label = labels[fuzz_take(&in, COUNT(labels))];
	struct buf out;
	struct charset set;
	struct err err;

	buf_init(&out);
	HOLDS(charset_decode(&out, &set, in.at, in.nbytes, label, &err) == 0);
	HOLDS(set.name && charset_named(set.name));
	HOLDS(!label || !set.guessed);
	HOLDS(utf8_valid(buf_str(&out), out.n) == out.n);
	HOLDS(set.nbad <= count_replacements(buf_str(&out), out.n));
	if (set.nbad == 0 && !strcmp(set.name, "UTF-8")) {
		HOLDS(out.n <= in.nbytes);
		size_t bom = in.nbytes - out.n;
		HOLDS(bom == 0 || bom == 3);
		HOLDS(!out.n || !memcmp(in.at + bom, out.bytes, out.n));
	}
	buf_fini(&out);
	label_holds((const char *)bytes, nbytes);
	return 0;
}
