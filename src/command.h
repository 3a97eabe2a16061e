/*
 * The commands of the command line: print, export, check, bookmarks, clippings,
 * backup, restore, config, search, import, library, and the reading itself.  Each
 * is a function on what the command line and the configuration said, and returns
 * an exit status.
 *
 * src/main.c and these are the only files of src/ that see content/, config/
 * and ui/: here is where the parts are put together.
 */
#ifndef SRC_COMMAND_H
#define SRC_COMMAND_H

#include <stddef.h>
#include <stdint.h>

#include "src/base/diag.h"

struct buf;
struct cli;
struct config;
struct config_source;
struct err;
struct hyphens;
struct marks;
struct paper;

/* Exit statuses. */
enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_PARTLY = 3, /* done, but part of a paper could not be read */
};

struct run {
	const struct cli *cli;
	struct config *config; /* owned by main */
	const struct config_source *source;
	struct hyphens *hyphens; /* owned by main */
	struct diag diag;        /* what was wrong with the configuration */
};

int command_read(struct run *);
int command_print(struct run *);
int command_export(struct run *);
int command_check(struct run *);
int command_check_terminal(struct run *); /* check --terminal */
int command_check_marks(void);            /* check --marks */
int command_bookmarks(struct run *);
int command_clippings(struct run *);
int command_backup(struct run *);
int command_restore(struct run *);
int command_config(struct run *);
int command_search(struct run *);
int command_import(struct run *);
int command_library(struct run *);
int command_newsstand(struct run *); /* library, at a terminal */

/* --- what they share (run.c) ------------------------------------------------- */

/* "broadsheet: ..." on standard error, filtered. */
void run_complain(const struct err *);
void run_complain_all(const struct diag *, enum diag_level least);

/* Complain of wrong usage; returns EXIT_USAGE. */
int run_misused(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Open the paper called `name`: a file or folder, else an edition of the library
 * (archive_named()).  NULL is the newest edition of the library, or the bundled
 * one while that is empty.  `*article` receives the number after '#', 0 for none.
 * Complains and returns NULL.
 */
struct paper *run_open(const struct run *, const char *name, unsigned *article);

/* The store of what the person made.  Complains and returns NULL. */
struct marks *run_marks(void);

/*
 * Append "3 bookmarks, 2 clippings", of numbers by table (library/schema.h);
 * "nothing" if there are none.
 */
void run_add_kept(struct buf *, const int64_t *n);

/*
 * Open the paper that `name` says, which must name an article as PAPER#N, and hand
 * both to `action`.  Returns its status, or an own one after complaining.
 */
typedef int run_action(
    struct marks *, const struct paper *, uint32_t article, void *ctx);
int run_on_article(struct run *, struct marks *, const char *name,
    run_action *action, void *ctx);

/* EXIT_PARTLY if part of it could not be read. */
int run_status(const struct paper *);

/*
 * The number of --article or of PAPER#N, checked against the paper; 0 for all.
 * Complains and returns -1 if there is no such article.
 */
long run_article(const struct run *, const struct paper *, unsigned named);

/* Write to standard output; complains and returns EXIT_FAILED if it is full. */
int run_write(const struct buf *);

#endif
