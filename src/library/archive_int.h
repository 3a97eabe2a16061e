/*
 * What the files of the archive share, and what searching it needs.
 *
 * archive.c opens the file and knows whether it is ours; archive_add.c keeps an
 * edition, archive_story.c makes its stories, archive_index.c has them found;
 * archive_list.c, archive_named.c and archive_authors.c look; archive_care.c
 * takes away, brings back, tidies and checks; archive_source.c knows what need
 * not be read again.
 *
 * **Whatever stands in the index is there**: an edition that was taken away, and
 * a story that stands in its edition twice, are not in the index and not in
 * `author`, so neither a search nor a list of stories has to ask.
 */
#ifndef SRC_LIBRARY_ARCHIVE_INT_H
#define SRC_LIBRARY_ARCHIVE_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/types.h>

#include "src/library/archive.h"

struct db;
struct query;
struct term_index;

enum {
	ARCHIVE_APPLICATION_ID = 0x62736172, /* "bsar" */
	ARCHIVE_VERSION = 1,                 /* of the schema */
	ARCHIVE_WHY_BYTES = 256,
	/*
	 * A row is day * 2^16 + number.  Each posting of the index has the way
	 * from one row to the next: with 2^24 it took a third more room.  A day
	 * with more stories goes on in the next one's rows: rows give the order,
	 * the edition knows the day.
	 */
	ARCHIVE_ROWS_OF_DAY = 1 << 16,
	/* The text of 64 MB that a paper may have, every byte escaped. */
	ARCHIVE_MAX_VALUE_BYTES = 256 * 1024 * 1024,
};

/* Statements that are kept prepared. */
enum archive_statement {
#define STATEMENT(id, sql) ARCHIVE_##id,
#include "src/library/archive.def"
#undef STATEMENT
	ARCHIVE_STATEMENT_COUNT
};

struct archive {
	char *dir;
	char *path; /* of archive.db */
	struct db *db;
	struct term_index *terms;
	struct query *kept[ARCHIVE_STATEMENT_COUNT]; /* NULL until needed */
	bool is_indexed;  /* the index is of this program */
	bool in_batch;    /* between archive_begin() and archive_commit() */
	bool is_undone;   /* the batch, since a part of it failed */
	int64_t removal;  /* when the batch took editions away; 0: not yet */
	int64_t nchanged; /* rows, when that part began */
	dev_t device;     /* of the file that db has open ... */
	ino_t inode;      /* ... */
	char
	    why_not[ARCHIVE_WHY_BYTES]; /* it cannot be changed; "" if it can */
};

/* A statement, ready for its values; it is not to be freed. */
struct query *archive_query(
    struct archive *, enum archive_statement, struct err *);

/* Run it once: its rows are not wanted, or there are none. */
int archive_run(struct query *, struct err *);

/*
 * Begin to change and end.  A part of a batch that fails when it has changed
 * something undoes the batch: with a savepoint for each part FTS5 would write out
 * what it has gathered at each, and take ten times as long.
 */
int archive_change(struct archive *, struct err *);
int archive_changed(struct archive *, bool ok, struct err *);

/* A value of the row that a query stands at: never NULL, the arena's. */
const char *archive_string(struct query *, int col, struct arena *);
uint32_t archive_u32(struct query *, int col);

/* --- stories ------------------------------------------------------------------- */

/* A story that is in the file or goes there. */
struct kept_story {
	int64_t row; /* 0: none yet */
	const char *text;
	size_t nbytes;
	const char *section; /* its name, else the page's; "" */
	const char
	    *authors;  /* name US role, parted by RS; US is 0x1F, RS 0x1E */
	uint64_t key;  /* hash of all that is searched */
	uint64_t look; /* hash of headline and blocks without blanks */
	uint32_t nchars;
	bool is_twin; /* it stands in the edition before */
};

uint64_t archive_hash(uint64_t seed, const void *, size_t nbytes);
enum { ARCHIVE_SEED = 0 };

/* The stories of an edition; the array and its strings are the arena's. */
struct kept_story *archive_stories(const struct edition *, struct arena *);

/* The stories of an edition that is kept, by row. */
int archive_old_stories(struct kept_story **, size_t *n, struct archive *,
    int64_t edition, struct arena *, struct err *);

/* --- what finds them -------------------------------------------------------------- */

/* Have a story found by search and under its authors, or no longer. */
int archive_index(struct archive *, const struct kept_story *,
    const char *paper, struct err *);
int archive_unindex(struct archive *, const struct kept_story *,
    const char *paper, struct err *);

/* The same for all stories of an edition that is kept. */
int archive_index_edition(struct archive *, int64_t edition, struct err *);
int archive_unindex_edition(struct archive *, int64_t edition, struct err *);

/* Are words of the story found?  1, 0, or -1 if it cannot be told. */
int archive_is_found(
    struct archive *, int64_t row, const char *text, size_t, struct err *);

/* --- reading rows --------------------------------------------------------------------- */

/* Columns of `edition` and of `article` with its edition, as the getters have them. */
#define SHELVED_COLUMNS                                                   \
	"id, paper, date, day, name, path, language, npages, narticles, " \
	"nchars, added, removed"
#define STORY_COLUMNS                                                        \
	"a.row, a.edition, e.day, e.paper, e.date, a.id, a.number, a.page, " \
	"a.section, a.headline, a.byline, a.nchars"

void archive_get_shelved(struct shelved *, struct query *, struct arena *);
void archive_get_story(struct archive_story *, struct query *, struct arena *);

#endif
