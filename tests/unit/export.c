#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/edition/native.h"
#include "src/print/filtered.h"
#include "src/print/json_export.h"
#include "src/print/markdown_export.h"
#include "src/print/text_export.h"

static void
put(struct builder *b, enum block_type type, const char *text)
{
	builder_text(b, type, text, strlen(text));
}

static struct edition *
small_edition(void)
{
	struct builder *b = builder_new("t", NULL);

	builder_edition(b, EDITION_DATE, "2025年5月28日");
	builder_edition(b, EDITION_LANGUAGE, "zh");
	builder_page(b, "A08", "汽车");
	builder_page_note(b, "本版图片均为资料图片");
	builder_article(b, 0);
	builder_set(b, ARTICLE_ID, "one");
	builder_set(b, ARTICLE_HEADLINE, "上\n下");
	builder_set(b, ARTICLE_BYLINE, "● 本报记者 林原");
	builder_set(b, ARTICLE_CONTINUED_ON, "A09");
	builder_cut_off(b, true);
	put(b, BLOCK_STANDFIRST, "提要");
	put(b, BLOCK_PARAGRAPH, "# 正文");
	put(b, BLOCK_ITEM, "条目");
	put(b, BLOCK_CREDIT, "供图");
	return builder_finish(b);
}

static void
json_has_every_key_of_the_schema(void **state)
{
	static const char want[] = "{\n"
				   " \"schema\": 1,\n"
				   " \"title\": null,\n"
				   " \"date\": \"2025-05-28\",\n"
				   " \"language\": \"zh\",\n"
				   " \"pages\": [\n"
				   "  {\n"
				   "   \"label\": \"A08\",\n"
				   "   \"name\": \"汽车\",\n"
				   "   \"notes\": [\n"
				   "    \"本版图片均为资料图片\"\n"
				   "   ],\n"
				   "   \"sections\": [\n"
				   "    {\n"
				   "     \"name\": null,\n"
				   "     \"articles\": [\n"
				   "      {\n"
				   "       \"id\": \"one\",\n"
				   "       \"kicker\": null,\n"
				   "       \"headline\": \"上\\n下\",\n"
				   "       \"deck\": null,\n"
				   "       \"byline\": \"● 本报记者 林原\",\n"
				   "       \"authors\": [\n"
				   "        \"林原\"\n"
				   "       ],\n"
				   "       \"dateline\": null,\n"
				   "       \"date\": null,\n"
				   "       \"source\": null,\n"
				   "       \"url\": null,\n"
				   "       \"continued_on\": \"A09\",\n"
				   "       \"continued_from\": null,\n"
				   "       \"cut_off\": true,\n"
				   "       \"blocks\": [\n"
				   "        {\n"
				   "         \"type\": \"standfirst\",\n"
				   "         \"text\": \"提要\"\n"
				   "        },\n"
				   "        {\n"
				   "         \"type\": \"paragraph\",\n"
				   "         \"text\": \"# 正文\"\n"
				   "        },\n"
				   "        {\n"
				   "         \"type\": \"item\",\n"
				   "         \"text\": \"条目\"\n"
				   "        },\n"
				   "        {\n"
				   "         \"type\": \"credit\",\n"
				   "         \"text\": \"供图\"\n"
				   "        }\n"
				   "       ]\n"
				   "      }\n"
				   "     ]\n"
				   "    }\n"
				   "   ]\n"
				   "  }\n"
				   " ]\n"
				   "}\n";
	struct edition *e = small_edition();
	struct buf got = { 0 };

	(void)state;
	json_export(&got, e);
	assert_string_equal(buf_str(&got), want);
	buf_fini(&got);
	edition_free(e);
}

static void
markdown_of_a_page_that_was_read_elsewhere(void **state)
{
	static const char want[] = "---\n"
				   "date: 2025年5月28日\n"
				   "lang: zh\n"
				   "---\n"
				   "\n"
				   "# A08 汽车\n"
				   "note: 本版图片均为资料图片\n"
				   "\n"
				   "## 上\n"
				   "headline: 下\n"
				   "by: ● 本报记者 林原\n"
				   "jump: A09\n"
				   "cut: yes\n"
				   "id: one\n"
				   "standfirst: 提要\n"
				   "credit: 供图\n"
				   "\n"
				   "\\# 正文\n"
				   "\n"
				   "- 条目\n";
	struct edition *e = small_edition();
	struct buf got = { 0 };

	(void)state;
	markdown_export(&got, e);
	assert_string_equal(buf_str(&got), want);
	buf_fini(&got);
	edition_free(e);
}

static void
text_has_nothing_but_the_words(void **state)
{
	static const char want[] = "2025年5月28日\n\n"
				   "A08 汽车\n\n"
				   "上\n下\n\n"
				   "● 本报记者 林原\n\n"
				   "提要\n\n"
				   "# 正文\n\n"
				   "- 条目\n\n"
				   "供图\n\n"
				   "本版图片均为资料图片\n";
	struct edition *e = small_edition();
	struct buf got = { 0 };

	(void)state;
	text_export(&got, e);
	assert_string_equal(buf_str(&got), want);
	buf_fini(&got);
	edition_free(e);
}

/* ESC, CSI of one byte, a bidi override, a word joiner before a mark. */
#define HOSTILE                           \
	"\xE2\x81\xA0# a\x1B[31m\xC2\x9B" \
	"1m\xE2\x80\xAE!\x07"

static struct edition *
hostile_edition(void)
{
	struct builder *b = builder_new("t", NULL);

	for (unsigned f = 0; f < EDITION_FIELD_COUNT; f++)
		builder_edition(b, (enum edition_field)f, HOSTILE);
	builder_edition_extra(b, "key", HOSTILE);
	builder_page(b, HOSTILE, HOSTILE);
	builder_page_note(b, HOSTILE);
	builder_section(b, HOSTILE);
	builder_article(b, 0);
	for (unsigned f = 0; f < ARTICLE_FIELD_COUNT; f++)
		builder_set(b, (enum article_field)f, HOSTILE);
	for (unsigned t = 0; t < BLOCK_COUNT; t++) {
		const struct block like = {
			.type = (enum block_type)t,
			.src = HOSTILE,
			.credit = HOSTILE,
			.mark = HOSTILE,
		};
		builder_block(b, &like, HOSTILE, sizeof HOSTILE - 1);
	}
	return builder_finish(b);
}

static void
nothing_hostile_is_written(void **state)
{
	static void (*const exports[])(struct buf *, const struct edition *) = {
		json_export, markdown_export, text_export
	};
	static const char *const bad[] = { "\x1B", "\x07", "\xC2\x9B",
		"\xE2\x80\xAE", "\xE2\x81\xA0" };
	struct edition *e = hostile_edition();

	(void)state;
	for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
		struct buf got = { 0 };
		exports[i](&got, e);
		for (size_t j = 0; j < sizeof bad / sizeof *bad; j++)
			assert_null(strstr(buf_str(&got), bad[j]));
		/* The joiner is gone, and no heading has come of it. */
		if (exports[i] == markdown_export)
			assert_non_null(strstr(buf_str(&got), "\n\\# a"));
		buf_fini(&got);
	}
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_has_every_key_of_the_schema),
		cmocka_unit_test(markdown_of_a_page_that_was_read_elsewhere),
		cmocka_unit_test(text_has_nothing_but_the_words),
		cmocka_unit_test(nothing_hostile_is_written),
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
