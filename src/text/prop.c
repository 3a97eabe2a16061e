#include "src/text/prop.h"

#include "src/text/cluster.h"
#include "src/text/width.h"

#define P(width, kind, gcb, flags)                                       \
	((width) | (gcb) << PROP_GCB_SHIFT | (kind) << PROP_KIND_SHIFT | \
	    (flags))

#include "src/text/gen/props.inc"

_Static_assert(CLUSTER_OTHER < 16, "a kind has 4 bits");
_Static_assert(GCB_ZWJ < 16, "a gcb has 4 bits");

const char *
width_unicode_version(void)
{
	return PROP_UNICODE;
}
