#include "src/import_walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sys/stat.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/mem.h"

/*
 * A file that was changed within these seconds may change again and look the
 * same: file systems count time in steps of up to two seconds (FAT).
 */
enum { SETTLED_SECONDS = 3 };

void
walk_init(struct walk *w)
{
	*w = (struct walk){ .arena = arena_new(), .now = time(NULL) };
	diag_init(&w->passed);
	diag_init(&w->wrong);
}

void
walk_fini(struct walk *w)
{
	free(w->at);
	diag_fini(&w->passed);
	diag_fini(&w->wrong);
	arena_free(w->arena);
}

/* --- looks ----------------------------------------------------------------------- */

/* The finalizer of SplitMix64: each bit of the sum depends on all. */
uint64_t
walk_mix(uint64_t sum, uint64_t n)
{
	sum = (sum ^ n) + 0x9E3779B97F4A7C15u;
	sum = (sum ^ (sum >> 30)) * 0xBF58476D1CE4E5B9u;
	sum = (sum ^ (sum >> 27)) * 0x94D049BB133111EBu;
	return sum ^ (sum >> 31);
}

uint64_t
walk_mix_string(uint64_t sum, const char *s)
{
	for (size_t i = 0; s && s[i]; i++)
		sum = walk_mix(sum, (unsigned char)s[i]);
	return walk_mix(sum, s ? 256 : 257);
}

static void
mix_file(uint64_t *look, const struct stat *st)
{
	*look = walk_mix(*look, (uint64_t)st->st_dev);
	*look = walk_mix(*look, (uint64_t)st->st_ino);
	*look = walk_mix(*look, (uint64_t)st->st_size);
	*look = walk_mix(*look, (uint64_t)st->st_mtim.tv_sec);
	*look = walk_mix(*look, (uint64_t)st->st_mtim.tv_nsec);
	*look = walk_mix(*look, (uint64_t)st->st_ctim.tv_sec);
	*look = walk_mix(*look, (uint64_t)st->st_ctim.tv_nsec);
}

static bool
is_settled(const struct walk *w, const struct stat *st)
{
	return st->st_mtim.tv_sec + SETTLED_SECONDS < w->now &&
	    st->st_ctim.tv_sec + SETTLED_SECONDS < w->now;
}

/* --- what is found ------------------------------------------------------------------ */

static void
pass_over(struct walk *w, const char *name, const char *why)
{
	w->npassed++;
	diag_add(&w->passed, DIAG_NOTE, name, 0, 0, "%s", why);
}

static void
add_paper(struct walk *w, const struct found_paper *p)
{
	if (w->n == WALK_MAX_PAPERS) {
		w->npassed++;
		if (!diag_has(&w->wrong, DIAG_LOST))
			diag_add(&w->wrong, DIAG_LOST, p->name, 0, 0,
			    _("is left out, and what follows: more than %d "
			      "papers; import one folder after the other"),
			    WALK_MAX_PAPERS);
		return;
	}
	w->at = mem_grow(w->at, w->n, &w->cap, sizeof *w->at);
	w->at[w->n++] = *p;
	w->nbytes += p->nbytes;
}

static void
add_file(
    struct walk *w, const char *name, const char *path, const struct stat *st)
{
	struct found_paper p = { .name = name,
		.path = path,
		.nbytes = st->st_size > 0 ? (uint64_t)st->st_size : 0 };

	if (is_settled(w, st))
		mix_file(&p.look, st);
	add_paper(w, &p);
}

/* --- folders --------------------------------------------------------------------------- */

struct entry {
	const char *base;
	struct stat st;
	bool is_link;
};

struct listing {
	struct entry *at;
	size_t n, cap;
};

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->base, y->base);
}

/* Names are the walk's arena's; what cannot be looked at is passed over. */
static int
list_folder(struct listing *l, struct walk *w, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *d;

	if (!dir) {
		diag_add(
		    &w->wrong, DIAG_LOST, folder, 0, 0, "%s", strerror(errno));
		return -1;
	}
	while ((d = readdir(dir)) != NULL) {
		const char *base = d->d_name;
		struct entry e = { 0 };
		if (strcmp(base, ".") == 0 || strcmp(base, "..") == 0)
			continue;
		const char *name =
		    arena_printf(w->arena, "%s/%s", folder, base);
		if (base[0] == '.') {
			pass_over(w, name, _("is hidden"));
			continue;
		}
		e.base = name + strlen(folder) + 1;
		if (lstat(name, &e.st) < 0) {
			pass_over(w, name, strerror(errno));
			continue;
		}
		e.is_link = S_ISLNK(e.st.st_mode);
		if (e.is_link && stat(name, &e.st) < 0) {
			pass_over(w, name, _("is a link to nothing"));
			continue;
		}
		l->at = mem_grow(l->at, l->n, &l->cap, sizeof *l->at);
		l->at[l->n++] = e;
	}
	closedir(dir);
	if (l->n)
		qsort(l->at, l->n, sizeof *l->at, compare_entries);
	return 0;
}

/* A folder that is one edition: it looks as all of its files do. */
static void
add_folder(
    struct walk *w, const struct listing *l, const char *name, const char *path)
{
	struct found_paper p = { .name = name, .path = path };
	bool settled = true;

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->at[i];
		if (!S_ISREG(e->st.st_mode))
			continue;
		if (!paper_is_page_file(e->base) &&
		    strcmp(e->base, "edition.ini") != 0) {
			pass_over(w,
			    arena_printf(w->arena, "%s/%s", name, e->base),
			    _("is no page of the edition"));
			continue;
		}
		p.nbytes += (uint64_t)e->st.st_size;
		settled = settled && is_settled(w, &e->st);
		p.look = walk_mix_string(p.look, e->base);
		mix_file(&p.look, &e->st);
	}
	if (!settled)
		p.look = 0;
	add_paper(w, &p);
}

static void
add_one(
    struct walk *w, const struct entry *e, const char *name, const char *path)
{
	if (!S_ISREG(e->st.st_mode)) {
		pass_over(w, name, _("is no file"));
	} else if (!paper_is_page_file(e->base)) {
		pass_over(
		    w, name, _("does not end as papers do, in .txt or .md"));
	} else if (e->is_link) {
		char *real = realpath(name, NULL);
		if (real)
			add_file(w, name, arena_strdup(w->arena, real), &e->st);
		free(real);
	} else {
		add_file(w, name, path, &e->st);
	}
}

static void
walk_folder(struct walk *w, const char *name, const char *path, int depth)
{
	struct listing l = { 0 };
	bool is_one = false;

	if (depth > WALK_MAX_DEPTH) {
		w->npassed++;
		diag_add(&w->wrong, DIAG_LOST, name, 0, 0,
		    _("is left out: more than %d folders in each other; import "
		      "it by itself"),
		    WALK_MAX_DEPTH);
		return;
	}
	if (list_folder(&l, w, name) == 0) {
		is_one = paper_is_edition(name);
		if (is_one)
			add_folder(w, &l, name, path);
	}
	for (size_t i = 0; i < l.n; i++) {
		const struct entry *e = &l.at[i];
		bool is_folder = S_ISDIR(e->st.st_mode);
		if (is_one && !is_folder)
			continue;
		const char *n = arena_printf(w->arena, "%s/%s", name, e->base);
		const char *p = arena_printf(w->arena, "%s/%s", path, e->base);
		if (is_folder && e->is_link)
			pass_over(w, n, _("is a link to a folder"));
		else if (is_folder)
			walk_folder(w, n, p, depth + 1);
		else
			add_one(w, e, n, p);
	}
	free(l.at);
}

/* "a/b//" as "a/b", for names below it. */
static const char *
trim(struct walk *w, const char *name)
{
	size_t n = strlen(name);

	while (n > 1 && name[n - 1] == '/')
		n--;
	return arena_strndup(w->arena, name, n);
}

void
walk_add(struct walk *w, const char *name)
{
	struct stat st;
	char *real;

	if (strcmp(name, "-") == 0) {
		add_paper(w, &(struct found_paper){ .name = name });
		return;
	}
	name = trim(w, name);
	if (stat(name, &st) < 0 || !(real = realpath(name, NULL))) {
		diag_add(&w->wrong, DIAG_LOST, name, 0, 0, "%s; %s",
		    strerror(errno), _("check the name"));
		return;
	}
	const char *path = arena_strdup(w->arena, real);
	free(real);
	if (S_ISDIR(st.st_mode))
		walk_folder(w, name, path, 1);
	else
		add_file(w, name, path, &st);
}
