/*
 * File descriptors: what write(2) leaves to be done.
 */
#ifndef SRC_BASE_FD_H
#define SRC_BASE_FD_H

#include <stddef.h>

/*
 * Write all bytes, going on after interruptions and short writes, and waiting
 * where the descriptor itself does not.  Returns 0, or
 * -1 with errno set; some of the bytes may be written then.
 */
int fd_write_all(int fd, const char *bytes, size_t nbytes);

#endif
