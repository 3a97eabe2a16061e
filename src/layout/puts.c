#include "src/layout/puts.h"

#include "src/base/mem.h"

void
puts_add(struct puts *p, const struct put *put)
{
	p->at = mem_grow(p->at, p->n, &p->cap, sizeof *p->at);
	p->at[p->n++] = *put;
}
