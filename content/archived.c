#include "content/archived.h"

#include <string.h>

#include "content/paper.h"
#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"
#include "src/library/marks.h"
#include "src/print/markdown_export.h"

/* "PAPER DATE": the name by which it can be asked for again. */
static char *
make_name(const struct shelved *s, struct arena *a)
{
	if (!*s->date)
		return xstrdup(s->paper);
	return xstrdup(arena_printf(a, "%s %s", s->paper, s->date));
}

static struct paper *
read_edition(
    const struct shelved *s, const char *native, size_t nbytes, struct arena *a)
{
	struct paper *p = xcalloc(1, sizeof *p);
	struct source source = { .text = native, .nbytes = nbytes };
	struct builder *b;

	p->name = make_name(s, a);
	p->path = s->path ? xstrdup(s->path) : NULL;
	p->charset.name = "UTF-8";
	p->reader = reader_native.name;
	diag_init(&p->diag);
	source.name = p->name;
	b = builder_new(source.name, &p->diag);
	/* An empty text is no edition, which the caller sees. */
	reader_native.read(&source, b, &p->diag, NULL);
	p->edition = builder_finish(b);
	return p;
}

struct paper *
archived_open(struct archive *ar, int64_t id, struct err *err)
{
	struct arena *a = arena_new();
	struct shelved s;
	const char *native = NULL;
	struct paper *p = NULL;
	size_t nbytes;

	if (err)
		*err = (struct err){ 0 };
	if (archive_get(&s, ar, id, a, err))
		native = archive_native(&nbytes, ar, id, a, err);
	if (native)
		p = read_edition(&s, native, nbytes, a);
	else if (!err || err->code == ERR_NONE)
		err_set(err, ERR_NOT_FOUND,
		    "there is no such edition in the library");
	if (p && !p->edition->narticles) {
		err_set(err, ERR_DB,
		    "the edition is damaged in the library; import it again");
		paper_close(p);
		p = NULL;
	}
	arena_free(a);
	return p;
}

int
archived_keep(struct archive *ar, const struct paper *p, int64_t *id,
    enum archive_outcome *out, struct err *err)
{
	struct buf native = { 0 };

	markdown_export(&native, p->edition);
	struct archive_source src = {
		.paper = mark_paper(p->edition, p->path),
		.path = p->path,
		.native = buf_str(&native),
		.nbytes = native.n,
	};
	int failed = archive_add(ar, p->edition, &src, id, out, err);
	buf_fini(&native);
	return failed;
}

enum archive_outcome
archived_foresee(struct archive *ar, const struct paper *p)
{
	enum archive_outcome outcome = ARCHIVE_ADDED;
	struct arena *a = arena_new();
	struct buf native = { 0 };
	struct shelved s;
	size_t nbytes;

	if (archive_of(&s, ar, p->edition, mark_paper(p->edition, p->path),
		p->path, a, NULL)) {
		const char *was = archive_native(&nbytes, ar, s.id, a, NULL);
		markdown_export(&native, p->edition);
		bool same = was && nbytes == native.n &&
		    memcmp(was, buf_str(&native), nbytes) == 0;
		outcome = same ? ARCHIVE_UNCHANGED : ARCHIVE_UPDATED;
	}
	buf_fini(&native);
	arena_free(a);
	return outcome;
}
