#include "src/base/arena.h"
#include "src/library/clips.h"

static bool
is_same_place(struct anchor a, struct anchor b)
{
	return a.article == b.article && a.block == b.block && a.byte == b.byte;
}

struct clip
clip_make(
    const struct edition *e, struct range r, const char *path, struct arena *a)
{
	struct range whole = passage_whole(e, r.from.article);
	struct clip c = {
		.source = mark_make(e, r.from, path, a),
		.passage = passage_make(e, r, a),
		.is_whole = is_same_place(r.from, whole.from) &&
		    is_same_place(r.to, whole.to),
	};

	if (r.from.article < e->narticles)
		c.byline = e->articles[r.from.article]->byline;
	return c;
}
