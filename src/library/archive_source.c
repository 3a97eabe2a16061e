/* What was read already, and how it looked then. */
#include <string.h>

#include "src/base/err.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "src/library/term_index.h"

bool
archive_has_source(struct shelved *out, struct archive *ar, const char *path,
    uint64_t stamp, struct arena *a, struct err *err)
{
	struct query *q;
	int64_t id = 0;

	if (err)
		*err = (struct err){ 0 };
	if (!(q = archive_query(ar, ARCHIVE_GET_SOURCE, err)))
		return false;
	query_set_bytes(q, 1, path, strlen(path));
	query_set_number(q, 2, (int64_t)stamp);
	if (query_step(q, err) > 0)
		id = query_number(q, 0);
	query_reset(q);
	return id && archive_get(out, ar, id, a, err);
}

static int
set_source(struct archive *ar, const char *path, uint64_t stamp, int64_t id,
    struct err *err)
{
	struct query *q = archive_query(ar, ARCHIVE_SET_SOURCE, err);

	if (!q)
		return -1;
	query_set_bytes(q, 1, path, strlen(path));
	query_set_number(q, 2, (int64_t)stamp);
	query_set_number(q, 3, id);
	return archive_run(q, err);
}

int
archive_set_source(struct archive *ar, const char *path, uint64_t stamp,
    int64_t id, struct err *err)
{
	if (archive_change(ar, err) < 0)
		return -1;
	int failed = set_source(ar, path, stamp, id, err);
	return archive_changed(ar, !failed, err);
}

/*
 * An import leaves the index in pieces, a third larger than need be.  Joining
 * them writes all of it, so it is done when much of it is new: then the work of
 * all imports together stays in proportion to the stories.
 */
static void
join_index(struct archive *ar, size_t nadded)
{
	enum { NEW_SHARE = 3 }; /* one story in three */
	int64_t nstories;

	if (!ar->is_indexed || !nadded ||
	    db_number(&nstories, ar->db,
		"SELECT coalesce(sum(nstories), 0) FROM edition", NULL) < 0 ||
	    (int64_t)nadded * NEW_SHARE < nstories ||
	    db_begin(ar->db, NULL) < 0)
		return;
	db_end(ar->db, !term_index_merge(ar->terms, NULL), NULL);
}

void
archive_settle(struct archive *ar, size_t nadded)
{
	if (ar->why_not[0])
		return;
	join_index(ar, nadded);
	db_exec(ar->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
}
