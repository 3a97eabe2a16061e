/*
 * Bylines in Latin script: "By Ann Lee and Ben Ray, economics correspondents".
 *
 * The line is cut at commas, semicolons, "and", "&", "with" and bars.  A part
 * that begins in lower case or holds a word such as "editor" is the role of
 * those before it; an agency, a paper or a place after a name is its
 * organisation, and so is what follows " in ", " at ", " for ", " of " or
 * " from "; the rest are names.
 */
#include "src/edition/byline_int.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "src/base/arena.h"

/* What stands before names, and what it makes of them. */
static const struct opener {
	const char *s;
	bool others; /* who follow did not write */
	const char *role;
} openers[] = {
	{ "additional reporting by ", false, "additional reporting" },
	{ "text and photographs by ", false, NULL },
	{ "story and photographs by ", false, NULL },
	{ "words and pictures by ", false, NULL },
	{ "text and photos by ", false, NULL },
	{ "story and photos by ", false, NULL },
	{ "photographs and text by ", false, NULL },
	{ "photographs by ", false, "photographs" },
	{ "photographs: ", false, "photographs" },
	{ "photography by ", false, "photography" },
	{ "photography: ", false, "photography" },
	{ "photos by ", false, "photos" },
	{ "photo by ", false, "photo" },
	{ "pictures by ", false, "pictures" },
	{ "pictures: ", false, "pictures" },
	{ "illustrations by ", false, "illustrations" },
	{ "illustration by ", false, "illustration" },
	{ "graphics by ", false, "graphics" },
	{ "translated by ", false, "translated" },
	{ "editing by ", true, NULL },
	{ "edited by ", true, NULL },
	{ "compiled by ", false, NULL },
	{ "commentary by ", false, NULL },
	{ "opinion by ", false, NULL },
	{ "analysis by ", false, NULL },
	{ "review by ", false, NULL },
	{ "essay by ", false, NULL },
	{ "reporting by ", false, NULL },
	{ "interview by ", false, NULL },
	{ "interviewed by ", false, NULL },
	{ "reported by ", false, NULL },
	{ "written by ", false, NULL },
	{ "words by ", false, NULL },
	{ "words: ", false, NULL },
	{ "story by ", false, NULL },
	{ "text by ", false, NULL },
	{ "text: ", false, NULL },
	{ "author: ", false, NULL },
	{ "by: ", false, NULL },
	{ "by ", false, NULL },
};

static const char *const role_words[] = {
#define ROLE(word) word,
#include "src/edition/byline_latin.def"
};

/* Words that may stand before one of those in a role, and in no name. */
static const char *const role_fields[] = {
#define FIELD(word) word,
#include "src/edition/byline_latin.def"
};

static const char *const agencies[] = {
#define AGENCY(word) word,
#include "src/edition/byline_latin.def"
};

/* What ends a name: "Ann Lee in London", "Ann Lee of The Gazette". */
static const char *const tails[] = {
#define TAIL(word) word,
#include "src/edition/byline_latin.def"
};

/* Places of two words that follow "in Stanbridge, ". */
static const char *const regions[] = {
#define REGION(word) word,
#include "src/edition/byline_latin.def"
};

/* Written small inside a name: "Jan de Vries", "ibn Khaldun". */
static const char *const particles[] = {
#define PARTICLE(word) word,
#include "src/edition/byline_latin.def"
};

/* Follow a comma and belong to the name before it. */
static const char *const suffixes[] = {
#define SUFFIX(word) word,
#include "src/edition/byline_latin.def"
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

/* The opener that the part begins with, or NULL. */
static const struct opener *
find_opener(struct part p)
{
	for (size_t i = 0; i < COUNT(openers); i++)
		if (p.nbytes > strlen(openers[i].s) &&
		    !strncasecmp(p.s, openers[i].s, strlen(openers[i].s)))
			return &openers[i];
	return NULL;
}

/* What an opener may stand in; the line may be far longer. */
static struct part
peek(const char *s)
{
	enum { LONGEST = 64 };
	size_t n = 0;

	while (n < LONGEST && s[n])
		n++;
	return (struct part){ s, n };
}

/* "Von Ann Lee", "Par Ann Lee": written large, or it is of the name. */
static size_t
count_foreign_opener(struct part p)
{
	static const char *const words[] = { "Von ", "Par ", "Por ", "Door " };
	size_t nblanks = 0;

	for (size_t i = 0; i < p.nbytes; i++)
		nblanks += p.s[i] == ' ';
	for (size_t i = 0; i < COUNT(words); i++)
		if (nblanks > 1 && p.nbytes > strlen(words[i]) &&
		    !strncmp(p.s, words[i], strlen(words[i])))
			return strlen(words[i]);
	return 0;
}

/* Without the "By " that opens it. */
static struct part
skip_opener(struct part p)
{
	const struct opener *o = find_opener(p);
	size_t n = o ? strlen(o->s) : count_foreign_opener(p);

	return n ? trim((struct part){ p.s + n, p.nbytes - n }) : p;
}

/* The letters from byte `at` of the part on. */
static struct part
word_at(struct part p, size_t at)
{
	size_t n = 0;

	while (at + n < p.nbytes && isalpha((unsigned char)p.s[at + n]))
		n++;
	return (struct part){ p.s + at, n };
}

/* Where the last role word of the part ends, or 0. */
static size_t
find_role_end(struct part p)
{
	size_t end = 0;

	for (size_t at = 0; at < p.nbytes;) {
		struct part word = word_at(p, at);
		at += word.nbytes;
		if (word.nbytes &&
		    is_one_of(word, role_words, COUNT(role_words)))
			end = at;
		at++;
	}
	return end;
}

static bool
has_role_word(struct part p)
{
	static const char *const special[] = { "special to " };

	return find_role_end(p) > 0 ||
	    starts_with_one_of(p, special, COUNT(special));
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

/* Names have none; dates and times do. */
static bool
has_digit(struct part p)
{
	for (size_t i = 0; i < p.nbytes; i++)
		if (isdigit((unsigned char)p.s[i]))
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

/* Where the parts stand. */
struct reading {
	struct crowd *crowd;
	size_t first; /* people since then share the role that comes */
	const struct opener *opener;
	bool with_others; /* those who did not write are named too */
	bool comma;       /* the part came after one */
	bool bar;         /* or after " | " */
	bool place;       /* the last part ended with a place or an agency */
};

static void
set_org(struct reading *r, struct part p)
{
	static const char article[] = "the ";

	if (has_digit(p))
		return; /* a date */
	/* "The Gazette" keeps it; " in the Commons" does not need it. */
	if (p.nbytes > 4 && !strncmp(p.s, article, 4))
		p = (struct part){ p.s + 4, p.nbytes - 4 };
	/* REUTERS is Reuters. */
	for (size_t i = 0; i < COUNT(agencies); i++)
		if (is_one_of(p, &agencies[i], 1))
			p.s = agencies[i];
	crowd_set_org(r->crowd, r->first, p.s, p.nbytes);
	r->place = true;
}

/* Does it begin in lower case, and not as names do? */
static bool
is_small(struct part p)
{
	return p.nbytes && islower((unsigned char)p.s[0]) &&
	    !starts_with_one_of(p, particles, COUNT(particles));
}

/* Ends in a small word, as no name does: "Gazette sport". */
static bool
ends_small(struct part p)
{
	size_t at = p.nbytes;

	while (at > 0 && p.s[at - 1] != ' ')
		at--;
	return at > 0 && islower((unsigned char)p.s[at]) &&
	    !memchr(p.s + at, '\'', p.nbytes - at);
}

/* "Ann Lee May 30": the name before the date; a lone date gives nothing. */
static struct part
cut_date(struct part p)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	size_t n = 0;

	while (n < p.nbytes && !isdigit((unsigned char)p.s[n]))
		n++;
	if (n == p.nbytes)
		return p;
	struct part name = trim((struct part){ p.s, n });
	size_t at = name.nbytes;
	while (at > 0 && name.s[at - 1] != ' ')
		at--;
	struct part month = { name.s + at, name.nbytes - at };
	return starts_with_one_of(month, months, COUNT(months))
	    ? trim((struct part){ name.s, at })
	    : (struct part){ name.s, 0 };
}

static void
add_person(struct reading *r, struct part p)
{
	const char *role = r->opener ? r->opener->role : NULL;
	bool others = r->opener && r->opener->others && !r->with_others;

	p = cut_date(p);
	if (!others && has_letter(p) && !ends_small(p))
		crowd_add(
		    r->crowd, p.s, p.nbytes, role, role ? strlen(role) : 0);
}

/* The bytes of the first `n` words. */
static size_t
count_head(struct part p, size_t n)
{
	size_t at = 0;

	for (; at < p.nbytes; at++)
		if (p.s[at] == ' ' && --n == 0)
			break;
	return at;
}

/*
 * Where the role begins in "Ann Lee Chief economics editor": after two words,
 * or more, at the first that is small or a field; 0 if all of it is a role.
 */
static size_t
find_role_start(struct part p)
{
	for (size_t n = 2; n < count_words(p); n++) {
		size_t at = count_head(p, n) + 1;
		struct part word = word_at(p, at);
		struct part head = { p.s, at - 1 };
		bool role = is_one_of(word, role_fields, COUNT(role_fields)) ||
		    is_one_of(word, role_words, COUNT(role_words));
		struct part first = word_at(p, 0);
		if (role && !has_role_word(head) &&
		    !is_one_of(first, role_fields, COUNT(role_fields)))
			return at;
	}
	return 0;
}

/* "Staff writer Ann Lee", "Ann Lee Staff writer", or a role by itself. */
static void
add_role(struct reading *r, struct part p)
{
	struct crowd *c = r->crowd;
	size_t end = find_role_end(p), start = 0;
	struct part after = trim((struct part){ p.s + end, p.nbytes - end });
	bool names = end > 0 && count_words(after) >= 2 &&
	    isupper((unsigned char)after.s[0]) && !ends_small(after);
	bool people = c->n > r->first;

	if (names && !r->comma) {
		size_t before = c->n;
		add_person(r, after);
		crowd_set_role(c, before, p.s, end);
		return;
	}
	if (!people || !r->comma)
		start = find_role_start(p);
	if (start) {
		struct part name = trim((struct part){ p.s, start });
		add_person(r, name);
	}
	crowd_set_role(c, r->first, p.s + start, p.nbytes - start);
	r->first = c->n;
}

/* After a name and a comma: one word is a place or a paper. */
static bool
is_place(const struct reading *r, struct part p)
{
	const struct crowd *c = r->crowd;

	if (!r->comma)
		return false;
	if (r->place &&
	    (count_words(p) == 1 || is_one_of(p, regions, COUNT(regions))))
		return true;
	return c->n > r->first && count_words(p) == 1 &&
	    strchr(c->at[c->n - 1].name, ' ');
}

static void
add_name(struct reading *r, struct part p)
{
	size_t cut = find_one_of(p, tails, COUNT(tails));
	struct part tail = { p.s + cut, p.nbytes - cut };
	size_t n = 1;

	while (n < tail.nbytes && tail.s[n] != ' ')
		n++;
	tail = tail.nbytes ? trim((struct part){ tail.s + n, tail.nbytes - n })
			   : tail;
	p = trim((struct part){ p.s, cut });
	bool agency = is_one_of(p, agencies, COUNT(agencies));
	if (!agency && has_role_word(p))
		add_role(r, p);
	else if (!agency)
		add_person(r, p);
	if (tail.nbytes && !agency)
		set_org(r, tail);
	r->place = agency || tail.nbytes;
}

static const char *const nobody[] = { "agencies", "others", "wires",
	"wire services", "wire reports" };

static void
add_part(struct reading *r, struct part p)
{
	struct crowd *c = r->crowd;
	bool people = c->n > r->first;
	const struct opener *o = find_opener(trim(p));

	if (o)
		*r = (struct reading){ .crowd = c,
			.first = c->n,
			.opener = o,
			.with_others = r->with_others };
	p = skip_opener(trim(p));
	if (!p.nbytes || is_one_of(p, nobody, COUNT(nobody)))
		return;
	if (is_one_of(p, agencies, COUNT(agencies)) || (r->bar && people)) {
		if (people && !has_role_word(p)) {
			set_org(r, p);
			return;
		}
	}
	if (is_one_of(p, agencies, COUNT(agencies))) {
		r->place = true;
	} else if (people && is_one_of(p, suffixes, COUNT(suffixes))) {
		append_suffix(c, p);
	} else if (is_small(p)) {
		crowd_set_role(c, r->first, p.s, p.nbytes);
		r->first = c->n;
		r->place = false;
	} else if (is_place(r, p)) {
		if (!r->place)
			set_org(r, p);
	} else {
		add_name(r, p);
	}
}

/* The length of what parts two names at `s`, or 0. */
static size_t
separator(const char *s)
{
	static const char *const words[] = { " and ", " & ", " with ", " und ",
		" et ", " | ", " / " };
	const struct opener *o;

	if (*s == ',' || *s == ';' || *s == '\n' || *s == '/')
		return 1;
	if (*s != ' ')
		return 0;
	for (size_t i = 0; i < COUNT(words); i++)
		if (!strncasecmp(s, words[i], strlen(words[i])))
			return strlen(words[i]);
	/* "Words: Ann Lee Pictures: Ben Ray", but "by" may go on. */
	o = find_opener(peek(s + 1));
	return o && strncasecmp(o->s, "by", 2) != 0;
}

static bool
is_from_our(const char *s)
{
	return !strncasecmp(s, "from our ", 9) ||
	    !strncasecmp(s, "from a ", 7) || !strncasecmp(s, "by our ", 7) ||
	    !strncasecmp(s, "by a ", 5);
}

static void
read_parts(struct reading *r, const char *line)
{
	for (const char *at = line;;) {
		/* "Story and photos by" is one. */
		const struct opener *o =
		    at == line ? find_opener(peek(at)) : NULL;
		if (o)
			at += strlen(o->s) - 1;
		size_t n = *at ? separator(at) : 1;
		if (!n) {
			at++;
			continue;
		}
		add_part(r, (struct part){ line, (size_t)(at - line) });
		if (!*at)
			return;
		r->comma = *at == ',';
		r->bar = n > 1 && (at[1] == '|' || at[1] == '/');
		if (*at == ';')
			*r = (struct reading){ .crowd = r->crowd,
				.first = r->crowd->n,
				.with_others = r->with_others };
		/* The blank after "and" may belong to one more "and". */
		at += n > 1 ? n - 1 : n;
		line = at;
		if (find_opener(trim(peek(at))))
			at = line = at + strspn(at, " ");
	}
}

void
byline_parse_latin(struct crowd *c, const char *line)
{
	size_t first = c->n;

	while (*line == ' ')
		line++;
	if (is_from_our(line))
		return;
	/* Those who edited are named if nobody else is. */
	for (int others = 0; others < 2 && c->n == first; others++) {
		struct reading r = {
			.crowd = c, .first = first, .with_others = others
		};
		read_parts(&r, line);
	}
}

/* Two to four words, each begun by a capital, and no role among them. */
static bool
is_plain_name(struct part p)
{
	size_t n = count_words(p);

	for (size_t i = 0; i < p.nbytes; i++)
		if ((i == 0 || p.s[i - 1] == ' ') &&
		    !isupper((unsigned char)p.s[i]) &&
		    (unsigned char)p.s[i] < 0x80)
			return false;
	return n >= 2 && n <= 4 && !has_role_word(p) &&
	    !is_one_of(p, agencies, COUNT(agencies));
}

/* "ANN LEE, Staff Writer", "Ann Lee | Reuters": a byline without "By". */
static bool
is_signature(struct part p)
{
	enum { MOST_ROLE_WORDS = 4 };
	size_t at = 0;

	while (
	    at < p.nbytes && p.s[at] != ',' && strncmp(p.s + at, " | ", 3) != 0)
		at++;
	bool bar = at < p.nbytes && p.s[at] == ' ';
	struct part name = trim((struct part){ p.s, at });
	struct part rest = at < p.nbytes
	    ? (struct part){ p.s + at + 1, p.nbytes - at - 1 }
	    : (struct part){ "", 0 };
	if (bar)
		rest = (struct part){ rest.s + 1, rest.nbytes - 1 };
	rest = trim(rest);
	if (!is_plain_name(name) || !rest.nbytes ||
	    memchr(rest.s, ',', rest.nbytes))
		return false;
	if (is_one_of(rest, agencies, COUNT(agencies)))
		return bar;
	return find_role_end(rest) == rest.nbytes &&
	    count_words(rest) <= MOST_ROLE_WORDS &&
	    isupper((unsigned char)rest.s[0]);
}

/* "Sam Poe Jr." ends so, a sentence does not. */
static bool
ends_with_suffix(struct part p)
{
	size_t at = p.nbytes;

	while (at > 0 && p.s[at - 1] != ' ')
		at--;
	return is_one_of((struct part){ p.s + at, p.nbytes - at }, suffixes,
	    COUNT(suffixes));
}

int
byline_latin_confidence(const char *line)
{
	enum { SIGNATURE = 85 };
	struct part p = trim((struct part){ line, strlen(line) });
	struct part after = find_opener(p) ? skip_opener(p) : p;

	if (!p.nbytes || count_words(p) > 14 || p.nbytes > 120)
		return 0;
	if (is_from_our(p.s))
		return has_role_word(p) ? 88 : 40;
	if (after.s == p.s)
		return is_signature(p) ? SIGNATURE : 0;
	if (p.s[p.nbytes - 1] == '.' && !ends_with_suffix(p))
		return 0;
	bool name = isupper((unsigned char)*after.s) ||
	    (unsigned char)*after.s >= 0x80 ||
	    starts_with_one_of(after, particles, COUNT(particles));
	return name ? 92 : 0;
}
