/*
 * An edition by name: "松江日报", "松江日报 2025-05-30", "The Ledger/30 May 2025".
 *
 * A paper's name may hold blanks and strokes and a date may too, so the name is
 * parted wherever it can be, the longest paper first.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "src/text/fold.h"

enum {
	NAME_MAX_BYTES = 1024
}; /* what a person types; each part is looked up */

/* The newest edition of a paper, of one day if `day` is not NULL. */
static bool
find(struct shelved *out, struct archive *ar, const char *folded,
    const int64_t *day, struct arena *a, struct err *err)
{
	struct query *q = query_new(ar->db,
	    "SELECT " SHELVED_COLUMNS " FROM edition WHERE removed = 0 AND "
	    "folded = ?1 AND (?2 OR day = ?3) "
	    "ORDER BY day DESC, name DESC, id DESC LIMIT 1",
	    err);

	if (!q)
		return false;
	query_set_text(q, 1, folded);
	query_set_number(q, 2, day == NULL);
	query_set_number(q, 3, day ? *day : 0);
	bool there = query_step(q, err) > 0;
	if (there)
		archive_get_shelved(out, q, a);
	query_free(q);
	return there;
}

static const char *
fold(const char *s, size_t nbytes, struct arena *a)
{
	const char *paper = arena_strndup(a, s, nbytes);

	return fold_text(paper, nbytes, a).s;
}

bool
archive_named(struct shelved *out, struct archive *ar, const char *name,
    struct arena *a, struct err *err)
{
	static const char ideographic[] = "　"; /* U+3000 */
	size_t nbytes = strlen(name);

	if (err)
		*err = (struct err){ 0 };
	if (!nbytes || nbytes > NAME_MAX_BYTES)
		return false;
	if (find(out, ar, fold(name, nbytes, a), NULL, a, err))
		return true;
	for (size_t i = nbytes - 1; i > 0; i--) {
		struct date d;
		size_t n = name[i] == ' ' || name[i] == '/' ? 1
		    : !strncmp(name + i, ideographic, strlen(ideographic))
		    ? strlen(ideographic)
		    : 0;
		if (!n || !date_parse(&d, name + i + n))
			continue;
		int64_t day = date_to_days(d);
		if (find(out, ar, fold(name, i, a), &day, a, err))
			return true;
	}
	return false;
}
