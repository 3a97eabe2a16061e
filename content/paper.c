#include "content/paper.h"

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "content/paper_int.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"

static const struct paper_options no_options;

static void
note_charset(struct paper *p, const struct charset *cs, const char *name)
{
	if (cs->guessed)
		diag_add(&p->diag, DIAG_NOTE, name, 0, 0,
		    "read as %s, by a guess; --encoding=NAME overrides it",
		    cs->name);
	if (cs->nbad)
		diag_add(&p->diag, DIAG_LOST, name, 0, 0,
		    "%zu sequence%s not %s and shown as U+FFFD; try "
		    "--encoding=NAME",
		    cs->nbad, cs->nbad == 1 ? " is" : "s are", cs->name);
}

int
paper_read(struct paper *p, struct builder *b, struct source *s,
    struct buf *bytes, const struct paper_options *options, struct err *err)
{
	const struct reader *reader = NULL;
	struct charset cs;
	struct buf text;
	int rc = -1;

	if (options->format) {
		reader = reader_named(options->format);
		if (!reader)
			return err_set(err, ERR_USAGE,
			    "unknown format '%s'; there are native and text",
			    options->format);
	}
	buf_init(&text);
	if (charset_take(&text, &cs, bytes, options->encoding, err) == 0) {
		note_charset(p, &cs, s->name);
		s->text = buf_str(&text);
		s->nbytes = text.n;
		if (!reader)
			reader = reader_for(s);
		if (!p->reader) {
			p->reader = reader->name;
			p->charset = cs;
		}
		rc = reader->read(s, b, &p->diag, err);
	}
	buf_fini(&text);
	return rc;
}

static struct paper *
paper_new(const char *name)
{
	struct paper *p = xcalloc(1, sizeof *p);

	diag_init(&p->diag);
	p->name = xstrdup(name);
	return p;
}

/* Anything that is one run of bytes: a file or standard input. */
static int
read_one(struct paper *p, struct builder *b, const char *name,
    const struct paper_options *options, struct err *err)
{
	struct arena *arena = arena_new();
	struct buf bytes;
	int rc;

	buf_init(&bytes);
	if (strcmp(name, "-") == 0) {
		struct source s = { .name = "standard input" };
		rc = page_file_read_stdin(&bytes, p, PAPER_MAX_BYTES, err);
		if (rc == 0)
			rc = paper_read(p, b, &s, &bytes, options, err);
	} else {
		struct page_file_facts f = page_file_facts(name, false, arena);
		struct source s = {
			.name = name, .label = f.label, .page = f.name
		};
		builder_edition(b, EDITION_TITLE, f.title);
		builder_edition(b, EDITION_DATE, f.date);
		rc = page_file_read(&bytes, p, name, PAPER_MAX_BYTES, err);
		if (rc == 0)
			rc = paper_read(p, b, &s, &bytes, options, err);
	}
	buf_fini(&bytes);
	arena_free(arena);
	return rc;
}

struct paper *
paper_open(
    const char *name, const struct paper_options *options, struct err *err)
{
	struct paper *p = paper_new(name);
	struct builder *b = builder_new(name, &p->diag);
	struct stat st;
	int rc;

	if (!options)
		options = &no_options;
	builder_edition(b, EDITION_TITLE, options->title);
	builder_edition(b, EDITION_DATE, options->date);
	p->is_folder = strcmp(name, "-") != 0 && stat(name, &st) == 0 &&
	    S_ISDIR(st.st_mode);
	if (p->is_folder)
		rc = folder_read(p, b, name, options, err);
	else
		rc = read_one(p, b, name, options, err);
	if (rc < 0) {
		builder_free(b);
		paper_close(p);
		return NULL;
	}
	p->edition = builder_finish(b);
	if (p->edition->narticles == 0) {
		err_at(
		    err, name, 0, 0, "has no text to read; give another paper");
		paper_close(p);
		return NULL;
	}
	if (strcmp(name, "-") != 0)
		p->path = realpath(name, NULL);
	return p;
}

void
paper_close(struct paper *p)
{
	if (!p)
		return;
	edition_free(p->edition);
	diag_fini(&p->diag);
	for (size_t i = 0; i < p->nstamps; i++)
		free(p->stamps[i].path);
	free(p->stamps);
	free(p->name);
	free(p->path);
	free(p);
}

unsigned
paper_split_article(char *name)
{
	char *hash = strrchr(name, '#');
	size_t ndigits = hash ? strspn(hash + 1, "0123456789") : 0;

	/* Nine digits fit in an unsigned. */
	if (ndigits == 0 || ndigits > 9 || hash[1 + ndigits] != '\0' ||
	    access(name, F_OK) == 0)
		return 0;
	unsigned n = (unsigned)strtoul(hash + 1, NULL, 10);
	if (n > 0)
		*hash = '\0';
	return n;
}
