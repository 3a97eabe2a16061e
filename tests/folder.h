/*
 * A folder of its own for a test that writes files.
 */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <stddef.h>

enum { FOLDER_BYTES = 512 };

/* Make an empty one below $TMPDIR or /tmp; its path into `out`. */
void test_folder_make(char out[FOLDER_BYTES]);

/* Remove it and the files in it, at most a few folders deep. */
void test_folder_remove(const char *path);

/* The whole of a file, to be freed; NULL if there is none. */
char *test_file_read(const char *dir, const char *name, size_t *nbytes);
void test_file_write(
    const char *dir, const char *name, const char *bytes, size_t nbytes);

/* How many names in `dir` begin with `prefix`. */
size_t test_folder_count(const char *dir, const char *prefix);

#endif
