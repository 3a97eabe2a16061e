#include "src/library/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"

int
aside_find_owner(enum aside_owner *out, int64_t *theirs, struct db *db,
    int64_t application_id, int64_t version, struct err *err)
{
	int64_t id, ntables;

	if (db_number(&id, db, "PRAGMA application_id", err) < 0 ||
	    db_number(theirs, db, "PRAGMA user_version", err) < 0 ||
	    db_number(&ntables, db, "SELECT count(*) FROM sqlite_master", err) <
		0)
		return -1;
	if (!id && !*theirs && !ntables)
		*out = OWNER_NOBODY;
	else if (id != application_id)
		*out = OWNER_OTHER;
	else if (*theirs > version)
		*out = OWNER_NEWER;
	else
		*out = *theirs < version ? OWNER_OLDER : OWNER_SELF;
	if (*out == OWNER_OLDER && *theirs < 1)
		*theirs = 1; /* there was none before */
	return 0;
}

bool
aside_is_other(const char *path, unsigned application_id)
{
	enum { HEADER_BYTES = 100, ID_AT = 68 }; /* SQLite file format, 1.3 */
	static const char magic[16] = "SQLite format 3";
	unsigned char head[HEADER_BYTES];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return false;
	ssize_t n = read(fd, head, sizeof head);
	close(fd);
	if (n != HEADER_BYTES || memcmp(head, magic, sizeof magic) != 0)
		return false;
	unsigned id = 0;
	for (int i = 0; i < 4; i++)
		id = id << 8 | head[ID_AT + i];
	return id != application_id;
}

char *
aside_join(const char *dir, const char *name)
{
	size_t nbytes = strlen(dir) + strlen(name) + sizeof "/";
	char *path = xmalloc(nbytes);

	snprintf(path, nbytes, "%s/%s", dir, name);
	return path;
}

int
aside_read_all(const char *path, struct err *err)
{
	char bytes[4096];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	off_t at = 0;
	ssize_t n = 0;

	if (fd < 0)
		return errno == ENOENT ? 0 : err_sys(err, path);
	while ((n = pread(fd, bytes, sizeof bytes, at)) > 0)
		at += n;
	if (n < 0)
		err_sys(err, path);
	close(fd);
	return n < 0 ? -1 : 0;
}

int
aside_put(char aside[ASIDE_NAME_BYTES], const char *dir, const char *name,
    const char *const *tails, struct err *err)
{
	enum { MOST = 1000 }; /* damaged files of one day */
	struct arena *a = arena_new();
	const char *from = arena_printf(a, "%s/%s", dir, name);
	const char *to;
	char day[MARKS_DAY_BYTES];
	struct stat st;
	int failed = 0, i = 1;

	marks_day(day, marks_now());
	snprintf(aside, ASIDE_NAME_BYTES, "%s.damaged-%s", name, day);
	while (to = arena_printf(a, "%s/%s", dir, aside),
	    !lstat(to, &st) && i < MOST)
		snprintf(aside, ASIDE_NAME_BYTES, "%s.damaged-%s.%d", name, day,
		    ++i);
	for (; *tails && !failed; tails++) {
		const char *tail = arena_printf(a, "%s%s", from, *tails);
		if (rename(tail, arena_printf(a, "%s%s", to, *tails)) < 0 &&
		    errno != ENOENT)
			failed = err_sys(err, tail);
	}
	if (!failed && rename(from, to) < 0)
		failed = err_sys(err, from);
	folder_sync(dir);
	arena_free(a);
	return failed;
}
