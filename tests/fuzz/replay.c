/*
 * Drives a fuzz target in the ordinary tests, without libFuzzer: every seed in
 * tests/fuzz/seeds/TARGET as it is, then its beginnings, then mutations of it
 * with words of tests/fuzz/TARGET.dict, the same ones for the same seed of the
 * generator.
 *
 *   replay [FILE...]     runs the files named, or all of the above
 *
 * BROADSHEET_SEED sets the seed.  An input that breaks a promise is left in
 * $B/tests/fuzz/TARGET.failed.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "src/base/mem.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/dump.h"

enum {
	ROUNDS = 3000,
	/* After which a slow build, or disk, leaves it at that. */
	SECONDS = 2,
	/* A run that takes so long hangs; all of them take seconds. */
	HANGS = 120,
	MAX_SEEDS = 200,
	MAX_BYTES = 4096, /* of a mutated input */
	MAX_EDITS = 6,
	MAX_CUT = 32,
	MAX_WORDS = 200,
};

struct input {
	char *bytes;
	size_t nbytes;
};

static struct input seeds[MAX_SEEDS];
static size_t nseeds;
static struct input words[MAX_WORDS]; /* of the dictionary */
static size_t nwords;
static uint64_t state;

/* For the handler of signals alone. */
static const uint8_t *current;
static size_t ncurrent;
static char failed[512];

/* xorshift64*: Vigna, ACM TOMS 42 (2016). */
static unsigned
pick(size_t n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return n ? (unsigned)((state * 0x2545F4914F6CDD1DULL >> 33) % n) : 0;
}

static void
flip_byte(struct input *in, size_t at)
{
	if (at < in->nbytes)
		in->bytes[at] = (char)pick(256);
}

static void
flip_bit(struct input *in, size_t at)
{
	if (at < in->nbytes)
		in->bytes[at] ^= (char)(1 << pick(8));
}

static size_t
pick_length(const struct input *in, size_t at)
{
	size_t rest = in->nbytes - at;

	return pick(rest < MAX_CUT ? rest + 1 : MAX_CUT);
}

static void
cut_out(struct input *in, size_t at)
{
	size_t n = pick_length(in, at);

	memmove(in->bytes + at, in->bytes + at + n, in->nbytes - at - n);
	in->nbytes -= n;
}

static void
repeat(struct input *in, size_t at)
{
	size_t n = pick_length(in, at);

	if (in->nbytes + n > MAX_BYTES)
		return;
	memmove(in->bytes + at + n, in->bytes + at, in->nbytes - at);
	in->nbytes += n;
}

static void
cut_off(struct input *in, size_t at)
{
	in->nbytes = at;
}

static void
put_word(struct input *in, size_t at)
{
	const struct input *word = &words[pick(nwords)];

	if (nwords == 0 || in->nbytes + word->nbytes > MAX_BYTES)
		return;
	memmove(in->bytes + at + word->nbytes, in->bytes + at, in->nbytes - at);
	memcpy(in->bytes + at, word->bytes, word->nbytes);
	in->nbytes += word->nbytes;
}

/* Those that do more come more often. */
static void (*const edits[])(struct input *, size_t at) = { flip_byte, flip_bit,
	cut_out, cut_out, cut_out, repeat, repeat, repeat, put_word, put_word,
	put_word, put_word, cut_off };

static struct input
mutate(const struct input *from)
{
	struct input in = { xmalloc(MAX_BYTES), from->nbytes };

	if (in.nbytes > MAX_BYTES)
		in.nbytes = MAX_BYTES;
	if (in.nbytes)
		memcpy(in.bytes, from->bytes, in.nbytes);
	for (unsigned n = 1 + pick(MAX_EDITS); n > 0; n--)
		edits[pick(sizeof edits / sizeof *edits)](
		    &in, pick(in.nbytes + 1));
	return in;
}

/* Hand over a copy of exactly that size, so that tools see an overrun. */
static void
run(const char *bytes, size_t nbytes)
{
	uint8_t *copy = xmalloc(nbytes + (nbytes == 0));

	if (nbytes)
		memcpy(copy, bytes, nbytes);
	current = copy;
	ncurrent = nbytes;
	LLVMFuzzerTestOneInput(copy, nbytes);
	current = NULL;
	free(copy);
}

static void
keep_input(int signal_number)
{
	int fd = open(failed, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd >= 0 && current && write(fd, current, ncurrent) < 0)
		_exit(1);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Seeds in the order of their names, which every file system gives alike. */
static void
read_seeds(const char *folder)
{
	char *names[MAX_SEEDS];
	size_t n = 0;
	DIR *d = opendir(folder);

	for (struct dirent *e; d && n < MAX_SEEDS && (e = readdir(d));)
		if (e->d_name[0] != '.')
			names[n++] = xstrdup(e->d_name);
	if (d)
		closedir(d);
	qsort(names, n, sizeof *names, compare);
	for (size_t i = 0; i < n; i++) {
		char path[1024];
		struct input in;
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		in.bytes = dump_slurp(path, &in.nbytes);
		if (in.bytes)
			seeds[nseeds++] = in;
		free(names[i]);
	}
}

/* One word of libFuzzer's form: "abc\x0A\"\\". */
static struct input
read_word(const char *line)
{
	struct input word = { xmalloc(strlen(line) + 1), 0 };

	for (const char *s = line + 1; *s && *s != '"'; s++) {
		unsigned byte = (unsigned char)*s;
		if (*s == '\\' && sscanf(s, "\\x%2x", &byte) == 1)
			s += 3;
		else if (*s == '\\' && s[1])
			byte = (unsigned char)*++s;
		word.bytes[word.nbytes++] = (char)byte;
	}
	return word;
}

static void
read_words(const char *path)
{
	size_t nbytes;
	char *text = dump_slurp(path, &nbytes);

	for (char *line = text; line && nwords < MAX_WORDS;) {
		char *end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		if (*line == '"')
			words[nwords++] = read_word(line);
		line = end;
	}
	free(text);
}

static void
replay_seeds(void)
{
	run("", 0);
	for (size_t i = 0; i < nseeds; i++) {
		const struct input *in = &seeds[i];
		size_t step = 1 + in->nbytes / 64;
		run(in->bytes, in->nbytes);
		for (size_t n = 0; n < in->nbytes; n += step)
			run(in->bytes, n);
	}
	printf("ok seeds: %zu\n", nseeds);
	fflush(stdout);
}

static time_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void
replay_mutations(void)
{
	time_t end = seconds() + SECONDS;
	struct input last = { NULL, 0 };
	int n = 0;

	for (; n < ROUNDS && seconds() < end; n++) {
		/* Now and then mutate what a mutation gave. */
		int again = last.bytes && pick(3) == 0;
		struct input in = mutate(again ? &last : &seeds[pick(nseeds)]);
		run(in.bytes, in.nbytes);
		free(last.bytes);
		last = in;
	}
	free(last.bytes);
	printf("ok mutations: %d\n", n);
}

static void
free_inputs(struct input *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(at[i].bytes);
}

static int
replay_files(char **paths)
{
	for (; *paths; paths++) {
		size_t nbytes;
		char *bytes = dump_slurp(*paths, &nbytes);
		if (!bytes)
			return 1;
		run(bytes, nbytes);
		free(bytes);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	static const char prefix[] = "fuzz_";
	const char *given = getenv("BROADSHEET_SEED");
	const char *build = getenv("B");
	const char *name = strrchr(argv[0], '/');
	char path[512];

	name = name ? name + 1 : argv[0];
	snprintf(failed, sizeof failed, "%s/tests/fuzz/%s.failed",
	    build ? build : "build", name);
	if (!strncmp(name, prefix, sizeof prefix - 1))
		name += sizeof prefix - 1;
	signal(SIGABRT, keep_input);
	signal(SIGALRM, keep_input);
	signal(SIGSEGV, keep_input);
	alarm(HANGS);
	if (argc > 1)
		return replay_files(argv + 1);

	state = given ? strtoull(given, NULL, 10) : 20250530;
	state += state == 0; /* the generator stands still at 0 */
	printf("# seed %llu\n", (unsigned long long)state);
	snprintf(path, sizeof path, "tests/fuzz/%s.dict", name);
	read_words(path);
	snprintf(path, sizeof path, "tests/fuzz/seeds/%s", name);
	read_seeds(path);
	if (nseeds == 0 || nwords == 0) {
		printf("not ok seeds: none, or no words, for %s\n", path);
		return 1;
	}
	replay_seeds();
	replay_mutations();
	free_inputs(seeds, nseeds);
	free_inputs(words, nwords);
	return 0;
}
