/*
 * Actions: the names that keymaps and the command line bind to.  What each
 * does is ui's business; here is only that it exists.
 */
#ifndef CONFIG_ACTION_H
#define CONFIG_ACTION_H

enum action {
	ACTION_NONE = -1,
#define ACTION(id, name, group, help) ACTION_##id,
#include "config/actions.def"
#undef ACTION
	ACTION_COUNT
};

enum action_group {
	GROUP_MOVE,
	GROUP_JUMP,
	GROUP_FIND,
	GROUP_KEEP,
	GROUP_LOOK,
	GROUP_OTHER,
	GROUP_COUNT
};

const char *action_name(enum action);
const char *action_help(enum action); /* English; for gettext */
enum action_group action_group(enum action);
const char *action_group_name(enum action_group); /* English */

/* The action called `name`, or ACTION_NONE. */
enum action action_named(const char *name);

#endif
