#include "tests/folder.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/mem.h"

static void
check(int ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	abort();
}

void
test_folder_make(char out[FOLDER_BYTES])
{
	const char *tmp = getenv("TMPDIR");

	snprintf(out, FOLDER_BYTES, "%s/broadsheet-test-XXXXXX",
	    tmp && *tmp ? tmp : "/tmp");
	check(mkdtemp(out) != NULL, out);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void
test_folder_remove(const char *path)
{
	enum { OPEN_FOLDERS = 8 };

	nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static FILE *
open_in(const char *dir, const char *name, const char *mode)
{
	char path[2 * FOLDER_BYTES];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return fopen(path, mode);
}

char *
test_file_read(const char *dir, const char *name, size_t *nbytes)
{
	FILE *f = open_in(dir, name, "rb");

	if (nbytes)
		*nbytes = 0;
	if (!f)
		return NULL;
	fseek(f, 0, SEEK_END);
	long size = ftell(f);
	rewind(f);
	char *bytes = xcalloc((size_t)size + 1, 1);
	size_t n = fread(bytes, 1, (size_t)size, f);
	if (nbytes)
		*nbytes = n;
	fclose(f);
	return bytes;
}

void
test_file_write(
    const char *dir, const char *name, const char *bytes, size_t nbytes)
{
	FILE *f = open_in(dir, name, "wb");

	check(f && fwrite(bytes, 1, nbytes, f) == nbytes && !fclose(f), name);
}

size_t
test_folder_count(const char *dir, const char *prefix)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t n = 0;

	while (d && (e = readdir(d)))
		n += !strncmp(e->d_name, prefix, strlen(prefix));
	if (d)
		closedir(d);
	return n;
}
