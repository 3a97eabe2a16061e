/*
 * Files of the person who reads, and the folders that hold them.
 */
#ifndef CONFIG_FILE_H
#define CONFIG_FILE_H

#include <stddef.h>

struct buf;
struct err;

/*
 * Append the bytes of a regular file of at most `max` bytes.  Devices, pipes
 * and folders are refused without waiting for them.  Fails with ERR_NOT_FOUND,
 * ERR_LIMIT or ERR_SYS; the message does not name the file.
 */
int file_read(struct buf *, const char *path, size_t max, struct err *);

/* A name of a theme or keymap: no path, nothing hidden. */
int file_is_name(const char *name);

/*
 * `relative` as seen from the folder of `file`, into `out`; "~/" is the home.
 * -1 if it does not fit.
 */
int file_beside(
    char *out, size_t nbytes, const char *file, const char *relative);

#endif
