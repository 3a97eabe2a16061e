/* For whom people write: what their role says, or what the line begins with. */
#include <string.h>

#include "src/edition/byline_int.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* `t` without a word of this kind at its end; the same if there is none. */
static struct token
drop_ending(struct token t, enum word_kind kind)
{
	const struct word *w = byline_exact(t, kind);

	if (!w)
		w = byline_ending(t, kind);
	if (w)
		t.nbytes -= w->nbytes;
	return t;
}

struct token
byline_org(struct token role)
{
	static const char *const at[] = { "驻", "駐" };
	struct token t = drop_ending(role, WORD_ROLE);

	if (t.nbytes == role.nbytes)
		return (struct token){ 0 };
	for (size_t i = 3; i + 3 <= t.nbytes; i++)
		for (size_t k = 0; k < COUNT(at); k++)
			if (!memcmp(t.s + i, at[k], 3))
				t.nbytes = i;
	for (struct token before = { 0 }; before.nbytes != t.nbytes;) {
		before = t;
		t = drop_ending(t, WORD_RANK);
	}
	bool org = byline_exact(t, WORD_AGENCY) ||
	    (t.nbytes >= 6 && byline_ending(t, WORD_PAPER));
	return org ? t : (struct token){ 0 };
}

struct token
byline_agency(const char *s)
{
	while (*s == ' ')
		s++;
	struct token t = { s, strlen(s), 0 };
	const struct word *w = byline_beginning(t, WORD_AGENCY);
	size_t at;

	/* 本报记者 is a role: it speaks of those whom it stands before. */
	t.nbytes = strcspn(s, " ");
	if (byline_role(t, &at))
		return (struct token){ 0 };
	return w ? (struct token){ s, w->nbytes, 0 } : (struct token){ 0 };
}
