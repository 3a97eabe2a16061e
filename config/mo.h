/*
 * Catalogues of translations as msgfmt writes them (.mo; GNU gettext manual,
 * "The Format of GNU MO Files").
 */
#ifndef CONFIG_MO_H
#define CONFIG_MO_H

struct mo;

/* NULL if there is no sound catalogue in that file. */
struct mo *mo_open(const char *file);
void mo_free(struct mo *); /* NULL is fine */

/*
 * The translation of `id`, NULL if there is none; the catalogue's.  Of a text
 * with plural forms it is the first.
 */
const char *mo_text(const struct mo *, const char *id);

/* The form of `one` for `n` things, NULL if there is none. */
const char *mo_plural(const struct mo *, const char *one, unsigned long n);

#endif
