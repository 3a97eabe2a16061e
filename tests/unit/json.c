#include "src/base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/base/err.h"

static void
dumps_in_the_order_of_setting(void **state)
{
	struct json *o = json_new_object();
	struct json *list = json_new_array();
	struct buf out = { 0 };

	(void)state;
	json_set_string(o, "z", "潮\"报\n");
	json_set_string(o, "a", NULL);
	json_set_int(o, "n", -7);
	json_set_bool(o, "yes", true);
	json_push(list, json_new_string_n("abcdef", 2));
	json_push(list, json_new_bool(false));
	json_push(list, json_new_null());
	json_set(o, "list", list);
	json_set(o, "broken", json_new_string("\xFF"));
	json_dump(&out, o, JSON_STYLE_COMPACT);
	assert_string_equal(buf_str(&out),
	    "{\"z\":\"潮\\\"报\\n\",\"a\":null,\"n\":-7,\"yes\":true,"
	    "\"list\":[\"ab\",false,null],\"broken\":null}");
	buf_cut(&out, 0);
	json_dump(&out, json_get(o, "list"), JSON_STYLE_INDENTED);
	assert_string_equal(buf_str(&out), "[\n \"ab\",\n false,\n null\n]");
	buf_fini(&out);
	json_free(o);
}

static void
reads_back(void **state)
{
	static const char text[] =
	    "{\"s\":\"x\",\"i\":3,\"b\":true,\"l\":[1,2.5]}";
	struct err err = { 0 };
	struct json *j = json_parse(text, sizeof text - 1, &err);

	(void)state;
	assert_non_null(j);
	assert_string_equal(json_string_of(json_get(j, "s")), "x");
	assert_int_equal(json_int_of(json_get(j, "i")), 3);
	assert_true(json_bool_of(json_get(j, "b")));
	assert_int_equal(json_count(j), 4);
	assert_int_equal(json_count(json_get(j, "l")), 2);
	assert_int_equal(
	    json_type_of(json_at(json_get(j, "l"), 1)), JSON_TYPE_REAL);
	/* Asked for what it is not. */
	assert_null(json_string_of(json_get(j, "i")));
	assert_null(json_get(j, "nothing"));
	assert_null(json_at(j, 0));
	assert_int_equal(json_int_of(json_get(j, "s")), 0);
	assert_false(json_bool_of(NULL));
	assert_int_equal(json_count(NULL), 0);
	assert_int_equal(json_type_of(NULL), JSON_TYPE_NULL);
	json_free(j);
}

static void
equal_but_for_order(void **state)
{
	struct json *a = json_parse("{\"a\":1,\"b\":[2]}", 15, NULL);
	struct json *b = json_parse("{\"b\":[2],\"a\":1}", 15, NULL);
	struct json *c = json_parse("{\"b\":[3],\"a\":1}", 15, NULL);

	(void)state;
	assert_true(json_same(a, b));
	assert_false(json_same(a, c));
	json_free(a);
	json_free(b);
	json_free(c);
}

static void
refuses_what_is_not_json(void **state)
{
	static const char *const bad[] = { "", "{", "[1,]", "{\"a\" 1}",
		"\"\xFF\"", "nul", "1 2" };
	struct err err;
	struct buf deep = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		err = (struct err){ 0 };
		assert_null(json_parse(bad[i], strlen(bad[i]), &err));
		assert_int_equal(err.code, ERR_PARSE);
		assert_true(err.msg[0]);
	}
	for (int i = 0; i < 100000; i++)
		buf_addc(&deep, '[');
	assert_null(json_parse(deep.bytes, deep.n, &err));
	assert_null(json_parse(deep.bytes, JSON_MAX_BYTES + 1u, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	buf_fini(&deep);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dumps_in_the_order_of_setting),
		cmocka_unit_test(reads_back),
		cmocka_unit_test(equal_but_for_order),
		cmocka_unit_test(refuses_what_is_not_json),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
