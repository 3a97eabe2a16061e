#include "src/library/keep_for.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/text/fold.h"

enum {
	/* Days that are no age but a slip: 1,000 years. */
	DAYS_MAX = 365 * 1000,
};

static const struct {
	char letter;
	int days;
} units[] = { { 'd', 1 }, { 'w', 7 }, { 'm', 30 }, { 'y', 365 } };

static bool
parse_age(int64_t *days, const char *s, size_t nbytes)
{
	static const char forever[] = "forever";
	int64_t n = 0;
	size_t i = 0;

	if (nbytes == strlen(forever) && memcmp(s, forever, nbytes) == 0) {
		*days = KEEP_FOREVER;
		return true;
	}
	for (; i < nbytes && s[i] >= '0' && s[i] <= '9' && n <= DAYS_MAX; i++)
		n = n * 10 + (s[i] - '0');
	if (i == 0 || i + 1 != nbytes)
		return false;
	for (size_t u = 0; u < sizeof units / sizeof *units; u++)
		if (units[u].letter == s[i]) {
			*days = n * units[u].days;
			return n > 0 && *days <= DAYS_MAX;
		}
	return false;
}

static const char *
fold(const char *s, size_t nbytes, struct arena *a)
{
	const char *paper = arena_strndup(a, s, nbytes);

	/* What is no text is compared byte by byte. */
	return utf8_valid(paper, nbytes) == nbytes
	    ? fold_text(paper, nbytes, a).s
	    : paper;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* One rule, without blanks around it. */
static int
parse_rule(struct keep_rule *out, const char *s, size_t nbytes, struct arena *a,
    struct err *err)
{
	size_t at = nbytes;

	while (at > 0 && !is_blank(s[at - 1]))
		at--;
	if (!parse_age(&out->days, s + at, nbytes - at))
		return err_set(err, ERR_USAGE,
		    "'%.*s' does not say how long editions are kept; write "
		    "90d, 12w, 6m, 1y or forever, after a paper's name or "
		    "alone",
		    (int)(nbytes < 100 ? nbytes : 100), s);
	while (at > 0 && is_blank(s[at - 1]))
		at--;
	out->folded = at ? fold(s, at, a) : NULL;
	return 0;
}

int
keep_for_parse(
    struct keep_for *out, const char *text, struct arena *a, struct err *err)
{
	struct keep_rule *at = arena_array(a, struct keep_rule, KEEP_MAX_RULES);
	size_t n = 0;

	*out = (struct keep_for){ 0 };
	while (*text) {
		size_t nbytes = strcspn(text, ",");
		const char *s = text;
		text += nbytes + (text[nbytes] == ',');
		while (nbytes && is_blank(*s)) {
			s++;
			nbytes--;
		}
		while (nbytes && is_blank(s[nbytes - 1]))
			nbytes--;
		if (!nbytes)
			continue;
		if (n == KEEP_MAX_RULES)
			return err_set(err, ERR_USAGE,
			    "keep-editions has more than %d rules",
			    KEEP_MAX_RULES);
		if (parse_rule(&at[n++], s, nbytes, a, err) < 0)
			return -1;
	}
	*out = (struct keep_for){ at, n };
	return 0;
}

bool
keep_for_is_forever(const struct keep_for *k)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->at[i].days != KEEP_FOREVER)
			return false;
	return true;
}

bool
keep_for_is_over(
    const struct keep_for *k, const char *paper, int64_t day, int64_t today)
{
	struct arena *a = arena_new();
	const char *folded = fold(paper, strlen(paper), a);
	int64_t days = KEEP_FOREVER;
	bool is_own = false;

	/* A paper's own rule counts, wherever it stands; else the last. */
	for (size_t i = 0; i < k->n; i++) {
		const struct keep_rule *r = &k->at[i];
		bool fits = r->folded && strcmp(r->folded, folded) == 0;
		if (fits || (!r->folded && !is_own))
			days = r->days;
		is_own = is_own || fits;
	}
	arena_free(a);
	return days != KEEP_FOREVER && day < today - days;
}
