/*
 * Clippings out of JSON: what is read can be written in every form, which is
 * harmless, and is read again as it was; what cannot be read says why.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/clips.h"
#include "src/library/clips_format.h"
#include "src/library/clips_read.h"
#include "tests/fuzz/fuzz.h"

static void
round_trip_holds(const struct clip_list *list)
{
	struct arena *a = arena_new();
	struct clip_list back;
	struct buf once, twice;
	struct err err;

	buf_init(&once);
	buf_init(&twice);
	clips_write(&once, list, CLIPS_JSON);
	HOLDS(clips_read(&back, once.bytes, once.n, "x", a, &err) == 0);
	HOLDS(back.n == list->n);
	clips_write(&twice, &back, CLIPS_JSON);
	HOLDS(once.n == twice.n && !memcmp(once.bytes, twice.bytes, once.n));
	buf_fini(&once);
	buf_fini(&twice);
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct arena *a = arena_new();
	struct err err = { ERR_NONE, "", 0, 0, "" };
	struct clip_list list;

	if (clips_read(&list, (const char *)bytes, nbytes, "x", a, &err) < 0) {
		HOLDS(err.code != ERR_NONE && *err.msg);
		arena_free(a);
		return 0;
	}
	for (int format = 0; format < CLIPS_FORMAT_COUNT; format++) {
		struct buf b;
		buf_init(&b);
		clips_write(&b, &list, (enum clips_format)format);
		fuzz_harmless(buf_str(&b), b.n, 1);
		buf_fini(&b);
	}
	round_trip_holds(&list);
	arena_free(a);
	return 0;
}
