/*
 * Ini files: bytes to sections, names and values, each with its line.
 *
 * The form is iniparser's: [section], name = value, comments that begin with
 * `;` or `#`, values in quotation marks when they hold one of these; names are
 * taken as lower case.  One thing is added: `#` and six hexadecimal digits are
 * a colour and no comment.
 *
 * A bad line is noted and left out, and only that line (or, for a bad section
 * header, what stands below it), so that one slip never costs the rest of the
 * file.  Everything handed out is UTF-8 without control characters.
 */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include <stddef.h>

struct diag;
struct err;

enum {
	INI_MAX_BYTES = 64 * 1024, /* of a file */
	INI_MAX_LINE = 1023,    /* bytes; iniparser 4.1 reads no longer one */
	INI_MAX_NAME = 63,      /* bytes of a name; ours have at most 20 */
	INI_MAX_ENTRIES = 1024, /* twenty times what there is to set */
};

struct ini_entry {
	const char *section; /* "" above the first header */
	const char *name;    /* "" for the header itself */
	const char *value;
	unsigned line;
};

struct ini;

/*
 * Read the file at `path`; NULL with err set if it cannot be used at all.  What
 * is wrong inside is noted with `path` and line.
 */
struct ini *ini_open(const char *path, struct diag *, struct err *);

/* The same from memory; `name` stands in messages. */
struct ini *ini_parse(
    const char *bytes, size_t nbytes, const char *name, struct diag *);

void ini_free(struct ini *); /* NULL is fine */

/* The file's name as it was given; lives as long as the ini. */
const char *ini_name(const struct ini *);

/*
 * All entries in the order of their lines.  A name set twice in a section is
 * there once, with its last value, and noted; `include` may stand often.
 */
const struct ini_entry *ini_entries(const struct ini *, size_t *n);

#endif
