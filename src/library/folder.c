#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/marks_int.h"

static int
fail(struct err *err, const char *path, int number)
{
	if (number == EEXIST || number == ENOTDIR)
		return err_set(err, ERR_SYS,
		    "%s: is in the way of a folder for bookmarks; move it",
		    path);
	return err_set(err, ERR_SYS, "%s: cannot make the folder: %s", path,
	    strerror(number));
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* What was made in the parent of `path` is on disk. */
static void
sync_parent(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash) {
		folder_sync(".");
	} else if (slash == path) {
		folder_sync("/");
	} else {
		*slash = '\0';
		folder_sync(path);
		*slash = '/';
	}
}

/* Make one folder, unless it is there. */
static int
make_one(char *path, struct err *err)
{
	if (is_folder(path))
		return 0;
	if (!mkdir(path, 0700))
		sync_parent(path); /* or all that is in it may be lost */
	else if (errno != EEXIST || !is_folder(path))
		return fail(err, path, errno);
	return 0;
}

int
folder_make(const char *dir, struct err *err)
{
	char *path = xstrdup(dir);
	int failed = 0;

	for (char *p = path + 1; !failed && *path; p++) {
		char was = *p;
		if (was != '/' && was)
			continue;
		*p = '\0';
		failed = make_one(path, err);
		if (!was)
			break;
		*p = was;
	}
	free(path);
	return failed;
}

void
folder_sync(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd); /* some network homes cannot; nothing better is left */
	close(fd);
}
