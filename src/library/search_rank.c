/*
 * Relevance.  The index knows whether a story has a word, not how often, so
 * what is best is told from the texts: of each thing looked for, the places
 * where it stands, weighed and then dampened as BM25 does (Robertson and
 * Zaragoza 2009, 2.5: k1 1.2 and b 0.75 are the customary values; weights by
 * field before the damping are BM25F, 3.5).
 */
#include "src/library/archive_int.h"
#include "src/library/search_int.h"
#include "src/text/phrase.h"

/*
 * A headline says what a story is about in a dozen characters, so one place
 * there counts as much as five in the text; who is named in the byline is less
 * than what it is about, and more than one who is mentioned.
 */
enum { IN_HEADING = 5, IN_BYLINE = 3, IN_BODY = 1 };

/* 600 Chinese characters or 300 English words: a middling story, in bytes. */
static const double usual_nbytes = 1800;
static const double k1 = 1.2, b = 0.75;

/*
 * A story of today is worth a fifth more than one of long ago, half of that
 * after a year: it parts equals, and seldom turns an order.
 */
static const double newness = 0.2, days_to_half = 365;

struct weigher {
	size_t heading, body; /* where the byline and the text begin */
	unsigned weight;
};

static int
weigh(void *ctx, size_t from, size_t to)
{
	struct weigher *w = ctx;

	(void)to;
	w->weight += from < w->heading ? IN_HEADING
	    : from < w->body           ? IN_BYLINE
				       : IN_BODY;
	return 0;
}

/* The byline is the field before the first block. */
static size_t
heading_nbytes(const struct candidate *c, size_t body)
{
	size_t at = body == c->nbytes || body == 0 ? body : body - 1;

	while (at > 0 && c->text[at - 1] != ARCHIVE_FIELD_MARK)
		at--;
	return at;
}

double
candidate_weight(const struct candidate *c, const struct request *r)
{
	double length = 1 - b + b * (double)c->nbytes / usual_nbytes;
	double sum = 0;
	struct weigher w = { .body = candidate_body(c) };

	w.heading = heading_nbytes(c, w.body);
	for (size_t i = 0; i < r->texts.n; i++) {
		w.weight = 0;
		phrase_each(
		    r->texts.at[i]->phrase, c->text, c->nbytes, weigh, &w);
		sum += w.weight * (k1 + 1) / (w.weight + k1 * length);
	}
	return sum;
}

double
rank_score(double weight, int64_t day, int64_t newest)
{
	double age = newest > day ? (double)(newest - day) : 0;

	return weight * (1 + newness * days_to_half / (days_to_half + age));
}
