/* Files of a paper: reading them, and telling whether they changed. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "content/paper_int.h"
#include "content/rawtext_scan.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"

/* Kinds of file that are no text, and what makes text of them. */
static const struct magic {
	const char *bytes;
	size_t n;
	const char *what;
	const char *cure;
} magics[] = {
	{ "%PDF-", 5, "a PDF", "make text of it by pdftotext -layout" },
	{ "PK\3\4", 4, "an archive (EPUB, DOCX, ZIP)",
	    "make text of it by pandoc -t plain" },
	{ "\x1F\x8B", 2, "compressed", "unpack it by gunzip" },
	{ "BZh", 3, "compressed", "unpack it by bunzip2" },
	{ "\xFD"
	  "7zXZ",
	    5, "compressed", "unpack it by unxz" },
	{ "\x28\xB5\x2F\xFD", 4, "compressed", "unpack it by unzstd" },
	{ "\x89PNG", 4, "a picture", "make text of it by tesseract" },
	{ "\xFF\xD8\xFF", 3, "a picture", "make text of it by tesseract" },
	{ "GIF8", 4, "a picture", "make text of it by tesseract" },
	{ "\xD0\xCF\x11\xE0", 4, "an office document",
	    "save it as plain text" },
	{ "\x7F"
	  "ELF",
	    4, "a program", "give a paper instead" },
	{ "SQLite format 3", 15, "a database", "give a paper instead" },
};

static int
refuse_binary(const struct buf *b, const char *path, struct err *err)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (b->n >= magics[i].n &&
		    memcmp(b->bytes, magics[i].bytes, magics[i].n) == 0)
			return err_at(err, path, 0, 0, "is %s; %s",
			    magics[i].what, magics[i].cure);
	return 0;
}

/* Read to the end or to `most` bytes; sets whether more is there. */
static int
read_all(struct buf *out, int fd, size_t most, bool *more)
{
	char block[64 * 1024];
	size_t left = most;
	ssize_t n;

	*more = false;
	buf_adds(out, "");
	while ((n = read(fd, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if ((size_t)n > left) {
			buf_add(out, block, left);
			*more = true;
			return 0;
		}
		buf_add(out, block, (size_t)n);
		left -= (size_t)n;
	}
	return 0;
}

static int
finish(struct buf *out, struct paper *p, const char *path, bool more,
    struct err *err)
{
	if (refuse_binary(out, path, err) < 0)
		return -1;
	if (more)
		diag_add(&p->diag, DIAG_LOST, path, 0, 0,
		    "larger than %d MB: the rest is left out; split the file",
		    PAPER_MAX_BYTES / (1024 * 1024));
	return 0;
}

static void
add_stamp(struct paper *p, const char *path, const struct stat *st)
{
	p->stamps = xrealloc(p->stamps, p->nstamps + 1, sizeof *p->stamps);
	p->stamps[p->nstamps++] = (struct paper_stamp){
		.path = xstrdup(path),
		.dev = st->st_dev,
		.ino = st->st_ino,
		.size = st->st_size,
		.changed = st->st_mtim,
	};
}

void
page_file_stamp(struct paper *p, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0)
		add_stamp(p, path, &st);
}

static int
refuse_kind(const struct stat *st, const char *path, struct err *err)
{
	const char *kind = S_ISDIR(st->st_mode) ? "a folder"
	    : S_ISFIFO(st->st_mode)             ? "a pipe"
	    : S_ISSOCK(st->st_mode)             ? "a socket"
						: "a device";

	return err_at(err, path, 0, 0,
	    "is %s, not a file; give a file, a folder of pages or '-'", kind);
}

static int
open_regular(struct stat *st, const char *path, struct err *err)
{
	/* A FIFO without a writer must not make us wait. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

	if (fd < 0 && errno == ENOENT)
		return err_at(err, path, 0, 0,
		    "no such file or folder; check the name, or give '-' for "
		    "standard input");
	if (fd < 0 && errno == ENXIO)
		return err_at(err, path, 0, 0,
		    "is a pipe or a socket, not a file; give '-' to read "
		    "standard input");
	if (fd < 0)
		return err_sys(err, path);
	if (fstat(fd, st) < 0 || !S_ISREG(st->st_mode)) {
		close(fd);
		return refuse_kind(st, path, err);
	}
	return fd;
}

int
page_file_peek(struct buf *out, const char *path, size_t most)
{
	struct stat st;
	bool more;
	int fd = open_regular(&st, path, NULL);
	int rc = fd < 0 ? -1 : read_all(out, fd, most, &more);

	if (fd >= 0)
		close(fd);
	return rc;
}

int
page_file_read(struct buf *out, struct paper *p, const char *path, size_t most,
    struct err *err)
{
	struct stat st;
	bool more = false;
	int fd = open_regular(&st, path, err);

	if (fd < 0)
		return -1;
	add_stamp(p, path, &st);
	int rc = read_all(out, fd, most, &more);
	if (rc < 0)
		err_sys(err, path);
	close(fd);
	return rc < 0 ? -1 : finish(out, p, path, more, err);
}

int
page_file_read_stdin(
    struct buf *out, struct paper *p, size_t most, struct err *err)
{
	bool more = false;

	if (read_all(out, STDIN_FILENO, most, &more) < 0)
		return err_sys(err, "standard input");
	return finish(out, p, "standard input", more, err);
}

int
paper_has_changed(const struct paper *p)
{
	for (size_t i = 0; i < p->nstamps; i++) {
		const struct paper_stamp *s = &p->stamps[i];
		struct stat st;
		if (stat(s->path, &st) < 0 || st.st_dev != s->dev ||
		    st.st_ino != s->ino || st.st_size != s->size ||
		    st.st_mtim.tv_sec != s->changed.tv_sec ||
		    st.st_mtim.tv_nsec != s->changed.tv_nsec)
			return 1;
	}
	return 0;
}

/* --- names of files ------------------------------------------------------- */

/* 20250528, which scan_eat_date() does not take. */
static bool
eat_compact_date(struct slice *t, char iso[16])
{
	char dashed[11];
	struct slice at;

	if (t->n < 8 || strspn(t->s, "0123456789") != 8)
		return false;
	memcpy(dashed, t->s, 4);
	memcpy(dashed + 5, t->s + 4, 2);
	memcpy(dashed + 8, t->s + 6, 2);
	dashed[4] = dashed[7] = '-';
	dashed[10] = '\0';
	at = (struct slice){ dashed, 10 };
	if (!scan_eat_date(&at, iso))
		return false;
	t->s += 8;
	t->n -= 8;
	return true;
}

static bool
is_separator(char c)
{
	return c == '_' || c == '-' || c == ' ' || c == '.' || c == '+';
}

/* "A08", "第08版", "p3"; the name may follow at once: "A08汽车". */
static bool
eat_page_label(struct slice *t, bool is_page, char label[LABEL_BYTES])
{
	struct slice at = *t;
	bool strict =
	    scan_eat(&at, "第") || scan_eat(&at, "page") || scan_eat(&at, "版");

	if (strict && at.n && is_separator(*at.s)) {
		at.s++;
		at.n--;
	}
	if (!scan_eat_label(&at, label))
		return false;
	bool suffix = scan_eat(&at, "版") || scan_eat(&at, "面");
	bool letter =
	    label[0] >= 'A' && label[0] <= 'Z' && (unsigned char)*t->s < 0x80;
	bool edge =
	    at.n == 0 || is_separator(*at.s) || (unsigned char)*at.s >= 0x80;
	bool digits = *t->s >= '0' && *t->s <= '9';
	if (!edge ||
	    !(letter || (strict && suffix) || (is_page && (strict || digits))))
		return false;
	*t = at;
	return true;
}

struct page_file_facts
page_file_facts(const char *path, bool is_page, struct arena *arena)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	const char *dot = strrchr(base, '.');
	struct slice t = { base,
		dot && dot > base ? (size_t)(dot - base) : strlen(base) };
	struct page_file_facts f = { 0 };
	const char *word = NULL;
	char label[LABEL_BYTES];
	char iso[16];

	while (t.n > 0) {
		const char *from = t.s;
		if (is_separator(*t.s)) {
			t.s++;
			t.n--;
		} else if (!f.date &&
		    (eat_compact_date(&t, iso) || scan_eat_date(&t, iso))) {
			f.date = arena_strdup(arena, iso);
		} else if (!f.label && eat_page_label(&t, is_page, label)) {
			f.label = arena_strdup(arena, label);
		} else {
			while (t.n > 0 && !is_separator(*t.s)) {
				t.s++;
				t.n--;
			}
			struct slice one = { from, (size_t)(t.s - from) };
			if (scan_ends(one, "报") || scan_ends(one, "報"))
				f.title = arena_strndup(arena, one.s, one.n);
			else if (f.label || !word)
				word = arena_strndup(arena, one.s, one.n);
		}
	}
	if (f.label && word && strcmp(word, "page") != 0)
		f.name = word;
	return f;
}
