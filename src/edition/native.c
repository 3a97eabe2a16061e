#include "src/edition/native.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* --- keys -------------------------------------------------------------------- */

/* The model's own names may differ from a field's by what they belong to. */
static const struct {
	enum native_scope scope;
	enum native_field field;
	const char *name;
	const char *others;
} keys[] = {
#define KEY(scope, field, name, others) \
	{ NATIVE_##scope, NATIVE_##field, name, others },
#include "src/edition/native.def"
#undef KEY
};

/* No key is longer; what is, is prose with a colon. */
enum { MAX_KEY_BYTES = 40 };

static bool
is_name(const char *list, const char *name, size_t nname)
{
	for (const char *s = list; *s;) {
		size_t n = strcspn(s, "|");
		if (n == nname && !memcmp(s, name, n))
			return true;
		s += n + (s[n] == '|');
	}
	return false;
}

static enum native_field
find_field(enum native_scope scope, const char *name, size_t nname)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].scope == scope &&
		    (is_name(keys[i].name, name, nname) ||
			is_name(keys[i].others, name, nname)))
			return keys[i].field;
	return NATIVE_NO_FIELD;
}

const char *
native_field_name(enum native_scope scope, enum native_field field)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].scope == scope && keys[i].field == field)
			return keys[i].name;
	return "";
}

/* Letters, digits, hyphens and underscores; any letter beyond ASCII. */
static size_t
key_length(const char *s, size_t nbytes)
{
	size_t n = 0;

	while (n < nbytes && n <= MAX_KEY_BYTES) {
		unsigned cp;
		size_t used = utf8_decode(&cp, s + n, nbytes - n, NULL);
		bool letter = (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
		bool digit = cp >= '0' && cp <= '9';
		bool other = n > 0 && (digit || cp == '-' || cp == '_');
		bool foreign = (cp >= 0xC0 && cp < 0x2000) ||
		    (cp >= 0x3040 && cp < 0xFF00) || cp >= 0x20000;
		if (!(cp < 0x80 ? letter || other : foreign))
			break;
		n += used;
	}
	return n <= MAX_KEY_BYTES ? n : 0;
}

static size_t
trim_end(const char *s, size_t nbytes)
{
	while (nbytes &&
	    (s[nbytes - 1] == ' ' || s[nbytes - 1] == '\t' ||
		s[nbytes - 1] == '\r'))
		nbytes--;
	return nbytes;
}

bool
native_split_key(struct native_key *k, enum native_scope scope,
    const char *line, size_t nbytes)
{
	size_t n = key_length(line, nbytes);
	bool narrow = n < nbytes && line[n] == ':';
	bool full = nbytes - n >= 3 && !memcmp(line + n, "\xEF\xBC\x9A", 3);

	if (!n || (!narrow && !full))
		return false;
	size_t at = n + (full ? 3 : 1);
	bool blank = at == nbytes || line[at] == ' ' || line[at] == '\t';
	*k = (struct native_key){ find_field(scope, line, n), line, n, 0, NULL,
		0 };
	if (!k->field && !(narrow && blank))
		return false;
	while (at < nbytes && (line[at] == ' ' || line[at] == '\t'))
		at++;
	k->nprefix = at;
	k->value = line + at;
	k->nvalue = trim_end(line + at, nbytes - at);
	return true;
}

bool
native_is_extra(enum native_scope scope, const char *name)
{
	size_t n = strlen(name);

	return n && key_length(name, n) == n &&
	    find_field(scope, name, n) == NATIVE_NO_FIELD;
}

/* Part of how a label is written: 第 版 面 면. */
static bool
is_ordinal(unsigned cp)
{
	return cp == 0x7B2C || cp == 0x7248 || cp == 0x9762 || cp == 0xBA74;
}

/* 一 to 十. */
static bool
is_han_digit(unsigned cp)
{
	static const unsigned digits[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };

	for (size_t i = 0; i < COUNT(digits); i++)
		if (digits[i] == cp)
			return true;
	return false;
}

/* "A01", "3", "B2b", "第05版", "３面": how a page is called. */
static bool
is_label(const char *s, size_t nbytes)
{
	size_t nletters = 0, ndigits = 0;

	for (size_t at = 0; at < nbytes;) {
		unsigned cp;
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			cp -= 0xFEE0;
		if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
			nletters++;
		else if ((cp >= '0' && cp <= '9') || is_han_digit(cp))
			ndigits++;
		else if (!is_ordinal(cp))
			return false;
	}
	/* Four digits are a year: "# 2025 回顾" has no label. */
	return ndigits && ndigits <= 3 && nletters <= 3;
}

void
native_split_heading(const char **label, const char **name, const char *heading,
    size_t nbytes, struct arena *a)
{
	size_t n = 0;
	size_t skip = 0;

	*label = *name = NULL;
	while (n < nbytes && !skip) {
		unsigned cp;
		size_t used = utf8_decode(&cp, heading + n, nbytes - n, NULL);
		if (clean_is_blank(cp) || cp == 0xFF1A || cp == ':')
			skip = used;
		else
			n += used;
	}
	if (is_label(heading, n))
		*label = arena_strndup(a, heading, n);
	else
		n = skip = 0;
	if (nbytes > n + skip)
		*name = arena_strndup(a, heading + n + skip, nbytes - n - skip);
}

/* --- lines ------------------------------------------------------------------- */

static size_t
count_run(const char *s, size_t nbytes, char c)
{
	size_t n = 0;

	while (n < nbytes && s[n] == c)
		n++;
	return n;
}

static bool
is_in(char c, const char *set)
{
	return c && strchr(set, c);
}

/* Three or more of the same, all with a blank between or all without. */
static bool
is_rule(const char *s, size_t nbytes)
{
	size_t step = nbytes > 1 && s[1] == ' ' ? 2 : 1;

	if (nbytes < 2 * step + 1 || (nbytes - 1) % step != 0 ||
	    !is_in(s[0], "-*_"))
		return false;
	for (size_t i = 0; i < nbytes; i++)
		if (s[i] != (i % step ? ' ' : s[0]))
			return false;
	return true;
}

static bool
is_divider(const char *s, size_t nbytes)
{
	bool dash = false;

	if (nbytes < 3 || s[0] != '|')
		return false;
	for (size_t i = 0; i < nbytes; i++) {
		dash |= s[i] == '-';
		if (!is_in(s[i], "|-: "))
			return false;
	}
	return dash;
}

static struct native_mark
look_heading(const char *s, size_t nbytes)
{
	size_t n = count_run(s, nbytes, '#');
	struct native_mark m = { .kind = NATIVE_TEXT };

	if (n > 6 || (n < nbytes && s[n] != ' ' && s[n] != '\t'))
		return m;
	m.kind = n == 1 ? NATIVE_PAGE_LINE
	    : n == 2    ? NATIVE_ARTICLE_LINE
			: NATIVE_SUBHEAD_LINE;
	m.level = (int)n - 2;
	m.nmark = m.nprefix = n;
	while (
	    m.nprefix < nbytes && (s[m.nprefix] == ' ' || s[m.nprefix] == '\t'))
		m.nprefix++;
	return m;
}

/*
 * "- ", "* ", "+ ", "1. ", "1) ".  Numbers of four digits are years at the start
 * of a sentence, not of an item.
 */
static struct native_mark
look_item(const char *s, size_t nbytes)
{
	struct native_mark m = { .kind = NATIVE_TEXT };
	size_t at = 0;

	while (at < nbytes && (s[at] == ' ' || s[at] == '\t'))
		m.indent += s[at++] == '\t' ? 4 : 1;
	m.level = (int)(m.indent / 2 > 8 ? 8 : m.indent / 2);
	m.indent = at;
	if (at < nbytes && is_in(s[at], "-*+")) {
		at++;
	} else {
		while (at < nbytes && at - m.indent < 3 && s[at] >= '0' &&
		    s[at] <= '9')
			m.number = m.number * 10 + (s[at++] - '0');
		if (!m.number || s[m.indent] == '0' || at >= nbytes ||
		    (s[at] != '.' && s[at] != ')'))
			return m;
		at++;
	}
	if (at >= nbytes || (s[at] != ' ' && s[at] != '\t'))
		return m;
	m.kind = NATIVE_ITEM_LINE;
	m.nmark = at - m.indent;
	while (at < nbytes && (s[at] == ' ' || s[at] == '\t'))
		at++;
	m.nprefix = at;
	return m;
}

static const struct {
	const char *prefix;
	enum native_line kind;
} prefixes[] = {
	{ "credit: ", NATIVE_CREDIT_LINE },
	{ "standfirst: ", NATIVE_STANDFIRST_LINE },
	{ "rule: ", NATIVE_RULE_KEY_LINE },
	{ "![", NATIVE_FIGURE_LINE },
};

static struct native_mark
look_prefix(const char *s, size_t nbytes)
{
	for (size_t i = 0; i < COUNT(prefixes); i++) {
		size_t n = strlen(prefixes[i].prefix);
		if (nbytes > n && !memcmp(s, prefixes[i].prefix, n))
			return (struct native_mark){
				.kind = prefixes[i].kind,
				.nprefix = n,
			};
	}
	return (struct native_mark){ .kind = NATIVE_TEXT };
}

struct native_mark
native_look(const char *s, size_t nbytes)
{
	struct native_mark m = { .kind = NATIVE_BLANK };

	nbytes = trim_end(s, nbytes);
	if (!nbytes)
		return m;
	if (is_rule(s, nbytes))
		m.kind = NATIVE_RULE_LINE;
	else if (is_divider(s, nbytes))
		m.kind = NATIVE_DIVIDER_LINE;
	else if (s[0] == '|')
		m.kind = NATIVE_ROW_LINE;
	else if (count_run(s, nbytes, '`') > 2 || count_run(s, nbytes, '~') > 2)
		m.kind = NATIVE_FENCE_LINE;
	else if (s[0] == '#')
		m = look_heading(s, nbytes);
	else if (s[0] == '>') {
		m.kind = NATIVE_QUOTE_LINE;
		m.nmark = 1;
		m.nprefix = nbytes > 1 && s[1] == ' ' ? 2 : 1;
	} else {
		m = look_item(s, nbytes);
		if (m.kind == NATIVE_TEXT)
			m = look_prefix(s, nbytes);
	}
	return m;
}

/*
 * A row is only text until a divider follows it, so the divider is what is kept
 * from meaning something.
 */
bool
native_has_meaning(const char *s, size_t nbytes, enum native_place place)
{
	size_t nslashes = count_run(s, nbytes, '\\');

	if (place == NATIVE_IN_CELL || place == NATIVE_IN_VALUE)
		return false;
	s += nslashes;
	nbytes -= nslashes;
	if (!trim_end(s, nbytes))
		return true;
	if (place != NATIVE_IN_BODY && place != NATIVE_IN_ITEM &&
	    place != NATIVE_IN_INDENTED)
		return false;
	bool wide = nbytes >= 3 && !memcmp(s, "\xE3\x80\x80", 3);
	if (*s == ' ' || *s == '\t' || (wide && place == NATIVE_IN_INDENTED))
		return true;
	enum native_line kind = native_look(s, nbytes).kind;
	return kind != NATIVE_TEXT && kind != NATIVE_ROW_LINE;
}

unsigned
native_usual_gap(int before, enum block_type type)
{
	return before == BLOCK_ITEM && type == BLOCK_ITEM ? 0 : 1;
}
