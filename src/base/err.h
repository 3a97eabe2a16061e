/*
 * What went wrong, in words that tell a person what to do.
 *
 * Functions that can fail have a `struct err *` as their last parameter, and give
 * 0 or -1, a pointer or NULL.  The first that fails writes it; those above may
 * put words before it (err_wrap) or hand it on as it is.  Where it happened is a
 * place in what was read, a paper or a keymap, and never in this program.  NULL
 * is fine for whoever does not want to know.  Messages begin in lower case, end
 * without a full stop, and may hold bytes of the input: whoever shows one puts it
 * through the filter (src/text/filter.h).
 */
#ifndef SRC_BASE_ERR_H
#define SRC_BASE_ERR_H

enum err_code {
	ERR_NONE,
	ERR_SYS,         /* the system refused; its reason is in the message */
	ERR_PARSE,       /* the input breaks the rules of its format */
	ERR_LIMIT,       /* more of it than is read at all */
	ERR_UNSUPPORTED, /* nothing here can do that */
	ERR_NOT_FOUND,   /* the thing named does not exist */
	ERR_DB,          /* the store of bookmarks */
	ERR_LOCKED,      /* another program holds it: later it may work */
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

/* These all give -1, for `return err_set(...)`. */
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
