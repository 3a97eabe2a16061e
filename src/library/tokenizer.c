#include "src/library/tokenizer.h"

#include <stdbool.h>
#include <string.h>

#include <sqlite3.h>

#include "src/base/err.h"
#include "src/library/archive.h"
#include "src/library/db_int.h"
#include "src/text/terms.h"

typedef int token_fn(void *, int flags, const char *, int n, int from, int to);

struct teller {
	token_fn *token;
	void *ctx;
	size_t heading; /* the byte where it ends; 0: terms stand once */
};

/* Nothing is kept: the tokenizer has no options and no state. */
static int
create(void *ctx, const char **args, int nargs, Fts5Tokenizer **out)
{
	(void)args;
	if (nargs > 0)
		return SQLITE_ERROR;
	*out = (Fts5Tokenizer *)ctx;
	return SQLITE_OK;
}

static void
destroy(Fts5Tokenizer *self)
{
	(void)self;
}

static size_t
heading_nbytes(const char *text, size_t nbytes)
{
	size_t at = 0;

	for (int i = 0; i < TOKENIZER_HEADING; i++) {
		const char *mark =
		    memchr(text + at, ARCHIVE_FIELD_MARK, nbytes - at);
		if (!mark)
			return nbytes;
		at = (size_t)(mark - text) + 1;
	}
	return at;
}

static int
tell_term(void *ctx, const struct term *t)
{
	const struct teller *teller = ctx;
	int from = (int)t->from, to = (int)t->to;
	int code =
	    teller->token(teller->ctx, 0, t->s, (int)t->nbytes, from, to);
	char s[2 + TERM_MAX_BYTES] = { TOKENIZER_MARK, TOKENIZER_HEADED };

	if (code != SQLITE_OK || t->from >= teller->heading)
		return code;
	memcpy(s + 2, t->s, t->nbytes);
	return teller->token(
	    teller->ctx, FTS5_TOKEN_COLOCATED, s, (int)t->nbytes + 2, from, to);
}

/* The terms of a list, from the first mark on. */
static int
tell_list(const struct teller *teller, const char *text, size_t nbytes)
{
	int code = SQLITE_OK;

	for (size_t at = 0; at < nbytes && code == SQLITE_OK;) {
		const char *next =
		    memchr(text + at + 1, TOKENIZER_MARK, nbytes - at - 1);
		size_t end = next ? (size_t)(next - text) : nbytes;
		bool plain = end - at > 1 && text[at + 1] == TOKENIZER_PLAIN;
		size_t from = plain ? at + 2 : at;
		if (end > from)
			code = teller->token(teller->ctx, 0, text + from,
			    (int)(end - from), (int)from, (int)end);
		at = end;
	}
	return code;
}

static int
tokenize(Fts5Tokenizer *self, void *ctx, int flags, const char *text, int n,
    token_fn *token)
{
	struct teller teller = { token, ctx, 0 };
	size_t nbytes = text && n > 0 ? (size_t)n : 0;
	bool is_query = flags & FTS5_TOKENIZE_QUERY;

	(void)self;
	if (nbytes == 0)
		return SQLITE_OK;
	if (text[0] == TOKENIZER_MARK)
		return tell_list(&teller, text, nbytes);
	if (!is_query)
		teller.heading = heading_nbytes(text, nbytes);
	return terms_each(text, nbytes,
	    is_query ? TERMS_OF_QUERY : TERMS_OF_TEXT, tell_term, &teller);
}

/* How an extension asks for FTS5: https://sqlite.org/fts5.html, section 7. */
static fts5_api *
find_fts5(sqlite3 *sq)
{
	fts5_api *api = NULL;
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(sq, "SELECT fts5(?1)", -1, &st, NULL) !=
	    SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(st);
	sqlite3_finalize(st);
	return api;
}

int
db_add_tokenizer(struct db *db, struct err *err)
{
	fts5_tokenizer ours = { create, destroy, tokenize };
	fts5_api *api = find_fts5(db_sqlite(db));

	if (!api)
		return err_set(err, ERR_UNSUPPORTED,
		    "this SQLite has no full-text search (FTS5)");
	/* What create() gives must not be NULL, and is never looked at. */
	if (api->xCreateTokenizer(api, "broadsheet", api, &ours, NULL) !=
	    SQLITE_OK)
		return err_set(err, ERR_DB, "the search index: out of memory");
	return 0;
}
