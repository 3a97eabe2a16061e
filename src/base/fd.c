#include "src/base/fd.h"

#include <errno.h>
#include <unistd.h>

int
fd_write_all(int fd, const char *bytes, size_t nbytes)
{
	while (nbytes > 0) {
		ssize_t n = write(fd, bytes, nbytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		nbytes -= (size_t)n;
	}
	return 0;
}
