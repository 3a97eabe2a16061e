/*
 * Bylines in the writing of East Asia.
 *
 * The line is cut into words at blanks and marks.  byline.def says which words
 * are roles (本报记者), labels (文/), nobody (综合) and tails (松江報導); what is left
 * are names.  A Chinese role goes before the names it is of, a Korean one
 * after; a Japanese one may do either, and labels too.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/edition/byline_int.h"
#include "src/edition/clean.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* --- words ------------------------------------------------------------------- */

static unsigned
first_cp(struct token t)
{
	const char *s = t.s;

	return t.nbytes ? utf8_next(&s) : 0;
}

static size_t
count_cps(struct token t)
{
	return utf8_count(t.s, t.nbytes);
}

/* The first `n` characters, of at least as many. */
static struct token
head_of(struct token t, size_t n)
{
	const char *s = t.s;

	while (n--)
		utf8_next(&s);
	t.nbytes = (size_t)(s - t.s);
	return t;
}

static struct token
skip_head(struct token t, size_t nbytes)
{
	return (struct token){ t.s + nbytes, t.nbytes - nbytes, 0 };
}

static bool
begins_with(struct token t, const char *s)
{
	return t.nbytes >= strlen(s) && !memcmp(t.s, s, strlen(s));
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
	for (const char *s = t.s; s < t.s + t.nbytes;)
		if (byline_is_dot(utf8_next(&s)))
			return true;
	return false;
}

/* 五月三十日 */
static bool
is_date(struct token t)
{
	struct token month = { "月", 3, 0 };
	bool found = false;

	for (size_t i = 0; i + 3 <= t.nbytes; i++)
		found |= !memcmp(t.s + i, month.s, month.nbytes);
	return found && t.nbytes > 6 && !memcmp(t.s + t.nbytes - 3, "日", 3);
}

/* --- names ------------------------------------------------------------------- */

static void
set_role(struct parse *p, const char *s, size_t nbytes)
{
	p->role = s;
	p->role_nbytes = nbytes;
	p->role_from = p->crowd.n;
	p->other = WORD_NONE;
	p->label_open = false;
	p->nroles++;
}

static void
forget_last(struct parse *p)
{
	p->after_single = p->after_latin = p->after_family = false;
}

static bool
is_never_name(struct token t)
{
	return has_digit(t) || is_date(t) || byline_exact(t, WORD_NOBODY) ||
	    byline_exact(t, WORD_PLACE) || byline_beginning(t, WORD_AGENCY);
}

/* May this be a person's name? `attached` to the role, without a blank. */
static bool
is_name(const struct parse *p, struct token t, bool attached)
{
	size_t ncps = count_cps(t);
	bool signed_ = p->role || p->glyph;

	if (ncps == 0 || is_never_name(t))
		return false;
	if (has_middle_dot(t))
		return ncps <= 20;
	if (attached && byline_is_han(first_cp(t)) && ncps > 4)
		return false;
	if (ncps == 3 && byline_is_surname(first_cp(t)))
		return true;
	if (ncps >= 3 && byline_ending(t, WORD_BODY))
		return false;
	if (ncps == 1)
		return signed_ ||
		    (p->next_single && byline_is_surname(first_cp(t)));
	return ncps <= 4 || (signed_ && ncps <= 8);
}

/* Longer than any name; each word that is joined copies those before it. */
enum { NAME_BYTES = 200 };

/*
 * A name set with a blank for width (丁 一, 欧阳 修), or one of Latin words: put
 * its second part to the first.
 */
static bool
joins_last(struct parse *p, struct token t, bool single, bool latin)
{
	struct crowd *c = &p->crowd;
	bool family =
	    p->after_family && byline_is_han(first_cp(t)) && count_cps(t) <= 2;

	if (!c->n || p->other || !clean_is_blank(t.before) ||
	    !((single && p->after_single) || (latin && p->after_latin) ||
		family))
		return false;
	struct person *last = &c->at[c->n - 1];
	if (strlen(last->name) + t.nbytes > NAME_BYTES)
		return false;
	last->name = arena_printf(c->arena, latin ? "%s %.*s" : "%s%.*s",
	    last->name, (int)t.nbytes, t.s);
	return true;
}

/* Names in Han with any dot are one name: it becomes U+00B7. */
static void
add_person(struct parse *p, struct token t)
{
	struct crowd *c = p->other == WORD_EDITOR ? p->editors : &p->crowd;
	char name[NAME_BYTES];
	size_t n = 0;

	if (!c || p->other == WORD_OTHER || t.nbytes > sizeof name)
		return;
	for (const char *s = t.s; s < t.s + t.nbytes;) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		bool dot = byline_is_dot(cp) && byline_is_han(first_cp(t));
		const char *as = dot ? "·" : at;
		size_t nbytes = dot ? 2 : (size_t)(s - at);
		memcpy(name + n, as, nbytes);
		n += nbytes;
	}
	crowd_add(c, name, n, p->role, p->role_nbytes);
}

static void
add_name(struct parse *p, struct token t, bool attached)
{
	bool latin = !byline_is_east_asian(first_cp(t));
	bool single = !latin && count_cps(t) == 1;

	if (joins_last(p, t, single, latin)) {
		p->after_single = p->after_family = false;
		return;
	}
	if (!is_name(p, t, attached)) {
		p->nodd++;
		forget_last(p);
		return;
	}
	if (attached && byline_is_han(first_cp(t)) &&
	    !byline_is_surname(first_cp(t)) && !byline_begins_compound(t))
		p->nodd++;
	add_person(p, t);
	p->label_open = false;
	p->after_single = single;
	p->after_latin = latin;
	p->after_family = byline_is_compound(t);
}

/* "苏禾臺北30日電": what is before the place; a place is two characters. */
static struct token
cut_dateline(struct token t)
{
	size_t n = 0;

	if (!has_digit(t))
		return t;
	while (t.s[n] < '0' || t.s[n] > '9')
		n++;
	t.nbytes = n;
	const struct word *place = byline_ending(t, WORD_PLACE);
	if (place && n - place->nbytes >= 6)
		t.nbytes -= place->nbytes;
	else if (count_cps(t) >= 4)
		t = head_of(t, count_cps(t) - 2);
	return t;
}

/*
 * The name that a sentence goes on after: 苏禾|从交通局获悉.  Of two ways the
 * longer name is taken: 苏禾生|摄.
 */
static struct token
cut_sentence(struct token t)
{
	size_t ncps = count_cps(t);

	for (size_t n = 4; n >= 2; n--) {
		if (ncps <= n)
			continue;
		struct token name = head_of(t, n);
		struct token rest = skip_head(t, name.nbytes);
		const struct word *w = byline_beginning(rest, WORD_FOLLOW);
		/* 苏从 may go on; 苏|摄 does not. */
		bool sure = ncps > n + 1 || byline_exact(rest, WORD_AFTER);
		if (w && sure && byline_is_known_name(name))
			return name;
	}
	return t;
}

/* 苏禾秦川, two names without a blank: its first half, else all of it. */
static struct token
cut_pair(struct token t)
{
	size_t ncps = count_cps(t);

	if ((ncps != 4 && ncps != 6) || byline_begins_compound(t))
		return t;
	struct token first = head_of(t, ncps / 2);
	return byline_is_known_name(first) &&
		byline_is_known_name(skip_head(t, first.nbytes))
	    ? first
	    : t;
}

/* A name that follows its role at once, and what may follow the name. */
static void
add_attached(struct parse *p, struct token t)
{
	/* Only 记者 in simplified characters: names of Japan have four. */
	bool simplified = begins_with(
	    (struct token){ p->role + p->role_nbytes - 6, 6, 0 }, "记者");
	bool dateline = has_digit(t);
	unsigned cp = first_cp(t);

	/* 记者观察到, 記者の目 */
	if ((cp >= 0x3041 && cp <= 0x3096) ||
	    (byline_beginning(t, WORD_FOLLOW) && !byline_is_known_name(t))) {
		p->nodd++;
		return;
	}

	if (!has_middle_dot(t))
		t = cut_sentence(dateline ? cut_dateline(t) : t);
	const struct word *w = byline_ending(t, WORD_AFTER);
	if (w && t.nbytes - w->nbytes >= 6)
		t.nbytes -= w->nbytes;
	struct token first = simplified ? cut_pair(t) : t;
	add_name(p, first, true);
	if (first.nbytes < t.nbytes)
		add_name(p, skip_head(t, first.nbytes), true);
}

/* --- roles ------------------------------------------------------------------- */

/* 图为本报记者, 图片由本报记者: the role begins after these. */
static struct token
cut_lead(struct token t)
{
	static const char *const leads[] = { "由", "为", "為", "图", "圖" };
	size_t from = 0;

	for (size_t i = 0; i + 3 <= t.nbytes; i++)
		for (size_t k = 0; k < COUNT(leads); k++)
			if (!memcmp(t.s + i, leads[k], 3))
				from = i + 3;
	/* 图片记者 is a role. */
	return from == t.nbytes || begins_with(skip_head(t, from), "片")
	    ? t
	    : skip_head(t, from);
}

/*
 * A role that ends its word, with something before it: "本報記者" is a role, "川島
 * 記者" in one word a person.
 */
static void
add_role_at_end(struct parse *p, struct token t, struct token before,
    const struct word *role)
{
	bool korean =
	    byline_is_hangul(first_cp((struct token){ role->s, 3, 0 }));
	bool name_first =
	    korean || !strcmp(role->s, "記者") || !strcmp(role->s, "編集委員");
	bool rank = byline_ending(before, WORD_PAPER) ||
	    byline_exact(before, WORD_PAPER) ||
	    byline_ending(before, WORD_RANK) ||
	    byline_exact(before, WORD_RANK) ||
	    byline_exact(before, WORD_NOBODY) ||
	    byline_beginning(before, WORD_AGENCY) || begins_with(before, "駐");

	if (korean && rank) {
		crowd_set_role(&p->crowd, 0, t.s, t.nbytes);
		p->nroles++;
	} else if (name_first && !rank) {
		p->nroles++;
		p->role = NULL;
		p->role_nbytes = 0;
		crowd_add(
		    &p->crowd, before.s, before.nbytes, role->s, role->nbytes);
	} else {
		t = cut_lead(t);
		set_role(p, t.s, t.nbytes);
	}
}

static bool
is_tail(struct token t)
{
	const struct word *w = byline_ending(t, WORD_TAIL);

	if (byline_exact(t, WORD_TAIL))
		return true;
	/* 电 and 讯 end names too; a dateline has a number or an agency. */
	return w &&
	    (w->nbytes > 3 || has_digit(t) || byline_beginning(t, WORD_AGENCY));
}

/*
 * The name in 苏禾高雄報導, 苏禾报道, or nothing: 綜合報導.  A place is two
 * characters.
 */
static struct token
cut_place(struct token t)
{
	const struct word *w = byline_ending(t, WORD_TAIL);

	if (w)
		t.nbytes -= w->nbytes;
	size_t ncps = count_cps(t);
	if (ncps > 3)
		t = head_of(t, ncps - 2);
	return byline_is_known_name(t) && !is_never_name(t)
	    ? t
	    : (struct token){ 0 };
}

static void
add_role(struct parse *p, struct token t, const struct word *role, size_t at)
{
	struct token before = { t.s, at, t.before };
	struct token after = skip_head(t, at + role->nbytes);

	p->role_first |= p->ntokens == 1;
	forget_last(p);
	if (after.nbytes) {
		struct token whole = { t.s, at + role->nbytes, 0 };
		whole = cut_lead(whole);
		if (byline_is_hangul(first_cp(after)) &&
		    byline_is_hangul(first_cp(whole)))
			crowd_set_role(&p->crowd, 0, whole.s, whole.nbytes);
		else
			set_role(p, whole.s, whole.nbytes);
		if (byline_is_hangul(first_cp(after)))
			p->nodd++; /* "기자의 …" is a title */
		else if (!is_tail(after) || has_digit(after))
			add_attached(p, after);
		else if ((after = cut_place(after)).nbytes)
			add_name(p, after, true);
	} else if (before.nbytes) {
		add_role_at_end(p, t, before, role);
	} else if (byline_is_hangul(first_cp(t))) {
		crowd_set_role(&p->crowd, 0, t.s, t.nbytes);
		p->nroles++;
	} else {
		set_role(p, t.s, t.nbytes);
	}
}

/* --- labels ------------------------------------------------------------------ */

/* A mark after names, 摄 or 文, is the role of those who have none. */
static void
mark_before(struct parse *p, struct token t)
{
	if (!p->other)
		crowd_set_role(&p->crowd, p->since, t.s, t.nbytes);
	p->since = p->crowd.n;
	forget_last(p);
}

/* Labels that stand together are one: 文/图. */
static void
add_label(struct parse *p, struct token t)
{
	bool open = p->label_open;

	p->nlabels++;
	p->role_first |= p->ntokens == 1;
	forget_last(p);
	if (p->postfix) {
		mark_before(p, t);
		return;
	}
	const char *from = open ? p->role : t.s;
	set_role(p, from, (size_t)(t.s + t.nbytes - from));
	p->label_open = true;
}

/* 文 of 林 文 is no label, where nothing follows it. */
static bool
is_given_name(const struct parse *p, struct token t, bool last)
{
	return last && p->after_single && t.nbytes == 3 && !p->nlabels &&
	    clean_is_blank(t.before) && p->role_from < p->crowd.n;
}

static bool
add_editor(struct parse *p, struct token t)
{
	static const enum word_kind kinds[] = { WORD_EDITOR, WORD_OTHER };

	if (byline_exact(t, WORD_SOURCE)) {
		p->other = WORD_OTHER;
		return true;
	}
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct word *w = byline_beginning(t, kinds[i]);
		struct token rest =
		    w ? skip_head(t, w->nbytes) : (struct token){ 0 };
		/* 本版责编: all of it is the role. */
		bool whole = byline_ending(t, kinds[i]) != NULL;
		if (!whole &&
		    (!w || (rest.nbytes && !byline_is_known_name(rest))))
			continue;
		set_role(p, t.s, whole ? t.nbytes : w->nbytes);
		p->nroles--; /* it says nothing of who wrote */
		p->other = (int)kinds[i];
		if (rest.nbytes && !whole)
			add_name(p, rest, true);
		return true;
	}
	return false;
}

/* 摄影苏禾: a label of two characters and a name at once. */
static bool
add_label_and_name(struct parse *p, struct token t)
{
	const struct word *w = byline_beginning(t, WORD_LABEL);

	if (!w || w->nbytes < 6 || w->nbytes == t.nbytes || p->postfix ||
	    !byline_is_known_name(skip_head(t, w->nbytes)))
		return false;
	add_label(p, (struct token){ t.s, w->nbytes, t.before });
	add_name(p, skip_head(t, w->nbytes), true);
	return true;
}

/* 苏禾摄, 苏禾摄影报道: a mark that follows its name at once. */
static bool
add_marked(struct parse *p, struct token t)
{
	const struct word *w = byline_ending(t, WORD_AFTER);
	struct token name = { t.s, w ? t.nbytes - w->nbytes : 0, t.before };

	/* After a name 海州报道 says where; 摄 is always a person's. */
	bool place = w && p->role && p->role_from < p->crowd.n &&
	    w->nbytes > 3 && count_cps(name) <= 2;
	if (place || is_never_name(name) ||
	    (!byline_is_known_name(name) && !has_middle_dot(name)))
		return false;
	add_name(p, name, false);
	mark_before(p, (struct token){ t.s + name.nbytes, w->nbytes, 0 });
	return true;
}

/* "경제부" between a name and 기자. */
static bool
is_desk(struct token t)
{
	return byline_is_hangul(first_cp(t)) && count_cps(t) > 2 &&
	    byline_ending(t, WORD_BODY);
}

static bool
is_nobody(struct token t)
{
	return byline_exact(t, WORD_NOBODY) || byline_exact(t, WORD_PLACE) ||
	    begins_with(t, "据") || begins_with(t, "據") ||
	    begins_with(t, "发自") || is_desk(t) ||
	    (byline_beginning(t, WORD_AGENCY) && count_cps(t) <= 5) ||
	    is_tail(t);
}

/* 特约撰稿: a label of two characters with a rank before it. */
static bool
is_label(struct token t)
{
	const struct word *w = byline_ending(t, WORD_LABEL);

	return byline_exact(t, WORD_LABEL) ||
	    (w && w->nbytes >= 6 &&
		byline_exact(
		    (struct token){ t.s, t.nbytes - w->nbytes, 0 }, WORD_RANK));
}

static void
add_word(struct parse *p, struct token t, bool last)
{
	size_t at = 0;
	const struct word *w;

	p->ntokens++;
	if (p->skip_next) {
		p->skip_next = false;
		return;
	}
	p->skip_next = t.nbytes == 6 && begins_with(t, "发自");
	if (is_label(t) && !is_given_name(p, t, last)) {
		add_label(p, t);
	} else if (byline_exact(t, WORD_AFTER)) {
		if (p->crowd.n == p->since && !last)
			add_label(p, t); /* 文并图/苏禾 */
		else
			mark_before(p, t);
	} else if (add_editor(p, t)) {
		forget_last(p);
	} else if ((w = byline_role(t, &at)) != NULL) {
		add_role(p, t, w, at);
	} else if (!add_marked(p, t) && !add_label_and_name(p, t)) {
		if (is_nobody(t))
			forget_last(p);
		else
			add_name(p, t, false);
	}
}

/*
 * What stands before a second role: 记者苏禾|实习生秦川, 记者苏禾|本报记者秦川; all
 * of it if there is none.
 */
static struct token
cut_second_role(struct token t)
{
	size_t at, next;
	const struct word *role = byline_role(t, &at);

	if (!role || byline_is_hangul(first_cp(skip_head(t, at))))
		return t;
	size_t from = at + role->nbytes;
	if (!byline_role(skip_head(t, from), &next))
		return t;
	struct token head = { t.s, from + next, t.before };
	static const enum word_kind kinds[] = { WORD_RANK, WORD_AGENCY };
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct token name = skip_head(head, from);
		const struct word *w = byline_ending(name, kinds[i]);
		if (w)
			head.nbytes -= w->nbytes;
	}
	return byline_is_known_name(skip_head(head, from)) ? head : t;
}

static void
add_token(struct parse *p, struct token t, bool last)
{
	while (t.nbytes) {
		struct token head = cut_second_role(t);
		add_word(p, head, last && head.nbytes == t.nbytes);
		t = skip_head(t, head.nbytes);
	}
}

/* --- the line into words ------------------------------------------------------ */

/* Words of one line; more are no byline. */
enum { TOKENS_MAX = 4 * CROWD_MAX };

struct tokens {
	struct token at[TOKENS_MAX];
	size_t n;
};

static void
push(struct tokens *l, const char *from, const char *to, unsigned before)
{
	if (to > from && l->n < TOKENS_MAX)
		l->at[l->n++] =
		    (struct token){ from, (size_t)(to - from), before };
}

/* Is the line of Japan, or of Taiwan, where a dot parts names? */
static bool
parts_by_dots(const char *s)
{
	while (*s) {
		unsigned cp = utf8_next(&s);
		if ((cp >= 0x3041 && cp <= 0x30FA) || cp == 0x8A18)
			return true; /* kana, 記 */
	}
	return false;
}

/* Does the dot between `before` and what begins at `next` part two words? */
static bool
is_dot_separator(unsigned cp, unsigned before, const char *next, bool by_dots)
{
	unsigned after = *next ? utf8_next(&next) : 0;

	if (cp == 0xB7)
		return byline_is_hangul(before);
	if (cp == 0x2022)
		return !byline_is_han(before) || !byline_is_han(after);
	if (cp != 0x30FB)
		return false;
	return byline_is_hangul(before) ||
	    (by_dots && !byline_is_katakana(before));
}

/* Marks that part words; of a dot, see above. */
static bool
is_separator(unsigned cp)
{
	static const unsigned marks[] = { ',', ';', '/', '|', ':', '\n', '<',
		'>', '"', 0x3001, 0xFF0C, 0xFF1B, 0xFF0F, 0xFF5C, 0x4E28,
		0xFF1A, 0x201C, 0x201D, 0x300C, 0x300D, 0x2014, 0x2015, '&',
		0x3002, '_' };

	for (size_t i = 0; i < COUNT(marks); i++)
		if (marks[i] == cp)
			return true;
	/* Geometric shapes: ● and its like open bylines, and part them. */
	return clean_is_blank(cp) || (cp >= 0x25A0 && cp <= 0x25FF) ||
	    cp == 0x2605 || cp == 0x2606;
}

static bool
says_role(struct token t)
{
	size_t at;

	return byline_exact(t, WORD_LABEL) || byline_role(t, &at);
}

/* "서울=", "ロンドン=" is a place; "글=", "記者=" say who follows. */
static void
push_equals(struct tokens *l, const char *from, const char *to, unsigned before)
{
	struct token t = { from, (size_t)(to - from), before };

	if (t.nbytes && says_role(t))
		push(l, from, to, before);
}

/* 文・苏禾, 政治部・苏禾 */
static bool
is_label_or_desk(const char *from, const char *to)
{
	struct token t = { from, (size_t)(to - from), 0 };

	if (t.nbytes > NAME_BYTES)
		return false;
	return byline_exact(t, WORD_LABEL) ||
	    (count_cps(t) > 2 && byline_ending(t, WORD_BODY));
}

static void
cut_words(struct tokens *l, const char *s, bool by_dots)
{
	const char *from = s;
	unsigned before = 0, mark = 0;
	size_t nprose = 0; /* words of sentences that ended */

	while (*s) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		bool equals = cp == '=' || cp == 0xFF1D;
		/* "기자 = " ends a Korean byline: the story follows. */
		if (equals && at == from && l->n &&
		    byline_is_hangul(first_cp(l->at[l->n - 1])))
			return;
		if (equals)
			push_equals(l, from, at, mark);
		else if (is_separator(cp) ||
		    (byline_is_dot(cp) &&
			(is_dot_separator(cp, before, s, by_dots) ||
			    is_label_or_desk(from, at))))
			push(l, from, at, mark);
		else {
			before = cp;
			continue;
		}
		from = s;
		if (cp == 0x3002)
			nprose = l->n;
		if (!clean_is_blank(cp) || !clean_is_blank(before))
			mark = cp;
		before = cp;
	}
	push(l, from, s, mark);
	/* A caption, and who took it: only that is the byline. */
	if (nprose < l->n) {
		memmove(l->at, l->at + nprose, (l->n - nprose) * sizeof *l->at);
		l->n -= nprose;
	}
}

void
byline_parse_east(struct parse *p, const char *s)
{
	struct tokens l;

	l.n = 0;
	cut_words(&l, s, p->by_dots || parts_by_dots(s));
	struct token end = l.n ? l.at[l.n - 1] : (struct token){ 0 };
	p->postfix = l.n > 1 && !byline_exact(l.at[0], WORD_LABEL) &&
	    (byline_exact(end, WORD_LABEL) || byline_exact(end, WORD_AFTER));
	for (size_t i = 0; i < l.n; i++) {
		p->next_single = i + 1 < l.n && count_cps(l.at[i + 1]) == 1;
		add_token(p, l.at[i], i + 1 == l.n);
	}
	/* A role at the very end is of those before it. */
	if (p->role && !p->other && p->role_from == p->crowd.n)
		crowd_set_role(&p->crowd, 0, p->role, p->role_nbytes);
}
