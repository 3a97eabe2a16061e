/* A story with its roles, handed to the builder. */
#include <string.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/text/lang.h"

/* Where a role's text goes. */
static const struct target {
	int is_field;
	enum article_field field;
	enum block_type block;
} targets[ROLE_COUNT] = {
	[ROLE_PARAGRAPH] = { 0, 0, BLOCK_PARAGRAPH },
	[ROLE_KICKER] = { 1, ARTICLE_KICKER, 0 },
	[ROLE_HEADLINE] = { 1, ARTICLE_HEADLINE, 0 },
	[ROLE_DECK] = { 1, ARTICLE_DECK, 0 },
	[ROLE_STANDFIRST] = { 0, 0, BLOCK_STANDFIRST },
	[ROLE_BYLINE] = { 1, ARTICLE_BYLINE, 0 },
	[ROLE_DATE] = { 1, ARTICLE_DATE, 0 },
	[ROLE_SUBHEAD] = { 0, 0, BLOCK_SUBHEAD },
	[ROLE_ITEM] = { 0, 0, BLOCK_ITEM },
	[ROLE_TABLE] = { 0, 0, BLOCK_TABLE },
	[ROLE_PREFORMATTED] = { 0, 0, BLOCK_PREFORMATTED },
	[ROLE_FIGURE] = { 0, 0, BLOCK_FIGURE },
	[ROLE_CREDIT] = { 0, 0, BLOCK_CREDIT },
	[ROLE_RULE] = { 0, 0, BLOCK_RULE },
};

static void
set(const struct story *s, enum article_field field, struct slice t)
{
	if (t.n)
		builder_set_n(s->raw->builder, field, t.s, t.n);
}

/* --- what is found inside paragraphs ---------------------------------------- */

static bool
is_body_text(enum role role)
{
	return role == ROLE_PARAGRAPH;
}

static void
find_jump(const struct story *s, size_t i)
{
	struct jump jump;

	if (line_jump(&jump, &s->lines[i]))
		builder_set(s->raw->builder,
		    jump.from ? ARTICLE_CONTINUED_FROM : ARTICLE_CONTINUED_ON,
		    jump.label);
}

static void
find_dateline(const struct story *s, size_t i)
{
	struct slice dateline = scan_dateline(s->lines[i].text);

	set(s, ARTICLE_DATELINE, dateline);
}

/*
 * The byline in the text, if the story has none on a line of its own: after
 * the dateline of the first paragraph, or at the end of one.
 */
static void
find_byline(const struct story *s, size_t first)
{
	bool japanese = lang_is(s->raw->language, "ja");
	struct slice found = scan_opening_byline(s->lines[first].text);

	for (size_t i = 0; i < s->n; i++)
		if (s->roles[i] == ROLE_BYLINE)
			return;
	for (size_t i = s->n; i-- > first && !found.n;)
		if (is_body_text(s->roles[i]))
			found = scan_closing_byline(s->lines[i].text, japanese);
	set(s, ARTICLE_BYLINE, found);
}

/* Thai and Lao have no mark at the end of a sentence: nothing can be said. */
static bool
is_open(const struct line *l)
{
	if (l->last >= 0x0E00 && l->last <= 0x0EFF)
		return false;
	return l->end == END_OPEN || l->end == END_COMMA;
}

/* Every word of a Latin line in capitals or begun by one: "E. Hale". */
static bool
is_latin_name(const struct line *l)
{
	for (size_t i = 0; i < l->text.n; i++) {
		unsigned char c = (unsigned char)l->text.s[i];
		bool first = i == 0 || l->text.s[i - 1] == ' ';
		if (c >= 0x80 || (first && c >= 'a' && c <= 'z'))
			return false;
	}
	return true;
}

/* What stands below a letter: name, place, date, a wish. */
static bool
is_signature(const struct story *s, size_t i)
{
	static const char *const closings[] = { "此致", "敬礼", "敬禮", "谨启",
		"谨上", "敬上", "以上", "（完）" };
	enum { MOST_CELLS = 24, SURE = 40 };
	const struct line *l = &s->lines[i];

	if (s->roles[i] == ROLE_BYLINE)
		return true;
	if (l->ncells > MOST_CELLS || l->ncommas > 0 ||
	    s->roles[i] != ROLE_PARAGRAPH)
		return false;
	for (size_t k = 0; k < sizeof closings / sizeof *closings; k++)
		if (scan_ends(l->text, closings[k]))
			return true;
	return is_latin_name(l) || scan_ends(l->text, "日") ||
	    line_byline(s->raw, l) >= SURE;
}

/* Are the lines from the last whole sentence to `last` a signature? */
static bool
is_signed(const struct story *s, size_t last)
{
	enum { MOST_LINES = 5 };
	size_t i = last;

	while (i > s->nhead && last - i < MOST_LINES && is_signature(s, i))
		i--;
	return i < last && !is_open(&s->lines[i]);
}

/*
 * Does the body stop in mid sentence?  Its last paragraph does, and no jump
 * line says where it goes on.
 */
static bool
is_cut_off(const struct story *s)
{
	struct jump jump;
	size_t last = NO_LINE;

	for (size_t i = s->nhead; i < s->n; i++) {
		enum role role = s->roles[i];
		if (role != ROLE_CREDIT && role != ROLE_FIGURE &&
		    role != ROLE_NOTE && role != ROLE_BYLINE &&
		    role != ROLE_RULE && role != ROLE_DATE)
			last = i;
		if (line_jump(&jump, &s->lines[i]) && !jump.from)
			return false;
	}
	return last != NO_LINE && is_body_text(s->roles[last]) &&
	    is_open(&s->lines[last]) && !is_signed(s, last);
}

/* --- blocks ---------------------------------------------------------------------- */

static void
add_item(const struct story *s, size_t i)
{
	struct slice t = s->lines[i].text;
	unsigned number;
	size_t n = scan_item(t, &number);
	struct block like = { .type = BLOCK_ITEM, .number = (int)number };

	like.mark = arena_strndup(s->raw->arena, t.s, n);
	builder_block(s->raw->builder, &like, t.s + n, t.n - n);
}

/* Lines of one table or one poem make one block; returns the lines used. */
static size_t
add_lines(const struct story *s, size_t first)
{
	enum role role = s->roles[first];
	size_t end = first + 1;
	struct buf text;

	buf_init(&text);
	buf_add(&text, s->lines[first].text.s, s->lines[first].text.n);
	for (; end < s->n && s->roles[end] == role; end++) {
		const struct line *l = &s->lines[end];
		if (role == ROLE_TABLE && l->nblank > s->raw->gap)
			break;
		buf_addc(&text, '\n');
		/* Verses stand apart as in the source. */
		if (role == ROLE_PREFORMATTED && l->nblank > 0)
			buf_addc(&text, '\n');
		buf_add(&text, l->text.s, l->text.n);
	}
	builder_text(s->raw->builder, targets[role].block, text.bytes, text.n);
	buf_fini(&text);
	return end - first;
}

static size_t
add_block(const struct story *s, size_t i)
{
	enum role role = s->roles[i];
	struct slice t = s->lines[i].text;
	struct block like = { .type = targets[role].block };

	if (role == ROLE_TABLE || role == ROLE_PREFORMATTED)
		return add_lines(s, i);
	if (role == ROLE_ITEM) {
		add_item(s, i);
		return 1;
	}
	if (role == ROLE_SUBHEAD)
		like.level = 1;
	builder_block(s->raw->builder, &like, t.s, t.n);
	return 1;
}

static size_t
first_paragraph(const struct story *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (is_body_text(s->roles[i]))
			return i;
	return NO_LINE;
}

/*
 * An article in another language than its edition says so.  Its longest line
 * speaks for it, if that is long enough to tell.
 */
static void
set_language(const struct story *s)
{
	enum { LEAST_BYTES = 100, MOST_BYTES = 4096 };
	const char *edition = s->raw->source->language;
	struct slice longest = { "", 0 };

	if (!edition)
		edition = s->raw->language;
	for (size_t i = 0; i < s->n; i++)
		if (s->lines[i].text.n > longest.n)
			longest = s->lines[i].text;
	if (longest.n > MOST_BYTES)
		longest.n = utf8_before(longest.s, MOST_BYTES);
	const char *own = lang_guess(longest.s, longest.n);
	/* Hans or Hant cannot be told from one line. */
	if (longest.n < LEAST_BYTES || !own || !edition ||
	    lang_is(edition, own) ||
	    (lang_is_chinese(edition) && lang_is_chinese(own)) ||
	    (lang_is(edition, "ja") && lang_is_chinese(own)))
		return;
	bool vague = lang_is(own, "en") || lang_is(own, LANG_LATIN);
	if (vague && !lang_is_east_asian(edition))
		return;
	builder_set(s->raw->builder, ARTICLE_LANGUAGE, own);
}

void
story_build(const struct story *s)
{
	struct builder *b = s->raw->builder;
	size_t first = first_paragraph(s);

	builder_article(b, s->lines[0].number);
	set_language(s);
	for (size_t i = 0; i < s->n;) {
		const struct target *t = &targets[s->roles[i]];
		if (s->roles[i] == ROLE_NOTE) {
			builder_page_note(b,
			    arena_strndup(s->raw->arena, s->lines[i].text.s,
				s->lines[i].text.n));
			i++;
		} else if (t->is_field) {
			set(s, t->field, s->lines[i++].text);
		} else {
			if (is_body_text(s->roles[i]))
				find_jump(s, i);
			i += add_block(s, i);
		}
	}
	if (first != NO_LINE) {
		find_dateline(s, first);
		find_byline(s, first);
	}
	builder_cut_off(b, is_cut_off(s));
}
