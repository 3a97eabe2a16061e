/*
 * Scripted screens: every script (.t) in tests/screen is played to the reading
 * through ui/term_script.h, and the snapshots it takes must be those in
 * tests/golden/screen.  GENERATE=1 writes them anew; read the difference.
 *
 * Lines of a script that begin with @ are for here:
 *	@paper FILE     else the bundled edition
 *	@option NAME=VALUE
 *	@language zh_CN
 *	@article N
 *	@marks          a store for bookmarks, empty
 *	@kept FILE      an edition of the library, besides
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/config.h"
#include "config/i18n.h"
#include "content/archived.h"
#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "tests/folder.h"
#include "ui/term_script.h"
#include "ui/ui.h"

enum { MAX_SCRIPTS = 100, MAX_OPTIONS = 16, MAX_KEPT = 16, PATH_BYTES = 512 };

static const char script_dir[] = "tests/screen";
static const char golden_dir[] = "tests/golden/screen";

struct heading {
	const char *paper, *language;
	const char *options[MAX_OPTIONS];
	size_t noptions_;
	const char *kept[MAX_KEPT];
	size_t nkept;
	unsigned article;
	int has_marks;
};

static const char *
after(const char *line, const char *word)
{
	size_t n = strlen(word);

	return strncmp(line, word, n) == 0 ? line + n : NULL;
}

/* Cuts `text` into lines. */
static void
read_heading(struct heading *h, char *text)
{
	char *rest, *line;
	const char *value;

	memset(h, 0, sizeof *h);
	h->language = "en";
	for (line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		if ((value = after(line, "@paper ")))
			h->paper = value;
		else if ((value = after(line, "@language ")))
			h->language = value;
		else if ((value = after(line, "@article ")))
			h->article = (unsigned)atoi(value);
		else if ((value = after(line, "@option ")))
			h->options[h->noptions_++] = value;
		else if ((value = after(line, "@kept ")))
			h->kept[h->nkept++] = value;
		else if (strcmp(line, "@marks") == 0)
			h->has_marks = 1;
		else
			assert_int_not_equal(*line, '@');
		assert_true(h->noptions_ < MAX_OPTIONS);
		assert_true(h->nkept < MAX_KEPT);
	}
}

static void
speak(const char *language)
{
	char dir[PATH_BYTES];
	const char *b = getenv("B");

	snprintf(dir, sizeof dir, "%s/locale", b ? b : "build");
	i18n_init_from(dir, language);
}

static void
keep_papers(const char *folder, const struct heading *h)
{
	struct paper_options how = { 0 };
	char notice[ERR_MSG_BYTES];
	struct err err = { 0 };
	enum archive_outcome outcome;
	int64_t id;

	if (h->nkept == 0)
		return;
	struct archive *archive =
	    archive_open(folder, ARCHIVE_WRITE, notice, sizeof notice, &err);
	assert_non_null(archive);
	for (size_t i = 0; i < h->nkept; i++) {
		struct paper *p = paper_open(h->kept[i], &how, &err);
		if (!p || archived_keep(archive, p, &id, &outcome, &err) != 0)
			fail_msg("%s: %s", h->kept[i], err.msg);
		paper_close(p);
	}
	archive_close(archive);
}

static void
play(struct buf *out, const char *script)
{
	char *copy = xstrdup(script);
	char marks[FOLDER_BYTES];
	struct heading h;
	struct err err = { 0 };

	read_heading(&h, copy);
	speak(h.language);
	struct config_source source = {
		.file = "", .overrides = h.options, .noverrides = h.noptions_
	};
	struct paper_options paper_options = { 0 };
	struct ui_options o = {
		.paper = h.paper ? paper_open(h.paper, &paper_options, &err)
				 : paper_open_bundled(),
		.config = config_load(&source, NULL),
		.config_source = &source,
		.paper_options = &paper_options,
		.term = term_script_open(script, out, &err),
		.article = h.article,
		.marks_dir = h.has_marks ? marks : "",
	};
	if (!o.paper || !o.term)
		fail_msg("%s: line %u", err.msg, err.line);
	if (h.has_marks) {
		test_folder_make(marks);
		keep_papers(marks, &h);
	}
	assert_int_equal(ui_run(&o, &err), 0);
	if (h.has_marks)
		test_folder_remove(marks);
	free(copy);
}

static void
complain(const char *golden, const char *got)
{
	unsigned line = 1;

	while (*golden && *golden == *got) {
		line += *golden++ == '\n';
		got++;
	}
	fail_msg("differs at line %u from the golden file:\ngot:  %.80s\n"
		 "want: %.80s",
	    line, got, golden);
}

static void
script_test(void **state)
{
	const char *name = *state;
	size_t nbytes;
	char golden_name[PATH_BYTES];
	char *script = test_file_read(script_dir, name, &nbytes);
	struct buf out;

	assert_non_null(script);
	snprintf(golden_name, sizeof golden_name, "%.*s.txt",
	    (int)strlen(name) - 2, name);
	buf_init(&out);
	play(&out, script);
	free(script);
	if (getenv("GENERATE")) {
		test_file_write(golden_dir, golden_name, buf_str(&out), out.n);
	} else {
		char *golden = test_file_read(golden_dir, golden_name, &nbytes);
		if (!golden)
			fail_msg("no %s/%s", golden_dir, golden_name);
		if (strcmp(golden, buf_str(&out)) != 0)
			complain(golden, buf_str(&out));
		free(golden);
	}
	buf_fini(&out);
}

static int
is_script(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 2 && strcmp(d->d_name + n - 2, ".t") == 0;
}

int
main(void)
{
	static struct CMUnitTest tests[MAX_SCRIPTS];
	struct dirent **names;
	/* 2025-05-31: what is kept without a date lies on that day. */
	setenv("BROADSHEET_NOW", "1748649600", 1);
	int n = scandir(script_dir, &names, is_script, alphasort);

	if (n <= 0 || n > MAX_SCRIPTS)
		return 1;
	setenv("BROADSHEET_NOW", "1771063200", 1); /* 2026-02-14 10:00 UTC */
	for (int i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){
			.name = names[i]->d_name,
			.test_func = script_test,
			.initial_state = names[i]->d_name,
		};
	int failed =
	    _cmocka_run_group_tests("screens", tests, (size_t)n, NULL, NULL);
	for (int i = 0; i < n; i++)
		free(names[i]);
	free(names);
	return failed;
}
