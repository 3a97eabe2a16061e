#include "ui/label.h"

#include <string.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/library/tags.h"
#include "ui/app.h"

/* Begin a `:` line with what there is now, to be changed. */
static void
ask(struct app *app, enum action action, const char *now)
{
	struct buf line;

	buf_init(&line);
	buf_addf(&line, "%s %s", action_name(action), now ? now : "");
	prompt_open(&app->prompt, PROMPT_COMMAND, buf_str(&line));
	buf_fini(&line);
}

const char *
label_tags(struct app *app, const struct request *r, struct tags *tags,
    struct arena *arena)
{
	struct err err = { 0 };

	if (!r->text) {
		ask(app, ACTION_TAG, tags_line(*tags, arena));
		return NULL;
	}
	if (tags_parse(tags, r->text, arena, &err) != 0) {
		app_say_error(app, &err);
		return NULL;
	}
	return tags->n > 0 ? _("tags kept") : _("tags cleared");
}

const char *
label_title(struct app *app, const struct request *r, const char **title,
    const char *headline)
{
	bool is_own;

	if (!r->text) {
		ask(app, ACTION_TITLE, *title ? *title : headline);
		return NULL;
	}
	is_own = *r->text && !(headline && strcmp(r->text, headline) == 0);
	*title = is_own ? r->text : NULL;
	return is_own ? _("title kept") : _("title cleared");
}

bool
label_nothing(struct app *app, const struct request *r)
{
	static const enum action actions[] = { ACTION_EDIT, ACTION_TAG,
		ACTION_TITLE, ACTION_DELETE, ACTION_COPY, ACTION_WRITE };

	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (actions[i] != r->action)
			continue;
		app_say(app, _("there is nothing here to do that with"));
		app->must_fit = true;
		return true;
	}
	return false;
}
