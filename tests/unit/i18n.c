#include "config/i18n.h"

#include <langinfo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/action.h"
#include "config/mo.h"
#include "config/settings.h"
#include "src/base/err.h"
#include "src/layout/role.h"

static const char *const locale_names[] = { "LANGUAGE", "LC_ALL", "LC_CTYPE",
	"LC_MESSAGES", "LANG" };

static const char *
catalogues(void)
{
	static char dir[256];
	const char *b = getenv("B");

	snprintf(dir, sizeof dir, "%s/locale", b ? b : "build");
	return dir;
}

static void
set_locale_names(const char *const *values)
{
	for (size_t i = 0; i < 5; i++) {
		unsetenv(locale_names[i]);
		if (values && values[i])
			setenv(locale_names[i], values[i], 1);
	}
}

/* LANGUAGE, LC_ALL, LC_CTYPE, LC_MESSAGES, LANG; and what is spoken then. */
static const struct {
	const char *values[5];
	const char *spoken;
} environments[] = {
	{ { NULL, NULL, NULL, NULL, NULL }, "en" },
	{ { NULL, NULL, NULL, NULL, "zh_CN.UTF-8" }, "zh_CN" },
	{ { NULL, NULL, NULL, NULL, "zh_CN" }, "zh_CN" },
	{ { NULL, NULL, NULL, NULL, "zh_SG.UTF-8" }, "zh_CN" },
	{ { NULL, NULL, NULL, NULL, "zh_TW.UTF-8" }, "en" },
	{ { NULL, NULL, NULL, NULL, "de_DE.UTF-8" }, "en" },
	{ { NULL, NULL, NULL, "zh_CN.UTF-8", "en_GB.UTF-8" }, "zh_CN" },
	{ { NULL, "C.UTF-8", NULL, NULL, "zh_CN.UTF-8" }, "en" },
	{ { NULL, NULL, "zh_CN.UTF-8", NULL, "C.UTF-8" }, "en" },
	{ { "zh_CN", NULL, NULL, NULL, "C" }, "en" },
	{ { "zh_CN", NULL, NULL, NULL, "C.UTF-8" }, "zh_CN" },
	{ { "de:zh_CN", NULL, NULL, NULL, "en_GB.UTF-8" }, "zh_CN" },
	{ { "en:zh_CN", NULL, NULL, NULL, "zh_CN.UTF-8" }, "en" },
	{ { "../../x:/etc", NULL, NULL, NULL, "zh_CN.UTF-8" }, "zh_CN" },
};

static void
the_environment_decides(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof environments / sizeof *environments;
	     i++) {
		set_locale_names(environments[i].values);
		i18n_init_from(catalogues(), "auto");
		assert_string_equal(i18n_language(), environments[i].spoken);
	}
	set_locale_names(NULL);
}

static void
the_option_decides_over_it(void **state)
{
	(void)state;
	set_locale_names(environments[1].values);
	i18n_init_from(catalogues(), "en");
	assert_string_equal(_("help"), "help");
	i18n_init_from(catalogues(), "zh_CN");
	assert_string_equal(_("help"), "帮助");
	assert_string_equal(_("not in any catalogue"), "not in any catalogue");
	assert_string_equal(_(""), "");
	i18n_init_from("/nonexistent", "zh_CN");
	assert_string_equal(_("help"), "help");
	assert_string_equal(ngettext("one", "many", 1), "one");
	assert_string_equal(ngettext("one", "many", 0), "many");
	set_locale_names(NULL);
}

/* Nothing that help shows was left in English. */
static void
all_help_is_translated(void **state)
{
	(void)state;
	i18n_init_from(catalogues(), "zh_CN");
	for (size_t i = 0; i < noptions; i++)
		assert_string_not_equal(_(options[i].help), options[i].help);
	for (int i = 0; i < ACTION_COUNT; i++)
		assert_ptr_not_equal(_(action_help((enum action)i)),
		    action_help((enum action)i));
	for (int i = 0; i < GROUP_COUNT; i++)
		assert_ptr_not_equal(_(action_group_name((enum action_group)i)),
		    action_group_name((enum action_group)i));
	for (int i = 0; i < ROLE_COUNT; i++)
		assert_ptr_not_equal(
		    _(role_meaning((enum role)i)), role_meaning((enum role)i));
	i18n_init_from(catalogues(), "en");
}

static void
locales(void **state)
{
	static const struct {
		const char *lang;
		int works;
	} cases[] = {
		{ NULL, 1 },
		{ "C", 1 },
		{ "POSIX", 1 },
		{ "C.UTF-8", 1 },
		{ "zh_CN.UTF-8", 1 },
		{ "zh_CN.utf8", 1 },
		{ "xx_XX.UTF-8", 1 },
		{ "zh_CN.GB18030", 0 },
		{ "de_DE.ISO-8859-1", 0 },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		set_locale_names(NULL);
		if (cases[i].lang)
			setenv("LANG", cases[i].lang, 1);
		int result = i18n_set_locale(&err);
		assert_int_equal(result == 0, cases[i].works);
		if (result == 0)
			assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		else
			assert_non_null(strstr(err.msg, cases[i].lang));
	}
	set_locale_names(NULL);
}

/* --- catalogues made by hand ---------------------------------------------- */

enum { MO_BYTES = 256 };

/* Three texts; `rule` is the header's. Returns the bytes used. */
static size_t
make_mo(unsigned char *out, const char *rule, int is_swapped)
{
	const struct {
		const char *s;
		size_t n;
	} texts[] = {
		{ "", 0 },
		{ "day\0days", 8 },
		{ "week", 4 },
		{ rule, strlen(rule) },
		{ "jour\0jours", 10 },
		{ "semaine", 7 },
	};
	uint32_t words[7 + 12] = { 0x950412de, 0, 3, 28, 28 + 24 };
	size_t at = sizeof words;

	for (size_t i = 0; i < 6; i++) {
		words[7 + 2 * i] = (uint32_t)texts[i].n;
		words[7 + 2 * i + 1] = (uint32_t)at;
		memcpy(out + at, texts[i].s, texts[i].n);
		at += texts[i].n;
		out[at++] = '\0';
	}
	for (size_t i = 0; i < 7 + 12; i++) {
		uint32_t w = words[i];
		if (is_swapped)
			w = w >> 24 | (w >> 8 & 0xff00) | (w << 8 & 0xff0000) |
			    w << 24;
		memcpy(out + 4 * i, &w, 4);
	}
	return at;
}

static struct mo *
open_bytes(const unsigned char *bytes, size_t n)
{
	char path[] = "/tmp/broadsheet-mo-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
	struct mo *m = mo_open(path);
	remove(path);
	return m;
}

static void
plurals(void **state)
{
	static const struct {
		const char *rule, *for_0, *for_1, *for_2;
	} cases[] = {
		{ "Plural-Forms: nplurals=1; plural=0;\n", "jour", "jour",
		    "jour" },
		{ "Plural-Forms: nplurals=2; plural=(n != 1);\n", "jours",
		    "jour", "jours" },
		{ "Plural-Forms: nplurals=2; plural=n > 1;\n", "jour", "jour",
		    "jours" },
		{ "", "jours", "jour", "jours" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
		unsigned char bytes[MO_BYTES];
		size_t n = make_mo(bytes, cases[i / 2].rule, i % 2);
		struct mo *m = open_bytes(bytes, n);
		assert_non_null(m);
		assert_string_equal(mo_text(m, "week"), "semaine");
		assert_string_equal(mo_text(m, "day"), "jour");
		assert_null(mo_text(m, "month"));
		assert_string_equal(mo_plural(m, "day", 0), cases[i / 2].for_0);
		assert_string_equal(mo_plural(m, "day", 1), cases[i / 2].for_1);
		assert_string_equal(mo_plural(m, "day", 2), cases[i / 2].for_2);
		mo_free(m);
	}
}

/* Whatever byte is wrong, nothing outside the file is read. */
static void
broken_catalogues(void **state)
{
	unsigned char bytes[MO_BYTES], bad[MO_BYTES];
	size_t n = make_mo(bytes, "", 0);

	(void)state;
	for (size_t cut = 0; cut < n; cut += 7)
		mo_free(open_bytes(bytes, cut));
	assert_null(open_bytes(bytes, 27));
	assert_null(open_bytes(bytes, n - 1));
	for (size_t i = 0; i < 7 * 4 + 12 * 4; i++)
		for (int bit = 0; bit < 8; bit++) {
			memcpy(bad, bytes, n);
			bad[i] ^= (unsigned char)(1 << bit);
			struct mo *m = open_bytes(bad, n);
			if (m) {
				mo_text(m, "week");
				mo_plural(m, "day", 2);
			}
			mo_free(m);
		}
	assert_null(mo_open("/"));
	assert_null(mo_open("/dev/zero"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_environment_decides),
		cmocka_unit_test(the_option_decides_over_it),
		cmocka_unit_test(all_help_is_translated),
		cmocka_unit_test(locales),
		cmocka_unit_test(plurals),
		cmocka_unit_test(broken_catalogues),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
