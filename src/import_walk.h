/*
 * The papers below what is named to `broadsheet import`: files, folders that are
 * one edition, and trees of both.
 *
 * In a tree only what may be a paper is taken: regular files with the endings of
 * papers.  Hidden names, links to folders (so there are no loops), and all else
 * are passed over and counted.  Nothing is read but folders, and the beginnings
 * of files that may be pages of one edition.
 */
#ifndef SRC_IMPORT_WALK_H
#define SRC_IMPORT_WALK_H

#include <stddef.h>
#include <stdint.h>

#include "src/base/diag.h"

struct arena;

enum {
	WALK_MAX_DEPTH = 32, /* folders in each other; papers need four */
	/* Papers of one import: a paper a day for 2,700 years. */
	WALK_MAX_PAPERS = 1000000,
};

struct found_paper {
	const char *name; /* for messages, and to open it */
	const char *path; /* absolute, as paper_open() has it; NULL of "-" */
	uint64_t nbytes;
	/*
	 * Made of sizes, times and numbers of all of its files: another number
	 * when it was changed.  0 if it changed just now, so that a change to
	 * come could look the same.
	 */
	uint64_t look;
};

struct walk {
	struct found_paper *at; /* owned */
	size_t n, cap;
	uint64_t nbytes;     /* of all */
	size_t npassed;      /* files and folders that were passed over */
	struct diag passed;  /* notes of them */
	struct diag wrong;   /* what could not be looked at */
	struct arena *arena; /* of the strings */
	int64_t now;         /* seconds since 1970, by the system's clock */
};

void walk_init(struct walk *);
void walk_fini(struct walk *);

/* Add what is at `name`, "-" for standard input. */
void walk_add(struct walk *, const char *name);

/* Mix a number, or a string (NULL is fine), into another. */
uint64_t walk_mix(uint64_t sum, uint64_t n);
uint64_t walk_mix_string(uint64_t sum, const char *);

#endif
