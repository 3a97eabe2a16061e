#include "src/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	*e = (struct err){ .code = code };
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	return -1;
}

int
err_at(struct err *e, const char *where, unsigned line, unsigned col,
    const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	*e = (struct err){ .code = ERR_PARSE, .line = line, .col = col };
	snprintf(e->where, sizeof e->where, "%s", where ? where : "");
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	return -1;
}

int
err_sys(struct err *e, const char *what)
{
	return err_set(e, ERR_SYS, "%s: %s", what, strerror(errno));
}

int
err_wrap(struct err *e, const char *doing)
{
	char inner[ERR_MSG_BYTES];

	if (!e)
		return -1;
	memcpy(inner, e->msg, sizeof inner);
	snprintf(e->msg, sizeof e->msg, "%.160s: %.340s", doing, inner);
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
