/*
 * Building a keymap: for config.c, which reads the files.
 *
 * A keymap is made of layers: what a keymap file inherits, the file, the [keys]
 * of broadsheet.ini.  An action that a layer names gets the keys given there
 * and loses those of the layers below; a sequence that a layer gives to
 * another action is taken from the layers below.  Within a layer that is a
 * conflict, and so is a sequence that begins like a shorter one; both are noted
 * with both lines.
 */
#ifndef CONFIG_KEYMAP_INT_H
#define CONFIG_KEYMAP_INT_H

#include "config/keymap.h"

struct diag;
struct ini_entry;

struct keymap *keymap_new(void);
void keymap_free(struct keymap *); /* NULL is fine */

/* Unbind everything. */
void keymap_reset(struct keymap *);

/* What is bound from here on is a new layer; a preset is one compiled in. */
void keymap_begin_layer(struct keymap *, int is_preset);

/*
 * One line, `action = keys`; what cannot be used is noted.  `file` has to live
 * as long as the keymap.
 */
void keymap_bind(
    struct keymap *, const char *file, const struct ini_entry *, struct diag *);

/* Note the conflicts; from here on the keymap can be looked up. */
void keymap_finish(struct keymap *, struct diag *);

/* A sequence as it is written, "gg", "Ctrl-x+Ctrl-c", into `out`. */
enum { KEYMAP_SEQUENCE_BYTES = KEY_SEQUENCE_MAX * (KEY_NAME_BYTES + 1) };
const char *keymap_format(const struct binding *, char *out);

#endif
