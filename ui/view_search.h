/*
 * The view of a search in the library: a line to type in, and what it finds.
 *
 * The line is a prompt of the app (PROMPT_SEARCH); these are its hooks.
 */
#ifndef UI_VIEW_SEARCH_H
#define UI_VIEW_SEARCH_H

#include <stdbool.h>

#include "config/key.h"

struct app;
struct request;

/* Begin a search: type it, or look for the request's text (ACTION_SEARCH). */
void search_view_start(struct app *, const struct request *);

/* A key while it is typed; true if that was all. */
bool search_view_press(struct app *, struct key);

/* The line was entered, or left. */
void search_view_enter(struct app *, const char *line);
void search_view_give_up(struct app *);

/* What the status line says while one types. */
const char *search_view_help(void);

#endif
