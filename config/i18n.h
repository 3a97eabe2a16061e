/*
 * Translation: what the program says, in the language of who reads.
 *
 * Texts are marked as for gettext and translated in config/po; msgfmt makes
 * the catalogues (.mo).  They are read here and not by gettext(3), which
 * translates nothing when the locale that LANG names is not installed (then only
 * C.UTF-8 is left, which newer C libraries treat as C: glibc bug 16621).  A bare
 * machine has none, and its people read Chinese all the same.
 *
 * The catalogue in use is the one piece of state of the whole process here, as
 * it is with gettext.  Texts handed out stay valid until the program ends.
 */
#ifndef CONFIG_I18N_H
#define CONFIG_I18N_H

struct err;

/* `N_` marks a text that is translated where it is shown. */
#define N_(s)                  s
#define _(s)                   i18n_text(s)
#define ngettext(one, many, n) i18n_plural(one, many, n)

/*
 * Set the character type of the process for a terminal of UTF-8: LC_CTYPE of the
 * environment; C, POSIX and a locale of UTF-8 that is not installed are taken
 * as C.UTF-8.  Another character set is refused: -1, and err says what to do.
 */
int i18n_set_locale(struct err *);

/*
 * Speak `language` from now on: a name like "zh_CN", or "auto" for what
 * LANGUAGE, LC_ALL, LC_MESSAGES and LANG ask for, in gettext's order.
 * Without a catalogue for it the program speaks English.  Catalogues are
 * looked for beside the running program (a checkout, or ../share/locale) and
 * in DATADIR/locale.
 */
void i18n_init(const char *language);

/* The same with catalogues from `dir` only, laid out as locale/. For tests. */
void i18n_init_from(const char *dir, const char *language);

/* The language spoken: "en", or the name of the catalogue, "zh_CN". */
const char *i18n_language(void);

/* `id` in the language spoken. */
const char *i18n_text(const char *id) __attribute__((format_arg(1)));

/* `one` or `many`, by the rule of the language for `n` things. */
const char *i18n_plural(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

#endif
