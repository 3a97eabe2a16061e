#include "src/base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/err.h"
#include "src/base/mem.h"

/* The folder that a file lies in; to be freed. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return xstrdup(".");
	return xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
}

int
replace_begin(struct replace *r, const char *path, struct err *err)
{
	static const char suffix[] = ".XXXXXX";
	char *real = realpath(path, NULL); /* or a link would be replaced */
	struct stat st;

	*r = (struct replace){ .fd = -1 };
	r->path = real ? real : xstrdup(path);
	if (!stat(r->path, &st) && !S_ISREG(st.st_mode)) {
		err_set(err, ERR_SYS,
		    "%s: is not a file; name one, or - for standard output",
		    path);
		replace_abort(r);
		return -1;
	}
	size_t nbytes = strlen(r->path) + sizeof suffix;
	r->temp = xmalloc(nbytes);
	snprintf(r->temp, nbytes, "%s%s", r->path, suffix);
	r->fd = mkstemp(r->temp); /* makes it 0600 */
	if (r->fd >= 0) {
		fcntl(r->fd, F_SETFD, FD_CLOEXEC);
		return 0;
	}
	err_sys(err, path);
	replace_abort(r);
	return -1;
}

/* What was renamed in a folder is on disk; some network homes cannot. */
static void
sync_folder(const char *path)
{
	char *folder = folder_of(path);
	int fd = open(folder, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

int
replace_commit(struct replace *r, struct err *err)
{
	int fd = r->fd;
	int failed = fsync(fd);

	r->fd = -1;
	if (close(fd) < 0)
		failed = -1;
	if (!failed)
		failed = rename(r->temp, r->path);
	if (failed) {
		err_sys(err, r->path);
		unlink(r->temp);
	} else {
		sync_folder(r->path);
	}
	free(r->path);
	free(r->temp);
	*r = (struct replace){ .fd = -1 };
	return failed;
}

void
replace_abort(struct replace *r)
{
	int kept = errno;

	if (r->fd >= 0) {
		close(r->fd);
		unlink(r->temp);
	}
	free(r->path);
	free(r->temp);
	*r = (struct replace){ .fd = -1 };
	errno = kept;
}
