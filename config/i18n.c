#include "config/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "config/mo.h"
#include "src/base/err.h"
#include "src/base/mem.h"

enum { LANGUAGE_BYTES = 32, PATH_BYTES = 1024 };

/* A catalogue once used is kept: its texts may be anywhere on the screen. */
struct catalogue {
	struct catalogue *next;
	struct mo *mo;
	char language[LANGUAGE_BYTES];
	char path[PATH_BYTES];
};

static struct {
	struct catalogue *all;
	const struct catalogue *now; /* NULL: English */
} state;

/* Languages that are read by who asked for another. */
static const struct {
	const char *asked, *read;
} aliases[] = {
	{ "zh", "zh_CN" },
	{ "zh_Hans", "zh_CN" },
	{ "zh_Hans_CN", "zh_CN" },
	{ "zh_SG", "zh_CN" },
};

static const char *
first_set(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);
		if (value && *value)
			return value;
	}
	return "";
}

static int
is_c(const char *locale)
{
	return !*locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX");
}

static int
set_fallback(void)
{
	static const char *const names[] = { "C.UTF-8", "C.utf8",
		"en_US.UTF-8" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (setlocale(LC_CTYPE, names[i]))
			return 0;
	return -1;
}

int
i18n_set_locale(struct err *err)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG",
		NULL };
	const char *locale = first_set(names);
	const char *charset = strchr(locale, '.');

	if (is_c(locale)) {
		charset = "UTF-8";
	} else if (setlocale(LC_CTYPE, "")) {
		charset = nl_langinfo(CODESET);
		if (!strcasecmp(charset, "UTF-8"))
			return 0;
	} else {
		charset = charset ? charset + 1 : "UTF-8";
	}
	if (strncasecmp(charset, "UTF-8", 5) && strncasecmp(charset, "utf8", 4))
		return err_set(err, ERR_UNSUPPORTED,
		    _("the locale %.64s has the character set %.32s; set LANG "
		      "to one of UTF-8, such as C.UTF-8, and the terminal too"),
		    locale, charset);
	if (set_fallback() < 0)
		return err_set(err, ERR_UNSUPPORTED,
		    _("no locale of UTF-8 is installed; install C.UTF-8"));
	return 0;
}

static struct catalogue *
catalogue_of(const char *dir, const char *language)
{
	struct catalogue *c = xcalloc(1, sizeof *c);
	int n = snprintf(c->path, sizeof c->path,
	    "%s/%s/LC_MESSAGES/broadsheet.mo", dir, language);

	for (struct catalogue *old = state.all; old; old = old->next)
		if (!strcmp(old->path, c->path)) {
			free(c);
			return old;
		}
	snprintf(c->language, sizeof c->language, "%s", language);
	c->mo = n > 0 && (size_t)n < sizeof c->path ? mo_open(c->path) : NULL;
	if (!c->mo) {
		free(c);
		return NULL;
	}
	c->next = state.all;
	state.all = c;
	return c;
}

static const struct catalogue *
find_in(const char *const *dirs, const char *language)
{
	for (; *dirs; dirs++) {
		const struct catalogue *c = catalogue_of(*dirs, language);
		if (c)
			return c;
	}
	return NULL;
}

/*
 * Find a catalogue for one name of a language, "zh_CN.UTF-8@pinyin".  Returns
 * whether the search is over: English needs none.
 */
static int
use_language(const char *const *dirs, const char *name, size_t nbytes)
{
	char asked[LANGUAGE_BYTES];
	size_t n = 0;

	while (n < nbytes && n < sizeof asked - 1 &&
	    (strchr("_", name[n]) || (name[n] >= 'A' && name[n] <= 'Z') ||
		(name[n] >= 'a' && name[n] <= 'z')))
		n++;
	memcpy(asked, name, n);
	asked[n] = '\0';
	if (!n || (n < nbytes && name[n] != '.' && name[n] != '@'))
		return 0;
	if (!strncmp(asked, "en", 2) && (n == 2 || asked[2] == '_'))
		return 1;
	state.now = find_in(dirs, asked);
	for (size_t i = 0; !state.now && i < sizeof aliases / sizeof *aliases;
	     i++)
		if (!strcmp(aliases[i].asked, asked))
			state.now = find_in(dirs, aliases[i].read);
	return state.now != NULL;
}

/* gettext's order: LANGUAGE, a list, unless the locale is C. */
static void
use_environment(const char *const *dirs)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG",
		NULL };
	const char *locale = first_set(names);
	const char *list = getenv("LANGUAGE");

	if (is_c(locale))
		return;
	while (list && *list) {
		size_t n = strcspn(list, ":");
		if (use_language(dirs, list, n))
			return;
		list += n + (list[n] == ':');
	}
	use_language(dirs, locale, strlen(locale));
}

static void
init(const char *const *dirs, const char *language)
{
	state.now = NULL;
	if (!strcmp(language, "auto"))
		use_environment(dirs);
	else
		use_language(dirs, language, strlen(language));
}

/* The folder that the running program lies in; "" if the system won't say. */
static void
find_program(char *out, size_t nbytes)
{
	ssize_t n = readlink("/proc/self/exe", out, nbytes - 1);

	out[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(out, '/');
	if (slash)
		*slash = '\0';
	else
		out[0] = '\0';
}

void
i18n_init(const char *language)
{
	static const char *const beside[] = { "build/locale", "locale",
		"../share/locale" };
	enum { NBESIDE = sizeof beside / sizeof *beside };
	char program[PATH_BYTES / 2];
	char paths[NBESIDE][PATH_BYTES];
	const char *dirs[NBESIDE + 2];
	size_t n = 0;

	find_program(program, sizeof program);
	for (size_t i = 0; program[0] && i < NBESIDE; i++) {
		snprintf(
		    paths[i], sizeof paths[i], "%s/%s", program, beside[i]);
		dirs[n++] = paths[i];
	}
	dirs[n++] = DATADIR "/locale";
	dirs[n] = NULL;
	init(dirs, language);
}

void
i18n_init_from(const char *dir, const char *language)
{
	const char *const dirs[] = { dir, NULL };

	init(dirs, language);
}

const char *
i18n_language(void)
{
	return state.now ? state.now->language : "en";
}

const char *
i18n_text(const char *id)
{
	/* The text of "" is the catalogue's header. */
	const char *text = state.now && *id ? mo_text(state.now->mo, id) : NULL;

	return text ? text : id;
}

const char *
i18n_plural(const char *one, const char *many, unsigned long n)
{
	const char *text = state.now ? mo_plural(state.now->mo, one, n) : NULL;

	if (text)
		return text;
	return n == 1 ? one : many;
}
