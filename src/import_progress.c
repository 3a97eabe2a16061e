#include "src/import_progress.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/ioctl.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/fd.h"
#include "src/base/utf8.h"
#include "src/text/filter.h"
#include "src/text/width.h"

enum {
	EVERY_MS = 100,   /* faster is not read */
	GUESS_MS = 1000,  /* before that, the time left is a guess */
	OTHER_WIDTH = 80, /* of a terminal that does not say */
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
progress_begin(struct progress *p, uint64_t of_nbytes)
{
	*p = (struct progress){
		.is_on = isatty(STDERR_FILENO),
		.began_ms = now_ms(),
		.of_nbytes = of_nbytes,
	};
}

int64_t
progress_ms(const struct progress *p)
{
	return now_ms() - p->began_ms;
}

/* As much of a line as fits; the rest of it blank, and back to its start. */
static void
draw(struct progress *p, const char *text, size_t nbytes)
{
	struct winsize w;
	struct buf b;
	size_t at = 0;
	int room;

	p->width = ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col
	    ? w.ws_col
	    : OTHER_WIDTH;
	room = p->width - 1; /* a full line may turn over */
	buf_init(&b);
	buf_addc(&b, '\r');
	while (at < nbytes) {
		unsigned cp;
		size_t n = utf8_decode(&cp, text + at, nbytes - at, NULL);
		/* Where terminals disagree, rather too short. */
		int ncells = width_cp(cp, 2);
		if (ncells < 0 || ncells > room)
			break;
		room -= ncells;
		buf_add(&b, text + at, n);
		at += n;
	}
	while (room-- > 0)
		buf_addc(&b, ' ');
	buf_addc(&b, '\r');
	/* Where it cannot be written there is nobody to see it. */
	(void)fd_write_all(STDERR_FILENO, buf_str(&b), b.n);
	buf_fini(&b);
	p->is_shown = nbytes > 0;
}

static void
add_time(struct buf *b, int64_t seconds)
{
	if (seconds >= 60 * 60)
		buf_addf(b, "%d:%02d:%02d", (int)(seconds / 3600),
		    (int)(seconds / 60 % 60), (int)(seconds % 60));
	else
		buf_addf(
		    b, "%d:%02d", (int)(seconds / 60), (int)(seconds % 60));
}

void
progress_show(struct progress *p, const struct progress_state *s)
{
	int64_t now = now_ms(), ms = now - p->began_ms;
	struct buf b;

	if (!p->is_on || (p->drawn_ms && now - p->drawn_ms < EVERY_MS))
		return;
	p->drawn_ms = now;
	buf_init(&b);
	buf_addf(&b, ngettext("%zu edition, ", "%zu editions, ", s->neditions),
	    s->neditions);
	buf_addf(
	    &b, ngettext("%zu story", "%zu stories", s->nstories), s->nstories);
	if (ms > 0)
		buf_addf(&b, _(", %zu a second"),
		    (size_t)((uint64_t)s->nstories * 1000 / (uint64_t)ms));
	if (ms >= GUESS_MS && s->done_nbytes && s->done_nbytes < p->of_nbytes) {
		double rest = (double)(p->of_nbytes - s->done_nbytes) /
		    (double)s->done_nbytes;
		buf_adds(&b, _(", left: "));
		add_time(&b, (int64_t)(rest * (double)ms / 1000) + 1);
	}
	if (s->file) {
		const char *slash = strrchr(s->file, '/');
		const char *base = slash ? slash + 1 : s->file;
		buf_adds(&b, "  ");
		filter_add(&b, base, strlen(base), FILTER_LINE);
	}
	draw(p, buf_str(&b), b.n);
	buf_fini(&b);
}

void
progress_say(struct progress *p, const char *text)
{
	if (p->is_on)
		draw(p, text, strlen(text));
}

void
progress_clear(struct progress *p)
{
	if (p->is_shown)
		draw(p, "", 0);
	p->drawn_ms = 0;
}
