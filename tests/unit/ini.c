#include "config/ini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/base/diag.h"

/*
 * A file, what is read of it as "section.name=value@line" in a row, and what is
 * complained about as "line:column " in a row.
 */
static const struct {
	const char *text;
	const char *entries;
	const char *places;
} cases[] = {
	{ "", "", "" },
	{ "\n\n; c\n# c\n  # c\n", "", "" },
	{ "[a]\nb = c\n", "a.b=c@2 ", "" },
	{ "[a]\nb=c", "a.b=c@2 ", "" },
	{ "[ A ] ; c\n  B\t=  c d \n", "a.b=c d@2 ", "" },
	{ "b = c\n", ".b=c@1 ", "" },
	{ "[a]\r\nb = c\r\n", "a.b=c@2 ", "" },
	{ "\xEF\xBB\xBF[a]\nb = c\n", "a.b=c@2 ", "" },
	{ "[a]\nb =\n", "a.b=@2 ", "" },
	{ "[a]\nb = c ; d\nd = e # f\n", "a.b=c@2 a.d=e@3 ", "" },
	{ "[a]\nb = \"c ; # d\" ; e\n", "a.b=c ; # d@2 ", "" },
	{ "[a]\nb = '\"'\n", "a.b=\"@2 ", "" },
	{ "[a]\nb = c=d\n", "a.b=c=d@2 ", "" },
	{ "[a]\nb = #12aBfF on #000000, x\n", "a.b=#12aBfF on #000000, x@2 ",
	    "" },
	{ "[a]\nb = 报\n", "a.b=报@2 ", "" },

	/* Cut at a comment that may not be one: kept, and noted. */
	{ "[a]\nb = ;\n", "a.b=@2 ", "2:5 " },
	{ "[a]\nb = c;d\n", "a.b=c@2 ", "2:6 " },
	{ "[a]\nb = #12345\n", "a.b=@2 ", "2:5 " },
	{ "[a]\nb = #1234567\n", "a.b=@2 ", "2:5 " },

	/* One bad line, and the rest is there. */
	{ "[a]\nnonsense\nb = c\n", "a.b=c@3 ", "2:9 " },
	{ "[a]\n= x\nb = c\n", "a.b=c@3 ", "2:1 " },
	{ "[a]\nx y = z\nb = c\n", "a.b=c@3 ", "2:3 " },
	{ "[a]\nx:y = z\nb = c\n", "a.b=c@3 ", "2:2 " },
	{ "[a]\nx = \"y\nb = c\n", "a.b=c@3 ", "2:5 " },
	{ "[a]\nx = \"y\" z\nb = c\n", "a.b=c@3 ", "2:8 " },
	{ "[a]\nx = \033[2J\nb = c\n", "a.b=c@3 ", "2:5 " },
	{ "[a]\nx = \xFF\nb = c\n", "a.b=c@3 ", "2:5 " },
	{ "[a]\nx = \xC2\x9B\nb = c\n", "a.b=c@3 ", "2:5 " },
	{ "[a]\nx = a\rb\nb = c\n", "a.b=c@3 ", "2:6 " },

	/* Below a bad header nothing can be placed. */
	{ "[a\nb = c\n[d]\ne = f\n", "d.e=f@4 ", "1:3 " },
	{ "[]\nb = c\n[d]\ne = f\n", "d.e=f@4 ", "1:2 " },
	{ "[a] b\nb = c\n[d]\ne = f\n", "d.e=f@4 ", "1:4 " },
	/* CVE-2023-33461: a section that reads like a key. */
	{ "[paper:width]\nb = c\n[d]\ne = f\n", "d.e=f@4 ", "1:7 " },

	/* Twice: the last counts; sections go on where they left. */
	{ "[a]\nb = c\nB = d\n", "a.b=d@3 ", "3:0 " },
	{ "[a]\nb = c\n[d]\n[A]\nb = e\nf = g\n", "a.b=e@5 a.f=g@6 ", "5:0 " },
	{ "[a]\nb = c\n[d]\nb = e\n", "a.b=c@2 d.b=e@4 ", "" },
	{ "include = x\ninclude = y\n", ".include=x@1 .include=y@2 ", "" },
};

static void
list(struct buf *entries, struct buf *places, const char *bytes, size_t n)
{
	struct diag diag;
	size_t count;

	diag_init(&diag);
	struct ini *ini = ini_parse(bytes, n, "x.ini", &diag);
	const struct ini_entry *e = ini_entries(ini, &count);
	for (size_t i = 0; i < count; i++)
		if (e[i].name[0])
			buf_addf(entries, "%s.%s=%s@%u ", e[i].section,
			    e[i].name, e[i].value, e[i].line);
	for (size_t i = 0; i < diag.n; i++) {
		assert_string_equal(diag.items[i].what.where, "x.ini");
		buf_addf(places, "%u:%u ", diag.items[i].what.line,
		    diag.items[i].what.col);
	}
	ini_free(ini);
	diag_fini(&diag);
}

static void
table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf entries, places;

		buf_init(&entries);
		buf_init(&places);
		list(&entries, &places, cases[i].text, strlen(cases[i].text));
		assert_string_equal(buf_str(&entries), cases[i].entries);
		assert_string_equal(buf_str(&places), cases[i].places);
		buf_fini(&entries);
		buf_fini(&places);
	}
}

static void
nul_bytes_cost_their_line(void **state)
{
	static const char text[] = "[a]\nb = c\0d\ne = f\n";
	struct buf entries, places;

	(void)state;
	buf_init(&entries);
	buf_init(&places);
	list(&entries, &places, text, sizeof text - 1);
	assert_string_equal(buf_str(&entries), "a.e=f@3 ");
	assert_string_equal(buf_str(&places), "2:6 ");
	buf_fini(&entries);
	buf_fini(&places);
}

/* A line of INI_MAX_LINE bytes is read, one of a byte more is not. */
static void
long_lines(void **state)
{
	(void)state;
	for (int more = 0; more <= 1; more++) {
		struct buf text, entries, places;

		buf_init(&text);
		buf_init(&entries);
		buf_init(&places);
		buf_adds(&text, "[a]\nb = ");
		for (int i = 4; i < INI_MAX_LINE + more; i++)
			buf_addc(&text, 'x');
		buf_adds(&text, "\nc = d\n");
		list(&entries, &places, text.bytes, text.n);
		assert_string_equal(buf_str(&places), more ? "2:0 " : "");
		assert_non_null(strstr(buf_str(&entries), "a.c=d@3 "));
		assert_true((entries.n > INI_MAX_LINE) == !more);
		buf_fini(&text);
		buf_fini(&entries);
		buf_fini(&places);
	}
}

static void
no_more_entries_than_agreed(void **state)
{
	struct buf text;
	struct diag diag;
	size_t n;

	(void)state;
	buf_init(&text);
	diag_init(&diag);
	buf_adds(&text, "[a]\n");
	for (int i = 0; i < INI_MAX_ENTRIES + 10; i++)
		buf_addf(&text, "x%d = %d\n", i, i);
	struct ini *ini = ini_parse(text.bytes, text.n, "x.ini", &diag);
	ini_entries(ini, &n);
	assert_int_equal(n, INI_MAX_ENTRIES);
	assert_int_equal(diag.n, 11); /* the header takes a place */
	ini_free(ini);
	diag_fini(&diag);
	buf_fini(&text);
}

static void
files_that_are_none(void **state)
{
	struct err err;

	(void)state;
	assert_null(ini_open("/nonexistent/x.ini", NULL, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_null(ini_open("/", NULL, &err));
	assert_null(ini_open("/dev/zero", NULL, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
}

static void
files_that_are_too_large(void **state)
{
	char path[] = "/tmp/broadsheet-ini-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");
	struct err err;

	(void)state;
	assert_non_null(f);
	for (int i = 0; i < INI_MAX_BYTES / 2; i++)
		fputs("#\n", f);
	fflush(f);
	struct ini *ini = ini_open(path, NULL, &err);
	assert_non_null(ini);
	ini_free(ini);
	fputs("#", f);
	fclose(f);
	assert_null(ini_open(path, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(nul_bytes_cost_their_line),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(no_more_entries_than_agreed),
		cmocka_unit_test(files_that_are_none),
		cmocka_unit_test(files_that_are_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
