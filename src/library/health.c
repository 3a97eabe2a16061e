#include "src/library/health.h"

#include <errno.h>
#include <string.h>

#include <sys/stat.h>

#include "src/base/buf.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

static int
count(struct health *h, struct db *db)
{
	int failed = 0;

	for (size_t i = 0; !failed && i < TABLE_COUNT; i++) {
		const struct table_shape *t = &marks_tables[i];
		struct buf sql = { 0 };
		if (h->version < MARKS_VERSION && !t->first)
			continue; /* was not there yet */
		buf_addf(&sql, "SELECT count(*) FROM %s", t->name);
		failed = db_number(&h->n[i], db, buf_str(&sql), &h->why);
		buf_fini(&sql);
	}
	return failed;
}

static enum health_state
look(struct health *h, struct db *db)
{
	int64_t id;

	if (db_number(&id, db, "PRAGMA application_id", &h->why) < 0 ||
	    db_number(&h->version, db, "PRAGMA user_version", &h->why) < 0)
		return HEALTH_DAMAGED;
	if (id != MARKS_APPLICATION_ID)
		return HEALTH_FOREIGN;
	if (db_check(db, &h->why) < 0)
		return HEALTH_DAMAGED;
	if (h->version > MARKS_VERSION)
		return HEALTH_NEWER;
	return count(h, db) < 0 ? HEALTH_DAMAGED : HEALTH_SOUND;
}

void
health_look(struct health *h, const char *path)
{
	struct stat st;

	*h = (struct health){ .state = HEALTH_DAMAGED };
	if (stat(path, &st) < 0) {
		if (errno == ENOENT)
			h->state = HEALTH_NONE;
		else
			err_sys(&h->why, path);
		return;
	}
	h->nbytes = st.st_size;
	if (!S_ISREG(st.st_mode)) {
		err_set(&h->why, ERR_DB, "it is not a file; move it away");
		return;
	}
	struct db *db = db_open(path, DB_READ, &h->why);
	if (db)
		h->state = look(h, db);
	db_close(db);
}
