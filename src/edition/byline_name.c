/* What names look like in the writing of East Asia. */
#include <string.h>

#include "src/base/utf8.h"
#include "src/edition/byline_int.h"

static const char surnames[] =
#define SURNAMES(s) s
#define COMPOUND(s)
#include "src/edition/surname.def"
#undef SURNAMES
#undef COMPOUND
    ;

/* All of them have two characters of three bytes. */
enum { COMPOUND_BYTES = 6 };

static const char *const compounds[] = {
#define SURNAMES(s)
#define COMPOUND(s) s,
#include "src/edition/surname.def"
#undef SURNAMES
#undef COMPOUND
};

bool
byline_is_surname(unsigned cp)
{
	for (const char *s = surnames; *s;)
		if (utf8_next(&s) == cp)
			return true;
	return false;
}

bool
byline_is_hangul(unsigned cp)
{
	return cp >= 0xAC00 && cp <= 0xD7A3;
}

bool
byline_is_katakana(unsigned cp)
{
	return (cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC;
}

bool
byline_is_han(unsigned cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) || cp == 0x3005 ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp < 0x3FFFE);
}

bool
byline_is_east_asian(unsigned cp)
{
	return byline_is_han(cp) || byline_is_hangul(cp) ||
	    (cp >= 0x3041 && cp <= 0x30FF && cp != 0x30FB);
}

bool
byline_is_dot(unsigned cp)
{
	return cp == 0xB7 || cp == 0x30FB || cp == 0x2027 || cp == 0x2022 ||
	    cp == 0x22C5 || cp == 0xFF65;
}

bool
byline_begins_compound(struct token t)
{
	for (size_t i = 0; i < sizeof compounds / sizeof *compounds; i++)
		if (t.nbytes >= COMPOUND_BYTES &&
		    !memcmp(compounds[i], t.s, COMPOUND_BYTES))
			return true;
	return false;
}

bool
byline_is_compound(struct token t)
{
	return t.nbytes == COMPOUND_BYTES && byline_begins_compound(t);
}

bool
byline_is_known_name(struct token t)
{
	size_t ncps = utf8_count(t.s, t.nbytes);
	const char *end = t.s + t.nbytes;

	if (ncps < 2 || ncps > 4)
		return false;
	for (const char *s = t.s; s < end;)
		if (!byline_is_han(utf8_next(&s)))
			return false;
	if (ncps > 2 && byline_begins_compound(t))
		return true;
	const char *s = t.s;
	return ncps <= 3 && byline_is_surname(utf8_next(&s));
}
