#include "config/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "src/base/utf8.h"

/* The first name of a code is how it is written. */
static const struct name {
	const char *text;
	uint32_t code;
} names[] = {
	{ "Enter", KEYNAME_ENTER },
	{ "Tab", KEYNAME_TAB },
	{ "Esc", KEYNAME_ESC },
	{ "Space", KEYNAME_SPACE },
	{ "Backspace", KEYNAME_BACKSPACE },
	{ "Delete", KEYNAME_DELETE },
	{ "Insert", KEYNAME_INSERT },
	{ "Up", KEYNAME_UP },
	{ "Down", KEYNAME_DOWN },
	{ "Left", KEYNAME_LEFT },
	{ "Right", KEYNAME_RIGHT },
	{ "Home", KEYNAME_HOME },
	{ "End", KEYNAME_END },
	{ "PageUp", KEYNAME_PAGE_UP },
	{ "PageDown", KEYNAME_PAGE_DOWN },
	{ "BackTab", KEYNAME_BACK_TAB },
	/* The longer names first: F1 would be found in F12. */
	{ "F10", KEYNAME_F1 + 9 },
	{ "F11", KEYNAME_F1 + 10 },
	{ "F12", KEYNAME_F1 + 11 },
	{ "F1", KEYNAME_F1 },
	{ "F2", KEYNAME_F1 + 1 },
	{ "F3", KEYNAME_F1 + 2 },
	{ "F4", KEYNAME_F1 + 3 },
	{ "F5", KEYNAME_F1 + 4 },
	{ "F6", KEYNAME_F1 + 5 },
	{ "F7", KEYNAME_F1 + 6 },
	{ "F8", KEYNAME_F1 + 7 },
	{ "F9", KEYNAME_F1 + 8 },
	{ "Return", KEYNAME_ENTER },
	{ "PgUp", KEYNAME_PAGE_UP },
	{ "PgDn", KEYNAME_PAGE_DOWN },
};

_Static_assert(
    sizeof names / sizeof *names == KEYNAME_END_OF_LIST - KEYNAME_BASE + 3,
    "every named key has a name, and three have a second one");

/* The keys that send the same control character with Ctrl (ECMA-48, 5). */
static const struct {
	char letter;
	uint32_t code;
} controls[] = {
	{ 'h', KEYNAME_BACKSPACE },
	{ 'i', KEYNAME_TAB },
	{ 'j', KEYNAME_ENTER },
	{ 'm', KEYNAME_ENTER },
	{ '[', KEYNAME_ESC },
};

static struct key
normal(struct key k)
{
	if (k.code == ' ')
		k.code = KEYNAME_SPACE;
	if (!(k.mods & KEY_MOD_CTRL))
		return k;
	if (k.code >= 'A' && k.code <= 'Z')
		k.code += 'a' - 'A';
	for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
		if (k.code == (uint32_t)controls[i].letter) {
			k.code = controls[i].code;
			k.mods &= ~(uint32_t)KEY_MOD_CTRL;
			break;
		}
	return k;
}

static size_t
parse_mods(uint32_t *mods, const char *s)
{
	size_t n = 0;

	*mods = 0;
	for (;;) {
		if (!strncmp(s + n, "Ctrl-", 5)) {
			*mods |= KEY_MOD_CTRL;
			n += 5;
		} else if (!strncmp(s + n, "Alt-", 4)) {
			*mods |= KEY_MOD_ALT;
			n += 4;
		} else {
			return n;
		}
	}
}

/* One code point that can be typed: no control character, no blank. */
static size_t
parse_char(uint32_t *code, const char *s)
{
	unsigned cp;
	int ok = 1;
	size_t n;

	if (!*s)
		return 0;
	n = utf8_decode(&cp, s, strnlen(s, UTF8_MAX), &ok);
	if (!ok || cp <= ' ' || (cp >= 0x7F && cp <= 0xA0))
		return 0;
	*code = cp;
	return n;
}

size_t
key_parse(struct key *out, const char *s)
{
	struct key k = { 0, 0 };
	size_t mods = parse_mods(&k.mods, s);
	size_t n = 0;

	for (size_t i = 0; !n && i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i].text);
		if (!strncmp(s + mods, names[i].text, len)) {
			k.code = names[i].code;
			n = len;
		}
	}
	if (!n)
		n = parse_char(&k.code, s + mods);
	if (!n)
		return 0;
	*out = normal(k);
	return mods + n;
}

const char *
key_format(const struct key *key, char *out)
{
	struct key k = normal(*key);
	char text[UTF8_MAX + 1] = "";
	const char *name = text;

	if (k.code < KEYNAME_BASE)
		text[utf8_encode(text, k.code)] = '\0';
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].code == k.code) {
			name = names[i].text;
			break;
		}
	snprintf(out, KEY_NAME_BYTES, "%s%s%s",
	    k.mods & KEY_MOD_CTRL ? "Ctrl-" : "",
	    k.mods & KEY_MOD_ALT ? "Alt-" : "", name);
	return out;
}

int
key_compare(const struct key *a, const struct key *b)
{
	struct key x = normal(*a), y = normal(*b);

	if (x.code != y.code)
		return x.code < y.code ? -1 : 1;
	if (x.mods != y.mods)
		return x.mods < y.mods ? -1 : 1;
	return 0;
}

int
key_equal(const struct key *a, const struct key *b)
{
	return !key_compare(a, b);
}

const char *
key_misspelt(const char *s)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcasecmp(s, names[i].text) && strcmp(s, names[i].text))
			return names[i].text;
	return NULL;
}
