/*
 * Completion of what is typed after `:`: actions, options, their values,
 * themes.  Pure, so that it can be tested by a table.
 */
#ifndef UI_COMPLETE_H
#define UI_COMPLETE_H

#include <stddef.h>

struct arena;

struct completion {
	size_t from;              /* byte of the line that words begin at */
	const char *const *words; /* the arena's; what could stand there */
	size_t n;
	const char *common; /* what all of them begin with */
};

/* `themes` is NULL-terminated, as of config_theme_names(). */
/* The same of `names`, NULL-ended, for the word that begins at byte `from`. */
void complete_word(struct completion *, const char *line, size_t from,
    const char *const *names, struct arena *);

void complete_line(struct completion *, const char *line,
    const char *const *themes, struct arena *);

#endif
