/*
 * The heading of a page: «第A05版：公司», «A08 汽车 2025年5月28日 星期三»,
 * "The Morning Tide  Friday, March 20, 2026  Page A1".
 *
 * The line is taken apart at blanks and bars.  Each part must be a label, a
 * date, a day, a number of the edition, or else one of at most two names.
 */
#include <string.h>

#include "content/rawtext_int.h"
#include "src/base/arena.h"
#include "src/base/utf8.h"

enum part {
	PART_STRICT, /* a label that can be nothing else: 第A05版, Page A6 */
	PART_LABEL,  /* A05 */
	PART_DATE,
	PART_DAY,
	PART_NUMBER,
	PART_EDITOR,
	PART_NAME,
};

struct parse {
	struct heading *h;
	struct arena *arena;
	int counts[PART_NAME + 1];
	struct slice name; /* being gathered, of several words */
	struct slice names[2];
	size_t nnames;
};

static bool
eat_bars(struct slice *t)
{
	static const char *const bars[] = { "|", "｜", "·", "/", "／", "•", "■",
		"●", "◆", "：", ":", "—", "-", ",", "，" };
	bool any = scan_eat_blanks(t);

	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
		if (scan_eat(t, bars[i])) {
			any = true;
			scan_eat_blanks(t);
			i = (size_t)-1;
		}
	return any;
}

/* Is what follows the end of a word? */
static bool
at_edge(struct slice t)
{
	return t.n == 0 || eat_bars(&t);
}

static bool
eat_label(struct parse *p, struct slice *t)
{
	static const char *const befores[] = { "第", "版次：", "版次:", "page ",
		"p. ", NULL };
	static const char *const afters[] = { "版面", "版", "面", "면", NULL };
	struct slice at = *t;
	char label[LABEL_BYTES];
	bool strict = false;
	bool suffix = false;

	for (size_t i = 0; befores[i] && !strict; i++)
		strict = scan_eat(&at, befores[i]);
	/* 第三 is any number, "Page 3" and 第三版 are not. */
	bool ordinal = scan_starts(*t, "第");
	if (!scan_eat_label(&at, label))
		return false;
	for (size_t i = 0; afters[i] && !suffix; i++)
		suffix = scan_eat(&at, afters[i]);
	/* A bare number, or 三, could be anything. */
	bool letter = label[0] >= 'A' && label[0] <= 'Z';
	if (!at_edge(at) || (!letter && !suffix && !strict))
		return false;
	strict = strict && (suffix || letter || !ordinal);
	p->counts[strict ? PART_STRICT : PART_LABEL]++;
	if (!p->h->label)
		p->h->label = arena_strdup(p->arena, label);
	*t = at;
	return true;
}

static bool
eat_date(struct parse *p, struct slice *t)
{
	struct slice at = *t;
	char iso[16];

	if (!scan_eat_date(&at, iso))
		return false;
	p->counts[PART_DATE]++;
	if (!p->h->date)
		p->h->date = arena_strdup(p->arena, iso);
	*t = at;
	return true;
}

static bool
eat_day(struct parse *p, struct slice *t)
{
	if (!scan_eat_weekday(t))
		return false;
	p->counts[PART_DAY]++;
	return true;
}

/* 第10482期, 第3号, No. 31207, 제123호 */
static bool
eat_number(struct parse *p, struct slice *t)
{
	static const char *const befores[] = { "总第", "第", "no. ", "no.",
		"제", NULL };
	static const char *const afters[] = { "期", "号", "號", "호", NULL };
	struct slice at = *t;
	bool found = false;

	for (size_t i = 0; befores[i] && !found; i++)
		found = scan_eat(&at, befores[i]);
	const char *from = at.s;
	while (at.n > 0 && ((*at.s >= '0' && *at.s <= '9') || *at.s == ',')) {
		at.s++;
		at.n--;
	}
	const char *to = at.s;
	bool suffix = false;
	for (size_t i = 0; afters[i] && !suffix; i++)
		suffix = scan_eat(&at, afters[i]);
	if (!found || from == to || !at_edge(at))
		return false;
	if (!suffix && !scan_starts(*t, "N") && !scan_starts(*t, "n"))
		return false;
	p->counts[PART_NUMBER]++;
	p->h->number = arena_strndup(p->arena, from, (size_t)(to - from));
	*t = at;
	return true;
}

/* 责编：何原 to the end of the line: kept, with the line as printed. */
static bool
eat_editors(struct parse *p, struct slice *t)
{
	if (scan_note(*t) < 80)
		return false;
	p->counts[PART_EDITOR]++;
	t->s += t->n;
	t->n = 0;
	return true;
}

static void
end_name(struct parse *p)
{
	if (p->name.n == 0)
		return;
	if (p->nnames < 2)
		p->names[p->nnames] = p->name;
	p->nnames++;
	p->counts[PART_NAME]++;
	p->name.n = 0;
}

/* One word of a name; words of Latin names are joined, others are names. */
static void
eat_name(struct parse *p, struct slice *t)
{
	const char *from = t->s;

	while (t->n > 0 && !at_edge(*t)) {
		const char *next = t->s;
		utf8_next(&next);
		t->n -= (size_t)(next - t->s);
		t->s = next;
	}
	struct slice word = { from, (size_t)(t->s - from) };
	bool latin = (unsigned char)*from < 0x80;
	if (p->name.n == 0) {
		p->name = word;
	} else if (latin && (unsigned char)*p->name.s < 0x80) {
		p->name.n = (size_t)(t->s - p->name.s);
	} else {
		end_name(p);
		p->name = word;
	}
}

static bool (*const eaters[])(struct parse *, struct slice *) = {
	eat_date,
	eat_number,
	eat_label,
	eat_day,
	eat_editors,
};

static void
take_apart(struct parse *p, struct slice t)
{
	eat_bars(&t);
	while (t.n > 0) {
		size_t i = 0;
		const char *bar = t.s;
		while (i < sizeof eaters / sizeof *eaters && !eaters[i](p, &t))
			i++;
		if (i < sizeof eaters / sizeof *eaters)
			end_name(p);
		else
			eat_name(p, &t);
		bar = t.s;
		eat_bars(&t);
		/* Anything wider than one space parts names. */
		if (t.s - bar > 1)
			end_name(p);
		if (t.s == bar && t.n > 0 &&
		    i == sizeof eaters / sizeof *eaters)
			end_name(p);
	}
	end_name(p);
}

static bool
is_paper_name(struct slice t)
{
	static const char *const ends[] = { "报", "報", "周刊", "新聞", "新闻",
		"신문", "일보", "Times", "Post", "Gazette", "Journal", "Herald",
		"Daily", "Tribune", "Tidings", "Chronicle", "Courier", "Tide",
		"Mail", "Express", "Star", NULL };

	for (size_t i = 0; ends[i]; i++)
		if (scan_ends(t, ends[i]))
			return true;
	return false;
}

static void
give_names(struct parse *p)
{
	for (size_t i = 0; i < p->nnames; i++) {
		struct slice t = scan_trim(p->names[i]);
		const char **to = &p->h->name;
		if (!p->h->title && (is_paper_name(t) || !p->h->label))
			to = &p->h->title;
		if (!*to)
			*to = arena_strndup(p->arena, t.s, t.n);
	}
}

static int
judge(const struct parse *p)
{
	const int *c = p->counts;
	int nlabels = c[PART_STRICT] + c[PART_LABEL];

	if (p->nnames > 2 || nlabels > 1 || c[PART_DATE] > 1)
		return 0;
	if (c[PART_STRICT])
		return 92;
	if (c[PART_LABEL])
		return c[PART_DATE] ? 88 : p->nnames == 1 ? 75 : 60;
	if (!c[PART_DATE])
		return 0;
	return p->nnames <= 1 || c[PART_NUMBER] ? 70 : 0;
}

int
raw_page_heading(struct heading *h, const struct line *l, struct arena *arena)
{
	/* The folio of a page fits in one line of print. */
	enum { MOST_CELLS = 100 };
	struct parse p = { .h = h, .arena = arena };
	struct jump jump;

	*h = (struct heading){ 0 };
	if (l->ncells > MOST_CELLS || l->end == END_STOP ||
	    l->end == END_COMMA || l->end == END_MARK || line_jump(&jump, l))
		return 0;
	take_apart(&p, l->text);
	int sure = judge(&p);
	if (sure)
		give_names(&p);
	return sure;
}
