/*
 * While it is built, a keymap is its bindings in the order in which they came,
 * with the place of each.  Finished, they are in the order of actions (that is
 * what help wants), and an index in the order of sequences is searched by
 * halving: whatever begins with the keys pressed is one run of it.
 */
#include "config/keymap.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "config/ini.h"
#include "config/keymap_int.h"
#include "config/suggest.h"
#include "src/base/diag.h"
#include "src/base/mem.h"

enum {
	/* Ten keys for every action, and some more. */
	BINDINGS_MAX = 512,
};

struct place {
	const char *file;
	unsigned line;
	unsigned layer;
};

/* The last key that was taken from an action. */
struct loss {
	struct place place; /* no file: none was taken */
	struct binding now;
	struct place before;
};

struct keymap {
	struct binding bindings[BINDINGS_MAX];
	struct place places[BINDINGS_MAX];
	uint16_t index[BINDINGS_MAX]; /* of bindings, by their keys */
	size_t n;
	unsigned layer;
	int is_preset; /* the layer is one that is compiled in */
	struct loss losses[ACTION_COUNT];
};

struct keymap *
keymap_new(void)
{
	return xcalloc(1, sizeof(struct keymap));
}

void
keymap_free(struct keymap *m)
{
	free(m);
}

void
keymap_reset(struct keymap *m)
{
	memset(m, 0, sizeof *m);
}

void
keymap_begin_layer(struct keymap *m, int is_preset)
{
	m->layer++;
	m->is_preset = is_preset;
}

/* Compare by the first `nkeys` keys of each; fewer come first. */
static int
compare_keys(const struct key *a, size_t na, const struct key *b, size_t nb)
{
	for (size_t i = 0; i < na && i < nb; i++) {
		int order = key_compare(&a[i], &b[i]);
		if (order)
			return order;
	}
	return na == nb ? 0 : na < nb ? -1 : 1;
}

static int
is_same(const struct binding *a, const struct binding *b)
{
	return !compare_keys(a->keys, a->nkeys, b->keys, b->nkeys);
}

/* Does the longer sequence begin with all of the shorter? */
static int
is_beginning(const struct binding *shorter, const struct binding *longer)
{
	return shorter->nkeys < longer->nkeys &&
	    !compare_keys(
		shorter->keys, shorter->nkeys, longer->keys, shorter->nkeys);
}

static void
remove_at(struct keymap *m, size_t i)
{
	size_t after = m->n - i - 1;

	memmove(
	    &m->bindings[i], &m->bindings[i + 1], after * sizeof *m->bindings);
	memmove(&m->places[i], &m->places[i + 1], after * sizeof *m->places);
	m->n--;
}

/* --- reading a line ------------------------------------------------------- */

/* One line under way. */
struct line {
	struct keymap *map;
	struct diag *diag;
	const char *name; /* of the action */
	enum action action;
	struct place place;
};

/* "Ctrl-x+Ctrl-c" of `nbytes`; -1 if it is no sequence. */
static int
parse_sequence(struct binding *b, const char *s, size_t nbytes)
{
	char text[KEYMAP_SEQUENCE_BYTES];
	const char *at = text;

	if (nbytes >= sizeof text)
		return -1;
	memcpy(text, s, nbytes);
	text[nbytes] = '\0';
	b->nkeys = 0;
	while (*at) {
		/* A '+' with something before and after it only joins. */
		if (*at == '+' && at > text && at[1])
			at++;
		if (b->nkeys == KEY_SEQUENCE_MAX)
			return -1;
		size_t n = key_parse(&b->keys[b->nkeys++], at);
		if (!n)
			return -1;
		at += n;
	}
	return b->nkeys ? 0 : -1;
}

static void note(const struct line *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
note(const struct line *l, const char *fmt, ...)
{
	char msg[ERR_MSG_BYTES];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	diag_add(
	    l->diag, DIAG_WARNING, l->place.file, l->place.line, 0, "%s", msg);
}

/*
 * Make room for a sequence: it is taken from lower layers; in the same layer
 * the first one keeps it.  Returns whether it may be bound.
 */
static int
claim(const struct line *l, const struct binding *b)
{
	struct keymap *m = l->map;
	char text[KEYMAP_SEQUENCE_BYTES];
	size_t i = 0;

	while (i < m->n && !is_same(&m->bindings[i], b))
		i++;
	if (i == m->n)
		return 1;
	enum action old = m->bindings[i].action;
	if (m->places[i].layer == l->place.layer) {
		if (old != b->action)
			note(l,
			    _("%s of %s is already the key of %s (%s:%u); "
			      "choose another"),
			    keymap_format(b, text), l->name, action_name(old),
			    m->places[i].file, m->places[i].line);
		return 0;
	}
	if (!m->is_preset)
		m->losses[old] = (struct loss){ l->place, *b, m->places[i] };
	remove_at(m, i);
	return 1;
}

static void
bind(const struct line *l, const char *s, size_t nbytes, int argument)
{
	struct keymap *m = l->map;
	struct binding b = { .action = l->action, .argument = argument };
	char word[KEYMAP_SEQUENCE_BYTES];

	snprintf(word, sizeof word, "%.*s", (int)nbytes, s);
	const char *meant = key_misspelt(word);
	if (meant)
		note(l, _("keys are named with a capital letter; write %s"),
		    meant);
	else if (parse_sequence(&b, s, nbytes) < 0)
		note(l,
		    _("\"%s\" is no key, or too many; write keys like j "
		      "PageDown Ctrl-o gg"),
		    word);
	else if (claim(l, &b) && m->n < BINDINGS_MAX) {
		m->places[m->n] = l->place;
		m->bindings[m->n++] = b;
	}
}

static void
unbind(struct keymap *m, enum action action)
{
	for (size_t i = m->n; i > 0; i--)
		if (m->bindings[i - 1].action == action)
			remove_at(m, i - 1);
}

static const char *
action_at(size_t i, const void *arg)
{
	(void)arg;
	return i < ACTION_COUNT ? action_name((enum action)i) : NULL;
}

void
keymap_bind(struct keymap *m, const char *file, const struct ini_entry *entry,
    struct diag *diag)
{
	struct line l = { m, diag, entry->name, action_named(entry->name),
		{ file, entry->line, m->layer } };
	const char *at = entry->value;
	char hint[SUGGEST_BYTES];
	int nth = 0;

	if (l.action == ACTION_NONE) {
		note(&l, _("there is no action \"%s\"%s"), entry->name,
		    suggest(hint, entry->name, action_at, NULL));
		return;
	}
	if (!at[strspn(at, " \t")]) {
		note(&l,
		    _("%s is given no keys; write none to unbind it, and put "
		      "; and # into quotation marks"),
		    entry->name);
		return;
	}
	unbind(m, l.action);
	m->losses[l.action] = (struct loss){ 0 };
	if (!strcmp(at, "none"))
		return;
	while (*(at += strspn(at, " \t"))) {
		size_t n = strcspn(at, " \t");
		nth++;
		/* The first key of `section` is for section 1, and so on. */
		bind(&l, at, n, l.action == ACTION_SECTION ? nth : 0);
		at += n;
	}
}

/* --- finishing ------------------------------------------------------------ */

/*
 * Both orders are made by insertion: it keeps the keys of an action in the
 * order in which they were written, needs no global for the map, and the few
 * hundred bindings come nearly sorted.
 */
static void
sort_by_action(struct keymap *m)
{
	for (size_t i = 1; i < m->n; i++) {
		struct binding b = m->bindings[i];
		struct place p = m->places[i];
		size_t at = i;
		for (; at > 0 && m->bindings[at - 1].action > b.action; at--) {
			m->bindings[at] = m->bindings[at - 1];
			m->places[at] = m->places[at - 1];
		}
		m->bindings[at] = b;
		m->places[at] = p;
	}
}

static void
index_by_keys(struct keymap *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct binding *b = &m->bindings[i];
		size_t at = i;
		for (; at > 0; at--) {
			const struct binding *o =
			    &m->bindings[m->index[at - 1]];
			if (compare_keys(o->keys, o->nkeys, b->keys, b->nkeys) <
			    0)
				break;
			m->index[at] = m->index[at - 1];
		}
		m->index[at] = (uint16_t)i;
	}
}

static int
is_bound(const struct keymap *m, enum action action)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->bindings[i].action == action)
			return 1;
	return 0;
}

/*
 * What a person binds is meant, so it is no fault to take a key from another
 * action; but they should know.
 */
static void
note_losses(const struct keymap *m, struct diag *diag)
{
	char text[KEYMAP_SEQUENCE_BYTES];

	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct loss *l = &m->losses[i];
		if (!l->place.file)
			continue;
		diag_add(diag, DIAG_NOTE, l->place.file, l->place.line, 0,
		    is_bound(m, (enum action)i)
			? _("%s of %s was a key of %s (%s:%u), which has "
			    "others")
			: _("%s of %s was the key of %s (%s:%u), which has "
			    "none "
			    "now; give it another, or none"),
		    keymap_format(&l->now, text), action_name(l->now.action),
		    action_name((enum action)i), l->before.file,
		    l->before.line);
	}
}

/*
 * A sequence that begins like a shorter one is reached only by who types fast
 * enough, and the shorter one waits for it.  Shipped keymaps have none.
 */
static void
note_hidden(
    const struct keymap *m, size_t shorter, size_t longer, struct diag *diag)
{
	const struct binding *s = &m->bindings[shorter];
	const struct binding *l = &m->bindings[longer];
	char text[2][KEYMAP_SEQUENCE_BYTES];
	const struct place *blame = &m->places[longer];
	const struct place *other = &m->places[shorter];

	/* The line to mend is the one of the upper layer. */
	if (blame->layer < other->layer) {
		blame = &m->places[shorter];
		other = &m->places[longer];
	}
	diag_add(diag, DIAG_WARNING, blame->file, blame->line, 0,
	    _("%s of %s is hidden behind %s of %s (%s:%u); change one of them"),
	    keymap_format(l, text[0]), action_name(l->action),
	    keymap_format(s, text[1]), action_name(s->action), other->file,
	    other->line);
}

void
keymap_finish(struct keymap *m, struct diag *diag)
{
	sort_by_action(m);
	index_by_keys(m);
	note_losses(m, diag);
	for (size_t i = 0; i < m->n; i++) {
		const struct binding *shorter = &m->bindings[m->index[i]];
		for (size_t j = i + 1; j < m->n &&
		     is_beginning(shorter, &m->bindings[m->index[j]]);
		     j++)
			note_hidden(m, m->index[i], m->index[j], diag);
	}
}

/* --- use ------------------------------------------------------------------ */

enum keymap_match
keymap_lookup(const struct keymap *m, const struct key *keys, size_t nkeys,
    const struct binding **out)
{
	size_t low = 0, high = m->n;

	*out = NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct binding *b = &m->bindings[m->index[middle]];
		if (compare_keys(b->keys, b->nkeys, keys, nkeys) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	enum keymap_match match = KEYMAP_NONE;
	for (; low < m->n; low++) {
		const struct binding *b = &m->bindings[m->index[low]];
		if (b->nkeys < nkeys ||
		    compare_keys(b->keys, nkeys, keys, nkeys))
			break;
		if (b->nkeys > nkeys)
			return match == KEYMAP_EXACT ? KEYMAP_BOTH
						     : KEYMAP_PREFIX;
		*out = b;
		match = KEYMAP_EXACT;
	}
	return match;
}

const struct binding *
keymap_bindings(const struct keymap *m, size_t *n)
{
	*n = m->n;
	return m->bindings;
}

/* Would the two names, written without a join, be read as something else? */
static int
needs_join(const struct key *a, const struct key *b)
{
	int is_upper = a->code >= 'A' && a->code <= 'Z';
	int is_name = (b->code >= 'a' && b->code <= 'z') ||
	    (b->code >= '0' && b->code <= '9');

	return a->code >= KEYNAME_BASE || b->code >= KEYNAME_BASE || a->mods ||
	    b->mods || b->code == '+' || (is_upper && is_name);
}

const char *
keymap_format(const struct binding *b, char *out)
{
	char name[KEY_NAME_BYTES];
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < b->nkeys; i++) {
		const char *join =
		    i && needs_join(&b->keys[i - 1], &b->keys[i]) ? "+" : "";
		n += (size_t)snprintf(out + n, KEYMAP_SEQUENCE_BYTES - n,
		    "%s%s", join, key_format(&b->keys[i], name));
	}
	return out;
}

const char *
keymap_keys(
    const struct keymap *m, enum action action, char *out, size_t nbytes)
{
	char text[KEYMAP_SEQUENCE_BYTES];
	size_t n = 0;

	assert(nbytes > 0);
	out[0] = '\0';
	for (size_t i = 0; i < m->n; i++) {
		if (m->bindings[i].action != action)
			continue;
		int added = snprintf(out + n, nbytes - n, "%s%s", n ? " " : "",
		    keymap_format(&m->bindings[i], text));
		if (added < 0 || (size_t)added >= nbytes - n) {
			out[n] = '\0'; /* whole keys only */
			return out;
		}
		n += (size_t)added;
	}
	return out;
}
