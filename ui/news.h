/*
 * News: what those who are followed wrote of late, in the whole library, and was
 * not read to its end.
 *
 * The app's, as two views show it.  It is asked for one name at a time while
 * nothing happens, at most the NEWS_MOST newest stories of it, and no more than
 * these of all are kept; so no key waits, whoever is followed.  Strings live till
 * the next news_begin().
 */
#ifndef UI_NEWS_H
#define UI_NEWS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/library/archive.h"
#include "src/library/reading.h"

struct app;
struct arena;

enum {
	NEWS_DAYS = 30,  /* a month: what is older is not new */
	NEWS_MOST = 200, /* stories; more is not read through in a month */
};

struct news_story {
	struct archive_story story;
	const char *name; /* of the first asked for who signed it */
	struct reading reading;
};

struct news {
	struct arena *arena;   /* owned */
	struct news_story *at; /* owned; NEWS_MOST of them have room */
	size_t n;              /* newest first */
	size_t nunread;        /* when it was last known to the end */
	size_t next;           /* the name to ask for */
	bool is_whole;
};

void news_init(struct news *);
void news_fini(struct news *);

/* Forget the stories, to ask anew; `nunread` stays till it is known again. */
void news_begin(struct news *);

/* Ask for one name; false if there is nothing more to ask for. */
bool news_work(struct news *, struct app *);

/* Look again how far the stories were read; -1 if that cannot be told now. */
int news_reread(struct news *, struct app *);

#endif
