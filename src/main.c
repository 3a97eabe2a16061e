#include <stdio.h>

int
main(void)
{
	puts("broadsheet " VERSION);
	return 0;
}
