/*
 * A reader's whole story: two editions are imported, a word is found in the older
 * one, and what is made there (a clipping with its note and tag, a bookmark, a read
 * mark, the place) is undone, done again, and there the next time.
 */
#include "tests/tty/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "src/base/buf.h"

#define NOW  "BROADSHEET_NOW=1748908800" /* 2025-06-03 */
#define WORD "浮桥"
#define SENTENCE \
	"撑船的老孟把最后一块" WORD "木板扛上岸，说这块要留给孙子做书桌。"
#define NOTE     "问问老孟木板后来怎样了"
#define TAG      "渡口"
#define HEADLINE "江心洲的老路"

static const char older[] =
    "---\npaper: 柳渡日报\ndate: 2025-05-29\n---\n\n"
    "# A1 要闻\n\n## 西街换了路灯\nby: 本报记者 方小满\n\n"
    "西街四十盏路灯昨晚一齐换成暖光，卖馄饨的摊子多摆了一个钟头。\n\n"
    "## " HEADLINE "\nby: 本报记者 陆青禾\n\n"
    "江心洲去年还没有桥，孩子上学要等早上六点半的第一班船。\n\n"
    "等船的人多了，码头边开起一家早点铺，豆浆要排队，油条也要排队。\n\n"
    "铺子的主人姓梁，梁师傅说他记得每个孩子爱吃什么，谁不要葱，谁多加糖。\n\n"
    "大桥四月通车以后，早点铺的生意淡了一半，梁师傅倒不急，改卖起晚饭。\n\n"
    "他说人总要吃饭，白天过桥的人，晚上还是要从桥上走回来。\n\n"
    "镇上的账本记着，为了等这座桥，两岸的人一共写过二十三封信。\n\n"
    "信都收在文化站的玻璃柜里，第一封的纸已经发黄，字还是清楚的。\n\n" SENTENCE
    "岸上的人都笑了，帮他把绳子一圈一圈收好。\n\n"
    "当天下午江面空了，只有两只鸭子游过去。\n";
static const char newer[] =
    "---\npaper: 柳渡日报\ndate: 2025-06-02\n---\n\n"
    "# A1 要闻\n\n## 枇杷进城\nby: 本报记者 方小满\n\n"
    "第一车枇杷今天早上六点进城，每斤九元，比去年便宜一元。\n\n"
    "## 夜校招生\n\n夜校新开木工班，收二十四人，锯子自带。\n";

/* In the reader's hand: writes the note into the file it is given. */
static const char editor[] = "printf '%s\\n' '" NOTE "' >\"$1\"\n";

static void
prepare(const struct session *s)
{
	char papers[FOLDER_BYTES + 32];

	snprintf(papers, sizeof papers, "%s/papers", s->folder);
	assert_int_equal(mkdir(papers, 0700), 0);
	test_file_write(papers, "2025-05-29.md", older, sizeof older - 1);
	test_file_write(papers, "2025-06-02.md", newer, sizeof newer - 1);
	test_file_write(s->folder, "editor.sh", editor, sizeof editor - 1);
}

/* Standard output and error of a command, to be freed. */
static char *
run(const struct session *s, const char *words)
{
	char chunk[4096];
	struct buf line, out;
	size_t n;

	buf_init(&line);
	buf_init(&out);
	buf_addf(&line,
	    "cd '%s' && XDG_DATA_HOME='%s' " NOW " LC_ALL=C.UTF-8 '%s' "
	    "--config=- %s "
	    "2>&1 </dev/null",
	    s->folder, s->folder, s->program, words);
	FILE *f = popen(buf_str(&line), "r");
	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(&out, chunk, n);
	assert_int_equal(pclose(f), 0);
	buf_fini(&line);
	return buf_take(&out);
}

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		n++;
	return n;
}

/* A command tells each of these once; NULL ends them. */
static void
assert_tells(
    const struct session *s, const char *words, const char *const *what)
{
	char *out = run(s, words);

	for (; *what; what++) {
		size_t n = count(out, *what);
		if (n != 1)
			fprintf(stderr, "%s tells %s %zu times:\n%s", words,
			    *what, n, out);
		assert_int_equal(n, 1);
	}
	free(out);
}

/* On a terminal that knows what is lit. */
static void
start(struct session *s, const char *option)
{
	const char *argv[] = { s->program, "--config=-", option, NULL };
	char data[FOLDER_BYTES + 32], cache[FOLDER_BYTES + 32];
	char edits[FOLDER_BYTES + 32];
	const char *env[] = { "TERM=xterm-256color", "LANG=C.UTF-8", NOW, data,
		cache, edits, NULL };

	snprintf(data, sizeof data, "XDG_DATA_HOME=%s", s->folder);
	snprintf(cache, sizeof cache, "XDG_CACHE_HOME=%s", s->folder);
	snprintf(edits, sizeof edits, "EDITOR=sh %s/editor.sh", s->folder);
	s->tty = tty_start(argv, env, 10, 80);
}

static void
quit(struct session *s)
{
	tty_type(s->tty, "Q");
	assert_int_equal(tty_wait_exit(s->tty), 0);
	assert_false(tty_is_alternate(s->tty));
	assert_true(tty_is_canonical(s->tty));
	tty_free(s->tty);
	s->tty = NULL;
}

/* Type, and wait for what then stands on the screen. */
static void
type(struct session *s, const char *keys, const char *then)
{
	tty_type(s->tty, keys);
	assert_true(tty_expect(s->tty, then));
}

static void
find_the_word(struct session *s)
{
	start(s, NULL);
	assert_true(tty_expect(s->tty, "第一车枇杷"));
	type(s, "S", "to the stories");
	type(s, WORD, "1 of 1");
	assert_true(tty_expect(s->tty, HEADLINE));
	type(s, "\r\r", "老孟");
	assert_true(tty_expect(s->tty, "2/2"));
	assert_true(tty_expect_lit(s->tty, WORD));
}

static void
clip_it(struct session *s)
{
	type(s, "v", "next sentence");
	type(s, "x", "clipped; X shows the clippings");
	type(s, "X", HEADLINE);
	type(s, "e", "note kept");
	type(s, "#", ":tag");
	type(s, TAG "\r", "tags kept");
	assert_true(tty_expect(s->tty, NOTE));
}

/* Each change is taken back, the last first, and two are made again. */
static void
change_and_undo(struct session *s)
{
	type(s, "q", "帮他把绳子");
	type(s, "m", "bookmark set");
	type(s, "r", "marked as read");
	type(s, "u", "undone: read mark as it was");
	type(s, "u", "undone: bookmark cleared");
	type(s, "u", "undone: clipping as it was");
	type(s, "\x12", "done again: clipping changed");
	type(s, "\x12", "done again: bookmark set");
	type(s, "\x12", "done again: marked as read");
	type(s, "\x12", "nothing to do again");
}

static void
turn_editions(struct session *s)
{
	type(s, ">", "第一车枇杷");
	type(s, ">", "no later edition");
	type(s, "<", "西街四十盏");
	type(s, "<", "no earlier edition");
	type(s, "/老孟\r", "最后一块");
}

/* What the reader made, as the reader sees it the next time. */
static void
see_it_again(struct session *s)
{
	start(s, NULL);
	assert_true(tty_expect(s->tty, "第一车枇杷"));
	type(s, "C", "最后一块");
	type(s, "\t", "1 of 2 read");
	assert_true(tty_expect(s->tty, "✓"));
	type(s, "X", "note: " NOTE);
	assert_true(tty_expect(s->tty, TAG));
	type(s, "B", "Bookmarks");
	assert_true(tty_expect(s->tty, HEADLINE));
	quit(s);
}

static void
commands_agree(const struct session *s)
{
	static const char *const clip[] = { "\"text\": \"" SENTENCE "\"",
		"\"note\": \"" NOTE "\"", "\"" TAG "\"",
		"\"headline\": \"" HEADLINE "\"", NULL };
	static const char *const bookmark[] = {
		"\"headline\": \"" HEADLINE "\"", NULL
	};
	static const char *const all[] = { "\"text\":\"" SENTENCE "\"",
		"\"note\":\"" NOTE "\"", "\"tags\":[\"" TAG "\"]",
		"\"kind\":\"clipping\"", "\"kind\":\"bookmark\"",
		"\"state\":2,\"percent\":100", NULL };

	assert_tells(s, "clippings --format=json", clip);
	assert_tells(s, "bookmarks --format=json", bookmark);
	assert_tells(s, "backup -", all);
}

static void
a_reader_comes_back(void **state)
{
	static const char *const added[] = { "2 added, 0 updated", NULL };
	static const char *const unchanged[] = { "2 unchanged, 0 failed",
		NULL };
	struct session *s = *state;

	prepare(s);
	assert_tells(s, "import papers", added);
	find_the_word(s);
	clip_it(s);
	change_and_undo(s);
	turn_editions(s);
	quit(s);
	commands_agree(s);
	see_it_again(s);
	commands_agree(s);
	assert_tells(s, "import papers", unchanged);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_reader_comes_back, session_set_up, session_tear_down),
	};

	return cmocka_run_group_tests_name("story", tests, NULL, NULL);
}
