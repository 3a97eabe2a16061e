/* broadsheet backup and broadsheet restore. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/replace.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/library/backup.h"
#include "src/library/lines.h"
#include "src/library/marks.h"
#include "src/library/restore.h"
#include "src/text/filter.h"

enum { CHUNK_BYTES = 64 * 1024 };

static int
fail(const struct err *err)
{
	run_complain(err);
	return EXIT_FAILED;
}

/* What was done, on standard error: standard output may be the backup. */
static void
tell(const struct buf *b)
{
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, buf_str(b), b->n, FILTER_TEXT);
	(void)fd_write_all(STDERR_FILENO, buf_str(&filtered), filtered.n);
	buf_fini(&filtered);
}

/* --- backup ---------------------------------------------------------------------- */

static int
tell_backed_up(const struct backed_up *got)
{
	struct buf b;

	buf_init(&b);
	run_add_kept(&b, got->n);
	buf_addc(&b, '\n');
	if (got->nbad)
		buf_addf(&b,
		    ngettext("%lld entry makes no sense and was left out\n",
			"%lld entries make no sense and were left out\n",
			(unsigned long)got->nbad),
		    (long long)got->nbad);
	tell(&b);
	buf_fini(&b);
	return got->nbad ? EXIT_PARTLY : EXIT_DONE;
}

/* Copy a file from its beginning to standard output. */
static int
copy_out(int fd, struct err *err)
{
	char bytes[CHUNK_BYTES];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, bytes, sizeof bytes, at)) > 0) {
		if (fd_write_all(STDOUT_FILENO, bytes, (size_t)n) < 0)
			return err_sys(
			    err, _("cannot write to standard output"));
		at += n;
	}
	return n < 0 ? err_sys(err, _("the backup")) : 0;
}

/*
 * To standard output by way of a file: while it is written nobody can set a
 * bookmark, and whoever reads it may be slow.
 */
static int
backup_to_output(struct backed_up *got, struct marks *marks, struct err *err)
{
	FILE *f = tmpfile();

	if (!f)
		return err_sys(err, _("cannot make a file in /tmp"));
	int failed = backup_write(got, marks, fileno(f), VERSION, err);
	if (!failed)
		failed = copy_out(fileno(f), err);
	fclose(f);
	return failed;
}

/* A file that is something else stays, whoever mistyped its name. */
static int
check_old(const char *name, struct err *err)
{
	static const char head[] = "{\"broadsheet\":\"backup\"";
	char bytes[sizeof head];
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return errno == ENOENT ? 0 : err_sys(err, name);
	ssize_t n = read(fd, bytes, sizeof head - 1);
	close(fd);
	if (n <= 0 ||
	    ((size_t)n == sizeof head - 1 &&
		memcmp(bytes, head, (size_t)n) == 0))
		return 0;
	return err_set(err, ERR_USAGE,
	    _("%s: is no backup and is not replaced; choose another name"),
	    name);
}

static int
backup_to_file(struct backed_up *got, struct marks *marks, const char *name,
    struct err *err)
{
	struct replace r;

	if (replace_begin(&r, name, err) < 0)
		return -1;
	if (check_old(r.path, err) == 0 &&
	    backup_write(got, marks, r.fd, VERSION, err) == 0)
		return replace_commit(&r, err);
	replace_abort(&r);
	return -1;
}

int
command_backup(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *name = cli->nwords ? cli->words[0] : "-";
	bool is_output = strcmp(name, "-") == 0;
	struct backed_up got;
	struct err err;

	if (cli->nwords > 1)
		return run_misused(_("a backup is one file"));
	if (cli->nwords == 0 && isatty(STDOUT_FILENO))
		return run_misused(
		    _("where to? broadsheet backup marks.jsonl writes a file, "
		      "and - to the terminal"));
	struct marks *marks = run_marks();
	if (!marks)
		return EXIT_FAILED;
	int failed = is_output ? backup_to_output(&got, marks, &err)
			       : backup_to_file(&got, marks, name, &err);
	marks_close(marks);
	return failed ? fail(&err) : tell_backed_up(&got);
}

/* --- restore --------------------------------------------------------------------- */

static int
tell_restored(const struct restored *got)
{
	int64_t added[TABLE_COUNT], newer[TABLE_COUNT], there = 0, bad = 0;
	struct buf b;

	for (size_t i = 0; i < TABLE_COUNT; i++) {
		added[i] = got->of[i].nadded;
		newer[i] = got->of[i].nnewer;
		there += got->of[i].nthere;
		bad += got->of[i].nbad;
	}
	buf_init(&b);
	buf_adds(&b, _("added: "));
	run_add_kept(&b, added);
	buf_adds(&b, _("\nnewer than what was there: "));
	run_add_kept(&b, newer);
	buf_addf(&b, _("\nalready there: %lld\n"), (long long)there);
	if (bad)
		buf_addf(&b,
		    ngettext("%lld entry makes no sense and was left out\n",
			"%lld entries make no sense and were left out\n",
			(unsigned long)bad),
		    (long long)bad);
	tell(&b);
	buf_fini(&b);
	return bad || got->is_cut ? EXIT_PARTLY : EXIT_DONE;
}

/*
 * What may come slowly is put into a file first: while it is read nobody can
 * set a bookmark.  Limits are those of restore_read(), so that it ends.
 */
static FILE *
spool(int fd, const char *name, struct err *err)
{
	struct lines lines = {
		.fd = fd, .name = name, .max_nbytes = BACKUP_MAX_LINE_BYTES
	};
	FILE *f = tmpfile();
	const char *line;
	size_t nbytes;
	int got = f ? 1 : err_sys(err, _("cannot make a file in /tmp"));

	while (got > 0 && lines.number <= BACKUP_MAX_LINES &&
	    (got = lines_next(&lines, &line, &nbytes, err)) > 0) {
		nbytes += !lines.is_open; /* with its newline */
		if (fwrite(line, 1, nbytes, f) != nbytes)
			got = err_sys(err, _("a file in /tmp"));
	}
	lines_fini(&lines);
	if (got >= 0 && (fflush(f) != 0 || lseek(fileno(f), 0, SEEK_SET) < 0))
		got = err_sys(err, _("a file in /tmp"));
	if (got >= 0)
		return f;
	if (f)
		fclose(f);
	return NULL;
}

static int
restore_from(struct restored *got, struct marks *marks, int fd,
    const char *name, struct restore_how how, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return err_sys(err, name);
	if (S_ISREG(st.st_mode))
		return restore_read(got, marks, fd, name, how, err);
	FILE *f = spool(fd, name, err);
	if (!f)
		return -1;
	int failed = restore_read(got, marks, fileno(f), name, how, err);
	fclose(f);
	return failed;
}

static int
restore_file(struct restored *got, struct marks *marks, const char *name,
    struct restore_how how, struct err *err)
{
	if (strcmp(name, "-") == 0)
		return restore_from(
		    got, marks, STDIN_FILENO, _("standard input"), how, err);

	int fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_sys(err, name);
	int failed = restore_from(got, marks, fd, name, how, err);
	close(fd);
	return failed;
}

int
command_restore(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *day = cli->value[CLI_OPT_COPY];
	struct restore_how how = {
		.is_partial = cli->value[CLI_OPT_PARTIAL] != NULL,
	};
	struct restored got;
	struct err err;

	if (cli->nwords + (day != NULL) != 1)
		return run_misused(
		    _("from what? name one backup, - for standard input, or "
		      "--copy=DATE; broadsheet check --marks lists copies"));
	struct marks *marks = run_marks();
	if (!marks)
		return EXIT_FAILED;
	int failed = day ? restore_copy(&got, marks, day, how, &err)
			 : restore_file(&got, marks, cli->words[0], how, &err);
	marks_close(marks);
	return failed ? fail(&err) : tell_restored(&got);
}
