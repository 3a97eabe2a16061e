#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/layout/canvas.h"
#include "src/text/glyph.h"

void
prompt_init(struct prompt *p)
{
	memset(p, 0, sizeof *p);
	buf_init(&p->text);
}

void
prompt_fini(struct prompt *p)
{
	prompt_close(p);
	for (int kind = 0; kind < PROMPT_KINDS; kind++)
		for (size_t i = 0; i < p->histories[kind].n; i++)
			free(p->histories[kind].lines[i]);
	buf_fini(&p->text);
}

const char *
prompt_text(const struct prompt *p)
{
	return buf_str(&p->text);
}

void
prompt_replace(struct prompt *p, const char *text)
{
	buf_cut(&p->text, 0);
	buf_adds(&p->text, text);
	p->at = p->text.n;
}

void
prompt_open(struct prompt *p, enum prompt_kind kind, const char *text)
{
	p->kind = kind;
	p->past = p->histories[kind].n;
	prompt_replace(p, text);
}

void
prompt_close(struct prompt *p)
{
	p->kind = PROMPT_NONE;
	free(p->kept);
	p->kept = NULL;
}

/* --- moving by clusters ---------------------------------------------------- */

static size_t
after_cluster(const struct prompt *p, size_t at)
{
	struct glyph g;

	if (at >= p->text.n)
		return p->text.n;
	return at + glyph_next(&g, p->text.bytes + at, p->text.n - at, 1);
}

static size_t
before_cluster(const struct prompt *p, size_t at)
{
	size_t here = 0, next;

	while ((next = after_cluster(p, here)) < at)
		here = next;
	return at == 0 ? 0 : here;
}

static bool
is_blank_at(const struct prompt *p, size_t at)
{
	return p->text.bytes[at] == ' ';
}

static size_t
before_word(const struct prompt *p, size_t at)
{
	while (at > 0 && is_blank_at(p, before_cluster(p, at)))
		at = before_cluster(p, at);
	while (at > 0 && !is_blank_at(p, before_cluster(p, at)))
		at = before_cluster(p, at);
	return at;
}

static void
cut_out(struct prompt *p, size_t from, size_t to)
{
	if (from >= to)
		return;
	memmove(p->text.bytes + from, p->text.bytes + to, p->text.n - to);
	buf_cut(&p->text, p->text.n - (to - from));
	p->at = from;
}

static void
insert(struct prompt *p, unsigned cp)
{
	char bytes[UTF8_MAX];
	size_t n = utf8_encode(bytes, cp);
	size_t tail = p->text.n - p->at;

	if (p->text.n + n > PROMPT_MAX_BYTES)
		return;
	buf_add(&p->text, bytes, n); /* makes room */
	memmove(p->text.bytes + p->at + n, p->text.bytes + p->at, tail);
	memcpy(p->text.bytes + p->at, bytes, n);
	p->at += n;
}

/* --- history ----------------------------------------------------------------- */

static void
remember(struct prompt *p)
{
	struct prompt_history *h = &p->histories[p->kind];

	if (p->text.n == 0 ||
	    (h->n > 0 && strcmp(h->lines[h->n - 1], prompt_text(p)) == 0))
		return;
	if (h->n == PROMPT_HISTORY) {
		free(h->lines[0]);
		h->n--;
		memmove(h->lines, h->lines + 1, h->n * sizeof *h->lines);
	}
	h->lines[h->n++] = xstrdup(prompt_text(p));
}

static void
look_back(struct prompt *p, int lines)
{
	const struct prompt_history *h = &p->histories[p->kind];

	if ((lines < 0 && p->past == 0) || (lines > 0 && p->past == h->n))
		return;
	if (p->past == h->n) {
		free(p->kept);
		p->kept = xstrdup(prompt_text(p));
	}
	p->past = lines < 0 ? p->past - 1 : p->past + 1;
	prompt_replace(p,
	    p->past < h->n ? h->lines[p->past]
		: p->kept  ? p->kept
			   : "");
}

/* --- keys -------------------------------------------------------------------- */

static enum prompt_result
press_enter(struct prompt *p)
{
	remember(p);
	return PROMPT_ENTERED;
}

static enum prompt_result
press_escape(struct prompt *p)
{
	(void)p;
	return PROMPT_GIVEN_UP;
}

static enum prompt_result
press_tab(struct prompt *p)
{
	(void)p;
	return PROMPT_COMPLETE;
}

static enum prompt_result
press_backspace(struct prompt *p)
{
	if (p->text.n == 0)
		return PROMPT_GIVEN_UP;
	cut_out(p, before_cluster(p, p->at), p->at);
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_delete(struct prompt *p)
{
	cut_out(p, p->at, after_cluster(p, p->at));
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_left(struct prompt *p)
{
	p->at = before_cluster(p, p->at);
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_right(struct prompt *p)
{
	p->at = after_cluster(p, p->at);
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_home(struct prompt *p)
{
	p->at = 0;
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_end(struct prompt *p)
{
	p->at = p->text.n;
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_up(struct prompt *p)
{
	look_back(p, -1);
	return PROMPT_GOES_ON;
}

static enum prompt_result
press_down(struct prompt *p)
{
	look_back(p, 1);
	return PROMPT_GOES_ON;
}

static enum prompt_result
cut_before(struct prompt *p)
{
	cut_out(p, 0, p->at);
	return PROMPT_GOES_ON;
}

static enum prompt_result
cut_after(struct prompt *p)
{
	cut_out(p, p->at, p->text.n);
	return PROMPT_GOES_ON;
}

static enum prompt_result
cut_word(struct prompt *p)
{
	cut_out(p, before_word(p, p->at), p->at);
	return PROMPT_GOES_ON;
}

/* The keys of readline that fingers know. */
static const struct {
	struct key key;
	enum prompt_result (*press)(struct prompt *);
} table[] = {
	{ { KEYNAME_ENTER, 0 }, press_enter },
	{ { KEYNAME_ESC, 0 }, press_escape },
	{ { 'c', KEY_MOD_CTRL }, press_escape },
	{ { 'g', KEY_MOD_CTRL }, press_escape },
	{ { KEYNAME_TAB, 0 }, press_tab },
	{ { KEYNAME_BACKSPACE, 0 }, press_backspace },
	{ { KEYNAME_DELETE, 0 }, press_delete },
	{ { 'd', KEY_MOD_CTRL }, press_delete },
	{ { KEYNAME_LEFT, 0 }, press_left },
	{ { 'b', KEY_MOD_CTRL }, press_left },
	{ { KEYNAME_RIGHT, 0 }, press_right },
	{ { 'f', KEY_MOD_CTRL }, press_right },
	{ { KEYNAME_HOME, 0 }, press_home },
	{ { 'a', KEY_MOD_CTRL }, press_home },
	{ { KEYNAME_END, 0 }, press_end },
	{ { 'e', KEY_MOD_CTRL }, press_end },
	{ { KEYNAME_UP, 0 }, press_up },
	{ { 'p', KEY_MOD_CTRL }, press_up },
	{ { KEYNAME_DOWN, 0 }, press_down },
	{ { 'n', KEY_MOD_CTRL }, press_down },
	{ { 'u', KEY_MOD_CTRL }, cut_before },
	{ { 'k', KEY_MOD_CTRL }, cut_after },
	{ { 'w', KEY_MOD_CTRL }, cut_word },
};

enum prompt_result
prompt_press(struct prompt *p, struct key key)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (key_equal(&table[i].key, &key))
			return table[i].press(p);
	if (key.mods == 0 && key.code == KEYNAME_SPACE)
		insert(p, ' ');
	else if (key.mods == 0 && key.code < KEYNAME_BASE && key.code >= ' ')
		insert(p, key.code);
	return PROMPT_GOES_ON;
}

/* --- drawing ------------------------------------------------------------------ */

int
prompt_draw(const struct prompt *p, struct canvas *canvas, int row)
{
	static const char *const signs[PROMPT_KINDS] = { "", ":", "/", ">" };
	const char *s = prompt_text(p);
	int ambiguous = canvas->ambiguous;
	size_t from = 0;
	/* The sign before the text, and the cursor after it. */
	size_t room = canvas->ncols > 2 ? (size_t)canvas->ncols - 2 : 0;

	canvas_fill(canvas, row, 0, 1, canvas->ncols, ROLE_PROMPT);
	canvas_text(canvas, row, 0, 1, signs[p->kind], 1, ROLE_PROMPT);
	while (from < p->at &&
	    glyph_ncells(s + from, p->at - from, ambiguous) > room)
		from = after_cluster(p, from);
	canvas_text(canvas, row, 1, canvas->ncols - 1, s + from,
	    p->text.n - from, ROLE_PROMPT);
	return 1 + (int)glyph_ncells(s + from, p->at - from, ambiguous);
}
