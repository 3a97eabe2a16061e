/*
 * iniparser loads only from a named file, refuses the whole file for one bad
 * line, forgets line numbers, and has an open hole in Debian 12 (a section named
 * like a key: CVE-2023-33461); what it wants is a checked copy written to disk,
 * which a read-only home does not allow.  So lines are read here, one by one,
 * and iniparser keeps what they say: its dictionary takes a key "section:name"
 * that was checked to hold one colon, and gives the last value set.  Its
 * getters are called with such keys only, and numbers are read by ourselves.
 */
#include "config/ini.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Debian has a folder for it; where there is none the header lies alone. */
#if defined(__has_include) && !defined(__cppcheck__)
#define HAS_INCLUDE(h) __has_include(h)
#else
#define HAS_INCLUDE(h) 0
#endif
#if HAS_INCLUDE("iniparser/iniparser.h")
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "config/file.h"
#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"

struct ini {
	struct arena *arena;
	dictionary *values;
	const char *name;
	struct ini_entry entries[INI_MAX_ENTRIES];
	size_t n;
};

/* One reading of one file. */
struct reading {
	struct ini *ini;
	struct diag *diag;
	const char *section; /* NULL below a bad header: left out */
	unsigned line;
	size_t nincludes;
};

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static void
note(
    const struct reading *r, const char *at, const char *line, const char *what)
{
	unsigned col = at ? (unsigned)(at - line) + 1 : 0;

	diag_add(r->diag, DIAG_WARNING, r->ini->name, r->line, col, "%s", what);
}

/*
 * The bytes of a name at the start of `s`: letters, digits, '-', '_', '.'.  No
 * colon, so that a section never reads like the key of an entry.
 */
static size_t
name_length(const char *s)
{
	return strspn(s,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_.");
}

static char *
lower_copy(const struct reading *r, const char *s, size_t n)
{
	char *copy = arena_strndup(r->ini->arena, s, n);

	for (size_t i = 0; i < n; i++)
		copy[i] = lower(copy[i]);
	return copy;
}

/* A comment begins here, or the line ends. */
static int
is_rest_empty(const char *s)
{
	while (is_blank(*s))
		s++;
	return !*s || *s == ';' || *s == '#';
}

static void
read_section(struct reading *r, const char *line, const char *s)
{
	const char *name = s + 1;

	r->section = NULL;
	while (is_blank(*name))
		name++;
	size_t n = name_length(name);
	const char *end = name + n;
	while (is_blank(*end))
		end++;
	if (*end != ']')
		note(r, end, line,
		    _("no sound section header, and what stands below it is "
		      "left out; write [name]"));
	else if (!n || n > INI_MAX_NAME)
		note(r, name, line,
		    _("the name of the section is empty or too long, and what "
		      "stands below it is left out; write [name]"));
	else if (!is_rest_empty(end + 1))
		note(r, end + 1, line,
		    _("more after the section header, and what stands below "
		      "is left out; write [name] alone"));
	else
		r->section = lower_copy(r, name, n);
	if (r->section && r->ini->n < INI_MAX_ENTRIES)
		r->ini->entries[r->ini->n++] =
		    (struct ini_entry){ r->section, "", "", r->line };
}

/* `#rrggbb`, which is a colour, not a comment. */
static int
is_color(const char *s)
{
	size_t n = strspn(s + 1, "0123456789abcdefABCDEF");

	return n == 6 && name_length(s + 7) == 0;
}

/* The end of an unquoted value: the comment or the end of the line. */
static const char *
value_end(const char *s)
{
	for (; *s; s++)
		if (*s == ';' || (*s == '#' && !is_color(s)))
			break;
	return s;
}

/*
 * Find the value in the rest of a line.  Returns its first byte and sets its
 * length, or NULL when it is not sound.
 */
static const char *
find_value(const struct reading *r, const char *line, const char *s, size_t *n)
{
	while (is_blank(*s))
		s++;
	if (*s == '"' || *s == '\'') {
		const char *end = strchr(s + 1, *s);
		if (!end)
			return note(r, s, line,
				   _("a quotation mark is not closed; close "
				     "it, "
				     "or put the mark itself into the other "
				     "kind")),
			       NULL;
		if (!is_rest_empty(end + 1))
			return note(r, end + 1, line,
				   _("more after the closing quotation mark; "
				     "quote all of it")),
			       NULL;
		*n = (size_t)(end - s - 1);
		return s + 1;
	}
	const char *cut = value_end(s), *end = cut;
	while (end > s && is_blank(end[-1]))
		end--;
	if (*cut && end == cut)
		note(r, cut, line,
		    _("what follows is taken as a comment; quote the value "
		      "if it belongs to it"));
	*n = (size_t)(end - s);
	return s;
}

/* The entry of that name in the section, or NULL. */
static struct ini_entry *
find_entry(struct ini *ini, const char *section, const char *name)
{
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->entries[i].name, name) &&
		    !strcmp(ini->entries[i].section, section))
			return &ini->entries[i];
	return NULL;
}

static void
forget_entry(struct ini *ini, struct ini_entry *e)
{
	size_t after = (size_t)(ini->entries + ini->n - (e + 1));

	memmove(e, e + 1, after * sizeof *e);
	ini->n--;
}

static void
add_entry(struct reading *r, const char *name, const char *value)
{
	struct ini *ini = r->ini;
	int is_include = !strcmp(name, "include");
	struct ini_entry *old =
	    is_include ? NULL : find_entry(ini, r->section, name);

	if (old) {
		diag_add(r->diag, DIAG_WARNING, ini->name, r->line, 0,
		    _("%s is set a second time, and this line counts; remove "
		      "it or line %u"),
		    name, old->line);
		forget_entry(ini, old);
	} else if (ini->n == INI_MAX_ENTRIES) {
		diag_add(r->diag, DIAG_WARNING, ini->name, r->line, 0,
		    _("more than %d settings in one file, and this is left "
		      "out"),
		    INI_MAX_ENTRIES);
		return;
	}
	const char *key = is_include
	    ? arena_printf(
		  ini->arena, "%s:%s%zu", r->section, name, ++r->nincludes)
	    : arena_printf(ini->arena, "%s:%s", r->section, name);
	if (iniparser_set(ini->values, key, value) < 0)
		return;
	/* It does not say when it has no memory for a key or a value. */
	const char *kept = iniparser_getstring(ini->values, key, NULL);
	ini->entries[ini->n++] = (struct ini_entry){ r->section, name,
		kept ? kept : mem_must(NULL), r->line };
}

static void
read_entry(struct reading *r, const char *line, const char *s)
{
	size_t nname = name_length(s), nvalue;
	const char *end = s + nname;

	while (is_blank(*end))
		end++;
	if (*end != '=') {
		note(r, end, line,
		    strchr(s, '=')
			? _("this cannot stand in a name; write name = value")
			: _("no '='; write name = value, or ; before a "
			    "comment"));
		return;
	}
	if (!nname || nname > INI_MAX_NAME) {
		note(r, s, line,
		    _("the name is empty or too long; write name = value"));
		return;
	}
	const char *value = find_value(r, line, end + 1, &nvalue);
	if (value && r->section)
		add_entry(r, lower_copy(r, s, nname),
		    arena_strndup(r->ini->arena, value, nvalue));
}

/* Bytes that no line may hold; NULL if there are none. */
static const char *
find_bad_byte(const char *s, size_t n, const char **what)
{
	size_t valid = utf8_valid(s, n);

	for (size_t i = 0; i < valid; i++) {
		unsigned char c = (unsigned char)s[i];
		/* C1 controls are C2 80 to C2 9F in UTF-8. */
		if ((c < ' ' && c != '\t') || c == 0x7F ||
		    (c == 0xC2 && (unsigned char)s[i + 1] < 0xA0)) {
			*what = _("a control character; remove it");
			return s + i;
		}
	}
	if (valid == n)
		return NULL;
	*what = _("this is not UTF-8; save the file as UTF-8");
	return s + valid;
}

static void
read_line(struct reading *r, const char *s, size_t n)
{
	char line[INI_MAX_LINE + 1];
	const char *what = "";
	const char *bad;

	if (n && s[n - 1] == '\r')
		n--;
	if (n > INI_MAX_LINE) {
		diag_add(r->diag, DIAG_WARNING, r->ini->name, r->line, 0,
		    _("a line of more than %d bytes; shorten it"),
		    INI_MAX_LINE);
		return;
	}
	bad = find_bad_byte(s, n, &what);
	if (bad) {
		note(r, bad, s, what);
		return;
	}
	memcpy(line, s, n);
	line[n] = '\0';
	const char *first = line;
	while (is_blank(*first))
		first++;
	if (is_rest_empty(first))
		return;
	if (*first == '[')
		read_section(r, line, first);
	else
		read_entry(r, line, first);
}

/*
 * iniparser uses what it allocated without a look: in dictionary_new(), and where
 * a dictionary grows.  So it is made for all that it will hold: a key a line.
 */
static dictionary *
new_values(const char *bytes, size_t nbytes)
{
	size_t nlines = 2; /* the last, and it grows when it is full */

	for (size_t i = 0; i < nbytes; i++)
		nlines += bytes[i] == '\n';
	dictionary *d = mem_must(dictionary_new(nlines));
	mem_must(d->val);
	mem_must(d->key);
	mem_must(d->hash);
	return d;
}

struct ini *
ini_parse(const char *bytes, size_t nbytes, const char *name, struct diag *diag)
{
	struct arena *arena = arena_new();
	struct ini *ini = arena_one(arena, struct ini);
	struct reading r = { .ini = ini, .diag = diag, .section = "" };
	const char *end = bytes + nbytes;

	ini->arena = arena;
	ini->name = arena_strdup(arena, name);
	ini->values = new_values(bytes, nbytes);
	if (nbytes >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3))
		bytes += 3; /* a byte order mark, as some editors write it */
	while (ini->values && bytes < end) {
		const char *eol = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *next = eol ? eol + 1 : end;
		r.line++;
		read_line(&r, bytes, (size_t)((eol ? eol : end) - bytes));
		bytes = next;
	}
	return ini;
}

struct ini *
ini_open(const char *path, struct diag *diag, struct err *err)
{
	struct buf bytes;
	struct ini *ini = NULL;

	buf_init(&bytes);
	if (!file_read(&bytes, path, INI_MAX_BYTES, err))
		ini = ini_parse(buf_str(&bytes), bytes.n, path, diag);
	buf_fini(&bytes);
	return ini;
}

void
ini_free(struct ini *ini)
{
	if (!ini)
		return;
	if (ini->values)
		iniparser_freedict(ini->values);
	arena_free(ini->arena);
}

const char *
ini_name(const struct ini *ini)
{
	return ini->name;
}

const struct ini_entry *
ini_entries(const struct ini *ini, size_t *n)
{
	*n = ini->n;
	return ini->entries;
}
