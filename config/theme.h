/*
 * Themes: how each role looks, as it is written, `role = ink on paper, bold`.
 *
 * A look says only what it wants; ink and paper that it leaves out are those
 * of the role `text`.  So a theme, or one that inherits it, can change the
 * paper of everything in one line.
 */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

#include "src/layout/palette.h"

struct err;

/* Not said: as `text` has it, or the terminal's own for `text` itself. */
enum { LOOK_UNSAID = -2 };

struct look {
	int32_t fg, bg; /* as of struct ink, or LOOK_UNSAID */
	unsigned attrs; /* enum ink_attr */
};

struct looks {
	struct look roles[ROLE_COUNT];
};

void looks_init(struct looks *); /* nothing is said */

/*
 * Set a role from text: "#333333 on #fff1e5, bold".  Fails with what is wrong
 * and what could stand there.
 */
int looks_set(
    struct looks *, const char *role, const char *value, struct err *);

/* What is said, filled up from `text`. */
void looks_resolve(struct palette *, const struct looks *);

#endif
