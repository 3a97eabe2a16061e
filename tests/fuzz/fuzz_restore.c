/*
 * Backups: whatever a file holds, it is taken as a whole or refused with a
 * sentence and its place, and then nothing has changed; what was taken can be
 * backed up, and that backup changes nothing where it came from.
 *
 * An input is a parameter byte and the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/err.h"
#include "src/library/backup.h"
#include "src/library/marks.h"
#include "src/library/marks_undo.h"
#include "src/library/restore.h"
#include "tests/folder.h"
#include "tests/fuzz/fuzz.h"

static struct marks *marks; /* one for all inputs, emptied by undo */
static char dir[FOLDER_BYTES];

static void
close_store(void)
{
	marks_close(marks);
	test_folder_remove(dir);
}

static void
open_store(void)
{
	char notice[512];
	struct err err;

	setenv("BROADSHEET_NOW", "1748563200", 1);
	/* Where waiting for the disk takes no time. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	test_folder_make(dir);
	marks = marks_open(dir, notice, sizeof notice, &err);
	HOLDS(marks);
	atexit(close_store);
}

static int64_t
changes(const struct restored *got)
{
	int64_t n = 0;

	for (size_t i = 0; i < TABLE_COUNT; i++)
		n += got->of[i].nadded + got->of[i].nnewer;
	return n;
}

static int64_t
rows(struct backed_up *n, FILE *f)
{
	struct err err;
	int64_t all = 0;

	HOLDS(lseek(fileno(f), 0, SEEK_SET) == 0);
	HOLDS(ftruncate(fileno(f), 0) == 0);
	HOLDS(backup_write(n, marks, fileno(f), "0", &err) == 0);
	HOLDS(n->nbad == 0);
	for (size_t i = 0; i < TABLE_COUNT; i++)
		all += n->n[i];
	return all;
}

static void
round_trip(FILE *f)
{
	struct restore_how how = { .can_undo = true };
	struct restored got;
	struct err err;

	HOLDS(lseek(fileno(f), 0, SEEK_SET) == 0);
	HOLDS(restore_read(&got, marks, fileno(f), "f", how, &err) == 0);
	HOLDS(!got.is_cut && changes(&got) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct restore_how how = { fuzz_take(&in, 2) != 0, true };
	struct err err = { 0 };
	struct backed_up n;
	struct restored got;
	enum marks_deed deed;

	if (!marks)
		open_store();
	FILE *f = tmpfile();
	HOLDS(f && fwrite(in.at, 1, in.nbytes, f) == in.nbytes);
	HOLDS(fflush(f) == 0 && lseek(fileno(f), 0, SEEK_SET) == 0);
	size_t nsteps = marks_nundo(marks);
	if (restore_read(&got, marks, fileno(f), "f", how, &err) < 0) {
		HOLDS(*err.msg && marks_nundo(marks) == nsteps);
		HOLDS(rows(&n, f) == 0);
	} else {
		HOLDS(how.is_partial || !got.is_cut);
		HOLDS(rows(&n, f) <= changes(&got));
		round_trip(f);
	}
	if (marks_nundo(marks) > nsteps)
		HOLDS(marks_undo(marks, &deed, &err) == 0);
	HOLDS(rows(&n, f) == 0);
	fclose(f);
	return 0;
}
