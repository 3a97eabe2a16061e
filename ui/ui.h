/*
 * The reading itself: a paper on a terminal, with keys.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "content/paper.h"

struct config;
struct config_source;
struct diag;
struct err;
struct hyphens;
struct terminal;

struct ui_options {
	struct paper *paper;   /* taken; NULL: the bundled edition, or */
	bool goes_on;          /* the paper that was read last, at its place */
	struct config *config; /* taken */

	/* How to read the configuration again; NULL: it cannot be. */
	const struct config_source *config_source;
	const struct paper_options *paper_options; /* to read papers again */
	const struct diag *config_diag;            /* what was wrong, or NULL */

	struct terminal *term; /* taken; NULL: the real one is opened */
	int keys_fd;           /* where keys come from, for the real one */

	struct hyphens *hyphens; /* that part words; borrowed; or NULL */

	const char *marks_dir; /* "" or NULL: nothing is kept */
	const char *cache_dir; /* the same: what can be found out again */
	unsigned article;      /* open this one, from 1; 0: none was named */

	/* What was changed and not kept, to be told when it returns; borrowed. */
	struct diag *unkept;
};

/*
 * Let a person read until they leave.  Returns 0, or -1 with err when the
 * terminal cannot be used.  Takes and frees what is said to be taken, also on
 * failure.
 */
int ui_run(const struct ui_options *, struct err *);

#endif
