/*
 * Phrases by which papers say where a story goes on, where it was written and
 * by whom: jump lines, datelines and bylines in brackets.
 */
#include <string.h>

#include "content/rawtext_scan.h"
#include "src/base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* --- brackets -------------------------------------------------------------- */

static const char *const brackets[][2] = {
	{ "（", "）" },
	{ "(", ")" },
	{ "【", "】" },
	{ "［", "］" },
	{ "[", "]" },
	{ "〔", "〕" },
};

/*
 * What a bracket at the start of `t` encloses, if it closes within `most`
 * bytes and nothing in it opens again; `whole` gets it with the brackets.
 */
static bool
bracketed(
    struct slice *inside, struct slice *whole, struct slice t, size_t most)
{
	for (size_t i = 0; i < COUNT(brackets); i++) {
		struct slice in = t;
		if (!scan_eat(&in, brackets[i][0]))
			continue;
		if (in.n > most)
			in.n = most;
		size_t nclose = strlen(brackets[i][1]);
		for (size_t at = 0; at + nclose <= in.n; at++) {
			if (memcmp(in.s + at, brackets[i][1], nclose) != 0)
				continue;
			*inside = (struct slice){ in.s, at };
			whole->s = t.s;
			whole->n = (size_t)(in.s - t.s) + at + nclose;
			return true;
		}
		return false;
	}
	return false;
}

/* The last bracket of `t`, if it closes at the end or before a last 。 */
static bool
bracketed_last(
    struct slice *inside, struct slice *whole, struct slice t, size_t most)
{
	size_t lowest = t.n > most ? t.n - most : 0;
	struct slice end = t;
	bool closes = false;

	while (scan_ends(end, "。") || scan_ends(end, "."))
		end.n -= scan_ends(end, ".") ? 1 : strlen("。");
	for (size_t i = 0; i < COUNT(brackets) && !closes; i++)
		closes = scan_ends(end, brackets[i][1]);
	if (!closes)
		return false;
	for (size_t at = t.n; at > lowest;) {
		at = utf8_before(t.s, at);
		struct slice from = { t.s + at, t.n - at };
		if (!bracketed(inside, whole, from, most))
			continue;
		struct slice rest = { whole->s + whole->n,
			t.n - at - whole->n };
		scan_eat(&rest, "。");
		scan_eat(&rest, ".");
		return rest.n == 0;
	}
	return false;
}

/* Bytes that a byline or a jump line in brackets may have. */
enum { MAX_BRACKET = 120 };

/* --- jump lines ------------------------------------------------------------- */

/*
 * What stands before and after the label.  `bare` forms need no bracket or
 * glyph; `from` says that it goes the other way.
 */
static const struct jump_form {
	const char *before;
	const char *after;
	bool bare;
	bool from;
} jump_forms[] = {
	{ "下转", "版", true, false },
	{ "下轉", "版", true, false },
	{ "紧转", "版", true, false },
	{ "下接", "版", true, false },
	{ "转", "版", false, false },
	{ "轉", "版", false, false },
	{ "上接", "版", true, true },
	{ "紧接", "版", true, true },
	{ "緊接", "版", true, true },
	{ "接", "版", false, true },
	{ "详见", "版", false, false },
	{ "詳見", "版", false, false },
	{ "见", "版", false, false },
	{ "見", "版", false, false },
	{ "详细报道见", "版", false, false },
	{ "continued on page ", "", true, false },
	{ "continued on ", "", true, false },
	{ "turn to page ", "", true, false },
	{ "see page ", "", false, false },
	{ "continued from page ", "", true, true },
	{ "continued from ", "", true, true },
	{ "", "面に続く", true, false },
	{ "", "面につづく", true, false },
	{ "", "面へ続く", true, false },
	{ "", "面から続く", true, true },
	{ "", "面からつづく", true, true },
	{ "", "面の続き", true, true },
	{ "", "면에 계속", true, false },
	{ "", "면에서 계속", true, true },
	{ "", "면으로 이어짐", true, false },
	{ "", "면에서 이어짐", true, true },
	{ "", "면에 이어짐", true, false },
};

static void
eat_glyphs(struct slice *t)
{
	static const char *const glyphs[] = { "▶", "▷", "►", "→", "☞", "⇒", "◀",
		"◁", "←", "※", "■", "●", ">", "<", "＞", NULL };

	while (scan_eat_any(t, glyphs) || scan_eat_blanks(t))
		;
}

/* Does `t`, without brackets, read as a jump line from end to end? */
static bool
is_jump(struct jump *jump, struct slice t, bool marked)
{
	eat_glyphs(&t);
	for (size_t i = 0; i < COUNT(jump_forms); i++) {
		const struct jump_form *f = &jump_forms[i];
		struct slice at = t;
		if ((!f->bare && !marked) || !scan_eat(&at, f->before))
			continue;
		scan_eat_blanks(&at);
		if (f->before[0])
			scan_eat(&at, "第");
		scan_eat(&at, "今日");
		if (!scan_eat_label(&at, jump->label))
			continue;
		scan_eat_blanks(&at);
		/* A label with a letter, B2, can do without 版. */
		bool letter = jump->label[0] >= 'A';
		if (!scan_eat(&at, f->after) && !(letter && f->before[0]))
			continue;
		eat_glyphs(&at);
		scan_eat(&at, "。");
		scan_eat(&at, ".");
		if (at.n > 0)
			continue;
		jump->from = f->from;
		return true;
	}
	return false;
}

bool
scan_jump(struct jump *jump, struct slice t)
{
	struct slice inside, whole;

	jump->is_line = true;
	if (t.n <= MAX_BRACKET && is_jump(jump, t, false))
		return true;
	if (bracketed(&inside, &whole, t, MAX_BRACKET) &&
	    is_jump(jump, inside, true)) {
		jump->is_line = whole.n == t.n;
		return true;
	}
	jump->is_line = false;
	return bracketed_last(&inside, &whole, t, MAX_BRACKET) &&
	    is_jump(jump, inside, true);
}

/* --- datelines ---------------------------------------------------------------- */

static const struct slice none = { "", 0 };

static struct slice
between(const char *from, const char *to)
{
	return (struct slice){ from, (size_t)(to - from) };
}

/* 本报讯, 本报北京5月29日讯, 新华社北京5月29日电, 【本報訊】, 据新华社电 */
static struct slice
dateline_chinese(struct slice t)
{
	static const char *const agencies[] = { "本报", "本報", "本刊讯",
		"据新华社", "據新華社", "新华社", "新華社", "中新社", "中新网",
		"中新網", "中央社", "据央视", "央视", "人民网", "法新社",
		"路透社", "美联社", "美聯社", "综合", "綜合", NULL };
	static const char *const ends[] = { "讯", "訊", "电", "電", NULL };
	/* 新华社记者的名字不算; a place and a date fit in 20 characters. */
	enum { MOST = 20 };
	struct slice at = t;
	const char *start = t.s;
	unsigned cp = 0;
	bool open = scan_eat(&at, "【") || scan_eat(&at, "（");

	if (!scan_eat_any(&at, agencies))
		return none;
	const char *place = at.s;
	for (int i = 0; i < MOST && at.n > 0; i++) {
		struct slice word = at;
		if (!scan_eat_any(&at, ends)) {
			scan_eat_cp(&at, &cp);
			if (cp == 0x3002 || cp == 0xFF0C || cp == 0xFF1A)
				return none; /* 。，： */
			continue;
		}
		struct slice head = between(place, word.s);
		bool news = scan_starts(word, "讯") || scan_starts(word, "訊");
		bool after_day = (head.n == 0 && news) || scan_ends(head, "日");
		scan_eat(&at, "】");
		struct slice rest = at;
		bool apart = scan_eat_blanks(&rest) || rest.n == 0 ||
		    scan_starts(rest, "（") || scan_starts(rest, "(") || open;
		if (after_day || apart)
			return between(start, at.s);
	}
	return none;
}

static bool
is_upper_word(struct slice t)
{
	size_t nupper = 0;

	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];
		if (c >= 'a' && c <= 'z')
			return false;
		nupper += c >= 'A' && c <= 'Z';
	}
	return nupper >= 3;
}

/* "LINGANG, May 29 —", "NEW YORK (AP) _", "PARIS --" */
static struct slice
dateline_latin(struct slice t)
{
	static const char *const dashes[] = { " — ", " – ", " -- ", " _ ",
		" - ", "— ", "-- ", NULL };
	/* Bytes: a long city, a state, an agency and a date. */
	enum { MOST = 72 };
	struct slice first = t;
	size_t most = t.n < MOST ? t.n : MOST;

	first.n = 0;
	while (first.n < t.n && first.n < most && !strchr(" ,(", t.s[first.n]))
		first.n++;
	if (!is_upper_word(first) &&
	    !(first.n < t.n && first.n <= 3 && first.n >= 2 &&
		strncmp(t.s + first.n, " ", 1) == 0))
		return none;
	for (size_t at = first.n; at < most; at++) {
		struct slice rest = { t.s + at, t.n - at };
		if (!scan_eat_any(&rest, dashes))
			continue;
		/* The town is in capitals: "NEW YORK", "ST. JOHN'S". */
		struct slice town = { t.s, 0 };
		while (town.n < at && !strchr(",(", t.s[town.n]))
			town.n++;
		return is_upper_word(town) ? scan_trim(between(t.s, t.s + at))
					   : none;
	}
	return none;
}

/* (서울=연합뉴스), 〔ロンドン＝川島〕 are place and name in one. */
static struct slice
dateline_bracketed(struct slice t)
{
	struct slice inside, whole;

	if (!bracketed(&inside, &whole, t, MAX_BRACKET))
		return none;
	if (!scan_has(inside, "=") && !scan_has(inside, "＝"))
		return none;
	return whole;
}

struct slice
scan_dateline(struct slice t)
{
	struct slice found = dateline_chinese(t);

	if (found.n == 0)
		found = dateline_bracketed(t);
	return found.n ? found : dateline_latin(t);
}

/* --- bylines in brackets -------------------------------------------------------- */

static bool
has_reporter(struct slice t)
{
	static const char *const words[] = { "记者", "記者", "通讯员", "通訊員",
		"기자", "특파원", "特派员", "特派員", "实习生", "實習生" };

	/* An aside that is a sentence only speaks of reporters. */
	if (scan_has(t, "。"))
		return false;
	for (size_t i = 0; i < COUNT(words); i++)
		if (scan_has(t, words[i]))
			return true;
	return false;
}

struct slice
scan_opening_byline(struct slice t)
{
	struct slice line = scan_dateline(t);
	struct slice inside, whole;

	if (line.n > 0 && (scan_has(line, "=") || scan_has(line, "＝")))
		return has_reporter(line) || scan_starts(line, "【") ? line
								     : none;
	t.s += line.n;
	t.n -= line.n;
	scan_eat_blanks(&t);
	if (bracketed(&inside, &whole, t, MAX_BRACKET) && has_reporter(inside))
		return whole;
	return none;
}

struct slice
scan_closing_byline(struct slice t, bool japanese)
{
	struct slice inside, whole;

	if (!bracketed_last(&inside, &whole, t, MAX_BRACKET) || whole.n == t.n)
		return none;
	if (has_reporter(inside))
		return whole;
	/* 【川島】, 【川島、方遠】: names, and nothing that has a digit. */
	enum { MOST = 45 };
	if (!japanese || !scan_starts(whole, "【") || inside.n > MOST)
		return none;
	for (struct slice at = inside; at.n > 0;) {
		unsigned cp;
		scan_eat_cp(&at, &cp);
		if (scan_digit(cp) >= 0 || cp == 0x3002)
			return none;
	}
	return whole;
}
