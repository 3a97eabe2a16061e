/*
 * What fuzz targets share.
 *
 * A target is a file with one LLVMFuzzerTestOneInput(): libFuzzer drives it
 * (`make fuzz`), and replay.c does in the ordinary tests.  It states promises
 * by HOLDS(); that it does not crash goes without saying.  Parameters are taken
 * from the first bytes of an input, the rest is what is read.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct cluster_params;
struct edition;
struct layout_params;

int LLVMFuzzerTestOneInput(const uint8_t *, size_t nbytes);

/* Ends the program with the words of the promise if it does not hold. */
#define HOLDS(promise) \
	((promise) ? (void)0 : fuzz_broken(#promise, __FILE__, __LINE__))
void fuzz_broken(const char *promise, const char *file, int line)
    __attribute__((noreturn));

struct fuzz_input {
	const char *at;
	size_t nbytes; /* left */
};

/* The next byte of the input as a number below `n`; 0 at the end. */
unsigned fuzz_take(struct fuzz_input *, unsigned n);

/*
 * Append what is left as the text that readers see: UTF-8 without NUL, U+FFFD
 * for what is neither.  Control characters stay.
 */
void fuzz_text(struct buf *out, const struct fuzz_input *);

/* Parameters within their limits, from a few bytes of the input. */
void fuzz_cluster_params(struct cluster_params *, struct fuzz_input *);
void fuzz_layout_params(struct layout_params *, struct fuzz_input *);

/*
 * Holds that text is UTF-8 and nothing in it could steer a terminal, hide or
 * turn other text; newlines and tabs are fine only if `lines`.
 */
void fuzz_harmless(const char *s, size_t nbytes, int lines);

/*
 * Calls `fn` with each string of the model that is text of the source and not
 * found in it a second time: no names of authors, no datelines, no labels.
 */
typedef void fuzz_string_fn(const char *, void *arg);
void fuzz_each_string(const struct edition *, fuzz_string_fn *, void *arg);

/* Holds what edition.h promises of every string and number of the model. */
void fuzz_model(const struct edition *);

/*
 * Holds that an edition, written in the native format and read again, is the
 * same by its JSON, and is written the same; where the filter takes something
 * away from its source, from the second time on.
 */
void fuzz_round_trip(const struct edition *, const char *source, size_t nbytes);

#endif
