#include "ui/typed.h"

#include <stdint.h>
#include <string.h>

#include "src/base/utf8.h"
#include "ui/event.h"
#include "ui/osc.h"

enum {
	ESC = 0x1B,
	OSC_BYTES = 64, /* the longest answer that we ask for */
};

void
typed_init(struct typed *t)
{
	buf_init(&t->bytes);
	t->at = 0;
}

void
typed_fini(struct typed *t)
{
	buf_fini(&t->bytes);
}

static const struct {
	const char *sequence; /* after ESC */
	uint32_t code;
} sequences[] = {
	{ "[A", KEYNAME_UP },
	{ "[B", KEYNAME_DOWN },
	{ "[C", KEYNAME_RIGHT },
	{ "[D", KEYNAME_LEFT },
	{ "[H", KEYNAME_HOME },
	{ "[F", KEYNAME_END },
	{ "[Z", KEYNAME_BACK_TAB },
	{ "OA", KEYNAME_UP },
	{ "OB", KEYNAME_DOWN },
	{ "OC", KEYNAME_RIGHT },
	{ "OD", KEYNAME_LEFT },
	{ "OH", KEYNAME_HOME },
	{ "OF", KEYNAME_END },
	{ "OM", KEYNAME_ENTER },
	{ "OP", KEYNAME_F1 },
	{ "OQ", KEYNAME_F1 + 1 },
	{ "OR", KEYNAME_F1 + 2 },
	{ "OS", KEYNAME_F1 + 3 },
	{ "[1~", KEYNAME_HOME },
	{ "[2~", KEYNAME_INSERT },
	{ "[3~", KEYNAME_DELETE },
	{ "[4~", KEYNAME_END },
	{ "[5~", KEYNAME_PAGE_UP },
	{ "[6~", KEYNAME_PAGE_DOWN },
	{ "[15~", KEYNAME_F1 + 4 },
	{ "[17~", KEYNAME_F1 + 5 },
	{ "[18~", KEYNAME_F1 + 6 },
	{ "[19~", KEYNAME_F1 + 7 },
	{ "[20~", KEYNAME_F1 + 8 },
	{ "[21~", KEYNAME_F1 + 9 },
	{ "[23~", KEYNAME_F1 + 10 },
	{ "[24~", KEYNAME_F12 },
};

static const struct {
	unsigned cp;
	uint32_t code;
} named[] = {
	{ '\r', KEYNAME_ENTER },
	{ '\n', KEYNAME_ENTER },
	{ '\t', KEYNAME_TAB },
	{ ' ', KEYNAME_SPACE },
	{ 0x7F, KEYNAME_BACKSPACE },
	{ '\b', KEYNAME_BACKSPACE },
	{ ESC, KEYNAME_ESC },
};

struct key
typed_key(unsigned cp)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (named[i].cp == cp)
			return (struct key){ .code = named[i].code };
	if (cp >= 0x20)
		return (struct key){ .code = cp };
	return (struct key){ cp ? cp | 0x60 : '@', KEY_MOD_CTRL };
}

static const char *
rest(const struct typed *t, size_t *n)
{
	*n = t->bytes.n - t->at;
	return buf_str(&t->bytes) + t->at;
}

/* "ESC ] ... BEL" or "ESC ] ... ESC \", or as far as there are bytes. */
static bool
take_osc(struct typed *t, struct event *e)
{
	char string[OSC_BYTES + 1];
	size_t n, len = 0;
	const char *s = rest(t, &n) + 2;

	n -= 2;
	while (len < n && s[len] != '\a' && s[len] != ESC)
		len++;
	t->at += 2 + len;
	if (len < n)
		t->at += s[len] == ESC && len + 1 < n ? 2 : 1;
	if (len > OSC_BYTES)
		return false;
	memcpy(string, s, len);
	string[len] = '\0';
	if (osc_is_dark(string, &e->is_dark) != 0)
		return false;
	e->type = EVENT_COLORS;
	return true;
}

/* The bytes of a sequence "ESC [ ... final" or "ESC O final". */
static size_t
sequence_bytes(const char *s, size_t n)
{
	size_t len = 2;

	if (s[1] == 'O')
		return n > 2 ? 3 : 2;
	while (len < n && s[len] >= 0x20 && s[len] < 0x40)
		len++;
	return len < n && s[len] >= 0x40 && s[len] < 0x7F ? len + 1 : len;
}

static bool
take_sequence(struct typed *t, struct event *e)
{
	size_t n;
	const char *s = rest(t, &n);
	size_t len = sequence_bytes(s, n);

	t->at += len;
	if (len == 6 && memcmp(s, "\033[200~", len) == 0)
		e->type = EVENT_PASTE;
	else if (len == 6 && memcmp(s, "\033[201~", len) == 0)
		e->type = EVENT_PASTED;
	if (e->type != EVENT_NONE)
		return true;
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		const char *sequence = sequences[i].sequence;
		if (strlen(sequence) != len - 1 ||
		    memcmp(s + 1, sequence, len - 1) != 0)
			continue;
		e->type = EVENT_KEY;
		e->key.code = sequences[i].code;
		return true;
	}
	return false;
}

static bool
take_char(struct typed *t, struct event *e)
{
	size_t n;
	const char *s = rest(t, &n);
	unsigned cp;
	int ok;

	t->at += utf8_decode(&cp, s, n, &ok);
	e->type = EVENT_KEY;
	e->key = typed_key(cp);
	return ok;
}

static bool
take_one(struct typed *t, struct event *e)
{
	size_t n;
	const char *s = rest(t, &n);

	*e = (struct event){ 0 };
	if (s[0] != ESC || n == 1 || s[1] == ESC)
		return take_char(t, e);
	if (s[1] == ']')
		return take_osc(t, e);
	if (s[1] == '[' || s[1] == 'O')
		return take_sequence(t, e);
	t->at++;
	if (!take_char(t, e))
		return false;
	e->key.mods |= KEY_MOD_ALT;
	return true;
}

bool
typed_next(struct typed *t, struct event *e)
{
	while (t->at < t->bytes.n)
		if (take_one(t, e))
			return true;
	*e = (struct event){ 0 };
	return false;
}
