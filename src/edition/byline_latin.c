/*
 * Bylines in Latin script: "By Ann Lee and Ben Ray, economics correspondents".
 *
 * The line is cut at commas, semicolons, "and", "&" and "with".  A part that
 * begins in lower case or holds a word such as "editor" is the role of those
 * before it; a single word after a full name is a place or an agency; the rest
 * are names, up to " in ", " at ", " for ", " of " or " from ".
 */
#include "src/edition/byline_int.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "src/base/arena.h"

static const char *const openers[] = {
	"additional reporting by ",
	"photographs by ",
	"pictures by ",
	"reporting by ",
	"interview by ",
	"reported by ",
	"written by ",
	"words by ",
	"story by ",
	"text by ",
	"author: ",
	"by: ",
	"by ",
};

static const char *const role_words[] = {
	"correspondent",
	"correspondents",
	"editor",
	"editors",
	"reporter",
	"reporters",
	"writer",
	"writers",
	"critic",
	"columnist",
	"photographer",
	"contributor",
	"contributors",
	"staff",
	"bureau",
	"chief",
};

static const char *const agencies[] = {
	"Reuters",
	"AP",
	"AFP",
	"PA",
	"dpa",
	"UPI",
	"Xinhua",
	"Bloomberg",
	"Associated Press",
	"The Associated Press",
	"Press Association",
	"Agence France-Presse",
};

/* What ends a name: "Ann Lee in London", "Ann Lee of The Gazette". */
static const char *const tails[] = {
	" in ",
	" at ",
	" for ",
	" of ",
	" from ",
	" | ",
	" / ",
};

/* Written small inside a name: "Jan de Vries", "ibn Khaldun". */
static const char *const particles[] = {
	"de ",
	"van ",
	"von ",
	"al-",
	"bin ",
	"ibn ",
	"di ",
	"da ",
	"dos ",
	"le ",
	"la ",
	"ter ",
};

/* Follow a comma and belong to the name before it. */
static const char *const suffixes[] = {
	"Jr.",
	"Jr",
	"Sr.",
	"Sr",
	"II",
	"III",
	"M.D.",
	"MD",
	"Ph.D.",
	"PhD",
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct part {
	const char *s;
	size_t nbytes;
};

static bool
is_one_of(struct part p, const char *const *words, size_t nwords)
{
	for (size_t i = 0; i < nwords; i++)
		if (strlen(words[i]) == p.nbytes &&
		    !strncasecmp(p.s, words[i], p.nbytes))
			return true;
	return false;
}

static bool
starts_with_one_of(struct part p, const char *const *words, size_t nwords)
{
	for (size_t i = 0; i < nwords; i++)
		if (strlen(words[i]) <= p.nbytes &&
		    !strncasecmp(p.s, words[i], strlen(words[i])))
			return true;
	return false;
}

static struct part
trim(struct part p)
{
	while (p.nbytes && strchr(" \t.:-", p.s[0])) {
		p.s++;
		p.nbytes--;
	}
	while (p.nbytes && strchr(" \t:-", p.s[p.nbytes - 1]))
		p.nbytes--;
	return p;
}

/* Without the "By " that opens it. */
static struct part
skip_opener(struct part p)
{
	for (size_t i = 0; i < COUNT(openers); i++) {
		size_t n = strlen(openers[i]);
		if (p.nbytes > n && !strncasecmp(p.s, openers[i], n))
			return trim((struct part){ p.s + n, p.nbytes - n });
	}
	return p;
}

static bool
has_role_word(struct part p)
{
	size_t at = 0;

	while (at < p.nbytes) {
		size_t n = 0;
		while (at + n < p.nbytes && isalpha((unsigned char)p.s[at + n]))
			n++;
		struct part word = { p.s + at, n };
		if (n && is_one_of(word, role_words, COUNT(role_words)))
			return true;
		at += n + 1;
	}
	return false;
}

static size_t
count_words(struct part p)
{
	size_t n = p.nbytes > 0;

	for (size_t i = 0; i < p.nbytes; i++)
		n += p.s[i] == ' ';
	return n;
}

/* Where one of `words` stands in the part, at least one byte in. */
static size_t
find_one_of(struct part p, const char *const *words, size_t nwords)
{
	for (size_t at = 1; at < p.nbytes; at++)
		if (starts_with_one_of((struct part){ p.s + at, p.nbytes - at },
			words, nwords))
			return at;
	return p.nbytes;
}

static bool
has_letter(struct part p)
{
	for (size_t i = 0; i < p.nbytes; i++)
		if (isalpha((unsigned char)p.s[i]) ||
		    (unsigned char)p.s[i] >= 0x80)
			return true;
	return false;
}

static void
append_suffix(struct crowd *c, struct part p)
{
	struct person *last = &c->at[c->n - 1];

	last->name =
	    arena_printf(c->arena, "%s, %.*s", last->name, (int)p.nbytes, p.s);
}

/* Parts since `*first` share the role that comes after them. */
static void
add_part(struct crowd *c, struct part p, bool after_comma, size_t *first)
{
	bool people = c->n > *first;

	p = skip_opener(trim(p));
	if (!p.nbytes || is_one_of(p, agencies, COUNT(agencies)))
		return;
	if (people && is_one_of(p, suffixes, COUNT(suffixes))) {
		append_suffix(c, p);
		return;
	}
	bool small = islower((unsigned char)p.s[0]) &&
	    !starts_with_one_of(p, particles, COUNT(particles));
	if (small || has_role_word(p)) {
		crowd_set_role(c, *first, p.s, p.nbytes);
		*first = c->n;
		return;
	}
	p.nbytes = find_one_of(p, tails, COUNT(tails));
	p = trim(p);
	if (after_comma && people && count_words(p) == 1 &&
	    strchr(c->at[c->n - 1].name, ' '))
		return;
	if (has_letter(p) && !isdigit((unsigned char)p.s[0]))
		crowd_add(c, p.s, p.nbytes, NULL, 0);
}

/* The length of what parts two names at `s`, or 0. */
static size_t
separator(const char *s)
{
	static const char *const words[] = { " and ", " & ", " with " };

	if (*s == ',' || *s == ';' || *s == '\n')
		return 1;
	for (size_t i = 0; i < COUNT(words); i++)
		if (!strncasecmp(s, words[i], strlen(words[i])))
			return strlen(words[i]);
	return 0;
}

static bool
is_from_our(const char *s)
{
	return !strncasecmp(s, "from our ", 9) ||
	    !strncasecmp(s, "from a ", 7) || !strncasecmp(s, "by our ", 7) ||
	    !strncasecmp(s, "by a ", 5);
}

void
byline_parse_latin(struct crowd *c, const char *line)
{
	size_t first = c->n;
	bool comma = false;

	while (*line == ' ')
		line++;
	if (is_from_our(line))
		return;
	for (const char *at = line;;) {
		size_t n = *at ? separator(at) : 1;
		if (!n) {
			at++;
			continue;
		}
		add_part(c, (struct part){ line, (size_t)(at - line) }, comma,
		    &first);
		if (!*at)
			return;
		comma = *at == ',';
		/* The blank after "and" may belong to one more "and". */
		at += n > 1 ? n - 1 : n;
		line = at;
	}
}

int
byline_latin_confidence(const char *line)
{
	struct part p = trim((struct part){ line, strlen(line) });
	struct part after = skip_opener(p);

	if (!p.nbytes || count_words(p) > 14 || p.nbytes > 120)
		return 0;
	if (is_from_our(p.s))
		return has_role_word(p) ? 88 : 40;
	if (after.s == p.s || p.s[p.nbytes - 1] == '.')
		return 0;
	bool name = isupper((unsigned char)*after.s) ||
	    (unsigned char)*after.s >= 0x80 ||
	    starts_with_one_of(after, particles, COUNT(particles));
	return name ? 92 : 0;
}
