/* The edition that is compiled into the program. */
#include <assert.h>

#include "content/paper.h"
#include "content/reader.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"

/* The bytes of a text file, with a NUL after the last. */
static const unsigned char bytes[] = {
#include "content/bundled/edition.md.inc"
	0
};

struct paper *
paper_open_bundled(void)
{
	const struct source source = {
		.text = (const char *)bytes,
		.nbytes = sizeof bytes - 1,
		.name = "bundled edition",
	};
	struct paper *p = xcalloc(1, sizeof *p);
	struct builder *b;

	diag_init(&p->diag);
	b = builder_new(source.name, &p->diag);
	/* It is part of the program: a test reads it whole. */
	int rc = reader_native.read(&source, b, &p->diag, NULL);
	assert(rc == 0);
	(void)rc;
	p->edition = builder_finish(b);
	p->name = xstrdup(source.name);
	p->charset.name = "UTF-8";
	p->reader = reader_native.name;
	return p;
}
