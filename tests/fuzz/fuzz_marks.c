/*
 * The store of bookmarks: whatever happened to marks.db, it opens or says why
 * not; what it lists is text that can be used, and what is added is there.
 *
 * An input is a sound store with bytes overwritten: three bytes of an input
 * each say where (two) and what.  With an odd first byte the rest of the input
 * is the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/library/clips.h"
#include "src/library/marks.h"
#include "src/library/marks_undo.h"
#include "src/library/reading.h"
#include "tests/folder.h"
#include "tests/fuzz/fuzz.h"

enum { NMARKS = 3, NOTICE_BYTES = 512 };

static char *sound; /* bytes of a store with NMARKS bookmarks */
static size_t nsound;

static void
add_mark(struct marks *m, const char *article)
{
	struct mark mark = { .paper = "The Tide",
		.date = "2025-05-30",
		.article = article,
		.headline = "Ferry to sail again",
		.number = 1,
		.quote = "渡轮“晨星号”昨日试航" };
	struct err err;
	int64_t id;

	HOLDS(marks_add(m, &mark, &id, NULL, &err) == 0 && id > 0);
}

/* One of each of the other kinds. */
static void
add_others(struct marks *m)
{
	static const char *const tags[] = { "ferry", "渡轮" };
	struct mark mark = {
		.paper = "The Tide", .article = "a0", .number = 1
	};
	struct clip c = { .source = mark,
		.passage = { "渡轮“晨星号”昨日试航", "before", "after" },
		.note = "a note",
		.tags = { tags, 2 } };
	struct reading r = { READING_PART, 40, 0 };
	struct err err;
	int64_t id;

	HOLDS(clips_add(m, &c, &id, NULL, &err) == 0);
	HOLDS(reading_set(m, &mark, r, false, &err) == 0);
	HOLDS(marks_set_place(m, "The Tide", NULL, &mark, &err) == 0);
	HOLDS(follow_set(m, "Orla Finch", true, &err) == 0);
}

static void
make_sound(void)
{
	char dir[FOLDER_BYTES], notice[NOTICE_BYTES], article[16];
	struct err err;

	test_folder_make(dir);
	struct marks *m = marks_open(dir, notice, sizeof notice, &err);
	HOLDS(m);
	for (int i = 0; i < NMARKS; i++) {
		snprintf(article, sizeof article, "a%d", i);
		add_mark(m, article);
	}
	add_others(m);
	marks_close(m);
	sound = test_file_read(dir, "marks.db", &nsound);
	HOLDS(sound);
	test_folder_remove(dir);
}

static void
write_store(const char *dir, struct fuzz_input in)
{
	char *bytes = xmalloc(nsound);

	memcpy(bytes, sound, nsound);
	if (fuzz_take(&in, 2)) {
		test_file_write(dir, "marks.db", in.at, in.nbytes);
	} else {
		while (in.nbytes >= 3) {
			size_t at = fuzz_take(&in, 256) * 256u;
			at += fuzz_take(&in, 256);
			bytes[at % nsound] = (char)fuzz_take(&in, 256);
		}
		test_file_write(dir, "marks.db", bytes, nsound);
	}
	free(bytes);
}

static void
text_holds(const char *s)
{
	HOLDS(!s || utf8_valid(s, strlen(s)) == strlen(s));
}

/* All that is listed, and whether the mark added last is among it. */
static void
list_holds(struct marks *m, int is_added)
{
	struct arena *a = arena_new();
	struct mark_list list;
	struct err err;
	int found = 0;

	if (marks_list(m, &list, a, &err) < 0) {
		HOLDS(!is_added && *err.msg);
		list.n = 0;
	}
	for (size_t i = 0; i < list.n; i++) {
		const struct mark *k = &list.at[i];
		HOLDS(k->paper && k->article);
		text_holds(k->paper);
		text_holds(k->article);
		text_holds(k->headline);
		text_holds(k->quote);
		found |= !strcmp(k->article, "added");
	}
	HOLDS(!is_added || found);
	arena_free(a);
}

static void
others_hold(struct marks *m)
{
	struct arena *a = arena_new();
	struct clip_list clips;
	struct reading_count *counts;
	struct tags tags;
	struct mark last;
	enum marks_deed deed;
	struct err err;
	size_t n;

	if (clips_list(m, &clips, NULL, a, &err) == 0) {
		for (size_t i = 0; i < clips.n; i++) {
			const struct clip *c = &clips.at[i];
			text_holds(c->passage.text);
			text_holds(c->note);
			HOLDS(c->source.paper && c->passage.before);
			HOLDS(
			    clips_get(&(struct clip){ 0 }, m, c->id, a, &err) ||
			    *err.msg);
		}
		if (clips.n && clips_remove(m, clips.at[0].id, &err) == 0 &&
		    marks_nundo(m))
			HOLDS(marks_undo(m, &deed, &err) == 0 || *err.msg);
	}
	if (tags_all(&tags, m, a, &err) == 0)
		for (size_t i = 0; i < tags.n; i++)
			text_holds(tags.at[i]);
	counts = reading_counts(&n, m, a, &err);
	for (size_t i = 0; i < n; i++)
		text_holds(counts[i].paper);
	const char *const *names = follow_list(&n, m, a, &err);
	for (size_t i = 0; i < n; i++)
		text_holds(names[i]);
	if (reading_last(&last, m, a, &err))
		text_holds(last.headline);
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	char dir[FOLDER_BYTES], notice[NOTICE_BYTES];
	struct mark mark = { .paper = "The Tide",
		.date = "2025-05-31",
		.article = "added",
		.number = 1 };
	struct err err = { 0 };
	int64_t id;

	if (!sound) {
		setenv("BROADSHEET_NOW", "1748563200", 1);
		/* Where waiting for the disk takes no time. */
		if (access("/dev/shm", W_OK) == 0)
			setenv("TMPDIR", "/dev/shm", 1);
		make_sound();
	}
	test_folder_make(dir);
	write_store(dir, (struct fuzz_input){ (const char *)bytes, nbytes });
	struct marks *m = marks_open(dir, notice, sizeof notice, &err);
	HOLDS(m || *err.msg);
	HOLDS(strlen(notice) < sizeof notice);
	if (m) {
		list_holds(m, 0);
		int got = marks_add(m, &mark, &id, NULL, &err);
		HOLDS(got == 0 || *err.msg);
		list_holds(m, got == 0);
		others_hold(m);
		marks_close(m);
	}
	test_folder_remove(dir);
	return 0;
}
