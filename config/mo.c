#include "config/mo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config/file.h"
#include "src/base/buf.h"
#include "src/base/mem.h"

enum {
	/* Ten times a full translation of this program. */
	MO_MAX_BYTES = 1 << 20,
	HEADER_BYTES = 28,
};

#define MAGIC         0x950412deu
#define MAGIC_SWAPPED 0xde120495u

struct mo {
	struct buf bytes;
	int is_swapped;
	uint32_t n;            /* texts */
	uint32_t ids, strings; /* where their tables begin, in bytes */
	int nplurals;
	int zero_is_one; /* "n > 1": nothing counts like one thing */
};

struct text {
	const char *s;
	uint32_t nbytes;
};

static uint32_t
word_at(const struct mo *m, size_t at)
{
	uint32_t w;

	memcpy(&w, m->bytes.bytes + at, sizeof w);
	if (m->is_swapped)
		w = w >> 24 | (w >> 8 & 0xff00) | (w << 8 & 0xff0000) | w << 24;
	return w;
}

static struct text
text_at(const struct mo *m, uint32_t table, uint32_t i)
{
	size_t entry = table + (size_t)i * 8;

	return (struct text){ m->bytes.bytes + word_at(m, entry + 4),
		word_at(m, entry) };
}

/* Does the table of `n` entries, and all they point to, lie in the file? */
static int
is_sound(const struct mo *m, uint32_t table)
{
	size_t size = m->bytes.n;

	if (table > size || (size - table) / 8 < m->n)
		return 0;
	for (uint32_t i = 0; i < m->n; i++) {
		size_t entry = table + (size_t)i * 8;
		size_t nbytes = word_at(m, entry);
		size_t at = word_at(m, entry + 4);
		if (at >= size || nbytes >= size - at ||
		    m->bytes.bytes[at + nbytes])
			return 0;
	}
	return 1;
}

/*
 * The two rules that a third of the world's languages share, and the one of
 * those that do not count at all; another rule is read as the first.
 */
static void
read_plurals(struct mo *m)
{
	const char *header = mo_text(m, "");
	const char *rule = header ? strstr(header, "nplurals=") : NULL;

	m->nplurals = 2;
	if (!rule)
		return;
	if (rule[9] == '1')
		m->nplurals = 1;
	m->zero_is_one = strstr(rule, "n > 1") || strstr(rule, "n>1");
}

static int
read_header(struct mo *m)
{
	if (m->bytes.n < HEADER_BYTES)
		return 0;
	uint32_t magic = word_at(m, 0);
	m->is_swapped = magic == MAGIC_SWAPPED;
	if (magic != MAGIC && magic != MAGIC_SWAPPED)
		return 0;
	if (word_at(m, 4) >> 16 != 0)
		return 0; /* a revision of the format that is not known */
	m->n = word_at(m, 8);
	m->ids = word_at(m, 12);
	m->strings = word_at(m, 16);
	return is_sound(m, m->ids) && is_sound(m, m->strings);
}

struct mo *
mo_open(const char *file)
{
	struct mo *m = xcalloc(1, sizeof *m);

	buf_init(&m->bytes);
	if (file_read(&m->bytes, file, MO_MAX_BYTES, NULL) < 0 ||
	    !read_header(m)) {
		mo_free(m);
		return NULL;
	}
	read_plurals(m);
	return m;
}

void
mo_free(struct mo *m)
{
	if (!m)
		return;
	buf_fini(&m->bytes);
	free(m);
}

/* Ids are sorted; one with a plural is "one NUL many", so `one` finds it. */
static struct text
find(const struct mo *m, const char *id)
{
	uint32_t low = 0, high = m->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(id, text_at(m, m->ids, middle).s);
		if (!order)
			return text_at(m, m->strings, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return (struct text){ NULL, 0 };
}

const char *
mo_text(const struct mo *m, const char *id)
{
	struct text t = find(m, id);

	return t.s && t.nbytes ? t.s : NULL;
}

const char *
mo_plural(const struct mo *m, const char *one, unsigned long n)
{
	struct text t = find(m, one);
	int is_many = m->zero_is_one ? n > 1 : n != 1;
	size_t first;

	if (!t.s || !t.nbytes)
		return NULL;
	first = strlen(t.s);
	if (m->nplurals == 1 || !is_many || first >= t.nbytes)
		return t.s;
	return t.s + first + 1;
}
