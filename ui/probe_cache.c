#include "ui/probe_cache.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/file.h"
#include "src/base/buf.h"
#include "src/base/fd.h"

/*
 * One line a terminal, the newest first: its hash, the answer, the day of the
 * answer since 1970.
 *
 *	9c3f00a1b2c3d4e5 1 20417
 */
enum {
	LINE_BYTES = 32, /* the longest, with newline and NUL */
	FILE_BYTES = PROBE_CACHE_TERMINALS * LINE_BYTES,
	PATH_BYTES = 1100,
	SECONDS_A_DAY = 86400,
	MOST_DAYS = 9999999, /* what a line has room for */
};

struct entry {
	uint64_t terminal;
	enum probe_verdict verdict;
	int64_t day;
};

struct entries {
	struct entry at[PROBE_CACHE_TERMINALS];
	size_t n;
};

/* --- which terminal ------------------------------------------------------ */

/* FNV-1a; a NUL stands behind each value. */
static uint64_t
hash(uint64_t h, const char *s, size_t nbytes)
{
	for (size_t i = 0; i <= nbytes; i++)
		h = (h ^ (i < nbytes ? (unsigned char)s[i] : 0)) *
		    UINT64_C(0x100000001b3);
	return h;
}

/*
 * What names a terminal or may change its widths.  Of a session inside tmux or
 * screen only that it is one; of a remote one only where it comes from.
 */
static uint64_t
terminal_of_environment(void)
{
	static const char *const values[] = { "TERM", "COLORTERM",
		"TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LC_TERMINAL",
		"LC_TERMINAL_VERSION", "TERMINAL_EMULATOR", "VTE_VERSION",
		"XTERM_VERSION", "XTERM_LOCALE", "KONSOLE_VERSION", "LC_ALL",
		"LC_CTYPE", "LANG" };
	static const char *const presence[] = { "TMUX", "STY",
		"KITTY_WINDOW_ID", "WT_SESSION" };
	const char *remote = getenv("SSH_CONNECTION");
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const char *value = getenv(values[i]);
		h = hash(h, value ? value : "", value ? strlen(value) : 0);
	}
	for (size_t i = 0; i < sizeof presence / sizeof *presence; i++)
		h = hash(h, getenv(presence[i]) ? "1" : "0", 1);
	return hash(h, remote ? remote : "", remote ? strcspn(remote, " ") : 0);
}

/* --- the file ------------------------------------------------------------ */

static bool
path_of(char out[PATH_BYTES], const char *dir, const char *name)
{
	int n = dir && *dir ? snprintf(out, PATH_BYTES, "%s/%s", dir, name) : 0;

	return n > 0 && n < PATH_BYTES;
}

/* One line, of which nothing may be different; its bytes, or 0. */
static size_t
parse_line(struct entry *e, const char *s)
{
	char again[LINE_BYTES + 1];
	unsigned verdict;
	int n = 0;

	if (sscanf(s, "%16" SCNx64 " %1u %7" SCNd64 "\n%n", &e->terminal,
		&verdict, &e->day, &n) != 3 ||
	    n <= 0 || verdict > PROBE_MIXED)
		return 0;
	n = snprintf(again, sizeof again, "%016" PRIx64 " %u %" PRId64 "\n",
	    e->terminal, verdict, e->day);
	e->verdict = (enum probe_verdict)verdict;
	return strncmp(s, again, (size_t)n) == 0 ? (size_t)n : 0;
}

static void
read_entries(struct entries *e, const char *dir)
{
	char path[PATH_BYTES];
	struct buf b;

	e->n = 0;
	if (!path_of(path, dir, "terminals"))
		return;
	buf_init(&b);
	if (file_read(&b, path, FILE_BYTES, NULL) == 0) {
		const char *s = buf_str(&b);
		size_t n = 1;
		while (*s && n && e->n < PROBE_CACHE_TERMINALS) {
			n = parse_line(&e->at[e->n], s);
			s += n;
			e->n += n > 0;
		}
		if (s != buf_str(&b) + b.n)
			e->n = 0;
	}
	buf_fini(&b);
}

static void
make_folders(const char *dir)
{
	char parent[PATH_BYTES];
	const char *slash = strrchr(dir, '/');

	snprintf(parent, sizeof parent, "%.*s", (int)(slash - dir), dir);
	/* Where this fails, opening the file does too. */
	(void)mkdir(parent, 0700);
	(void)mkdir(dir, 0700);
}

/* Under another name first: whoever reads sees the old file or the new one. */
static void
write_entries(const struct entries *e, const char *dir)
{
	char path[PATH_BYTES], fresh[PATH_BYTES], name[32];
	struct buf b;

	snprintf(name, sizeof name, "terminals.%ld", (long)getpid());
	if (!path_of(path, dir, "terminals") || !path_of(fresh, dir, name) ||
	    dir[0] != '/')
		return;
	make_folders(dir);
	int fd = open(
	    fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return;
	buf_init(&b);
	for (size_t i = 0; i < e->n; i++)
		buf_addf(&b, "%016" PRIx64 " %u %" PRId64 "\n",
		    e->at[i].terminal, (unsigned)e->at[i].verdict,
		    e->at[i].day);
	bool whole = fd_write_all(fd, buf_str(&b), b.n) == 0;
	buf_fini(&b);
	close(fd);
	if (!whole || rename(fresh, path) != 0)
		unlink(fresh);
}

/* --- entries ------------------------------------------------------------- */

static int64_t
day_of(int64_t seconds)
{
	int64_t day = seconds / SECONDS_A_DAY;

	return day < 0 ? 0 : day > MOST_DAYS ? MOST_DAYS : day;
}

bool
probe_cache_get(enum probe_verdict *verdict, const char *dir, int64_t now)
{
	uint64_t terminal = terminal_of_environment();
	struct entries e;

	read_entries(&e, dir);
	for (size_t i = 0; i < e.n; i++) {
		const struct entry *at = &e.at[i];
		bool clear =
		    at->verdict == PROBE_NARROW || at->verdict == PROBE_WIDE;
		int64_t age = day_of(now) - at->day;
		if (at->terminal != terminal)
			continue;
		*verdict = at->verdict;
		/* A day that is still to come is as bad as one long ago. */
		return age >= 0 &&
		    age < (clear ? PROBE_CACHE_DAYS : PROBE_CACHE_UNCLEAR_DAYS);
	}
	return false;
}

void
probe_cache_put(enum probe_verdict verdict, const char *dir, int64_t now)
{
	struct entries old, e = { .n = 1 };

	read_entries(&old, dir);
	e.at[0] =
	    (struct entry){ terminal_of_environment(), verdict, day_of(now) };
	for (size_t i = 0; i < old.n && e.n < PROBE_CACHE_TERMINALS; i++)
		if (old.at[i].terminal != e.at[0].terminal)
			e.at[e.n++] = old.at[i];
	write_entries(&e, dir);
}
