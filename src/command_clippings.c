#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/json.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "src/library/clips.h"
#include "src/library/clips_format.h"
#include "src/library/clips_read.h"

enum { READ_BYTES = 64 * 1024 };

static int
fail(const struct err *err)
{
	run_complain(err);
	return EXIT_FAILED;
}

static int
list(struct run *run, struct marks *marks)
{
	const char *format = run->cli->value[CLI_OPT_FORMAT];
	struct arena *arena = arena_new();
	struct clip_list clips;
	struct err err;
	struct buf b;
	int status = EXIT_FAILED;

	buf_init(&b);
	if (clips_list(
		marks, &clips, run->cli->value[CLI_OPT_TAG], arena, &err) != 0)
		run_complain(&err);
	else {
		clips_write(&b, &clips,
		    (enum clips_format)clips_format_named(
			format ? format : "list"));
		status = run_write(&b);
	}
	buf_fini(&b);
	arena_free(arena);
	return status;
}

/* Write the clipping's line: only called once it is safe on disk. */
static int
write_line(const struct clip *clip)
{
	struct buf b;

	buf_init(&b);
	clips_write_line(&b, clip);
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

/* The whole article. */
static int
add(struct marks *marks, const struct paper *paper, uint32_t article, void *ctx)
{
	struct arena *arena = arena_new();
	struct clip clip = clip_make(paper->edition,
	    passage_whole(paper->edition, article), paper->path, arena);
	bool existed;
	struct err err;
	int status = EXIT_FAILED;

	(void)ctx;
	if (clips_add(marks, &clip, &clip.id, &existed, &err) != 0)
		run_complain(&err);
	else if (existed && !clips_get(&clip, marks, clip.id, arena, &err))
		run_complain(&err);
	else
		status = write_line(&clip);
	arena_free(arena);
	return status;
}

/* Do it with each word after the verb; the worst status. */
static int
each(struct run *run, struct marks *marks,
    int (*one)(struct run *, struct marks *, const char *word))
{
	int worst = EXIT_DONE;

	for (size_t i = 1; i < run->cli->nwords; i++) {
		int status = one(run, marks, run->cli->words[i]);
		if (status > worst)
			worst = status;
	}
	return worst;
}

static int
add_one(struct run *run, struct marks *marks, const char *word)
{
	return run_on_article(run, marks, word, add, NULL);
}

static int
add_each(struct run *run, struct marks *marks)
{
	return each(run, marks, add_one);
}

/* --- remove ------------------------------------------------------------------------ */

static int
remove_one(struct run *run, struct marks *marks, const char *word)
{
	struct arena *arena = arena_new();
	struct clip clip;
	struct err err;
	char *end;
	int status = EXIT_FAILED;

	(void)run;
	errno = 0;
	long long id = strtoll(word, &end, 10);
	if (errno || end == word || *end || id <= 0) {
		status = run_misused(_("%s is no clipping's number; "
				       "broadsheet clippings lists them"),
		    word);
	} else if (!clips_get(&clip, marks, id, arena, &err)) {
		if (!err.code)
			err_set(&err, ERR_NOT_FOUND,
			    _("there is no clipping %lld; broadsheet "
			      "clippings lists them"),
			    id);
		run_complain(&err);
	} else if (clips_remove(marks, id, &err) != 0) {
		run_complain(&err);
	} else {
		status = write_line(&clip);
	}
	arena_free(arena);
	return status;
}

static int
remove_each(struct run *run, struct marks *marks)
{
	return each(run, marks, remove_one);
}

/* --- import ------------------------------------------------------------------------ */

/* All of a file, or of standard input; one byte too many if it is too long. */
static int
read_file(struct buf *out, const char *name, struct err *err)
{
	int fd = strcmp(name, "-") == 0 ? STDIN_FILENO
					: open(name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : 1;

	while (n > 0 && out->n <= JSON_MAX_BYTES) {
		n = read(fd, buf_room(out, READ_BYTES), READ_BYTES);
		if (n > 0)
			buf_grow(out, (size_t)n);
		else if (n < 0 && errno == EINTR)
			n = 1;
	}
	if (n < 0)
		err_sys(err, name);
	if (fd > STDIN_FILENO)
		close(fd);
	return n < 0 ? -1 : 0;
}

static int
write_counts(size_t nadded, size_t nthere)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b,
	    ngettext("%zu clipping imported", "%zu clippings imported", nadded),
	    nadded);
	if (nthere)
		buf_addf(&b,
		    ngettext(", %zu was there", ", %zu were there", nthere),
		    nthere);
	buf_addc(&b, '\n');
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

static int
import(struct run *run, struct marks *marks)
{
	const char *name = run->cli->words[1];
	struct arena *arena = arena_new();
	struct clip_list clips;
	struct buf b;
	struct err err;
	size_t nadded;
	int status;

	buf_init(&b);
	if (read_file(&b, name, &err) != 0 ||
	    clips_read(&clips, buf_str(&b), b.n, name, arena, &err) != 0 ||
	    clips_import(marks, &clips, &nadded, &err) != 0)
		status = fail(&err);
	else
		status = write_counts(nadded, clips.n - nadded);
	buf_fini(&b);
	arena_free(arena);
	return status;
}

/* --- the command ------------------------------------------------------------------- */

static const struct {
	const char *name;
	int (*run)(struct run *, struct marks *);
	size_t least, most; /* words after it */
} verbs[] = {
	{ "list", list, 0, 0 },
	{ "add", add_each, 1, (size_t)-1 },
	{ "remove", remove_each, 1, (size_t)-1 },
	{ "import", import, 1, 1 },
};

enum { NVERBS = sizeof verbs / sizeof *verbs };

int
command_clippings(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *format = cli->value[CLI_OPT_FORMAT];
	const char *verb = cli->nwords ? cli->words[0] : "list";
	size_t nafter = cli->nwords ? cli->nwords - 1 : 0;
	size_t i = 0;

	if (format && clips_format_named(format) < 0)
		return run_misused(
		    _("no format is called %s; there are list, text, json, "
		      "markdown and html"),
		    format);
	while (i < NVERBS && strcmp(verbs[i].name, verb) != 0)
		i++;
	if (i == NVERBS)
		return run_misused(
		    _("clippings cannot %s; it can list, add, remove and "
		      "import"),
		    verb);
	if (nafter < verbs[i].least || nafter > verbs[i].most)
		return run_misused(
		    _("clippings add wants articles as PAPER#N, remove "
		      "numbers of clippings, import one file or -, list "
		      "nothing"));
	struct marks *marks = run_marks();
	if (!marks)
		return EXIT_FAILED;
	int status = verbs[i].run(run, marks);
	marks_close(marks);
	return status;
}
