/*
 * What the files of marks share.
 *
 * store.c opens the database and knows whether it is ours; recover.c puts a
 * damaged one aside and keeps daily copies; marks.c has the statements.
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

struct db;
struct err;

enum {
	MARKS_APPLICATION_ID = 0x62736D6B, /* "bsmk" */
	MARKS_VERSION = 1,                 /* of the schema */
	MARKS_WHY_BYTES = 256,
};

struct marks {
	char *dir;
	char *path;    /* of marks.db */
	struct db *db; /* NULL if it could not be opened again */
	int lock;      /* descriptor of marks.lock; -1 if there is none */
	dev_t device;  /* of the file that db has open ... */
	ino_t inode;   /* ... */
	char why_not
	    [MARKS_WHY_BYTES]; /* why it cannot be written; "" if it can */
};

/* Wait for the lock, at most DB_WAIT_MS; `alone` or with other writers. */
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

/* Begin to change: lock, look, BEGIN.  marks_end() undoes it unless `ok`. */
int marks_begin(struct marks *, struct err *);
int marks_end(struct marks *, bool ok, struct err *);

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
