/*
 * Inside of charset: what the guess and the decoding share.
 */
#ifndef SRC_TEXT_CHARSET_INT_H
#define SRC_TEXT_CHARSET_INT_H

#include <stddef.h>

struct buf;

/*
 * Decode by iconv from the set that iconv calls `name`.  Bytes that do not fit
 * become U+FFFD, one for each byte skipped.  Returns how many there were; a
 * set that this system's iconv does not know makes all of them bad.  A
 * sequence cut short by the end counts as one, unless `is_part` says that the
 * bytes are the beginning of more: then it is left out.
 */
size_t charset_convert(struct buf *out, const char *name, const char *bytes,
    size_t nbytes, int is_part);

/*
 * The most likely set of bytes that are neither valid UTF-8 nor plain ASCII,
 * from their first CHARSET_SAMPLE_BYTES; a name of our table, never NULL.
 */
const char *charset_guess(const char *bytes, size_t nbytes);

/*
 * Do `bytes`, which hold a NUL, read as UTF-16?  "UTF-16LE", "UTF-16BE" or
 * NULL.
 */
const char *charset_guess_utf16(const char *bytes, size_t nbytes);

/* A page of a newspaper has some 20 kB; three of them are enough to tell. */
enum { CHARSET_SAMPLE_BYTES = 64 * 1024 };

#endif
