/*
 * JSON: what can be read is written, in both styles, and reads back as the
 * same; what cannot be read says where.
 */
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/json.h"
#include "src/base/utf8.h"
#include "tests/fuzz/fuzz.h"

static void
dump_holds(const struct json *json, enum json_style style)
{
	struct buf once, twice;
	struct err err;

	buf_init(&once);
	buf_init(&twice);
	json_dump(&once, json, style);
	HOLDS(once.n > 0);
	HOLDS(utf8_valid(once.bytes, once.n) == once.n);
	struct json *again = json_parse(once.bytes, once.n, &err);
	HOLDS(again && json_same(json, again));
	json_dump(&twice, again, style);
	HOLDS(once.n == twice.n);
	json_free(again);
	buf_fini(&once);
	buf_fini(&twice);
}

/* Asked for what it is not, a value gives nothing. */
static void
looking_holds(const struct json *json)
{
	enum json_type type = json_type_of(json);

	HOLDS(!json_string_of(json) || type == JSON_TYPE_STRING);
	HOLDS(!json_int_of(json) || type == JSON_TYPE_INT);
	HOLDS(!json_bool_of(json) || type == JSON_TYPE_BOOL);
	HOLDS(!json_get(json, "") || type == JSON_TYPE_OBJECT);
	HOLDS(!json_at(json, 0) || type == JSON_TYPE_ARRAY);
	HOLDS(!json_at(json, json_count(json)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct err err = { ERR_NONE, "", 0, 0, "" };
	struct json *json = json_parse((const char *)bytes, nbytes, &err);

	if (!json) {
		HOLDS(err.code == ERR_PARSE && *err.msg);
		return 0;
	}
	dump_holds(json, JSON_STYLE_COMPACT);
	dump_holds(json, JSON_STYLE_INDENTED);
	looking_holds(json);
	json_free(json);
	return 0;
}
