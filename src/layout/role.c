#include "src/layout/role.h"

#include <string.h>

static const struct {
	const char *name;
	const char *meaning;
} roles[] = {
#define ROLE(id, name, meaning) [ROLE_##id] = { name, meaning },
#include "src/layout/roles.def"
#undef ROLE
};

_Static_assert(
    sizeof roles / sizeof *roles == ROLE_COUNT, "every role has its row");

const char *
role_name(enum role role)
{
	return roles[role].name;
}

const char *
role_meaning(enum role role)
{
	return roles[role].meaning;
}

int
role_named(const char *name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (!strcmp(roles[i].name, name))
			return i;
	return -1;
}
