#include "ui/keys.h"

#include <stdio.h>
#include <string.h>

void
keys_init(struct keys *k)
{
	memset(k, 0, sizeof *k);
}

bool
keys_takes_count(enum action action)
{
	static const bool table[ACTION_COUNT] = {
		[ACTION_NEXT_SHEET] = true,
		[ACTION_PREV_SHEET] = true,
		[ACTION_NEXT_LINE] = true,
		[ACTION_PREV_LINE] = true,
		[ACTION_LEFT] = true,
		[ACTION_RIGHT] = true,
		[ACTION_NEXT_SECTION] = true,
		[ACTION_PREV_SECTION] = true,
		[ACTION_NEXT_ARTICLE] = true,
		[ACTION_PREV_ARTICLE] = true,
		[ACTION_NEXT_SUBHEAD] = true,
		[ACTION_PREV_SUBHEAD] = true,
		[ACTION_NEXT_PAGE] = true,
		[ACTION_PREV_PAGE] = true,
		[ACTION_NEXT_EDITION] = true,
		[ACTION_PREV_EDITION] = true,
		[ACTION_HISTORY_BACK] = true,
		[ACTION_HISTORY_FORWARD] = true,
		[ACTION_FIND_NEXT] = true,
		[ACTION_FIND_PREV] = true,
		[ACTION_FIRST] = true, /* 3G: as in vim, here sheet 3 */
		[ACTION_LAST] = true,
		[ACTION_COLUMNS] = true,
		[ACTION_UNDO] = true,
		[ACTION_REDO] = true,
		[ACTION_FOLLOW_AUTHOR] = true, /* 2+: the second who signed */
	};

	return action >= 0 && table[action];
}

static bool
is_bare_digit(struct key key)
{
	return key.mods == 0 && key.code >= '0' && key.code <= '9';
}

/* Is this digit kept back, as a count or as the number of a section? */
static bool
is_counting(const struct keys *k, const struct keymap *map, struct key key)
{
	const struct binding *b;

	if (k->n > 0 || !is_bare_digit(key))
		return false;
	if (k->count > 0)
		return true;
	switch (keymap_lookup(map, &key, 1, &b)) {
	case KEYMAP_NONE:
		return key.code != '0';
	case KEYMAP_EXACT:
		return b->action == ACTION_SECTION;
	default:
		return false;
	}
}

/* Do digits by themselves go to sections in this keymap? */
static bool
has_sections(const struct keymap *map)
{
	struct key one = { .code = '1' };
	const struct binding *b;

	return keymap_lookup(map, &one, 1, &b) == KEYMAP_EXACT &&
	    b->action == ACTION_SECTION;
}

static void
forget(struct keys *k)
{
	k->n = 0;
	k->count = 0;
}

static size_t
settle_digits(struct keys *k, const struct keymap *map, struct decoded *out)
{
	long number = k->count;

	k->count = 0;
	if (number == 0 || !has_sections(map))
		return 0;
	*out = (struct decoded){ ACTION_SECTION, (int)number, 0 };
	return 1;
}

/* The keys so far are this binding; nothing is kept back any more. */
static size_t
settle(struct keys *k, const struct keymap *map, const struct binding *b,
    struct decoded *out)
{
	size_t n = 0;

	if (k->count > 0 && !keys_takes_count(b->action))
		n = settle_digits(k, map, out);
	out[n++] = (struct decoded){ b->action, b->argument, k->count };
	forget(k);
	return n;
}

static size_t
settle_unbound(struct keys *k, struct decoded *out)
{
	forget(k);
	*out = (struct decoded){ ACTION_NONE, 0, 0 };
	return 1;
}

/*
 * The newest key continues nothing.  If what came before was an action by
 * itself, it is that one, and the key begins anew.
 */
static size_t
start_over(struct keys *k, const struct keymap *map, struct decoded *out)
{
	struct key last = k->seq[k->n - 1];
	const struct binding *b;
	size_t n;

	if (k->n == 1 ||
	    keymap_lookup(map, k->seq, k->n - 1, &b) != KEYMAP_BOTH)
		return settle_unbound(k, out);
	n = settle(k, map, b, out);
	if (is_counting(k, map, last)) {
		k->count = (long)(last.code - '0');
		return n;
	}
	k->seq[0] = last;
	k->n = 1;
	switch (keymap_lookup(map, k->seq, 1, &b)) {
	case KEYMAP_EXACT:
		return n + settle(k, map, b, out + n);
	case KEYMAP_NONE:
		return n + settle_unbound(k, out + n);
	default:
		return n;
	}
}

size_t
keys_press(struct keys *k, const struct keymap *map, struct key key,
    struct decoded out[KEYS_OUT])
{
	const struct binding *b;
	enum keymap_match match;

	if (is_counting(k, map, key)) {
		k->count = k->count * 10 + (long)(key.code - '0');
		if (k->count > KEYS_COUNT)
			k->count = KEYS_COUNT;
		return 0;
	}
	bool was_empty = k->n == 0 && k->count == 0;
	k->seq[k->n++] = key;
	match = keymap_lookup(map, k->seq, k->n, &b);
	if (match == KEYMAP_EXACT && key.code == KEYNAME_ESC && !was_empty &&
	    k->n == 1)
		match = KEYMAP_NONE; /* Esc after digits takes them back */
	if (match == KEYMAP_NONE && key.code == KEYNAME_ESC && !was_empty) {
		forget(k);
		return 0;
	}
	if (match == KEYMAP_EXACT)
		return settle(k, map, b, out);
	if (match == KEYMAP_NONE || k->n == KEY_SEQUENCE_MAX)
		return start_over(k, map, out);
	return 0;
}

bool
keys_can_expire(const struct keys *k, const struct keymap *map)
{
	const struct binding *b;

	if (k->n == 0)
		return k->count > 0;
	return keymap_lookup(map, k->seq, k->n, &b) == KEYMAP_BOTH;
}

size_t
keys_expire(
    struct keys *k, const struct keymap *map, struct decoded out[KEYS_OUT])
{
	const struct binding *b;

	if (k->n == 0)
		return settle_digits(k, map, out);
	if (keymap_lookup(map, k->seq, k->n, &b) != KEYMAP_BOTH)
		return 0;
	return settle(k, map, b, out);
}

const char *
keys_pending(const struct keys *k, char *out, size_t nbytes)
{
	char name[KEY_NAME_BYTES];
	size_t n = 0;

	out[0] = '\0';
	if (k->count > 0)
		n = (size_t)snprintf(out, nbytes, "%ld", k->count);
	for (size_t i = 0; i < k->n && n < nbytes; i++)
		n += (size_t)snprintf(out + n, nbytes - n, "%s%s",
		    n > 0 ? " " : "", key_format(&k->seq[i], name));
	return out;
}
