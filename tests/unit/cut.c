#include "ui/cut.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/library/clips.h"
#include "tests/folder.h"
#include "ui/keep.h"

#define COUNT                                                               \
	"The board had called the crossing empty last winter. "             \
	"Nobody had counted, so two pupils stood on the ramp for a month. " \
	"They counted thousands of people on their way home."
#define BAKERS "The guild of bakers has asked for a later tide on Sundays."

static struct edition *
make_edition(const char *date, const char *text)
{
	struct builder *b = builder_new("test", NULL);

	builder_edition(b, EDITION_TITLE, "The Crossing");
	builder_edition(b, EDITION_DATE, date);
	builder_article(b, 1);
	builder_set(b, ARTICLE_HEADLINE, "Bakers");
	builder_text(b, BLOCK_PARAGRAPH, BAKERS, strlen(BAKERS));
	builder_article(b, 2);
	builder_set(b, ARTICLE_HEADLINE, "Night ferry stays");
	builder_text(b, BLOCK_PARAGRAPH, text, strlen(text));
	return builder_finish(b);
}

/* What is lit in an edition as one reads it, its parts by "|". */
static void
check_lit(
    struct keep *keep, const char *date, const char *text, const char *want)
{
	struct paper paper = { .edition = make_edition(date, text) };
	struct buf got;

	buf_init(&got);
	keep_load(keep, &paper);
	for (size_t i = 0; i < keep->cuttings.lit.n; i++) {
		const struct highlight *h = &keep->cuttings.lit.at[i];
		assert_int_equal(h->role, ROLE_CLIPPED);
		buf_addf(&got, "%s%.*s", i > 0 ? "|" : "",
		    (int)(h->to - h->from),
		    paper.edition->articles[h->article]->blocks[h->block].text +
			h->from);
	}
	assert_string_equal(buf_str(&got), want);
	buf_fini(&got);
	edition_free(paper.edition);
}

/* Clip from one place of the second article to another. */
static void
clip(struct keep *keep, uint32_t from, uint32_t to)
{
	struct edition *e = make_edition("2026-02-14", COUNT);
	struct range range = { { 1, 0, from }, { 1, 0, to } };
	struct arena *arena = arena_new();
	struct clip c = clip_make(e, range, NULL, arena);
	struct err err;
	int64_t id;

	assert_int_equal(clips_add(keep->marks, &c, &id, NULL, &err), 0);
	arena_free(arena);
	edition_free(e);
}

static uint32_t
place_of(const char *words)
{
	return (uint32_t)(strstr(COUNT, words) - COUNT);
}

static void
what_is_clipped_is_lit(void **state)
{
	static const char corrected[] =
	    "The board had called the crossing empty last winter. "
	    "Nobody had counted it, so three pupils stood on the ramp for a "
	    "whole month. "
	    "They counted thousands of people on their way home.";
	char dir[FOLDER_BYTES], notice[ERR_MSG_BYTES];
	struct keep keep;
	enum marks_deed deed;
	struct err err;

	(void)state;
	test_folder_make(dir);
	keep_init(&keep);
	check_lit(&keep, "2026-02-14", COUNT, "");
	assert_int_equal(keep_open(&keep, dir, notice, sizeof notice, &err), 0);
	clip(&keep, place_of("Nobody"), place_of(" They"));
	check_lit(&keep, "2026-02-14", COUNT,
	    "Nobody had counted, so two pupils stood on the ramp for a month.");
	assert_true(cut_is_clipped(&keep.cuttings, 1));
	assert_false(cut_is_clipped(&keep.cuttings, 0));
	assert_false(cut_is_clipped(&keep.cuttings, 2));
	/* Corrected, it is lit by sentences; another day's is another paper. */
	check_lit(&keep, "2026-02-14", corrected,
	    "Nobody had counted it, so three pupils stood on the ramp for a "
	    "whole month.");
	check_lit(&keep, "2026-02-15", COUNT, "");
	assert_false(cut_is_clipped(&keep.cuttings, 1));
	/* One that overlaps: nothing is lit twice. */
	clip(&keep, place_of("Nobody"), (uint32_t)strlen(COUNT));
	check_lit(&keep, "2026-02-14", COUNT,
	    "Nobody had counted, so two pupils stood on the ramp for a month.|"
	    " They counted thousands of people on their way home.");
	struct paper paper = { .edition = make_edition("2026-02-14", COUNT) };
	assert_int_equal(keep_undo(&keep, &paper, &deed, &err), 0);
	assert_int_equal(keep_undo(&keep, &paper, &deed, &err), 0);
	assert_int_equal(deed, DEED_CLIPPED);
	assert_int_equal(keep.cuttings.lit.n, 0);
	edition_free(paper.edition);
	keep_fini(&keep);
	test_folder_remove(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_clipped_is_lit),
	};

	return cmocka_run_group_tests_name("cut", tests, NULL, NULL);
}
