/*
 * A broadsheet.ini that changes nothing: every option and action commented at
 * its default.  `#name = value` without a blank is what may be uncommented;
 * `# text` is only read.
 */
#include <string.h>

#include "config/config.h"
#include "config/config_int.h"
#include "config/i18n.h"
#include "config/keymap_int.h"
#include "src/base/buf.h"
#include "src/base/err.h"

/* A help text, as wide as a terminal bears. */
static void
add_comment(struct buf *out, const char *text)
{
	buf_addf(out, "# %s\n", text);
}

static void
add_value(struct buf *out, const char *name, const char *value)
{
	const char *quote = "";

	if (!value[0] || strpbrk(value, ";#'"))
		quote = "\"";
	if (strchr(value, '"'))
		quote = "'";
	buf_addf(out, "#%s = %s%s%s\n", name, quote, value, quote);
}

static void
add_choices(struct buf *out, const char *choices)
{
	buf_addf(out, "# %s ", _("one of:"));
	for (; *choices; choices++)
		if (*choices == '|')
			buf_adds(out, ", ");
		else
			buf_addc(out, *choices);
	buf_addc(out, '\n');
}

static void
add_option(struct buf *out, const struct option *o)
{
	buf_addc(out, '\n');
	add_comment(out, _(o->help));
	if (o->type == OPTION_CHOICE)
		add_choices(out, o->choices);
	if (o->type == OPTION_FLAG)
		add_choices(out, "on|off");
	if (o->type == OPTION_NUMBER)
		buf_addf(out, _("# from %d to %d\n"), o->least, o->most);
	add_value(out, o->name, o->initial);
}

static void
add_options(struct buf *out)
{
	/* The rows of a section stand together wherever they are listed. */
	static const char *const sections[] = { "layout", "ui", "reading",
		"paper", "library" };

	for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
		buf_addf(out, "\n[%s]\n", sections[s]);
		for (size_t i = 0; i < noptions; i++)
			if (!strcmp(options[i].section, sections[s]))
				add_option(out, &options[i]);
	}
}

static void
add_keys(struct buf *out, const struct keymap *m)
{
	char keys[512];
	int group = -1;

	buf_adds(out, "\n[keys]\n");
	for (int i = 0; i < ACTION_COUNT; i++) {
		enum action a = (enum action)i;
		if (action_group(a) != (enum action_group)group) {
			group = (int)action_group(a);
			buf_addc(out, '\n');
			add_comment(out, _(action_group_name(action_group(a))));
		}
		keymap_keys(m, a, keys, sizeof keys);
		add_value(out, action_name(a), keys[0] ? keys : "none");
	}
}

void
config_write_defaults(struct buf *out)
{
	const struct config_source nothing = { .file = "" };
	struct config *c = config_load(&nothing, NULL);

	add_comment(
	    out, _("broadsheet.ini: all that can be set, at its default."));
	add_comment(out,
	    _("Take the # away from a line to change it; keep only what you "
	      "change."));
	add_comment(out,
	    _("See broadsheet.ini(5), broadsheet-keys(7), "
	      "broadsheet-themes(5)."));
	add_options(out);
	add_keys(out, config_keymap(c));
	buf_adds(out, "\n[theme]\n\n");
	add_comment(out,
	    _("How one thing looks in every theme, such as: headline = bold"));
	config_free(c);
}
