/*
 * Layouts: what was laid out, by article and parameters, for as long as there is
 * room for it: going back to a size, an article or a front page that one came
 * from costs nothing.
 */
#ifndef UI_LAYOUTS_H
#define UI_LAYOUTS_H

#include <stddef.h>
#include <stdint.h>

#include "src/layout/params.h"

struct edition;
struct front;
struct hyphens;
struct settings;
struct sheets;

enum {
	LAYOUTS_SHEETS = 32,
	/* Kept in any case: the article, its neighbours, one more. */
	LAYOUTS_LEAST = 4,
	/*
	 * What all articles may take beyond those: some hundred of those that
	 * newspapers print, or the greatest at two sizes (SHEETS_BYTES).
	 */
	LAYOUTS_BYTES = 8 << 20,
	LAYOUTS_FRONTS = 3,
	/*
	 * Pages behind the front that are made up with it, some 0.3 ms each:
	 * newspapers have no more, and their sheets are counted at once.
	 */
	LAYOUTS_PAGES = 32,
	/* Text of an article that is laid out as a whole at once: 1 ms. */
	LAYOUTS_AT_ONCE = 32 * 1024,
};

struct layouts {
	struct layout_params params;
	struct layouts_front {
		struct front *front; /* NULL: a free place */
		struct layout_params params;
		unsigned used; /* the higher the later */
	} fronts[LAYOUTS_FRONTS];
	struct layouts_sheets {
		struct sheets *sheets; /* NULL: a free place */
		struct layout_params params;
		size_t article;
		unsigned used;
	} articles[LAYOUTS_SHEETS];
	unsigned clock;
};

void layouts_init(struct layouts *);

/* Forget all that was laid out: the edition is another one. */
void layouts_drop(struct layouts *);

/* Use these from now on. */
void layouts_set(struct layouts *, const struct layout_params *);

/* Valid until LAYOUTS_FRONTS - 1 others were asked for. */
struct front *layouts_front(struct layouts *, const struct edition *);

/* Valid until LAYOUTS_LEAST - 1 others were asked for. */
struct sheets *layouts_sheets(
    struct layouts *, const struct edition *, size_t article);

/*
 * What the settings mean for layout on a sheet of this size.  `language` is
 * the interface's; the hyphens are borrowed, and used if the settings say so.
 */
void layouts_params(struct layout_params *, const struct settings *, int width,
    int height, const char *language, struct hyphens *);

#endif
