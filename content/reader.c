#include "content/reader.h"

#include <string.h>

static const struct reader *const readers[] = {
#define READER(name) &reader_##name,
#include "content/readers.def"
#undef READER
};

#define COUNT (sizeof readers / sizeof *readers)

/*
 * A name is a promise, not a proof: it outweighs a look that is unsure, but
 * not one that is certain.
 */
enum { EXTENSION_BONUS = 30 };

static int
has_extension(const struct reader *r, const char *name)
{
	const char *dot = name ? strrchr(name, '.') : NULL;

	for (size_t i = 0; dot && r->extensions[i]; i++)
		if (strcmp(dot + 1, r->extensions[i]) == 0)
			return 1;
	return 0;
}

const struct reader *
reader_for(const struct source *source)
{
	const struct reader *best = &reader_text;
	int most = -1;

	for (size_t i = 0; i < COUNT; i++) {
		int sure = readers[i]->probe(source);
		if (sure > 0 && has_extension(readers[i], source->name))
			sure += EXTENSION_BONUS;
		if (sure > most) {
			most = sure;
			best = readers[i];
		}
	}
	return best;
}

const struct reader *
reader_named(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(readers[i]->name, name) == 0)
			return readers[i];
	return NULL;
}
