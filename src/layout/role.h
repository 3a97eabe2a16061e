/*
 * Roles of cells.  Layout and views say what a cell is, never how it looks;
 * a palette (palette.h) made from a theme does.
 */
#ifndef SRC_LAYOUT_ROLE_H
#define SRC_LAYOUT_ROLE_H

#define N_(s) s

enum role {
#define ROLE(id, name, meaning) ROLE_##id,
#include "src/layout/roles.def"
#undef ROLE
	ROLE_COUNT
};

const char *role_name(enum role);
const char *role_meaning(enum role); /* English; for gettext */

/* The role called `name`, or -1. */
int role_named(const char *name);

#endif
