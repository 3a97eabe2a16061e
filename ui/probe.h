/*
 * The probe: how many cells does the terminal give to a character?
 *
 * Nobody but the terminal knows (the locale does not), so it is asked: on its
 * second screen each sample is written at the beginning of a line and followed
 * by CPR, the question where the cursor is (ECMA-48 8.3.35, DSR 6).  All of it
 * is one write, and gone with the first sheet.  The last question stands in a row
 * of its own, so that its reply tells that all others have been answered, or
 * never will be.
 *
 * Here is what is asked and how replies are read; probe_ask.c does the talking.
 * Replies are input from outside: what is no reply to these questions is
 * something that a person typed, and given back as that.
 */
#ifndef UI_PROBE_H
#define UI_PROBE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum probe_kind { PROBE_AMBIGUOUS, PROBE_FIRM, PROBE_REPLACED, PROBE_PLACED };

enum probe_sample {
#define PROBE(id, sample, ncells, kind, what) PROBE_##id,
#include "ui/probe.def"
#undef PROBE
	PROBE_COUNT
};

struct probe_row {
	const char *sample; /* UTF-8 */
	int ncells;         /* expected */
	enum probe_kind kind;
	const char *what; /* English; for gettext */
};

extern const struct probe_row probe_rows[PROBE_COUNT];

/* How many samples are asked about. */
enum {
	PROBE_NONE = 0, /* only the last question */
	PROBE_START = PROBE_HAN,
	PROBE_ALL = PROBE_COUNT,
};

/* Rows of the screen that the cursor is in when it is asked for. */
enum {
	PROBE_ROW = 2, /* the samples'; row 1 would look like F3 with Shift */
	PROBE_LAST_ROW = 4,
	PROBE_REPLY_BYTES = 16, /* the longest reply, "ESC [ ? 2027 ; 0 $ y" */
};

/* What is known of a terminal.  The numbers are those of the cache. */
enum probe_verdict {
	PROBE_SILENT = 0, /* it does not answer: 1 is the best guess */
	PROBE_NARROW = 1,
	PROBE_WIDE = 2,
	PROBE_MIXED = 3, /* ambiguous characters differ: show none */
};

struct probe_reader {
	int ncells[PROBE_COUNT]; /* of the samples answered */
	size_t n;                /* how many */
	size_t nasked;           /* as many should be */
	size_t nforeign;         /* replies to something else */
	bool is_over;            /* no more replies will come */
	int last;                /* the cells of U+201C by that answer */

	char held[PROBE_REPLY_BYTES]; /* a reply that is not whole yet */
	size_t nheld;
};

/*
 * Append the question for the first `n` samples, and the last question.  On a
 * `shell`'s screen nothing of it is left; on one of our own, two rows have to be
 * painted again.
 */
void probe_question(struct buf *, int n, bool shell);

void probe_begin(struct probe_reader *, int n);

/*
 * Read what came from the terminal, in pieces of any size.  What is no reply is
 * appended to `typed`, in its order.
 */
void probe_read(
    struct probe_reader *, const char *bytes, size_t nbytes, struct buf *typed);

/*
 * No more is awaited: what is held back was typed (ESC alone) or is the rest of
 * a reply, which is dropped.
 */
void probe_end(struct probe_reader *, struct buf *typed);

/* Is a reply begun and not whole? */
bool probe_is_amid(const struct probe_reader *);

/*
 * The cells of U+201C, 1 or 2, by the reply to the last question, of which
 * `reply` is what stands after "ESC ["; 0 if it is none.
 */
int probe_ncells(const char *reply);

/*
 * What follows for ambiguous characters.  Silent unless every sample and the
 * last question were answered.
 */
enum probe_verdict probe_verdict(const struct probe_reader *);

/*
 * `ambiguous` of src/text/glyph.h for a verdict: 1, 2, or safe characters.
 */
int probe_ambiguous(enum probe_verdict);

#endif
