#include "src/layout/vertical_slot.h"

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/layout/vertical_form.h"
#include "src/text/lang.h"

enum {
	/* More capitals than these are read as a word (CLREQ, "Mixed Text"). */
	ACRONYM_LETTERS = 5,
	/* More digits than fit side by side stand below each other. */
	BESIDE_DIGITS = 2,
	/* An ellipsis of ASCII. */
	ELLIPSIS_POINTS = 3,
	/* Of a slot, so that its length fits into 16 bits. */
	MOST_BYTES = 60 * 1024,

	MIDDLE_DOT = 0x30FB,
	VERTICAL_DASH = 0xFE31,
	VERTICAL_ELLIPSIS = 0xFE19,
	VERTICAL_TWO_DOTS = 0xFE30,
};

struct cutter {
	const char *text;
	const struct cluster *at;
	size_t n;
	const struct slot_params *params;
	const struct form_quotes *quotes;
	bool lists_commas; /* 、 is the comma: Japanese, Korean */
	bool korean;
	struct slots out;
	size_t i;      /* the next cluster */
	uint32_t done; /* bytes that are in slots */
	size_t looked; /* clusters below were looked at for URLs */
	size_t url_from, url_to;
};

static unsigned
cp_at(const struct cutter *k, size_t i)
{
	if (i >= k->n)
		return 0;

	const char *s = k->text + k->at[i].at;
	return utf8_next(&s);
}

/* --- making slots --------------------------------------------------------- */

/* No hyphen is ever put into a vertical line. */
static uint8_t
level_of(const struct cluster *c)
{
	return c->after == BREAK_HYPHEN ? BREAK_WORD : c->after;
}

/* The next `n` clusters in one slot, with what was left over before them. */
static void
put_as(struct cutter *k, size_t n, uint16_t form, unsigned kind)
{
	const struct cluster *last = &k->at[k->i + n - 1];
	uint32_t end = last->at + last->nbytes;

	k->out.forms[k->out.n] = form;
	k->out.at[k->out.n++] = (struct cluster){
		.at = k->done,
		.nbytes = (uint16_t)(end - k->done),
		.ncells = SLOT_CELLS,
		.kind = (uint8_t)kind,
		.after = level_of(last),
		.wide = 1,
	};
	k->done = end;
	k->i += n;
}

static void
put(struct cutter *k, size_t n, uint16_t form)
{
	put_as(k, n, form, k->at[k->i].kind);
}

/* The next cluster takes no slot; its bytes go with its neighbour's. */
static void
absorb(struct cutter *k)
{
	const struct cluster *c = &k->at[k->i];
	uint32_t end = c->at + c->nbytes;
	uint32_t from = k->out.n ? k->out.at[k->out.n - 1].at : k->done;

	if (end - from > MOST_BYTES) {
		put_as(k, 1, FORM_PLAIN, CLUSTER_SPACE);
		return;
	}
	k->i++;
	if (k->out.n == 0)
		return;
	k->out.at[k->out.n - 1].nbytes = (uint16_t)(end - from);
	k->out.at[k->out.n - 1].after = level_of(c);
	k->done = end;
}

/* --- numbers -------------------------------------------------------------- */

static bool
is_digit(const struct cutter *k, size_t i)
{
	unsigned cp = cp_at(k, i);

	return cp >= '0' && cp <= '9';
}

static void
put_digits(struct cutter *k, size_t end)
{
	while (k->i < end) {
		unsigned cp = cp_at(k, k->i);
		uint16_t form = MIDDLE_DOT;
		if (cp == ',')
			form = form_of(cp, k->params->basic);
		else if (cp != '.')
			form = form_of_digit(cp, k->params->han_digits);
		put(k, 1, form);
	}
}

/* 8.5 and 12,345 are stacked, with the point in the middle of its slot. */
static void
put_number(struct cutter *k)
{
	size_t end = k->i;
	bool plain = true;

	for (; end < k->n; end++) {
		unsigned cp = cp_at(k, end);
		bool point = (cp == '.' || cp == ',') && is_digit(k, end + 1);
		if (!is_digit(k, end) && !point)
			break;
		plain = plain && !point;
	}
	if (plain && end - k->i == BESIDE_DIGITS && !k->params->han_digits)
		put(k, BESIDE_DIGITS, FORM_PLAIN);
	else
		put_digits(k, end);
}

/* --- words ---------------------------------------------------------------- */

static bool
is_ascii_letter(unsigned cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

static bool
is_capital(unsigned cp)
{
	return cp >= 'A' && cp <= 'Z';
}

/* A letter of half a slot, of any script. */
static bool
is_letter(const struct cutter *k, size_t i)
{
	if (i >= k->n)
		return false;

	const struct cluster *c = &k->at[i];
	unsigned cp = cp_at(k, i);
	if (cp < 0x80)
		return is_ascii_letter(cp);
	if (c->kind > CLUSTER_DIGIT || (c->wide && c->ncells != 1))
		return false;
	return form_is_half(k->text + c->at, c->nbytes);
}

/* Part of a word when letters stand on both sides: don't, x-ray, U.S. */
static bool
is_joiner(unsigned cp)
{
	return cp == '\'' || cp == 0x2019 || cp == '-' || cp == '.' ||
	    cp == '&';
}

static bool
is_blank_beside(const struct cutter *k, size_t i)
{
	return i + 1 < k->n && cp_at(k, i) == ' ' &&
	    k->at[i].after != BREAK_MUST;
}

/* Two by two; the space after an odd letter stands beside it. */
static void
put_pairs(struct cutter *k, size_t end)
{
	while (k->i < end) {
		bool pair = end - k->i > 1 || is_blank_beside(k, end);
		put_as(k, pair ? 2 : 1, FORM_PLAIN, CLUSTER_LETTER);
	}
}

static void
put_word(struct cutter *k)
{
	size_t end = k->i;
	bool capitals = true;
	bool ascii = true;

	while (is_letter(k, end) ||
	    (is_joiner(cp_at(k, end)) && is_letter(k, end + 1))) {
		unsigned cp = cp_at(k, end++);
		capitals = capitals && is_capital(cp);
		ascii = ascii && cp < 0x80;
	}
	size_t n = end - k->i;
	if ((capitals && n <= ACRONYM_LETTERS) || (ascii && n == 1))
		while (k->i < end)
			put(k, 1, form_of_ascii(cp_at(k, k->i)));
	else
		put_pairs(k, end);
}

static bool
is_graph(unsigned cp)
{
	return cp > ' ' && cp < 0x7F;
}

/* What ends a sentence around a URL and is seldom part of it. */
static bool
is_trailing(unsigned cp)
{
	return is_graph(cp) && cp != '/' && cp != '=' && cp != '-' &&
	    cp != '_' && !is_ascii_letter(cp) && !(cp >= '0' && cp <= '9');
}

/* Find the URL or address in the ASCII text that begins here, if any. */
static void
look_for_url(struct cutter *k)
{
	size_t from = k->i, end = k->i;
	bool url = false;

	for (; is_graph(cp_at(k, end)); end++)
		url |= cp_at(k, end) == '@' ||
		    (cp_at(k, end) == ':' && cp_at(k, end + 1) == '/' &&
			cp_at(k, end + 2) == '/') ||
		    (cp_at(k, end) == 'w' && cp_at(k, end + 1) == 'w' &&
			cp_at(k, end + 2) == '.');
	k->looked = end;
	while (from < end && is_trailing(cp_at(k, from)))
		from++;
	k->url_from = from;
	k->url_to = end;
	while (k->url_to > from && is_trailing(cp_at(k, k->url_to - 1)))
		k->url_to--;
	if (!url)
		k->url_to = from;
}

/* --- all the rest --------------------------------------------------------- */

static bool
is_hangul(const struct cutter *k, size_t i)
{
	return k->at[i].kind == CLUSTER_HANGUL;
}

/* Vertical text does without the blank between Han and a word or number. */
static bool
is_spacing(const struct cutter *k)
{
	size_t i = k->i;
	unsigned cp = cp_at(k, i);

	if (k->korean || i == 0 || i + 1 >= k->n ||
	    (cp != ' ' && cp != 0xA0 && !(cp >= 0x2002 && cp <= 0x200A)))
		return false;
	if (is_hangul(k, i - 1) || is_hangul(k, i + 1))
		return false;
	return k->at[i - 1].wide != k->at[i + 1].wide;
}

static void
put_blank(struct cutter *k)
{
	if (k->at[k->i].after != BREAK_MUST && is_spacing(k))
		absorb(k);
	else
		put_as(k, 1, FORM_PLAIN, CLUSTER_SPACE);
}

/* The form of a quotation mark, or FORM_PLAIN if it is none. */
static uint16_t
quote_form(const struct cutter *k)
{
	unsigned cp = cp_at(k, k->i);
	unsigned kind = k->at[k->i].kind;
	bool is_double = cp == '"' || (cp >= 0x201C && cp <= 0x201F);
	bool is_single = cp == '\'' || (cp >= 0x2018 && cp <= 0x201B);

	if (!is_double && !is_single)
		return FORM_PLAIN;
	if (kind == CLUSTER_OPEN)
		return k->quotes->open[is_single];
	if (kind == CLUSTER_CLOSE || cp > 0x7F)
		return k->quotes->close[is_single];
	return form_of_ascii(cp);
}

static void
put_points(struct cutter *k)
{
	size_t n = 0;

	while (n < ELLIPSIS_POINTS && cp_at(k, k->i + n) == '.')
		n++;
	if (n > 1)
		put_as(k, n,
		    k->params->basic ? VERTICAL_TWO_DOTS : VERTICAL_ELLIPSIS,
		    CLUSTER_ELLIPSIS);
	else
		put(k, 1, form_of('.', k->params->basic));
}

static void
put_mark(struct cutter *k)
{
	unsigned cp = cp_at(k, k->i);
	uint16_t form = quote_form(k);

	if (form != FORM_PLAIN)
		put(k, 1, form);
	else if (cp == '.')
		put_points(k);
	else if (cp == ',' && k->lists_commas)
		put(k, 1, form_of(0x3001, k->params->basic));
	else if (cp == '-' &&
	    (cp_at(k, k->i + 1) == '-' ||
		(k->i > 0 && cp_at(k, k->i - 1) == '-')))
		put(k, 1, VERTICAL_DASH);
	else if (cp >= 0xFF10 && cp <= 0xFF19 && k->params->han_digits)
		put(k, 1, form_of_digit('0' + (cp - 0xFF10), true));
	else
		put(k, 1, form_of(cp, k->params->basic));
}

static void
put_next(struct cutter *k)
{
	if (k->i >= k->looked && is_graph(cp_at(k, k->i)))
		look_for_url(k);
	if (k->i == k->url_from && k->url_to > k->i)
		put_pairs(k, k->url_to);
	else if (k->at[k->i].kind == CLUSTER_SPACE)
		put_blank(k);
	else if (k->at[k->i].ncells == 0)
		absorb(k);
	else if (is_digit(k, k->i))
		put_number(k);
	else if (is_letter(k, k->i))
		put_word(k);
	else
		put_mark(k);
}

struct slots
slots_make(const char *text, const struct clusters *c,
    const struct slot_params *params, struct arena *a)
{
	struct cutter k = {
		.text = text,
		.at = c->at,
		.n = c->n,
		.params = params,
		.quotes = form_quotes_for(params->language),
		.korean = lang_is(params->language, "ko"),
	};

	if (c->n == 0)
		return k.out;
	k.lists_commas = k.korean || lang_is(params->language, "ja");
	k.out.at = arena_array(a, struct cluster, c->n);
	k.out.forms = arena_array(a, uint16_t, c->n);
	while (k.i < c->n)
		put_next(&k);
	/* Nothing was painted at all: one blank stands for it. */
	if (k.out.n == 0) {
		k.i = c->n - 1;
		put_as(&k, 1, FORM_PLAIN, CLUSTER_SPACE);
	}
	k.out.at[k.out.n - 1].after = BREAK_MUST;
	return k.out;
}
