/*
 * Who signed inside a story that has no byline: 本报讯（记者苏禾）…,
 * 记者苏禾报道：…, and （苏禾） or （记者 苏禾） at its end.
 *
 * Text speaks of reporters and of names for many reasons, so each form must
 * stand where papers sign, and each name must look like one.
 */
#include "src/edition/byline.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/edition/byline_int.h"
#include "src/edition/clean.h"

enum {
	/* Bytes of a dateline and of a signature; both are a dozen words. */
	DATELINE_BYTES = 60,
	SIGNED_BYTES = 150,
	/* What a line must look like to be a signature by itself. */
	SURE = 88,
};

static bool
begins(struct token t, const char *s)
{
	return t.nbytes >= strlen(s) && !memcmp(t.s, s, strlen(s));
}

static bool
begins_one_of(struct token t, const char *const *words)
{
	for (; *words; words++)
		if (begins(t, *words))
			return true;
	return false;
}

static struct token
skip(struct token t, size_t n)
{
	return (struct token){ t.s + n, t.nbytes - n, 0 };
}

static struct token
trim(struct token t)
{
	while (t.nbytes) {
		const char *s = t.s;
		if (!clean_is_blank(utf8_next(&s)))
			break;
		t = skip(t, (size_t)(s - t.s));
	}
	while (t.nbytes) {
		size_t at = utf8_before(t.s, t.nbytes);
		const char *s = t.s + at;
		if (!clean_is_blank(utf8_next(&s)))
			break;
		t.nbytes = at;
	}
	return t;
}

/* Where one of `words` stands within the first `most` bytes, or -1. */
static long
find_one_of(struct token t, const char *const *words, size_t most)
{
	for (size_t i = 0; i < t.nbytes && i < most; i++)
		if (((unsigned char)t.s[i] & 0xC0) != 0x80 &&
		    begins_one_of(skip(t, i), words))
			return (long)i;
	return -1;
}

static const char *const stops[] = { "。", "，", "：", ":", "；", "！", "？",
	NULL };
static const char *const roles[] = { "记者", "記者", "通讯员", "通訊員",
	"实习生", "實習生", "특파원", "기자", NULL };
static const char *const said[] = { "报道", "報道", "報導", NULL };
static const char *const opening[] = { "（", "(", "〔", "【", NULL };
static const char *const closing[] = { "）", ")", "〕", "】", NULL };

/* Are all names such that nobody could take them for something else? */
static bool
are_names(const struct person *people, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct token name = { people[i].name, strlen(people[i].name),
			0 };
		const char *s = name.s;
		unsigned cp = utf8_next(&s);
		/* 某 hides a name; Korean and Latin ones have a role. */
		if (strstr(name.s, "某") ||
		    (byline_is_han(cp) && !byline_is_known_name(name) &&
			!strstr(name.s, "·")))
			return false;
	}
	return n > 0;
}

static struct person *
parse(size_t *n, struct token t, bool need_known, struct arena *arena)
{
	struct person *people =
	    byline_parse(n, arena_strndup(arena, t.s, t.nbytes), arena);

	if (need_known && !are_names(people, *n))
		*n = 0;
	return people;
}

/* A paragraph that is nothing but a byline. */
static bool
is_line(struct token t)
{
	static const char *const by[] = { "By ", "BY ", NULL };

	return t.nbytes <= SIGNED_BYTES &&
	    (begins_one_of(t, by) ||
		find_one_of(t, roles, SIGNED_BYTES) >= 0) &&
	    byline_confidence(t.s, t.nbytes) >= SURE;
}

/* 本报海州5月30日电 and 本报讯: what is before the bracket or the role. */
static struct token
skip_dateline(struct token t)
{
	static const char *const ends[] = { "讯", "訊", "电", "電", NULL };
	long at = find_one_of(t, ends, DATELINE_BYTES);
	long stop = find_one_of(t, stops, DATELINE_BYTES);

	if (at < 0 || (stop >= 0 && stop < at))
		return t;
	return trim(skip(t, (size_t)at + 3));
}

/* The end of the signature that the text opens with, or 0. */
static size_t
find_opening_end(struct token t)
{
	long stop = find_one_of(t, stops, SIGNED_BYTES);
	long word = find_one_of(t, said, SIGNED_BYTES);
	long role = find_one_of(t, roles, DATELINE_BYTES);

	if (begins_one_of(t, opening)) {
		long end = find_one_of(t, closing, SIGNED_BYTES);
		return role > 0 && end > role ? (size_t)end + 3 : 0;
	}
	if (role < 0 || word < role || (stop >= 0 && stop < word))
		return 0;
	return (size_t)word + strlen(said[0]);
}

static struct person *
parse_opening(size_t *n, struct token t, struct arena *arena)
{
	struct token rest = skip_dateline(trim(t));
	size_t end = find_opening_end(rest);

	*n = 0;
	if (is_line(t))
		return parse(n, t, true, arena);
	if (!end)
		return NULL;
	/* The dateline says for whom: 新华社…电（记者苏禾）. */
	struct token whole = trim(t);
	whole.nbytes = (size_t)(rest.s - whole.s) + end;
	return parse(n,
	    begins_one_of(rest, opening) ? whole
					 : (struct token){ rest.s, end, 0 },
	    true, arena);
}

/* What is in brackets at the very end; empty if nothing is. */
static struct token
last_bracket(struct token t)
{
	static const char *const close[] = { "）", ")", NULL };
	size_t at = t.nbytes ? utf8_before(t.s, t.nbytes) : 0;
	struct token inside = { t.s, 0, 0 };

	if (!t.nbytes || !begins_one_of(skip(t, at), close))
		return inside;
	size_t end = at;
	while (at > 0 && end - at < SIGNED_BYTES) {
		at = utf8_before(t.s, at);
		if (begins(skip(t, at), "（"))
			return (struct token){ t.s + at + 3, end - at - 3, 0 };
		if (begins(skip(t, at), "("))
			return (struct token){ t.s + at + 1, end - at - 1, 0 };
	}
	return inside;
}

/* Did a sentence end before the bracket that `inside` is in? */
static bool
is_after_stop(struct token t, struct token inside)
{
	static const char *const ends[] = { "。", "！", "？", "”", "…", "」",
		NULL };
	struct token before = t;

	before.nbytes = (size_t)(inside.s - t.s);
	before.nbytes = utf8_before(before.s, before.nbytes);
	before = trim(before);
	return before.nbytes == 0 ||
	    begins_one_of(
		skip(before, utf8_before(before.s, before.nbytes)), ends);
}

/* Words that begin like a name and stand in such brackets: （完）, （连载）. */
static bool
is_word(struct token t)
{
	static const char *const words[] = { "连载", "連載", "全文", "原文",
		"文中", "时间", "時間", "方言", "高清", "万元", "單位", "单位",
		"常见", "时评", "時評", "上接", "全书", "连线", "党报", "白话",
		"石印", "文化", "文史", "史料", "成语", "上下", "上篇", "成都",
		"宁波", "安徽", "华社", "金奖", "文见", "文图", "图文", "明日",
		"明天", "时报", "党建", NULL };

	return begins_one_of(t, words);
}

/* （苏禾）, （苏禾 秦川）: names alone. */
static bool
holds_only_names(struct token t)
{
	while (t.nbytes) {
		struct token name = t;
		size_t n = 0;
		while (n < t.nbytes) {
			const char *s = t.s + n;
			unsigned cp = utf8_next(&s);
			if (clean_is_blank(cp) || cp == 0x3001)
				break;
			n = (size_t)(s - t.s);
		}
		name.nbytes = n;
		if (!byline_is_known_name(name) || is_word(name))
			return false;
		t = skip(t, n);
		if (begins(t, "、"))
			t = skip(t, 3);
		t = trim(t);
	}
	return true;
}

static struct person *
parse_closing(size_t *n, struct token t, struct arena *arena)
{
	static const char *const agency[] = { "Reporting by ", "Writing by ",
		NULL };
	struct token inside = last_bracket(trim(t));

	*n = 0;
	if (is_line(t))
		return parse(n, t, true, arena);
	if (!inside.nbytes)
		return NULL;
	if (begins_one_of(inside, agency))
		return parse(n, inside, false, arena);
	bool role = find_one_of(inside, roles, SIGNED_BYTES) >= 0 &&
	    find_one_of(inside, stops, SIGNED_BYTES) < 0;
	if (!is_after_stop(trim(t), inside) ||
	    (!role && !holds_only_names(trim(inside))))
		return NULL;
	return parse(n, trim(inside), true, arena);
}

struct person *
byline_find_inside(size_t *n, const char *first, size_t first_nbytes,
    const char *last, size_t last_nbytes, struct arena *arena)
{
	struct person *people =
	    parse_opening(n, (struct token){ first, first_nbytes, 0 }, arena);

	if (*n == 0)
		people = parse_closing(
		    n, (struct token){ last, last_nbytes, 0 }, arena);
	return people;
}
