/*
 * edition.ini: what a folder of pages does not say of itself.
 *
 *   [edition]
 *   title = 晨报
 *   date = 2025-05-30
 *   language = zh-Hans
 *   [pages]
 *   A08 = 汽车
 *
 * One `key = value` a line; lines that begin with # or ; say nothing.  A bad
 * line is noted and passed over.  (The settings of the program are another
 * matter: config/ reads them.)
 */
#ifndef CONTENT_EDITION_INI_H
#define CONTENT_EDITION_INI_H

#include <stddef.h>

struct arena;
struct diag;

struct edition_ini_item {
	const char *section; /* "" before the first */
	const char *key;
	const char *value;
	unsigned line;
};

struct edition_ini {
	const struct edition_ini_item *items;
	size_t n;
};

/* More than this is no edition.ini: 2000 pages of 30 bytes each. */
enum { EDITION_INI_MAX_BYTES = 64 * 1024 };

/* Take `text` apart; the strings are the arena's.  Never fails. */
struct edition_ini edition_ini_parse(const char *text, size_t nbytes,
    const char *name, struct arena *, struct diag *);

#endif
