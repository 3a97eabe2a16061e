#include "src/base/fd.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* Whoever had a terminal before us may have left it so that it does not wait. */
static void
wait_for(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	poll(&p, 1, -1);
}

int
fd_write_all(int fd, const char *bytes, size_t nbytes)
{
	while (nbytes > 0) {
		ssize_t n = write(fd, bytes, nbytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN) {
			wait_for(fd);
			continue;
		}
		if (n < 0)
			return -1;
		bytes += n;
		nbytes -= (size_t)n;
	}
	return 0;
}
