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
		if (!is_folder(path) && mkdir(path, 0700) < 0 &&
		    !(errno == EEXIST && is_folder(path)))
			failed = fail(err, path, errno);
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
