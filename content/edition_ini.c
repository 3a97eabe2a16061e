#include "content/edition_ini.h"

#include <stdlib.h>
#include <string.h>

#include "content/rawtext_scan.h"
#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/mem.h"

struct parser {
	struct edition_ini_item *items;
	size_t n, cap;
	const char *section;
	const char *name;
	struct arena *arena;
	struct diag *diag;
};

static const char *
copy(struct parser *p, const char *from, size_t n)
{
	struct slice t = scan_trim((struct slice){ from, n });

	/* Quotes around a value are not of it. */
	if (t.n >= 2 && *t.s == '"' && t.s[t.n - 1] == '"') {
		t.s++;
		t.n -= 2;
	}
	return arena_strndup(p->arena, t.s, t.n);
}

static void
parse_line(struct parser *p, struct slice t, unsigned line)
{
	const char *equals;

	t = scan_trim(t);
	if (t.n == 0 || *t.s == '#' || *t.s == ';')
		return;
	if (*t.s == '[' && t.s[t.n - 1] == ']') {
		p->section = copy(p, t.s + 1, t.n - 2);
		return;
	}
	equals = memchr(t.s, '=', t.n);
	if (!equals || equals == t.s) {
		diag_add(p->diag, DIAG_WARNING, p->name, line, 0,
		    "not a line of the form 'key = value'; it is ignored");
		return;
	}
	p->items = mem_grow(p->items, p->n, &p->cap, sizeof *p->items);
	p->items[p->n++] = (struct edition_ini_item){
		.section = p->section,
		.key = copy(p, t.s, (size_t)(equals - t.s)),
		.value = copy(p, equals + 1, t.n - (size_t)(equals - t.s) - 1),
		.line = line,
	};
}

struct edition_ini
edition_ini_parse(const char *text, size_t nbytes, const char *name,
    struct arena *arena, struct diag *diag)
{
	struct parser p = {
		.section = "", .name = name, .arena = arena, .diag = diag
	};
	unsigned line = 1;

	if (nbytes > EDITION_INI_MAX_BYTES) {
		diag_add(diag, DIAG_WARNING, name, 0, 0,
		    "only its first %d bytes are read", EDITION_INI_MAX_BYTES);
		nbytes = EDITION_INI_MAX_BYTES;
	}
	for (const char *end = text + nbytes; text < end; line++) {
		size_t n = strcspn(text, "\r\n");
		if (n > (size_t)(end - text))
			n = (size_t)(end - text);
		parse_line(&p, (struct slice){ text, n }, line);
		text += n;
		text += *text == '\r' && text[1] == '\n' ? 2 : 1;
	}
	struct edition_ini ini = {
		arena_dup(arena, p.items, p.n, sizeof *p.items), p.n
	};
	free(p.items);
	return ini;
}
