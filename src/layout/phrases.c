#include "src/layout/phrases.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/text/lang.h"

static const struct phrases table[] = {
#define PHRASES(language, cut_off, on, from) { language, cut_off, on, from },
#include "src/layout/phrases.def"
#undef PHRASES
};

enum { TABLE_SIZE = sizeof table / sizeof *table };

/*
 * Jump lines as papers print them (mainland, Taiwan, Japan, Korea, English).
 * They stand in the last paragraph or in a line of their own below it, the
 * other kind in the first.
 */
static const char *const marks_on[] = { "下转", "下轉", "转第", "轉第",
	"に続く", "につづく", "에 계속", "Continued on", "continued on",
	"CONTINUED ON", NULL };
static const char *const marks_from[] = { "上接", "承接", "から続く",
	"からつづく", "에서 계속", "Continued from", "continued from",
	"CONTINUED FROM", NULL };

/* Blocks at an end in which a jump line is looked for: text, credit, jump. */
enum { JUMP_BLOCKS = 3 };

const struct phrases *
phrases_for(const char *language)
{
	for (size_t i = 0; language && i < TABLE_SIZE; i++)
		if (lang_is(language, table[i].language))
			return &table[i];
	return &table[TABLE_SIZE - 1];
}

static bool
has_prefix(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Put a label into a phrase, without what both of them say. */
static const char *
fill(const char *phrase, const char *label, struct arena *a)
{
	const char *hole = strstr(phrase, "%s");
	const char *tail = hole + strlen("%s");
	size_t nlabel = strlen(label);

	/* 版, 面 and 면 take three bytes. */
	if (nlabel > 3 && has_prefix(tail, label + nlabel - 3))
		nlabel -= 3;
	return arena_printf(a, "%.*s%.*s%s", (int)(hole - phrase), phrase,
	    (int)nlabel, label, tail);
}

const char *
phrases_jump_on(
    const struct phrases *phrases, const char *label, struct arena *a)
{
	return fill(phrases->continued_on, label, a);
}

const char *
phrases_jump_from(
    const struct phrases *phrases, const char *label, struct arena *a)
{
	return fill(phrases->continued_from, label, a);
}

static bool
holds_any(const char *s, const char *const *marks)
{
	for (; *marks; marks++)
		if (strstr(s, *marks))
			return true;
	return false;
}

bool
phrases_hold_jump_on(const struct article *a)
{
	size_t first = a->nblocks > JUMP_BLOCKS ? a->nblocks - JUMP_BLOCKS : 0;

	for (size_t i = first; i < a->nblocks; i++)
		if (holds_any(a->blocks[i].text, marks_on))
			return true;
	return false;
}

bool
phrases_hold_jump_from(const struct article *a)
{
	for (size_t i = 0; i < a->nblocks && i < JUMP_BLOCKS; i++)
		if (holds_any(a->blocks[i].text, marks_from))
			return true;
	return false;
}
