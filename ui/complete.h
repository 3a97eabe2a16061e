/*
 * Completion of what is typed after `:`: actions, options, their values,
 * themes, tags.  Pure, so that it can be tested by a table.
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

/* What could follow; of `names`, NULL-ended, for the word that begins at `from`. */
void complete_word(struct completion *, const char *line, size_t from,
    const char *const *names, struct arena *);

/*
 * `themes` is NULL-terminated, as of config_theme_names(), and so are `tags`,
 * those that are in use; either may be NULL.
 */
void complete_line(struct completion *, const char *line,
    const char *const *themes, const char *const *tags, struct arena *);

#endif
