/*
 * Everything that layout may depend on besides the edition.  The same edition
 * and parameters always give the same cells.
 */
#ifndef SRC_LAYOUT_PARAMS_H
#define SRC_LAYOUT_PARAMS_H

#include <stdbool.h>

#include "src/text/cluster.h"
#include "src/text/lang.h"

enum justify { JUSTIFY_OFF, JUSTIFY_PUNCT, JUSTIFY_FULL };

/* How rules are drawn: AUTO is LINE where │ takes one cell, else ASCII. */
enum rule_style { RULE_AUTO, RULE_LINE, RULE_ASCII, RULE_NONE };

/*
 * How lines run.  Vertical is for articles in Chinese, Japanese and Korean;
 * front pages, lists and all other articles stay horizontal.
 */
enum writing { WRITING_HORIZONTAL, WRITING_VERTICAL };

/* The paper's name: in big type where there is room, in one row, not at all. */
enum nameplate { NAMEPLATE_LARGE, NAMEPLATE_LINE, NAMEPLATE_OFF };

enum {
	LAYOUT_MIN_WIDTH = 20, /* cells; below, the terminal is too small */
	LAYOUT_MIN_HEIGHT = 5, /* rows */
	LAYOUT_MAX_WIDTH = 1000,
	LAYOUT_MAX_HEIGHT = 500,
	LAYOUT_MAX_COLUMNS = 12,
};

struct hyphens;

struct layout_params {
	int width;     /* cells of the sheet */
	int height;    /* rows of the sheet; 0: as tall as needed */
	int columns;   /* wanted; 0: as many as the width bears */
	int measure;   /* wanted cells of a column, 0: by the language */
	int gutter;    /* cells between columns */
	int indent;    /* of a paragraph, cells; -1: 4, or 2 below 24 cells */
	int hang;      /* cells that a line-end mark may stand out: 0, 1, 2 */
	int ambiguous; /* of a character: 1 or 2, and flags of glyph.h */
	enum justify justify;
	enum kinsoku kinsoku;
	enum korean_break korean; /* AUTO: words from 40 cells up */
	enum rule_style rule;
	struct hyphens *hyphens; /* that part words; borrowed; NULL: none */
	bool wait_for_hyphens;   /* also for those that take seconds to load */
	enum writing writing;
	bool basic_forms; /* no vertical forms that many fonts lack */
	bool han_digits;  /* 〇 to 九 in vertical lines */
	bool in_slots;    /* paragraphs are set as vertical lines; set by
	                     vertical.h alone */
	enum nameplate nameplate;
	bool bidi;   /* put right-to-left text in order, else leave it alone */
	bool linear; /* one column, no rules, reading order */
	struct reading_rate rate;
	const char *interface_; /* language of what layout adds where the
	                           article's own is unknown: "zh", "en" */
};

/* 80 x 24 with every option at its default. */
void layout_params_init(struct layout_params *);

/* Does `rule` come out as │ and ─ here? Else as | and -. */
bool layout_has_line_rules(const struct layout_params *);

/*
 * The cells that a mark may really stand out of a column: what is asked for, as
 * far as the half of the gutter before the rule bears it.
 */
int layout_hang(const struct layout_params *);

/* Words or syllables of Korean at a measure: never AUTO. */
enum korean_break layout_korean(const struct layout_params *, int measure);

/*
 * The number of columns for text in `language` on this sheet and the measure
 * that each gets: as typesetting for newspapers wants it, 24-40 cells for East
 * Asian text (an even number), 32-44 for Latin.
 */
int layout_columns(
    const struct layout_params *, const char *language, int *measure);

#endif
