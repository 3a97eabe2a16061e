#include "ui/typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "config/key.h"
#include "ui/event.h"

struct typed_case {
	const char *bytes;
	const char *keys; /* their names, each followed by a blank */
};

static const struct typed_case cases[] = {
	{ "", "" },
	{ "jK", "j K " },
	{ "中é", "中 é " },
	{ "\r\n\t \177\b", "Enter Enter Tab Space Backspace Backspace " },
	{ "\001\032", "Ctrl-a Ctrl-z " },
	{ "\033", "Esc " },
	{ "\033\033", "Esc Esc " },
	{ "\033x", "Alt-x " },
	{ "\033[A\033[B\033OC\033OD", "Up Down Right Left " },
	{ "\033[H\033OF\033[1~\033[4~", "Home End Home End " },
	{ "\033[5~\033[6~\033[3~\033[Z", "PageUp PageDown Delete BackTab " },
	{ "\033OP\033[15~\033[24~", "F1 F5 F12 " },
	/* no keys of ours, or nothing whole */
	{ "\033[1;2Rj", "j " },
	{ "\033[?2027;0$yj", "j " },
	{ "\033[<0;3;4Mj", "j " },
	{ "\033[2;", "" },
	{ "\033O", "" },
	{ "\033]52;c;aGk=\033\\j", "j " },
	{ "\033]52;c;aGk=\aj", "j " },
	{ "\033]never ends", "" },
	{ "\xFFj", "j " },
};

static void
bytes_to_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct typed t;
		struct event e;
		struct buf got;
		typed_init(&t);
		buf_init(&got);
		buf_adds(&t.bytes, cases[i].bytes);
		while (typed_next(&t, &e)) {
			char name[KEY_NAME_BYTES];
			assert_int_equal(e.type, EVENT_KEY);
			buf_adds(&got, key_format(&e.key, name));
			buf_addc(&got, ' ');
		}
		assert_string_equal(buf_str(&got), cases[i].keys);
		assert_int_equal(e.type, EVENT_NONE);
		buf_fini(&got);
		typed_fini(&t);
	}
}

static void
other_events(void **state)
{
	static const enum event_type want[] = { EVENT_COLORS, EVENT_PASTE,
		EVENT_KEY, EVENT_PASTED, EVENT_COLORS };
	struct typed t;
	struct event e;

	(void)state;
	typed_init(&t);
	buf_adds(&t.bytes,
	    "\033]11;rgb:ffff/ffff/ffff\033\\\033[200~x\033[201~"
	    "\033]11;rgb:0000/0000/0000\a");
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		assert_true(typed_next(&t, &e));
		assert_int_equal(e.type, want[i]);
		if (e.type == EVENT_COLORS)
			assert_int_equal(e.is_dark, i > 0);
	}
	assert_false(typed_next(&t, &e));
	typed_fini(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_to_keys),
		cmocka_unit_test(other_events),
	};

	return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
