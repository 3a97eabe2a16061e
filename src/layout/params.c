#include "src/layout/params.h"

#include "src/text/glyph.h"
#include "src/text/lang.h"

enum {
	DEFAULT_WIDTH = 80,
	DEFAULT_HEIGHT = 24,
	/* A cell for a mark that hangs, the rule, and a cell of air. */
	DEFAULT_GUTTER = 3,
	/* Below this a column holds no sentence, whatever is asked for. */
	MIN_MEASURE = 12,
	/*
	 * Words of Korean are three or four syllables long; with fewer than
	 * some seven of them on a line the spaces cannot make it even.
	 */
	KOREAN_WORDS = 40,
	/* One column across a wide screen: the eye loses the next line. */
	MAX_SINGLE = 80,
};

/*
 * What columns of newspapers have: 12 to 20 characters of Chinese (papers set
 * 11 to 13); for Latin text 40 to 50 letters are comfortable, and lines below
 * 32 show their gaps (Bringhurst, The Elements of Typographic Style, 2.1.2).
 */
struct comfort {
	int least, most; /* cells */
	int step;        /* measures are multiples of it */
};

static const struct comfort east_asian = { 24, 40, 2 };
static const struct comfort latin = { 32, 44, 1 };

void
layout_params_init(struct layout_params *p)
{
	*p = (struct layout_params){
		.width = DEFAULT_WIDTH,
		.height = DEFAULT_HEIGHT,
		.gutter = DEFAULT_GUTTER,
		.indent = -1,
		.ambiguous = 1,
		.justify = JUSTIFY_PUNCT,
		.kinsoku = KINSOKU_STRICT,
		.korean = KOREAN_WORD,
		.rule = RULE_AUTO,
		.bidi = true,
		.nameplate = NAMEPLATE_LARGE,
		.rate = READING_RATE_USUAL,
		.interface_ = "en",
	};
}

bool
layout_has_line_rules(const struct layout_params *p)
{
	return glyph_has_lines(p->ambiguous) &&
	    (p->rule == RULE_AUTO || p->rule == RULE_LINE);
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

int
layout_hang(const struct layout_params *p)
{
	return smaller(p->hang, p->gutter / 2);
}

enum korean_break
layout_korean(const struct layout_params *p, int measure)
{
	if (p->korean != KOREAN_AUTO)
		return p->korean;
	return measure < KOREAN_WORDS ? KOREAN_SYLLABLE : KOREAN_WORD;
}

/* What `n` columns leave for each; behind the last there is no gutter. */
static int
share(const struct layout_params *p, int n)
{
	return (p->width - layout_hang(p) - (n - 1) * p->gutter) / n;
}

/* As few columns as keep lines short enough, unless that makes them too short. */
static int
comfortable_columns(const struct layout_params *p, const struct comfort *c)
{
	int n = 1;

	while (n < LAYOUT_MAX_COLUMNS && share(p, n) > c->most)
		n++;
	return n > 1 && share(p, n) < c->least ? n - 1 : n;
}

static int
fitting_columns(const struct layout_params *p, int n, int least)
{
	n = smaller(n, LAYOUT_MAX_COLUMNS);
	while (n > 1 && share(p, n) < least)
		n--;
	return n;
}

int
layout_columns(
    const struct layout_params *p, const char *language, int *measure)
{
	const struct comfort *c =
	    lang_is_east_asian(language) ? &east_asian : &latin;
	int most = p->measure > 0 ? p->measure : p->width;
	int n = 1;

	if (!p->linear && p->columns > 0)
		n = fitting_columns(p, p->columns, MIN_MEASURE);
	else if (!p->linear && p->measure > 0)
		n = fitting_columns(p, LAYOUT_MAX_COLUMNS, p->measure);
	else if (!p->linear)
		n = comfortable_columns(p, c);
	if (p->measure == 0 && n == 1)
		most = MAX_SINGLE;
	if (p->measure == 0 && p->columns == 0 && !p->linear)
		most = c->most;
	*measure = smaller(share(p, n), most);
	if (p->measure == 0 && *measure > c->step)
		*measure -= *measure % c->step;
	return n;
}
