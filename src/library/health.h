/*
 * How a marks.db stands, or a copy of one: looked at, and never written to.
 */
#ifndef SRC_LIBRARY_HEALTH_H
#define SRC_LIBRARY_HEALTH_H

#include <stdint.h>

#include "src/base/err.h"
#include "src/library/schema.h"

enum health_state {
	HEALTH_NONE,    /* there is no file */
	HEALTH_SOUND,   /* all of it was checked */
	HEALTH_NEWER,   /* sound, and a newer broadsheet's */
	HEALTH_FOREIGN, /* another program's */
	HEALTH_DAMAGED, /* or it cannot be read; `why` says */
};

struct health {
	enum health_state state;
	struct err why;
	int64_t nbytes;
	int64_t version;
	int64_t n[TABLE_COUNT]; /* rows, where it is ours */
};

void health_look(struct health *, const char *path);

#endif
