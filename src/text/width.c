#include "src/text/width.h"

#include "src/text/prop.h"

static bool
is_control(unsigned cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
	    (cp >= 0xD800 && cp <= 0xDFFF);
}

int
width_cp(unsigned cp, int ambiguous)
{
	return is_control(cp) ? -1 : (int)prop_width(prop_of(cp), ambiguous);
}

bool
width_is_mark(unsigned cp)
{
	return prop_of(cp) & PROP_MARK;
}
