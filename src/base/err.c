#include "src/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A fresh error with its message; whoever knows the place adds it. */
static void __attribute__((format(printf, 3, 0)))
fill(struct err *e, enum err_code code, const char *fmt, va_list ap)
{
	memset(e, 0, sizeof *e);
	e->code = code;
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
}

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	if (e) {
		va_list ap;
		va_start(ap, fmt);
		fill(e, code, fmt, ap);
		va_end(ap);
	}
	return -1;
}

int
err_at(struct err *e, const char *where, unsigned line, unsigned col,
    const char *fmt, ...)
{
	if (e) {
		va_list ap;
		va_start(ap, fmt);
		fill(e, ERR_PARSE, fmt, ap);
		va_end(ap);
		snprintf(e->where, sizeof e->where, "%s", where ? where : "");
		e->line = line;
		e->col = col;
	}
	return -1;
}

int
err_sys(struct err *e, const char *what)
{
	int number = errno;

	return err_set(e, ERR_SYS, "%s: %s", what, strerror(number));
}

int
err_wrap(struct err *e, const char *doing)
{
	struct err outer;

	if (e) {
		err_set(&outer, e->code, "%.160s: %.340s", doing, e->msg);
		memcpy(e->msg, outer.msg, sizeof e->msg);
	}
	return -1;
}

const char *
err_format(const struct err *e, char *out, unsigned long nbytes)
{
	if (!e->where[0])
		snprintf(out, nbytes, "%s", e->msg);
	else if (!e->line)
		snprintf(out, nbytes, "%s: %s", e->where, e->msg);
	else if (!e->col)
		snprintf(out, nbytes, "%s:%u: %s", e->where, e->line, e->msg);
	else
		snprintf(out, nbytes, "%s:%u:%u: %s", e->where, e->line, e->col,
		    e->msg);
	return out;
}
