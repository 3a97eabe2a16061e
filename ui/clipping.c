#include "ui/clipping.h"

#include <string.h>
#include <unistd.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/library/clips.h"
#include "src/library/clips_format.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/label.h"
#include "ui/output.h"
#include "ui/source.h"
#include "ui/waiting.h"

const char *
clipping_title(const struct clip *clip)
{
	if (clip->title)
		return clip->title;
	return clip->source.headline ? clip->source.headline : "";
}

/* --- reading ----------------------------------------------------------------- */

static void
read_it(struct app *app, const struct clip *clip)
{
	struct place place = { .view = VIEW_CLIPPING, .item = (int)clip->id };

	if (app_place(app).view != VIEW_CLIPPING)
		app_jump(app, place);
}

static enum passage_found
find_place(const struct clip *clip, const struct edition *e, struct anchor *at)
{
	struct range range;
	size_t article = mark_find_article(&clip->source, e);

	if (clip->is_whole && article < e->narticles) {
		*at = (struct anchor){ .article = (uint32_t)article };
		return PASSAGE_EXACT;
	}
	enum passage_found found =
	    passage_find(&range, &clip->passage, e, (uint32_t)article);
	if (found != PASSAGE_GONE)
		*at = range.from;
	return found;
}

/* Its paper at its place, else the clipping itself, with why. */
static void
open_it(struct app *app, const struct clip *clip)
{
	struct err err = { 0 };
	struct source source;
	struct anchor at = { 0 };

	if (source_find(&source, app, &clip->source, &err) != 0) {
		read_it(app, clip);
		app_say_error(app, &err);
		return;
	}
	switch (find_place(clip, source.edition, &at)) {
	case PASSAGE_GONE:
		source_drop(&source);
		read_it(app, clip);
		app_say(app, _("these words are not in the paper any more"));
		return;
	case PASSAGE_CHANGED:
		source_show(app, &source, at);
		app_say(app, _("the paper has other words here by now"));
		return;
	case PASSAGE_GUESSED:
		source_show(app, &source, at);
		app_say(app,
		    _("the words have changed; this is likely the "
		      "place"));
		return;
	case PASSAGE_EXACT:
		source_show(app, &source, at);
		return;
	}
}

/* --- changing ---------------------------------------------------------------- */

static enum kept
change(struct app *app, const struct clip *clip, const char *done)
{
	const struct change change = { .kind = CHANGE_CLIP_LABEL,
		.clip = *clip };
	enum kept kept = waiting_change(app, &change, NULL);

	if (kept == KEPT)
		app_say(app, "%s", done);
	return kept;
}

/* As it will be when all is done that waits. */
static const struct clip *
latest(const struct app *app, const struct clip *clip)
{
	return changes_latest_clip(&app->keep.waiting, clip);
}

static const char *
cut_blanks(struct buf *b)
{
	while (b->n > 0 && strchr(" \t\n", b->bytes[b->n - 1]))
		buf_cut(b, b->n - 1);
	return b->n > 0 ? buf_str(b) : NULL;
}

/* A note that is not stored, or not yet, stays where it was written. */
static void
keep_note(struct app *app, const struct clip *clip, struct buf *text,
    struct buf *path)
{
	struct clip noted = *clip;

	noted.note = cut_blanks(text);
	if (change(app, &noted,
		noted.note ? _("note kept") : _("note cleared")) == KEPT)
		return;
	app_say(app,
	    _("the note was not kept; it is in %s; :messages says why"),
	    buf_str(path));
	buf_cut(path, 0);
}

static void
edit_note(struct app *app, const struct clip *stored)
{
	const struct clip *clip = latest(app, stored);
	struct err err = { 0 };
	struct buf path, text;

	buf_init(&path);
	buf_init(&text);
	if (clip->note)
		buf_addf(&text, "%s\n", clip->note);
	switch (editor_change(app, &path, &text, &err)) {
	case EDITOR_FAILED:
		app_say_error(app, &err);
		break;
	case EDITOR_UNCHANGED:
		app_say(app, _("nothing was changed"));
		break;
	case EDITOR_CHANGED:
		keep_note(app, clip, &text, &path);
		break;
	}
	if (path.n > 0)
		unlink(buf_str(&path));
	buf_fini(&path);
	buf_fini(&text);
}

static void
set_tags(struct app *app, const struct clip *clip, const struct request *r)
{
	struct arena *arena = arena_new();
	struct clip tagged = *latest(app, clip);
	const char *done = label_tags(app, r, &tagged.tags, arena);

	if (done)
		change(app, &tagged, done);
	arena_free(arena);
}

static void
set_title(struct app *app, const struct clip *clip, const struct request *r)
{
	struct clip titled = *latest(app, clip);
	const char *done =
	    label_title(app, r, &titled.title, clip->source.headline);

	if (done)
		change(app, &titled, done);
}

static void
delete_it(struct app *app, const struct clip *clip)
{
	const struct change change = { .kind = CHANGE_CLIP_DELETED,
		.clip = *clip };
	char key[APP_KEY_BYTES];

	if (waiting_change(app, &change, NULL) == KEPT)
		app_say(app, _("clipping deleted; %s brings it back"),
		    app_key(app, ACTION_UNDO, key));
}

/* --- writing ------------------------------------------------------------------ */

static enum clips_format
format_of(const char *target)
{
	static const struct {
		const char *end;
		enum clips_format format;
	} table[] = {
		{ ".md", CLIPS_MARKDOWN },
		{ ".json", CLIPS_JSON },
		{ ".html", CLIPS_HTML },
		{ ".htm", CLIPS_HTML },
	};
	size_t n = strlen(target);

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t nend = strlen(table[i].end);
		if (target[strspn(target, " ")] != '|' && n > nend &&
		    strcmp(target + n - nend, table[i].end) == 0)
			return table[i].format;
	}
	return CLIPS_TEXT;
}

void
clipping_write(
    struct app *app, const struct clip_list *clips, const struct request *r)
{
	struct buf text;

	if (!r->text || !*r->text) {
		prompt_open(&app->prompt, PROMPT_COMMAND, "write ");
		return;
	}
	buf_init(&text);
	clips_write(&text, clips, format_of(r->text));
	output_put(app, r->text, &text);
	buf_fini(&text);
}

bool
clipping_act(struct app *app, const struct clip *clip, const struct request *r)
{
	switch (r->action) {
	case ACTION_OPEN:
	case ACTION_FOLLOW:
		open_it(app, clip);
		return true;
	case ACTION_READ_CLIPPING:
		read_it(app, clip);
		return true;
	case ACTION_EDIT:
		edit_note(app, clip);
		return true;
	case ACTION_TAG:
		set_tags(app, clip, r);
		return true;
	case ACTION_TITLE:
		set_title(app, clip, r);
		return true;
	case ACTION_DELETE:
		delete_it(app, clip);
		return true;
	case ACTION_WRITE:
		clipping_write(app, &(struct clip_list){ clip, 1 }, r);
		return true;
	case ACTION_COPY:
		output_copy_passage(app, clip->passage.text);
		return true;
	default:
		return false;
	}
}
