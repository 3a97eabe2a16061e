/*
 * Errors that a person can act on.
 *
 * A function that can fail takes a `struct err *` last and returns 0 or -1,
 * or a pointer or NULL.  Whoever fails first fills it in; callers add context
 * by err_wrap() or pass it up untouched.  The place is a place in the input (a
 * paper, a keymap), never in our own source.  A null pointer is allowed: the
 * caller does not care why.  Messages are lower case, without a full stop, and
 * say after a semicolon what to do.  They may hold bytes of the input: whoever
 * shows one puts it through the filter (src/text/filter.h).
 */
#ifndef SRC_BASE_ERR_H
#define SRC_BASE_ERR_H

enum err_code {
	ERR_NONE,
	ERR_SYS,         /* errno told; the message already includes it */
	ERR_PARSE,       /* the input is not what it claims to be */
	ERR_LIMIT,       /* sound, but larger than we agree to read */
	ERR_UNSUPPORTED, /* sound, but no reader or build option for it */
	ERR_NOT_FOUND,   /* the thing named does not exist */
	ERR_DB,          /* the store of bookmarks */
	ERR_USAGE,       /* the caller or the command line is wrong */
};

enum { ERR_WHERE_BYTES = 256, ERR_MSG_BYTES = 512 };

struct err {
	enum err_code code;
	char where[ERR_WHERE_BYTES]; /* file or URL; empty if not input */
	unsigned line;               /* 1-based; 0 if unknown */
	unsigned col;                /* 1-based, in bytes; 0 if unknown */
	char msg[ERR_MSG_BYTES];
};

/* Each returns -1, so that a caller can write `return err_set(...)`. */
int err_set(struct err *, enum err_code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
int err_at(struct err *, const char *where, unsigned line, unsigned col,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Says `what` and errno's text. */
int err_sys(struct err *, const char *what);

/* Puts "doing: " before the message. */
int err_wrap(struct err *, const char *doing);

/*
 * "FILE:LINE:COL: message" into `out`, leaving out what is not known.
 * Returns `out`.  Not filtered.
 */
const char *err_format(const struct err *, char *out, unsigned long nbytes);

#endif
