/*
 * A folder of page files, read in the order of their page labels.
 *
 * The label comes from the file's name, else from the heading of its text:
 * A01 < A02 < A10 < B01, numbers by their value; files without a label follow,
 * in the natural order of their names.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <sys/stat.h>

#include "content/edition_ini.h"
#include "content/paper_int.h"
#include "content/rawtext.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"
#include "src/edition/native.h"
#include "src/text/lang.h"

static const char ini_name[] = "edition.ini";

struct page_file {
	const char *path;
	const char *base; /* in path */
	struct page_file_facts facts;
};

struct folder {
	struct paper *paper;
	const struct paper_options *options;
	const char *path;
	struct arena *arena;
	struct page_file *files;
	size_t n, cap;
	struct edition_ini ini;
	const char *language;
	size_t left; /* bytes that may still be read */
};

/* --- order ------------------------------------------------------------------ */

/* Runs of digits by value, everything else by bytes. */
static int
compare_natural(const char *a, const char *b)
{
	while (*a && *b) {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			char *aend, *bend;
			unsigned long x = strtoul(a, &aend, 10);
			unsigned long y = strtoul(b, &bend, 10);
			if (x != y)
				return x < y ? -1 : 1;
			a = aend;
			b = bend;
			continue;
		}
		int x = tolower((unsigned char)*a++);
		int y = tolower((unsigned char)*b++);
		if (x != y)
			return x - y;
	}
	return (*a != '\0') - (*b != '\0');
}

static int
by_label(const void *va, const void *vb)
{
	const struct page_file *a = va;
	const struct page_file *b = vb;
	int order = 0;

	if (a->facts.label && b->facts.label)
		order = compare_natural(a->facts.label, b->facts.label);
	else
		order = (a->facts.label == NULL) - (b->facts.label == NULL);
	if (order == 0)
		order = compare_natural(a->base, b->base);
	return order ? order : strcmp(a->base, b->base);
}

/* "A05" and "A5" and "a05" are one label. */
static bool
is_same_label(const char *a, const char *b)
{
	return compare_natural(a, b) == 0;
}

/* --- the files ---------------------------------------------------------------- */

bool
paper_is_page_file(const char *base)
{
	static const char *const extensions[] = { ".txt", ".text", ".md",
		".markdown", NULL };
	const char *dot = strrchr(base, '.');

	if (base[0] == '.' || strncasecmp(base, "readme", 6) == 0)
		return false;
	for (size_t i = 0; dot && extensions[i]; i++)
		if (strcasecmp(dot, extensions[i]) == 0)
			return true;
	return false;
}

static int
list_files(struct folder *f, struct err *err)
{
	DIR *dir = opendir(f->path);
	struct dirent *entry;
	size_t nignored = 0;

	if (!dir)
		return err_sys(err, f->path);
	while ((entry = readdir(dir)) != NULL) {
		if (!paper_is_page_file(entry->d_name))
			continue;
		if (f->n == PAPER_MAX_FILES) {
			nignored++;
			continue;
		}
		f->files = mem_grow(f->files, f->n, &f->cap, sizeof *f->files);
		struct page_file *file = &f->files[f->n++];
		file->path =
		    arena_printf(f->arena, "%s/%s", f->path, entry->d_name);
		file->base = file->path + strlen(f->path) + 1;
		file->facts = page_file_facts(file->path, true, f->arena);
	}
	closedir(dir);
	if (nignored)
		diag_add(&f->paper->diag, DIAG_LOST, f->path, 0, 0,
		    "%zu files are left out: more than %d in one folder",
		    nignored, PAPER_MAX_FILES);
	if (f->n == 0)
		return err_at(err, f->path, 0, 0,
		    "has no page files; they end in .txt or .md");
	return 0;
}

/* The beginning of a file as text; empty if it cannot be read. */
static struct buf
peek(const struct folder *f, const struct page_file *file)
{
	enum { HEAD_BYTES = 8 * 1024 };
	struct charset cs;
	struct buf head, text;

	buf_init(&head);
	buf_init(&text);
	if (page_file_peek(&head, file->path, HEAD_BYTES) == 0)
		charset_decode(&text, &cs, buf_str(&head), head.n,
		    f->options->encoding, NULL);
	buf_fini(&head);
	return text;
}

/* Files whose names say nothing are placed by the heading of their text. */
static void
peek_at_label(struct folder *f, struct page_file *file)
{
	struct buf text;

	if (file->facts.label)
		return;
	text = peek(f, file);
	file->facts.label =
	    rawtext_peek_label(buf_str(&text), text.n, f->arena);
	buf_fini(&text);
}

/* Its first page speaks for an edition whose language nobody names. */
static const char *
guess_language(const struct folder *f)
{
	struct buf text = peek(f, &f->files[0]);
	const char *language = lang_guess(buf_str(&text), text.n);

	buf_fini(&text);
	return language;
}

/* --- one edition? ---------------------------------------------------------------- */

/* Does it say another paper or date than the files before it? */
static bool
is_of_other(const char **known, const char *said)
{
	if (!said)
		return false;
	if (*known)
		return strcmp(*known, said) != 0;
	*known = said;
	return false;
}

/* The front matter of a native file says more than its name. */
static void
peek_at_front(struct folder *f, struct page_file *file)
{
	static const char fence[] = "---\n";
	struct buf text = peek(f, file);
	const char *s = buf_str(&text);

	if (strncmp(s, fence, strlen(fence)) == 0)
		s += strlen(fence);
	else
		s = "";
	while (*s && strncmp(s, fence, strlen(fence)) != 0) {
		size_t n = strcspn(s, "\n");
		struct native_key k;
		if (native_split_key(&k, NATIVE_EDITION, s, n)) {
			const char *value =
			    arena_strndup(f->arena, k.value, k.nvalue);
			if (k.field == NATIVE_TITLE)
				file->facts.title = value;
			else if (k.field == NATIVE_DATE)
				file->facts.date = value;
		}
		s += n + (s[n] == '\n');
	}
	buf_fini(&text);
}

/*
 * Text of a whole newspaper begins with the label of its first page, too; so of
 * one file alone the name must say that it is a page.
 */
static bool
are_pages(struct folder *f)
{
	const char *title = NULL, *date = NULL;

	for (size_t i = 0; i < f->n; i++) {
		struct page_file *file = &f->files[i];
		const char *dot = strrchr(file->base, '.');
		if (f->n > 1 && dot && strncasecmp(dot, ".t", 2) == 0)
			peek_at_label(f, file);
		else if (f->n > 1 && dot)
			peek_at_front(f, file);
		if (!file->facts.label ||
		    is_of_other(&title, file->facts.title) ||
		    is_of_other(&date, file->facts.date))
			return false;
	}
	qsort(f->files, f->n, sizeof *f->files, by_label);
	for (size_t i = 1; i < f->n; i++)
		if (is_same_label(
			f->files[i - 1].facts.label, f->files[i].facts.label))
			return false;
	return true;
}

bool
paper_is_edition(const char *path)
{
	struct paper paper = { 0 };
	struct folder f = { .paper = &paper,
		.options = &(struct paper_options){ 0 },
		.path = path,
		.arena = arena_new() };
	struct stat st;
	const char *ini = arena_printf(f.arena, "%s/%s", path, ini_name);
	bool is_one = list_files(&f, NULL) == 0;

	if (is_one && stat(ini, &st) < 0)
		is_one = f.n < PAPER_MAX_FILES && are_pages(&f);
	diag_fini(&paper.diag);
	free(f.files);
	arena_free(f.arena);
	return is_one;
}

/* --- edition.ini ---------------------------------------------------------------- */

static const struct ini_key {
	const char *key;
	enum edition_field field;
} ini_keys[] = {
	{ "title", EDITION_TITLE },
	{ "paper", EDITION_TITLE },
	{ "date", EDITION_DATE },
	{ "edition", EDITION_NAME },
	{ "number", EDITION_NUMBER },
	{ "no", EDITION_NUMBER },
	{ "language", EDITION_LANGUAGE },
	{ "lang", EDITION_LANGUAGE },
	{ "place", EDITION_PLACE },
	{ "motto", EDITION_MOTTO },
	{ "price", EDITION_PRICE },
	{ "url", EDITION_URL },
};

static void
read_ini(struct folder *f)
{
	const char *path = arena_printf(f->arena, "%s/%s", f->path, ini_name);
	struct charset cs;
	struct buf bytes, text;
	struct err err;

	buf_init(&bytes);
	buf_init(&text);
	if (page_file_read(
		&bytes, f->paper, path, EDITION_INI_MAX_BYTES + 1, &err) == 0 &&
	    charset_decode(&text, &cs, buf_str(&bytes), bytes.n, NULL, &err) ==
		0)
		f->ini = edition_ini_parse(
		    buf_str(&text), text.n, path, f->arena, &f->paper->diag);
	buf_fini(&text);
	buf_fini(&bytes);
}

static void
warn(struct folder *f, const struct edition_ini_item *item, const char *what)
{
	diag_add(&f->paper->diag, DIAG_WARNING, ini_name, item->line, 0,
	    "%s '%s' is unknown; it is ignored", what, item->key);
}

/* The last word on the edition: a person wrote it for this folder. */
static void
apply_ini(struct folder *f, struct builder *b)
{
	for (size_t i = 0; i < f->ini.n; i++) {
		const struct edition_ini_item *item = &f->ini.items[i];
		size_t k = 0;
		if (strcasecmp(item->section, "pages") == 0)
			continue;
		if (strcasecmp(item->section, "edition") != 0) {
			warn(f, item, "section of key");
			continue;
		}
		while (k < sizeof ini_keys / sizeof *ini_keys &&
		    strcasecmp(ini_keys[k].key, item->key) != 0)
			k++;
		if (k == sizeof ini_keys / sizeof *ini_keys)
			warn(f, item, "key");
		else
			builder_edition(b, ini_keys[k].field, item->value);
	}
}

static const char *
ini_language(const struct folder *f)
{
	const char *language = NULL;

	for (size_t i = 0; i < f->ini.n; i++)
		if (strcasecmp(f->ini.items[i].section, "edition") == 0 &&
		    strncasecmp(f->ini.items[i].key, "lang", 4) == 0)
			language = f->ini.items[i].value;
	return language;
}

static const char *
page_name(const struct folder *f, const struct page_file *file)
{
	const char *name = file->facts.name;

	for (size_t i = 0; file->facts.label && i < f->ini.n; i++)
		if (strcasecmp(f->ini.items[i].section, "pages") == 0 &&
		    is_same_label(f->ini.items[i].key, file->facts.label))
			name = f->ini.items[i].value;
	return name;
}

/* --- reading ---------------------------------------------------------------------- */

/* One bad page does not keep the others from being read. */
static void
read_page(struct folder *f, struct builder *b, const struct page_file *file)
{
	struct source s = {
		.name = file->path,
		.label = file->facts.label,
		.page = page_name(f, file),
		.language = f->language,
	};
	struct buf bytes;
	struct err err = { 0 };

	buf_init(&bytes);
	builder_edition(b, EDITION_TITLE, file->facts.title);
	builder_edition(b, EDITION_DATE, file->facts.date);
	if (page_file_read(&bytes, f->paper, file->path, f->left, &err) < 0 ||
	    paper_read(f->paper, b, &s, &bytes, f->options, &err) < 0)
		diag_add(&f->paper->diag, DIAG_LOST, file->path, 0, 0,
		    "the page is left out: %s", err.msg);
	f->left -= bytes.n < f->left ? bytes.n : f->left;
	buf_fini(&bytes);
}

int
folder_read(struct paper *p, struct builder *b, const char *path,
    const struct paper_options *options, struct err *err)
{
	struct folder f = {
		.paper = p,
		.options = options,
		.path = path,
		.arena = arena_new(),
		.left = PAPER_MAX_BYTES,
	};
	int rc = list_files(&f, err);

	if (rc == 0) {
		page_file_stamp(p, path);
		read_ini(&f);
		for (size_t i = 0; i < f.n; i++)
			peek_at_label(&f, &f.files[i]);
		qsort(f.files, f.n, sizeof *f.files, by_label);
		f.language = ini_language(&f);
		if (!f.language)
			f.language = guess_language(&f);
		builder_edition(b, EDITION_LANGUAGE, f.language);
		for (size_t i = 0; i < f.n; i++)
			read_page(&f, b, &f.files[i]);
		apply_ini(&f, b);
	}
	free(f.files);
	arena_free(f.arena);
	return rc;
}
