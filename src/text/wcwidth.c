#include <wchar.h>

#include "src/text/width.h"

/*
 * The C library's wcwidth() replaced by ours.  A definition in the executable
 * comes before that of libc.so for every shared library too (ELF symbol
 * interposition), so ncursesw measures with our table.  It shares its object
 * with width_set_ambiguous(): whoever calls that pulls both out of the archive.
 */
#if defined __GNUC__
#define VISIBLE __attribute__((visibility("default")))
#else
#define VISIBLE
#endif

static int wcwidth_ambiguous = 1;

void
width_set_ambiguous(int ambiguous)
{
	wcwidth_ambiguous = ambiguous;
}

VISIBLE int
wcwidth(wchar_t wc)
{
	return wc == 0 ? 0 : width_cp((unsigned)wc, wcwidth_ambiguous);
}

VISIBLE int
wcswidth(const wchar_t *s, size_t n)
{
	int sum = 0;

	for (; n > 0 && *s; s++, n--) {
		int w = wcwidth(*s);
		if (w < 0)
			return -1;
		sum += w;
	}
	return sum;
}
