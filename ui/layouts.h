/*
 * Layouts: what was laid out for the size of now, kept until that changes.
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

enum { LAYOUTS_SHEETS = 4 }; /* the article, its neighbours, one more */

struct layouts {
	struct layout_params params;
	struct front *front; /* NULL: not made yet */
	struct {
		struct sheets *sheets;
		size_t article;
		unsigned used; /* the higher the later */
	} articles[LAYOUTS_SHEETS];
	unsigned clock;
};

void layouts_init(struct layouts *);
void layouts_drop(struct layouts *); /* forget all that was laid out */

/* Use these from now on; what was laid out for others is dropped. */
void layouts_set(struct layouts *, const struct layout_params *);

struct front *layouts_front(struct layouts *, const struct edition *);

/* Valid until LAYOUTS_SHEETS other articles were asked for. */
struct sheets *layouts_sheets(
    struct layouts *, const struct edition *, size_t article);

/*
 * What the settings mean for layout on a sheet of this size.  `language` is
 * the interface's; the hyphens are borrowed, and used if the settings say so.
 */
void layouts_params(struct layout_params *, const struct settings *, int width,
    int height, const char *language, struct hyphens *);

#endif
