#include "ui/term_script.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/layout/canvas.h"
#include "ui/event.h"
#include "ui/term.h"

enum { START_COLS = 80, START_ROWS = 24 };

struct step {
	enum {
		STEP_EVENT,
		STEP_RESIZE,
		STEP_WAIT,
		STEP_SNAPSHOT,
		STEP_HURRY
	} kind;
	struct event event;
	int a, b;         /* columns and rows; milliseconds */
	const char *name; /* of a snapshot */
};

struct script {
	struct terminal term;
	char *text; /* the script, cut into lines */
	struct step *steps;
	size_t n, cap, next;
	struct buf *out;
	struct canvas shown;
	int nrows, ncols;
	int cursor_row, cursor_col;
	long now;
	char *title, *copied;
};

static struct script *
self(struct terminal *t)
{
	return (struct script *)t;
}

static struct step *
add(struct script *s)
{
	s->steps = mem_grow(s->steps, s->n, &s->cap, sizeof *s->steps);
	s->steps[s->n] = (struct step){ .kind = STEP_EVENT };
	return &s->steps[s->n++];
}

/* --- reading a script --------------------------------------------------------------- */

typedef int read_fn(struct script *, const char *rest);

static int
read_keys(struct script *s, const char *rest)
{
	while (*rest) {
		struct key key;
		size_t n = key_parse(&key, rest);
		if (n == 0)
			return -1;
		struct step *step = add(s);
		step->event.type = EVENT_KEY;
		step->event.key = key;
		rest += n;
		rest += strspn(rest, " ");
	}
	return 0;
}

static int
read_text(struct script *s, const char *rest)
{
	while (*rest) {
		struct step *step = add(s);
		unsigned cp = utf8_next(&rest);
		step->event.type = EVENT_KEY;
		step->event.key.code = cp == ' ' ? KEYNAME_SPACE : cp;
	}
	return 0;
}

static int
read_paste(struct script *s, const char *rest)
{
	add(s)->event.type = EVENT_PASTE;
	int result = read_text(s, rest);
	add(s)->event.type = EVENT_PASTED;
	return result;
}

static int
read_click(struct script *s, const char *rest)
{
	struct step *step = add(s);

	step->event.type = EVENT_CLICK;
	return sscanf(rest, "%d %d", &step->event.row, &step->event.col) == 2
	    ? 0
	    : -1;
}

static int
read_drag(struct script *s, const char *rest)
{
	struct event *e = &add(s)->event;

	e->type = EVENT_DRAG;
	return sscanf(rest, "%d %d %d %d", &e->from_row, &e->from_col, &e->row,
		   &e->col) == 4
	    ? 0
	    : -1;
}

static int
read_wheel(struct script *s, const char *rest)
{
	struct step *step = add(s);

	step->event.type = EVENT_WHEEL;
	return sscanf(rest, "%d", &step->event.turns) == 1 ? 0 : -1;
}

static int
read_resize(struct script *s, const char *rest)
{
	struct step *step = add(s);

	step->kind = STEP_RESIZE;
	step->event.type = EVENT_RESIZE;
	return sscanf(rest, "%dx%d", &step->a, &step->b) == 2 ? 0 : -1;
}

static int
read_wait(struct script *s, const char *rest)
{
	struct step *step = add(s);

	step->kind = STEP_WAIT;
	return sscanf(rest, "%d", &step->a) == 1 ? 0 : -1;
}

static int
read_snapshot(struct script *s, const char *rest)
{
	struct step *step = add(s);

	step->kind = STEP_SNAPSHOT;
	step->name = rest;
	return 0;
}

static int
read_hurry(struct script *s, const char *rest)
{
	add(s)->kind = STEP_HURRY;
	return *rest ? -1 : 0;
}

static int
read_dark(struct script *s, const char *rest)
{
	struct step *step = add(s);

	step->event.type = EVENT_COLORS;
	step->event.is_dark = 1;
	return *rest ? -1 : 0;
}

static int
read_light(struct script *s, const char *rest)
{
	add(s)->event.type = EVENT_COLORS;
	return *rest ? -1 : 0;
}

static int
read_resume(struct script *s, const char *rest)
{
	add(s)->event.type = EVENT_RESUME;
	return *rest ? -1 : 0;
}

static int
read_reload(struct script *s, const char *rest)
{
	add(s)->event.type = EVENT_RELOAD;
	return *rest ? -1 : 0;
}

static int
read_end(struct script *s, const char *rest)
{
	add(s)->event.type = EVENT_END;
	return *rest ? -1 : 0;
}

static const struct {
	const char *name;
	read_fn *read;
} commands[] = {
	{ "key", read_keys },
	{ "keys", read_keys },
	{ "text", read_text },
	{ "click", read_click },
	{ "drag", read_drag },
	{ "wheel", read_wheel },
	{ "resize", read_resize },
	{ "wait", read_wait },
	{ "snapshot", read_snapshot },
	{ "hurry", read_hurry },
	{ "dark", read_dark },
	{ "light", read_light },
	{ "resume", read_resume },
	{ "reload", read_reload },
	{ "paste", read_paste },
	{ "end", read_end },
};

static int
read_line(struct script *s, char *line)
{
	size_t n = strcspn(line, " ");
	const char *rest = line + n + strspn(line + n, " ");

	if (!*line || *line == '#' || *line == '@')
		return 0;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strlen(commands[i].name) == n &&
		    strncmp(commands[i].name, line, n) == 0)
			return commands[i].read(s, rest);
	return -1;
}

static int
read_script(struct script *s, struct err *err)
{
	char *line = s->text;

	for (unsigned number = 1; line; number++) {
		char *end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		if (read_line(s, line) != 0)
			return err_at(err, "script", number, 0,
			    "no such command, or a word is missing");
		line = end;
	}
	return 0;
}

/* --- writing down --------------------------------------------------------------------- */

static void
cut_blanks(struct buf *b, size_t from, char blank)
{
	size_t n = b->n;

	while (n > from && b->bytes[n - 1] == blank)
		n--;
	buf_cut(b, n);
	buf_addc(b, '\n');
}

static void
write_text_row(struct buf *out, const struct cell *cells, int ncols)
{
	size_t from = out->n;

	for (int col = 0; col < ncols; col++)
		buf_adds(out, cells[col].bytes);
	cut_blanks(out, from, ' ');
}

/* Roles by letter, body text as a dot. */
static char
letter_of(unsigned role)
{
	static const char letters[] = ".abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	_Static_assert(ROLE_COUNT < sizeof letters, "a letter for each role");
	return letters[role];
}

static void
write_role_row(struct buf *out, const struct cell *cells, int ncols, bool *used)
{
	size_t from = out->n;

	for (int col = 0; col < ncols; col++) {
		buf_addc(out, letter_of(cells[col].role));
		used[cells[col].role] = true;
	}
	cut_blanks(out, from, letter_of(ROLE_TEXT));
}

/* What was copied since the last snapshot. */
static void
write_copied(struct script *s)
{
	if (!s->copied)
		return;
	buf_addf(s->out, "--- copied\n%s", s->copied);
	free(s->copied);
	s->copied = NULL;
}

static void
snapshot(struct script *s, const char *name)
{
	bool used[ROLE_COUNT] = { false };
	const struct canvas *c = &s->shown;

	buf_addf(s->out, "=== %s %dx%d", name, c->ncols, c->nrows);
	if (s->cursor_row >= 0)
		buf_addf(s->out, " cursor %d,%d", s->cursor_row, s->cursor_col);
	buf_addf(s->out, "\ntitle: %s\n", s->title ? s->title : "");
	write_copied(s);
	buf_adds(s->out, "--- text\n");
	for (int row = 0; row < c->nrows; row++)
		write_text_row(s->out,
		    c->cells + (size_t)row * (size_t)c->ncols, c->ncols);
	buf_adds(s->out, "--- roles\n");
	for (int row = 0; row < c->nrows; row++)
		write_role_row(s->out,
		    c->cells + (size_t)row * (size_t)c->ncols, c->ncols, used);
	for (unsigned role = 1; role < ROLE_COUNT; role++)
		if (used[role])
			buf_addf(s->out, "%c %s\n", letter_of(role),
			    role_name((enum role)role));
}

/* --- being a terminal ------------------------------------------------------------------ */

static void
script_size(struct terminal *t, int *nrows, int *ncols)
{
	*nrows = self(t)->nrows;
	*ncols = self(t)->ncols;
}

static void
script_show(struct terminal *t, const struct canvas *canvas,
    const struct palette *palette, int row, int col)
{
	struct script *s = self(t);

	(void)palette;
	canvas_fini(&s->shown);
	canvas_init(&s->shown, canvas->nrows, canvas->ncols, canvas->ambiguous);
	memcpy(s->shown.cells, canvas->cells,
	    (size_t)canvas->nrows * (size_t)canvas->ncols *
		sizeof *canvas->cells);
	s->cursor_row = row;
	s->cursor_col = col;
}

/* True if the step gives an event. */
static bool
take_step(struct script *s, struct event *e, int ms)
{
	struct step *step = &s->steps[s->next];

	switch (step->kind) {
	case STEP_WAIT:
		if (ms >= 0 && step->a > ms) {
			step->a -= ms;
			s->now += ms;
		} else {
			s->now += step->a;
			s->next++;
		}
		*e = (struct event){ .type = EVENT_NONE };
		return true;
	case STEP_RESIZE:
		s->ncols = step->a;
		s->nrows = step->b;
		break;
	case STEP_SNAPSHOT:
		snapshot(s, step->name);
		s->next++;
		return false;
	case STEP_HURRY:
		s->next++;
		return false;
	case STEP_EVENT:
		break;
	}
	s->next++;
	*e = step->event;
	return true;
}

/* Nothing ever waits in line but what comes after `hurry`. */
static bool
script_is_waiting(struct terminal *t)
{
	const struct script *s = self(t);

	return s->next < s->n && s->steps[s->next].kind == STEP_HURRY;
}

static void
script_wait(struct terminal *t, struct event *e, int ms)
{
	struct script *s = self(t);

	*e = (struct event){ 0 };
	if (ms == 0 && !script_is_waiting(t))
		return;
	while (s->next < s->n)
		if (take_step(s, e, ms))
			return;
	*e = (struct event){ .type = EVENT_END };
}

static long
script_now(struct terminal *t)
{
	return self(t)->now;
}

static void
script_nothing(struct terminal *t)
{
	(void)t;
}

static void
keep_string(char **kept, const char *s)
{
	free(*kept);
	*kept = xstrdup(s);
}

static void
script_title(struct terminal *t, const char *title)
{
	keep_string(&self(t)->title, title);
}

static int
script_copy(struct terminal *t, const char *text, size_t nbytes)
{
	char *copy = xstrndup(text, nbytes);

	free(self(t)->copied);
	self(t)->copied = copy;
	return 0;
}

static void
script_close(struct terminal *t)
{
	struct script *s = self(t);

	canvas_fini(&s->shown);
	free(s->steps);
	free(s->text);
	free(s->title);
	free(s->copied);
	free(s);
}

static const struct term_ops script_ops = {
	.size = script_size,
	.show = script_show,
	.wait = script_wait,
	.is_waiting = script_is_waiting,
	.now = script_now,
	.forget = script_nothing,
	.leave = script_nothing,
	.enter = script_nothing,
	.title = script_title,
	.copy = script_copy,
	.close = script_close,
};

/* The first size is the one at the start. */
static void
set_first_size(struct script *s)
{
	s->ncols = START_COLS;
	s->nrows = START_ROWS;
	if (s->n > 0 && s->steps[0].kind == STEP_RESIZE) {
		s->ncols = s->steps[0].a;
		s->nrows = s->steps[0].b;
		s->next = 1;
	}
}

struct terminal *
term_script_open(const char *text, struct buf *out, struct err *err)
{
	struct script *s = xcalloc(1, sizeof *s);

	s->term.ops = &script_ops;
	s->text = xstrdup(text);
	s->out = out;
	s->cursor_row = -1;
	canvas_init(&s->shown, 0, 0, 1);
	if (read_script(s, err) != 0) {
		script_close(&s->term);
		return NULL;
	}
	set_first_size(s);
	return &s->term;
}
