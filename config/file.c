#include "config/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/err.h"

enum { PATH_BYTES = 1024 };

static int
read_all(struct buf *out, int fd, size_t max, struct err *err)
{
	char block[8192];
	size_t before = out->n;

	for (;;) {
		ssize_t n = read(fd, block, sizeof block);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(err, _("cannot be read"));
		if (!n)
			return 0;
		if ((size_t)n > max - (out->n - before))
			return err_set(err, ERR_LIMIT,
			    _("larger than %zu bytes; keep it smaller"), max);
		buf_add(out, block, (size_t)n);
	}
}

int
file_read(struct buf *out, const char *path, size_t max, struct err *err)
{
	struct stat st;
	/* O_NONBLOCK: opening a pipe must not wait for its other end. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int result;

	if (fd < 0) {
		result = err_sys(err, _("cannot be opened"));
		if (err && (errno == ENOENT || errno == ENOTDIR))
			err->code = ERR_NOT_FOUND;
		return result;
	}
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		result = err_set(
		    err, ERR_UNSUPPORTED, _("no regular file; name another"));
	else
		result = read_all(out, fd, max, err);
	close(fd);
	return result;
}

int
file_is_name(const char *name)
{
	size_t n = strspn(name,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_.");

	/* 64: what a suggestion and a line of the help can show. */
	return n && n <= 64 && !name[n] && name[0] != '.';
}

int
file_beside(char *out, size_t nbytes, const char *file, const char *relative)
{
	const char *slash = strrchr(file, '/');
	const char *home = getenv("HOME");
	int n;

	if (!strncmp(relative, "~/", 2) && home && *home)
		n = snprintf(out, nbytes, "%s%s", home, relative + 1);
	else if (relative[0] == '/' || !slash)
		n = snprintf(out, nbytes, "%s", relative);
	else
		n = snprintf(out, nbytes, "%.*s/%s", (int)(slash - file), file,
		    relative);
	return n > 0 && (size_t)n < nbytes ? 0 : -1;
}

/*
 * A folder by the XDG Base Directory Specification 0.8: the variable if it is
 * an absolute path, else a folder in the home.
 */
static const char *
xdg(char *out, const char *variable, const char *in_home)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");
	int n = 0;

	if (base && base[0] == '/')
		n = snprintf(out, PATH_BYTES, "%s/broadsheet", base);
	else if (home && home[0] == '/')
		n = snprintf(
		    out, PATH_BYTES, "%s/%s/broadsheet", home, in_home);
	if (n <= 0 || n >= PATH_BYTES)
		out[0] = '\0';
	return out;
}

const char *
config_xdg_config(void)
{
	static char path[PATH_BYTES];

	return xdg(path, "XDG_CONFIG_HOME", ".config");
}

const char *
config_xdg_data(void)
{
	static char path[PATH_BYTES];

	return xdg(path, "XDG_DATA_HOME", ".local/share");
}

const char *
config_xdg_cache(void)
{
	static char path[PATH_BYTES];

	return xdg(path, "XDG_CACHE_HOME", ".cache");
}
