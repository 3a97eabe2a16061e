/*
 * The app: everything the reading knows.  Never goes below ui/.
 *
 * Key, keymap, action, function, new state, canvas, terminal: the loop
 * (loop.c) asks the terminal for an event, act.c and the views change what is
 * here, draw.c shows it.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/err.h"
#include "src/layout/canvas.h"
#include "src/nav/history.h"
#include "ui/deeds.h"
#include "ui/hunt.h"
#include "ui/keep.h"
#include "ui/keys.h"
#include "ui/layouts.h"
#include "ui/news.h"
#include "ui/probe.h"
#include "ui/prompt.h"
#include "ui/readings.h"
#include "ui/reporters.h"
#include "ui/said.h"
#include "ui/search.h"
#include "ui/shelf.h"
#include "ui/typed.h"
#include "ui/ui.h"
#include "ui/view.h"

struct diag;
struct keymap;
struct nav;
struct palette;
struct settings;

enum {
	APP_VIEWS = 32, /* more open at once: the oldest but one is closed */
	APP_KEY_BYTES = 64,
};

struct app {
	struct ui_options options;
	struct terminal *term;
	struct config *config;
	struct paper *paper;
	struct nav *nav;

	const struct palette *palette;
	bool is_dark; /* what the terminal said of itself */

	enum probe_verdict verdict; /* of the terminal, on ambiguous cells */
	int found;                  /* what follows for `ambiguous` */
	bool is_asked;              /* it was asked in this session */
	struct typed typed;         /* before the first sheet */

	int nrows, ncols;
	struct canvas canvas;
	struct layouts layouts;
	bool must_lay_out; /* the size or a setting changed */
	bool must_fit;     /* what the view shows changed: marks */

	bool is_at_rest; /* the view has nothing to do till an event comes */

	struct view *views[APP_VIEWS]; /* the last one is seen */
	size_t nviews;                 /* at least 1; the first is the front */
	struct history history;

	struct keys keys;
	struct prompt prompt;
	bool is_pasting; /* keys are text, whatever they are bound to */
	char hint[ERR_MSG_BYTES]; /* above the prompt: what could follow */
	struct search search;
	struct hunt hunt;
	struct reporters reporters;
	struct news news;
	struct keep keep;
	struct shelf_door shelf;
	struct deeds deeds;
	struct readings readings;
	int clippings_order; /* of the scrapbook; see view_clippings.c */
	struct said said;
	char title[ERR_MSG_BYTES]; /* what the terminal's title shows */

	long saved_at;      /* when the place was kept, ms of the terminal */
	struct place saved; /* and which */
	long checked_at;    /* when the paper was looked at */
	long marks_at;      /* when what is kept was */
	bool is_paper_lost; /* its file could not be read again */
	bool is_mended;     /* by hand, in this session */

	bool may_leave; /* the next `back` on the front page leaves */
	bool is_done;
};

/* --- app.c ---------------------------------------------------------------- */

const struct settings *app_settings(const struct app *);
const struct keymap *app_keymap(const struct app *);
const struct edition *app_edition(const struct app *);
struct view *app_view(const struct app *); /* the one that is seen */
struct place app_place(const struct app *);

/*
 * The first key of an action as it is bound now, ":name" if it has none; into
 * `out`, returns `out`.
 */
const char *app_key(const struct app *, enum action, char out[APP_KEY_BYTES]);

/* "zh" or "en". */
const char *app_language(void);

/* `ambiguous` for layout and canvas, see src/text/glyph.h. */
int app_ambiguous(const struct app *);

/* Take the size from the terminal; lay out and prepare the view, if needed. */
void app_fit(struct app *);
bool app_is_too_small(const struct app *);

/* Open a view over the others. */
void app_push(struct app *, enum view_id, struct place);

/* Close the uppermost view; false if it is the only one. */
bool app_pop(struct app *);

/* Go to a place without a trace in the history. */
void app_show(struct app *, struct place);

/* Remember where one is, then go. */
void app_jump(struct app *, struct place);

/* Jump to a place of the text, in the article view. */
void app_jump_to(struct app *, struct anchor);

/* Say something in the status line, in the interface's language. */
void app_say(struct app *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void app_say_error(struct app *, const struct err *);

/*
 * All that is worth more than a note; the first is shown, and how to see the
 * rest.
 */
void app_say_diag(struct app *, const struct diag *);

/* Close every view: only when others are opened at once, or at the end. */
void app_close_views(struct app *);

/* Which settings changed nobody asks: look again at all of them. */
void app_apply_settings(struct app *);

/* Does an event wait, or a key that was typed before the first sheet? */
bool app_is_key_waiting(const struct app *);

/* --- paper.c ---------------------------------------------------------------- */

/*
 * Read another paper instead, from `at`; takes it.  All places are forgotten
 * but `from`, the list that it was opened in (view < 0: none): that lies behind
 * it.
 */
void app_open_paper(
    struct app *, struct paper *, struct place from, struct place at);

/* The same paper, read anew; takes it. All places are kept. */
void app_swap_paper(struct app *, struct paper *);

/* Read the paper again; says what came of it. */
void app_reread(struct app *);
void app_check_paper(struct app *); /* only if it changed on disk */

/*
 * Show what another copy of the program changed of what is kept: looked for
 * at most this often, so that it is seen within a second.
 */
enum { APP_MARKS_MS = 900 };
void app_check_marks(struct app *);

/* Have this paper from now on, instead of any before; opens no view. */
void app_set_paper(struct app *, struct paper *);

/* What there is to say about it: guesses, and what could not be read. */
void app_say_paper(struct app *);

/* Keep the place that one is at; or only if it is some time ago. */
void app_save_place(struct app *);
void app_save_place_sometimes(struct app *);

/* Is one elsewhere than at the place that was kept last? */
bool app_has_moved(const struct app *);

/* --- ui.c ----------------------------------------------------------------- */

/* Go to where one left off in the paper, or offer to go on in another. */
void app_restore_place(struct app *);

/* --- act.c ---------------------------------------------------------------- */

void app_act(struct app *, const struct request *);

/* The article that an action is about; says so and returns -1 if none. */
long app_article(struct app *);

/* Do what a `:` line says. */
void app_command(struct app *, const char *line);

/* --- draw.c --------------------------------------------------------------- */

/* Draw everything on the canvas and show it. */
void app_draw(struct app *);

#endif
