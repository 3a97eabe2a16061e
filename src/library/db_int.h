/*
 * The connection itself, for what extends SQLite.  Private to src/library; all
 * else goes through db.h.
 */
#ifndef SRC_LIBRARY_DB_INT_H
#define SRC_LIBRARY_DB_INT_H

struct db;
struct sqlite3;

struct sqlite3 *db_sqlite(const struct db *); /* the db's */

#endif
