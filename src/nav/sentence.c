#include "src/nav/sentence.h"

#include <string.h>

#include "src/base/utf8.h"
#include "src/nav/nav.h"

/* Where the scan is between two sentences. */
enum state {
	INSIDE,
	ENDED,   /* after 。 and its closing quotes: what follows begins */
	HALTED,  /* after ! ?: so does a blank or a Han character */
	PAUSED,  /* after . or an ellipsis: a blank must follow */
	LEADING, /* after that blank: a small letter would go on */
};

/* Closing quotes and brackets, which a sentence keeps. */
#define WIDE_CLOSERS   "”’」』）】》〕"
#define NARROW_CLOSERS "\"')]"

enum { FIRST_HAN = 0x2E80 }; /* CJK Radicals Supplement */

static bool
is_one_of(unsigned cp, const char *set)
{
	while (*set)
		if (utf8_next(&set) == cp)
			return true;
	return false;
}

static bool
is_blank(unsigned cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0xA0 ||
	    cp == 0x3000;
}

static bool
is_letter(unsigned cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

/*
 * Is the full stop at `at` that of an abbreviation?  An initial (J. U.S.) or
 * one of those that stand before a name or a figure.
 */
static bool
is_abbreviation(const char *s, size_t at)
{
	static const char *const words[] = { "Mr", "Mrs", "Ms", "Dr", "Prof",
		"St", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Sgt", "Capt",
		"Rev", "Hon", "Messrs", "No", "Nos", "vs", "v", "Jan", "Feb",
		"Aug", "Sept", "Oct", "Nov", "Dec", "Fig", "e.g", "i.e", "cf",
		"ca", "al", "approx" };
	size_t from = at;

	while (from &&
	    (is_letter((unsigned char)s[from - 1]) ||
		(s[from - 1] == '.' && at - from > 0)))
		from--;

	size_t n = at - from;
	if (n == 1 || (n > 1 && s[at - 2] == '.'))
		return s[at - 1] >= 'A' && s[at - 1] <= 'Z';
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n && !memcmp(words[i], s + from, n))
			return true;
	return false;
}

/* The state after `cp`, which stands at `at` and does not begin a sentence. */
static enum state
state_after(enum state was, unsigned cp, const char *s, size_t at)
{
	if (is_one_of(cp, "。！？｡"))
		return ENDED;
	if (cp == '.')
		return is_abbreviation(s, at) ? INSIDE : PAUSED;
	if (cp == '!' || cp == '?')
		return HALTED;
	if (cp == 0x2026) /* … */
		return PAUSED;
	if (is_one_of(cp, WIDE_CLOSERS))
		return was == PAUSED ? HALTED : was;
	if (is_one_of(cp, NARROW_CLOSERS))
		return was;
	if (!is_blank(cp))
		return INSIDE;
	return was == PAUSED || was == HALTED ? LEADING : was;
}

/* Does `cp`, coming in state `was`, begin a sentence? */
static bool
begins(enum state was, unsigned cp)
{
	if (is_blank(cp) || is_one_of(cp, "。！？｡.!?…" WIDE_CLOSERS))
		return false;
	if (was == ENDED)
		return !is_one_of(cp, NARROW_CLOSERS "，、；：,;:");
	if (was == HALTED)
		return cp >= FIRST_HAN && !is_one_of(cp, "，、；：");
	return was == LEADING && !(cp >= 'a' && cp <= 'z');
}

size_t
sentence_next(const struct block *b, size_t from)
{
	bool by_lines = b->type == BLOCK_PREFORMATTED || b->type == BLOCK_TABLE;
	enum state state = INSIDE;

	for (size_t at = from; at < b->nbytes;) {
		unsigned cp;
		size_t n = utf8_decode(&cp, b->text + at, b->nbytes - at, NULL);
		if (begins(state, cp))
			return at;
		state = by_lines && cp == '\n'
		    ? ENDED
		    : state_after(state, cp, b->text, at);
		at += n;
	}
	return b->nbytes;
}

struct sentence
sentence_at(const struct block *b, size_t byte)
{
	struct sentence s = { 0, sentence_next(b, 0) };

	while (s.to <= byte && s.to < b->nbytes) {
		s.from = s.to;
		s.to = sentence_next(b, s.from);
	}
	return s;
}

size_t
sentence_back(const struct block *b, size_t from, size_t *count)
{
	size_t n = 0, at = 0;

	for (; at < from; at = sentence_next(b, at))
		n++;
	if (n <= *count) {
		*count -= n;
		return 0;
	}
	at = 0;
	for (size_t i = n - *count; i > 0; i--)
		at = sentence_next(b, at);
	*count = 0;
	return at;
}

struct anchor
nav_sentence(const struct nav *nav, struct anchor at)
{
	const struct edition *e = nav_edition(nav);

	if (at.article >= e->narticles)
		return at;

	const struct article *a = e->articles[at.article];
	if (at.block < a->nblocks)
		at.byte =
		    (uint32_t)sentence_at(&a->blocks[at.block], at.byte).from;
	return at;
}
