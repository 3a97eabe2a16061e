/*
 * Bylines in the writing of East Asia.
 *
 * The line is cut into words at blanks and marks.  byline.def says which words
 * are roles (本报记者), labels (文/), nobody (综合) and tails (松江報導); what is left
 * are names.  A Chinese role goes before the names it is of, a Korean one
 * after; a Japanese one may do either.
 */
#include "src/edition/byline.h"

#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/byline_int.h"
#include "src/edition/clean.h"

enum word_kind {
	WORD_ROLE,
	WORD_LABEL,
	WORD_OTHER,
	WORD_NOBODY,
	WORD_TAIL,
	WORD_AFTER,
	WORD_PAPER,
	WORD_BODY,
};

static const struct word {
	enum word_kind kind;
	const char *s;
	size_t nbytes;
} words[] = {
#define BYLINE(kind, word) { WORD_##kind, word, sizeof word - 1 },
#include "src/edition/byline.def"
#undef BYLINE
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/*
 * The surnames of some 95 of 100 Chinese, in both kinds of characters, to tell
 * 记者苏禾 from 记者手记.
 */
static const char surnames[] = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱"
			       "胡郭何高林郑鄭谢謝罗羅梁宋唐许許韩"
			       "韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉"
			       "程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘"
			       "谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦"
			       "邱江尹薛闫閻阎段雷侯龙龍史陶黎贺賀"
			       "顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温"
			       "溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜"
			       "顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞"
			       "左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢"
			       "单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴"
			       "蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤"
			       "阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆"
			       "麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏"
			       "席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师"
			       "師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛"
			       "叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺闻聞上";

static bool
is_surname(unsigned cp)
{
	for (const char *s = surnames; *s;)
		if (utf8_next(&s) == cp)
			return true;
	return false;
}

static bool
is_hangul(unsigned cp)
{
	return cp >= 0xAC00 && cp <= 0xD7A3;
}

static bool
is_katakana(unsigned cp)
{
	return (cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC;
}

static bool
is_han(unsigned cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) || cp == 0x3005 ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp < 0x3FFFE);
}

static bool
is_east_asian(unsigned cp)
{
	return is_han(cp) || is_hangul(cp) ||
	    (cp >= 0x3041 && cp <= 0x30FF && cp != 0x30FB);
}

/* Marks that papers put before a byline (formats of raw text, rule 2). */
static bool
is_glyph(unsigned cp)
{
	static const unsigned glyphs[] = { 0x25CF, 0x25A0, 0x25C6, 0x25B2,
		0x25A1, 0x25CB, 0x25CE, 0x2605, 0x2606, 0x25AA, 0x25AB, 0x25B6,
		0x25BA, 0x2022, 0x25C7, 0x25B3, 0x25BC, 0x25BD, 0x25C9, 0x2B24,
		0x2B1B, 0x25CA, 0x25FC };

	for (size_t i = 0; i < COUNT(glyphs); i++)
		if (glyphs[i] == cp)
			return true;
	return false;
}

/* --- people ------------------------------------------------------------------ */

void
crowd_add(struct crowd *c, const char *name, size_t nbytes, const char *role,
    size_t role_nbytes)
{
	for (size_t i = 0; i < c->n; i++)
		if (strlen(c->at[i].name) == nbytes &&
		    !memcmp(c->at[i].name, name, nbytes))
			return;
	if (c->n == CROWD_MAX)
		return;
	c->at[c->n++] = (struct person){
		arena_strndup(c->arena, name, nbytes),
		role_nbytes ? arena_strndup(c->arena, role, role_nbytes) : NULL,
	};
}

void
crowd_set_role(struct crowd *c, size_t first, const char *role, size_t nbytes)
{
	char *copy = arena_strndup(c->arena, role, nbytes);

	for (size_t i = first; i < c->n; i++)
		if (!c->at[i].role)
			c->at[i].role = copy;
}

/* --- words ------------------------------------------------------------------- */

struct token {
	const char *s;
	size_t nbytes;
};

struct parse {
	struct crowd crowd;
	const char *role; /* of the names that follow */
	size_t role_nbytes;
	size_t role_from; /* people before it had none of their own */
	bool other;       /* who follows did not write */
	bool glyph;
	bool after_single; /* the last word was a name of one character */
	bool after_latin;  /* the last word was a Latin name */

	/* For the confidence. */
	size_t ntokens, nroles, nlabels, nodd;
	bool role_first;
};

/* The first word of a kind; those of one kind stand together. */
static const struct word *
first_of(enum word_kind kind)
{
	const struct word *w = words;

	while (w->kind != kind)
		w++;
	return w;
}

static bool
is_of(const struct word *w, enum word_kind kind)
{
	return w < words + COUNT(words) && w->kind == kind;
}

static const struct word *
find_exact(struct token t, enum word_kind kind)
{
	for (const struct word *w = first_of(kind); is_of(w, kind); w++)
		if (w->nbytes == t.nbytes && !memcmp(w->s, t.s, t.nbytes))
			return w;
	return NULL;
}

/* A word of this kind that ends the token and is not all of it. */
static const struct word *
find_ending(struct token t, enum word_kind kind)
{
	for (const struct word *w = first_of(kind); is_of(w, kind); w++)
		if (w->nbytes < t.nbytes &&
		    !memcmp(w->s, t.s + t.nbytes - w->nbytes, w->nbytes))
			return w;
	return NULL;
}

static bool
begins_with(struct token t, enum word_kind kind)
{
	for (const struct word *w = first_of(kind); is_of(w, kind); w++)
		if (w->nbytes < t.nbytes && !memcmp(w->s, t.s, w->nbytes))
			return true;
	return false;
}

/* The first place in the token where a role stands; NULL if none does. */
static const struct word *
find_role(struct token t, size_t *at)
{
	const struct word *first = first_of(WORD_ROLE);
	uint64_t thirds = 0;

	/* Characters have three bytes: the last of them refuses most. */
	for (const struct word *w = first; is_of(w, WORD_ROLE); w++)
		thirds |= UINT64_C(1) << (w->s[2] & 63);
	for (size_t i = 0; i + 2 < t.nbytes; i++) {
		bool may_be = thirds >> (t.s[i + 2] & 63) & 1;
		for (const struct word *w = first;
		     may_be && is_of(w, WORD_ROLE); w++)
			if (w->s[2] == t.s[i + 2] &&
			    w->nbytes <= t.nbytes - i &&
			    !memcmp(w->s, t.s + i, w->nbytes)) {
				*at = i;
				return w;
			}
		while (i + 1 < t.nbytes &&
		    ((unsigned char)t.s[i + 1] & 0xC0) == 0x80)
			i++;
	}
	return NULL;
}

static unsigned
first_cp(struct token t)
{
	const char *s = t.s;

	return t.nbytes ? utf8_next(&s) : 0;
}

static bool
has_digit(struct token t)
{
	for (size_t i = 0; i < t.nbytes; i++)
		if (t.s[i] >= '0' && t.s[i] <= '9')
			return true;
	return false;
}

static bool
has_middle_dot(struct token t)
{
	for (size_t i = 0; i + 1 < t.nbytes; i++)
		if (!memcmp(t.s + i, "·", 2) ||
		    (i + 2 < t.nbytes && !memcmp(t.s + i, "・", 3)))
			return true;
	return false;
}

static void
set_role(struct parse *p, const char *s, size_t nbytes)
{
	p->role = s;
	p->role_nbytes = nbytes;
	p->role_from = p->crowd.n;
	p->other = false;
	p->nroles++;
}

/* May this be a person's name? `attached` to the role, without a blank. */
static bool
is_name(const struct parse *p, struct token t, bool attached)
{
	size_t ncps = utf8_count(t.s, t.nbytes);
	bool signed_ = p->role || p->glyph;

	if (ncps == 0 || has_digit(t) || find_exact(t, WORD_NOBODY))
		return false;
	if (has_middle_dot(t))
		return ncps <= 20;
	if (attached && is_han(first_cp(t)) && ncps > 4)
		return false;
	if (ncps == 3 && is_surname(first_cp(t)))
		return true;
	if (ncps >= 3 && find_ending(t, WORD_BODY))
		return false;
	if (ncps == 1)
		return signed_;
	return ncps <= 4 || (signed_ && ncps <= 8);
}

/* Longer than any name; each word that is joined copies those before it. */
enum { NAME_BYTES = 200 };

/* Put a second single character or Latin word to the name before it. */
static bool
joins_last(struct parse *p, struct token t, bool single, bool latin)
{
	struct crowd *c = &p->crowd;

	if (!c->n ||
	    !((single && p->after_single) || (latin && p->after_latin)))
		return false;
	struct person *last = &c->at[c->n - 1];
	if (strlen(last->name) + t.nbytes > NAME_BYTES)
		return false;
	last->name = arena_printf(c->arena, latin ? "%s %.*s" : "%s%.*s",
	    last->name, (int)t.nbytes, t.s);
	return true;
}

static void
add_name(struct parse *p, struct token t, bool attached)
{
	bool latin = !is_east_asian(first_cp(t));
	bool single = !latin && utf8_count(t.s, t.nbytes) == 1;
	bool joined = !p->other && joins_last(p, t, single, latin);

	if (joined) {
		p->after_single = false;
		return;
	}
	if (!is_name(p, t, attached)) {
		p->nodd++;
		p->after_single = p->after_latin = false;
		return;
	}
	if (attached && is_han(first_cp(t)) && !is_surname(first_cp(t)))
		p->nodd++;
	if (!p->other)
		crowd_add(&p->crowd, t.s, t.nbytes, p->role, p->role_nbytes);
	p->after_single = single;
	p->after_latin = latin;
}

/* "苏禾臺北30日電": what is before the place; a place is two characters. */
static struct token
cut_dateline(struct token t)
{
	if (!has_digit(t))
		return t;
	size_t n = 0;
	while (t.s[n] < '0' || t.s[n] > '9')
		n++;
	t.nbytes = n;
	for (int i = 0; i < 2 && utf8_count(t.s, t.nbytes) > 2; i++)
		t.nbytes = utf8_before(t.s, t.nbytes);
	return t;
}

/*
 * A role that ends its word, with something before it: "本報記者" is a role, "川島
 * 記者" in one word a person.
 */
static void
add_role_at_end(struct parse *p, struct token t, struct token before,
    const struct word *role)
{
	bool korean = is_hangul(first_cp((struct token){ role->s, 3 }));
	bool name_first =
	    korean || !strcmp(role->s, "記者") || !strcmp(role->s, "編集委員");

	if (name_first && !find_ending(before, WORD_PAPER) &&
	    !find_exact(before, WORD_PAPER) &&
	    !find_exact(before, WORD_NOBODY)) {
		p->nroles++;
		p->role = NULL;
		p->role_nbytes = 0;
		crowd_add(
		    &p->crowd, before.s, before.nbytes, role->s, role->nbytes);
		return;
	}
	set_role(p, t.s, t.nbytes);
}

static bool
is_tail(struct token t)
{
	const struct word *w = find_ending(t, WORD_TAIL);

	if (find_exact(t, WORD_TAIL))
		return true;
	/* 电 and 讯 end names too; a dateline has a number or an agency. */
	return w &&
	    (w->nbytes > 3 || has_digit(t) || begins_with(t, WORD_NOBODY));
}

static void
add_role(struct parse *p, struct token t, const struct word *role, size_t at)
{
	struct token before = { t.s, at };
	struct token after = { t.s + at + role->nbytes,
		t.nbytes - at - role->nbytes };

	p->role_first |= p->ntokens == 1;
	p->after_single = p->after_latin = false;
	if (after.nbytes) {
		set_role(p, t.s, at + role->nbytes);
		if (is_tail(after) && !has_digit(after))
			return; /* 記者綜合報導 */
		add_name(p, cut_dateline(after), true);
	} else if (before.nbytes) {
		add_role_at_end(p, t, before, role);
	} else if (is_hangul(first_cp(t))) {
		crowd_set_role(&p->crowd, 0, t.s, t.nbytes);
		p->nroles++;
	} else {
		set_role(p, t.s, t.nbytes);
	}
}

static void
add_token(struct parse *p, struct token t)
{
	size_t at = 0;
	const struct word *w;

	if (!t.nbytes || p->ntokens >= 4 * CROWD_MAX)
		return;
	p->ntokens++;
	if (find_exact(t, WORD_LABEL)) {
		p->nlabels++;
		p->role_first |= p->ntokens == 1;
		set_role(p, t.s, t.nbytes);
	} else if (find_exact(t, WORD_OTHER)) {
		p->other = true;
	} else if ((w = find_role(t, &at)) != NULL) {
		add_role(p, t, w, at);
	} else if (find_exact(t, WORD_NOBODY) || find_exact(t, WORD_AFTER) ||
	    is_tail(t)) {
		p->after_single = p->after_latin = false;
	} else if ((w = find_ending(t, WORD_AFTER)) != NULL &&
	    t.nbytes - w->nbytes >= 6) {
		add_name(p, (struct token){ t.s, t.nbytes - w->nbytes }, false);
	} else {
		add_name(p, t, false);
	}
}

/* Does `cp` part two words?  A dot does in some writings; see callers. */
static bool
is_separator(unsigned cp, unsigned before)
{
	static const unsigned marks[] = { ',', ';', '/', '|', ':', '\n', '<',
		'>', '"', 0x3001, 0xFF0C, 0xFF1B, 0xFF0F, 0xFF5C, 0x4E28,
		0xFF1A, 0x300C, 0x300D, 0x2014, 0x2015, '&' };

	if (cp == 0xB7)
		return is_hangul(before);
	if (cp == 0x30FB)
		return !is_katakana(before);
	for (size_t i = 0; i < COUNT(marks); i++)
		if (marks[i] == cp)
			return true;
	return clean_is_blank(cp) || is_glyph(cp);
}

/* In 【ソウル川島】 the place in katakana is no part of the name. */
static const char *
skip_katakana_place(const char *s)
{
	const char *start = s;
	const char *at = s;

	while (*at) {
		const char *before = at;
		unsigned cp = utf8_next(&at);
		if (!is_katakana(cp))
			return is_han(cp) ? before : start;
	}
	return start;
}

static void
parse_words(struct parse *p, const char *s)
{
	const char *from = s;
	unsigned before = 0;

	while (*s) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		if (cp == '=' || cp == 0xFF1D) {
			from = s; /* "서울=": a place */
		} else if (is_separator(cp, before)) {
			add_token(
			    p, (struct token){ from, (size_t)(at - from) });
			from = s;
		}
		before = cp;
	}
	add_token(p, (struct token){ from, (size_t)(s - from) });

	/* A role at the very end is of those before it. */
	if (p->role && p->role_from == p->crowd.n)
		crowd_set_role(&p->crowd, 0, p->role, p->role_nbytes);
}

/* --- the line ---------------------------------------------------------------- */

static const struct {
	unsigned open, close;
} brackets[] = {
	{ 0x3010, 0x3011 },
	{ 0x3014, 0x3015 },
	{ 0xFF3B, 0xFF3D },
	{ '[', ']' },
	{ 0xFF08, 0xFF09 },
	{ '(', ')' },
	{ 0x300A, 0x300B },
};

static unsigned
closer_of(unsigned cp)
{
	for (size_t i = 0; i < COUNT(brackets); i++)
		if (brackets[i].open == cp)
			return brackets[i].close;
	return 0;
}

/* The place of `close` in `s`, or NULL. */
static const char *
find_cp(const char *s, unsigned close)
{
	while (*s) {
		const char *at = s;
		if (utf8_next(&s) == close)
			return at;
	}
	return NULL;
}

/* Copy `s` without what is in brackets and without e-mail addresses. */
static void
copy_plain(struct buf *out, const char *s)
{
	while (*s) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		unsigned close = closer_of(cp);
		const char *end = close ? find_cp(s, close) : NULL;
		if (end) {
			s = end;
			utf8_next(&s);
			buf_addc(out, ' ');
			continue;
		}
		if (cp != '@') {
			buf_add(out, at, (size_t)(s - at));
			continue;
		}
		while (out->n && (unsigned char)out->bytes[out->n - 1] < 0x80 &&
		    !strchr(" \t\n,;<", out->bytes[out->n - 1]))
			buf_cut(out, out->n - 1);
		while (
		    *s && (unsigned char)*s < 0x80 && !strchr(" \t\n,;>", *s))
			s++;
	}
}

struct line {
	struct buf inside; /* of a bracket at the start, or empty */
	struct buf rest;
	bool glyph;
	bool bracket;
	bool east_asian;
};

static void
line_init(struct line *l, const char *s)
{
	*l = (struct line){ 0 };
	while (*s) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		if (is_glyph(cp)) {
			l->glyph = true;
		} else if (!clean_is_blank(cp)) {
			s = at;
			break;
		}
	}
	const char *start = s;
	unsigned close = *s ? closer_of(utf8_next(&s)) : 0;
	const char *end = close ? find_cp(s, close) : NULL;
	l->bracket = end != NULL;
	if (end) {
		buf_add(&l->inside, s, (size_t)(end - s));
		utf8_next(&end);
		start = end;
	}
	copy_plain(&l->rest, start);
	for (int i = 0; i < 2; i++)
		for (const char *at = buf_str(i ? &l->rest : &l->inside); *at;)
			l->east_asian |= is_east_asian(utf8_next(&at));
}

static void
line_fini(struct line *l)
{
	buf_fini(&l->inside);
	buf_fini(&l->rest);
}

static void
parse_line(struct parse *p, const struct line *l)
{
	p->glyph = l->glyph;
	if (!l->east_asian) {
		byline_parse_latin(&p->crowd, buf_str(&l->inside));
		if (!p->crowd.n)
			byline_parse_latin(&p->crowd, buf_str(&l->rest));
		return;
	}
	if (l->bracket) {
		p->glyph = true; /* the bracket is as good as one */
		parse_words(p, skip_katakana_place(buf_str(&l->inside)));
		p->glyph = l->glyph;
	}
	if (!p->crowd.n)
		parse_words(p, buf_str(&l->rest));
}

struct person *
byline_parse(size_t *n, const char *line, struct arena *arena)
{
	struct parse p = { .crowd = { .arena = arena } };
	struct line l;

	line_init(&l, line);
	parse_line(&p, &l);
	line_fini(&l);
	*n = p.crowd.n;
	return arena_dup(arena, p.crowd.at, p.crowd.n, sizeof *p.crowd.at);
}

/* --- confidence -------------------------------------------------------------- */

/*
 * Columns of the longest byline: rule 2 of raw text says 60; a Latin one names
 * its people at length.
 */
enum { MAX_COLUMNS = 60, MAX_LATIN_BYTES = 120 };

/* Columns, counting all from U+1100 on as wide; 999 with a mark of prose. */
static size_t
count_columns(const char *s)
{
	static const unsigned prose[] = { 0x3002, 0xFF0C, 0xFF1F, 0xFF01,
		0xFF1B, 0x201C, 0x300C };
	size_t n = 0;

	while (*s) {
		unsigned cp = utf8_next(&s);
		for (size_t i = 0; i < COUNT(prose); i++)
			if (cp == prose[i])
				return 999;
		n += cp >= 0x1100 ? 2 : 1;
	}
	return n;
}

static int
judge(const struct parse *p, const struct line *l)
{
	bool people = p->crowd.n > 0;
	bool closed = l->bracket && !l->rest.n;

	if (p->nodd)
		return p->glyph && people ? 45 : 10;
	if (p->nroles && people && (p->glyph || closed || p->role_first))
		return 95;
	if (p->nroles && people)
		return 88;
	if (p->glyph && people)
		return p->crowd.n == p->ntokens ? 92 : 70;
	if (closed && people)
		return 72;
	if (p->nroles)
		return p->glyph ? 80 : 60;
	if (!people)
		return p->glyph ? 60 : 40;
	/* Bare names: three characters each, of known surnames. */
	bool known = true;
	for (size_t i = 0; i < p->crowd.n; i++) {
		const char *s = p->crowd.at[i].name;
		known &=
		    utf8_count(s, strlen(s)) <= 3 && is_surname(utf8_next(&s));
	}
	return !known ? 5 : p->crowd.n > 1 ? 55 : 25;
}

int
byline_confidence(const char *line, size_t nbytes)
{
	if (!nbytes || nbytes > 4 * MAX_LATIN_BYTES)
		return 0;
	struct arena *arena = arena_new();
	struct parse p = { .crowd = { .arena = arena } };
	struct line l;
	const char *s = arena_strndup(arena, line, nbytes);
	int sure = 0;

	line_init(&l, s);
	if (!l.east_asian)
		sure = byline_latin_confidence(buf_str(&l.rest));
	if (l.east_asian && count_columns(s) <= MAX_COLUMNS) {
		parse_line(&p, &l);
		sure = judge(&p, &l);
	}
	line_fini(&l);
	arena_free(arena);
	return sure;
}
