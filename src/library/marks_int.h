/*
 * What the files of marks share.
 *
 * store.c opens the database and knows whether it is ours; schema.c has its
 * tables; recover.c puts a damaged one aside and keeps daily copies; marks.c,
 * places.c, clips.c and reading.c have the statements; marks_undo.c remembers
 * what they changed.
 *
 * Beside marks.db lies marks.lock.  Whoever writes holds it shared, whoever
 * replaces marks.db holds it alone: so nobody commits to a file that is just
 * being put aside.
 */
#ifndef SRC_LIBRARY_MARKS_INT_H
#define SRC_LIBRARY_MARKS_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/types.h>

#include "src/library/marks.h"
#include "src/library/marks_undo.h"
#include "src/library/schema.h"

struct arena;
struct db;
struct err;
struct query;
struct undo;

enum {
	MARKS_APPLICATION_ID = 0x62736D6B, /* "bsmk" */
	MARKS_VERSION = 2,                 /* of the schema */
	MARKS_WHY_BYTES = 256,
};

struct marks {
	char *dir;
	char *path;      /* of marks.db */
	struct db *db;   /* NULL if it could not be opened again */
	int lock;        /* descriptor of marks.lock; -1 if there is none */
	dev_t device;    /* of the file that db has open ... */
	ino_t inode;     /* ... */
	int64_t seen;    /* its data version when last looked at */
	bool is_another; /* it is not the file that was last looked at */
	bool is_locked;  /* by marks_begin() */
	int patience_ms; /* with whoever has it locked */
	struct undo *undo;
	char why_not
	    [MARKS_WHY_BYTES]; /* why it cannot be written; "" if it can */
};

/* Wait for the lock, as patience goes; `alone` or with other writers. */
int marks_lock(struct marks *, bool alone, struct err *);
void marks_unlock(struct marks *);

/*
 * Open marks.db, made if missing.  On failure `*damaged` says if that is why; a
 * file that is missing or empty, of which there is a copy, is taken for damaged.
 */
int marks_open_file(struct marks *, bool *damaged, struct err *);

/* The same, but it is made even if there are copies. */
int marks_make_file(struct marks *, bool *damaged, struct err *);

/* Look whether marks.db is still the file that is open; else open it again. */
int marks_ready(struct marks *, struct err *);

/* Is marks.db not the file that is open? */
bool marks_was_replaced(const struct marks *);

/* Begin to change: lock, look, BEGIN.  marks_end() undoes it unless `ok`. */
int marks_begin(struct marks *, struct err *);
int marks_end(struct marks *, bool ok, struct err *);

/* Whole copy of the file before it becomes MARKS_VERSION; alone. */
int marks_copy_older(struct marks *, struct err *);

/* --- undo (marks_undo.c) ------------------------------------------------------ */

struct undo *undo_new(void);
void undo_free(struct undo *); /* NULL is fine */

/*
 * Within marks_begin(): a row is about to be changed or deleted, or, with
 * undo_note_new(), was just made.
 */
int undo_note(struct marks *, enum marks_table, int64_t id, struct err *);
void undo_note_new(struct marks *, enum marks_table, int64_t id);

/*
 * Commit and remember a step, or take it all back if `failed`, which says that
 * err is set already.
 */
int marks_end_step(struct marks *, int failed, enum marks_deed, struct err *);

/* The same for what is no step: those that know its rows are told. */
int marks_end_quiet(struct marks *, int failed, struct err *);

/* --- rows (marks_row.c) ------------------------------------------------------- */

const char *or_empty(const char *);

/* A text of the file as the model would have it: valid, "" as NULL. */
const char *row_text(struct query *, int col, struct arena *);
const char *row_path(struct query *, int col, struct arena *);
uint32_t row_u32(struct query *, int col);

/* MARK_COLUMNS of a mark, from ?1, and from column `col`. */
void row_set_mark(
    struct query *, const struct mark *, const char *paper, const char *date);
void row_get_mark(struct mark *, struct query *, int col, struct arena *);

/* Tags as they are stored: parted by newlines. */
const char *tags_pack(struct tags, struct arena *);
struct tags tags_unpack(const char *, struct arena *);

/*
 * The row of an article in TABLE_BOOKMARK or TABLE_READING, 0 if there is none.
 * An article whose text was edited has another id; its headline and number
 * together still tell it from others called "In brief".
 */
int row_find(int64_t *id, struct marks *, enum marks_table,
    const struct mark *like, struct err *);

/* The id that a query gives, 0 if no row; frees it.  NULL has failed. */
int row_take_id(int64_t *id, struct query *, struct err *);

/* Run a statement whose rows nobody needs; frees it.  NULL has failed. */
int row_run(struct query *, struct err *);

int row_delete(struct marks *, enum marks_table, int64_t id, struct err *);

/*
 * Put a damaged marks.db aside and bring back what can be had: the newest sound
 * copy, and every bookmark the damaged file still gives; or finish doing so.
 * Opens the result; `notice` says what was restored.
 */
int marks_recover(struct marks *, char *notice, size_t nbytes, struct err *);

/* Was putting aside and bringing back cut short? */
bool marks_has_rescue(const struct marks *);

/* Is there a copy that an empty marks.db could be restored from? */
bool marks_has_copy(const struct marks *);

/* Make today's copy unless there is one.  Failure is nobody's concern. */
void marks_keep_copy(struct marks *);

/* "2025-05-30", in UTC. */
enum { MARKS_DAY_BYTES = 16 };
void marks_day(char *out, int64_t seconds);

/* Make `dir` and its parents, 0700. */
int folder_make(const char *dir, struct err *);

/* What was renamed or made in it is on disk. */
void folder_sync(const char *dir);

#endif
