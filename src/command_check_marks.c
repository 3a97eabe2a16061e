/* broadsheet check --marks. */
#include "config/config.h"
#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/command.h"
#include "src/library/copies.h"
#include "src/library/health.h"
#include "src/text/filter.h"

static const char *const states[] = {
	[HEALTH_NONE] = N_("there is none yet"),
	[HEALTH_SOUND] = N_("sound"),
	[HEALTH_NEWER] = N_("a newer broadsheet wrote it; use that one"),
	[HEALTH_FOREIGN] =
	    N_("belongs to another program; move it away to keep bookmarks"),
	[HEALTH_DAMAGED] = N_("cannot be used"),
};

/* One file: its state, what is in it. */
static void
describe(struct buf *out, const struct health *h)
{
	buf_adds(out, _(states[h->state]));
	if (h->state == HEALTH_DAMAGED)
		buf_addf(out, ": %s", h->why.msg);
	if (h->state == HEALTH_SOUND) {
		buf_addf(out, _(", version %lld, %lld bytes: "),
		    (long long)h->version, (long long)h->nbytes);
		run_add_kept(out, h->n);
	}
	buf_addc(out, '\n');
}

static int
describe_copies(struct buf *out, const char *dir, struct arena *a)
{
	struct health h;
	struct copies copies;
	struct err err;

	if (copies_find(&copies, dir, a, &err) < 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	for (size_t i = 0; i < copies.n; i++) {
		health_look(&h, copies_path(dir, copies.days[i], a));
		buf_addf(out, _("copy of %s: "), copies.days[i]);
		describe(out, &h);
	}
	if (copies.n)
		buf_adds(out,
		    _("broadsheet restore --copy=DATE brings back what is "
		      "missing\n"));
	return EXIT_DONE;
}

int
command_check_marks(void)
{
	const char *dir = config_xdg_data();

	if (!*dir) {
		struct err err;
		err_set(&err, ERR_DB,
		    _("there is no folder for bookmarks; set HOME or "
		      "XDG_DATA_HOME"));
		run_complain(&err);
		return EXIT_FAILED;
	}
	struct arena *a = arena_new();
	const char *path = arena_printf(a, "%s/marks.db", dir);
	struct buf out, filtered;
	struct health h;

	buf_init(&out);
	buf_init(&filtered);
	health_look(&h, path);
	buf_addf(&out, "%s: ", path);
	describe(&out, &h);
	int status = h.state <= HEALTH_SOUND ? EXIT_DONE : EXIT_FAILED;
	if (h.state != HEALTH_NONE && describe_copies(&out, dir, a) != 0)
		status = EXIT_FAILED;
	filter_add(&filtered, buf_str(&out), out.n, FILTER_TEXT);
	if (run_write(&filtered) != EXIT_DONE)
		status = EXIT_FAILED;
	buf_fini(&out);
	buf_fini(&filtered);
	arena_free(a);
	return status;
}
