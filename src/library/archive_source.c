/* What was read already, and how it looked then. */
#include <string.h>

#include "src/base/err.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"

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

void
archive_settle(struct archive *ar)
{
	if (!ar->why_not[0])
		db_exec(ar->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
}
