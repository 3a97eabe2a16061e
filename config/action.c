#include "config/action.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "config/i18n.h"

struct row {
	const char *name;
	const char *help;
	enum action_group group;
};

static const struct row actions[] = {
#define ACTION(id, name, group, help) \
	[ACTION_##id] = { name, help, GROUP_##group },
#include "config/actions.def"
#undef ACTION
};

_Static_assert(sizeof actions / sizeof *actions == ACTION_COUNT,
    "every action has its row");

static const char *const groups[] = {
	[GROUP_MOVE] = N_("Moving"),
	[GROUP_JUMP] = N_("Jumping"),
	[GROUP_FIND] = N_("Finding"),
	[GROUP_KEEP] = N_("Keeping"),
	[GROUP_LOOK] = N_("Looks"),
	[GROUP_OTHER] = N_("Other"),
};

_Static_assert(
    sizeof groups / sizeof *groups == GROUP_COUNT, "every group has its name");

static const struct row *
row_of(enum action a)
{
	assert(a > ACTION_NONE && a < ACTION_COUNT);
	return &actions[a];
}

const char *
action_name(enum action a)
{
	return row_of(a)->name;
}

const char *
action_help(enum action a)
{
	return row_of(a)->help;
}

enum action_group
action_group(enum action a)
{
	return row_of(a)->group;
}

const char *
action_group_name(enum action_group g)
{
	assert(g < GROUP_COUNT);
	return groups[g];
}

enum action
action_named(const char *name)
{
	for (int i = 0; i < ACTION_COUNT; i++)
		if (!strcmp(actions[i].name, name))
			return (enum action)i;
	return ACTION_NONE;
}
