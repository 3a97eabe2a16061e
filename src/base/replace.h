/*
 * A file that is replaced as a whole: whatever happens meanwhile, under its
 * name lies the old one or the new one, and after replace_commit() the new one
 * is on disk.
 */
#ifndef SRC_BASE_REPLACE_H
#define SRC_BASE_REPLACE_H

struct err;

struct replace {
	int fd;     /* write here; -1 when it is over */
	char *path; /* what is replaced, links followed */
	char *temp; /* beside it, 0600 */
};

/*
 * Begin.  What is there may be a file or nothing; a folder or a device is
 * refused.  Ends with replace_commit() or replace_abort().
 */
int replace_begin(struct replace *, const char *path, struct err *);

/* Put the new file in the old one's place; if it fails, the old one stays. */
int replace_commit(struct replace *, struct err *);

/* The old file stays; errno is kept.  Nothing to do is fine. */
void replace_abort(struct replace *);

#endif
