#include "ui/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/layout/canvas.h"
#include "ui/view.h"

/*
 * A list by letters: # a heading, D one that can be chosen, o a row, m more of the row above.  Moves: j k lines, f b sheets, ] [
 * headings, g G ends, a digit before it a count.  Then "here,top".
 */
struct list_case {
	const char *rows;
	int nrows; /* of the screen */
	const char *moves;
	const char *result;
};

static const struct list_case list_cases[] = {
	{ "ooo", 5, "", "0,0" },
	{ "#oo#oo", 9, "", "1,0" }, /* a heading is not chosen */
	{ "#oo#oo", 9, "jj", "4,0" },
	{ "#oo#oo", 9, "jjk", "2,0" },
	{ "#oo#oo", 9, "kkk", "1,0" },
	{ "#oo#oo", 9, "9j", "5,0" },
	{ "#oo#oo", 9, "G", "5,0" },
	{ "#oo#oo", 9, "Gg", "1,0" },
	{ "#oo#oo", 9, "]", "4,0" },
	{ "#oo#oo", 9, "]j[", "1,0" },
	{ "#oo#oo", 9, "]]]", "4,0" },
	/* scrolling keeps the choice on the screen, with its heading */
	{ "#oo#oo", 3, "jj", "4,2" },
	{ "#oo#oo", 3, "jjjkkk", "1,0" },
	{ "oooooo", 3, "jjj", "3,1" },
	{ "oooooo", 3, "f", "3,3" },
	{ "oooooo", 3, "fb", "0,0" },
	{ "oooooo", 3, "ff", "5,3" }, /* already there: to its end */
	{ "oooooo", 3, "fbb", "0,0" },
	{ "oooo", 3, "f", "1,1" },
	{ "ooo#oo", 3, "f", "4,3" }, /* a sheet that a heading opens */
	{ "#", 3, "jkfbgG][", "1,0" },
	{ "", 3, "jkfbgG][", "0,0" },
	{ "#oo#oo", 1, "j", "2,2" },
	{ "DooDoo", 9, "", "0,0" }, /* a heading that leads somewhere */
	{ "DooDoo", 9, "jjj", "3,0" },
	{ "DooDoo", 9, "jj[", "0,0" },
	{ "DooDoo", 9, "]", "3,0" },
	{ "DooDoo", 9, "G[", "0,0" },
	{ "DooDoo", 2, "jjjj", "4,3" },
	/* what goes with a row is passed over, and comes into view with it */
	{ "#ommom", 9, "j", "4,0" },
	{ "#ommom", 9, "jk", "1,0" },
	{ "#ommom", 9, "G", "4,0" },
	{ "ooommo", 3, "jj", "2,2" },
	{ "ooommo", 3, "jjk", "1,1" },
	{ "ommmmo", 3, "", "0,0" },
	{ "ommmmo", 3, "j", "5,3" },
};

static const struct {
	char key;
	enum action action;
} keys[] = {
	{ 'j', ACTION_NEXT_LINE },
	{ 'k', ACTION_PREV_LINE },
	{ 'f', ACTION_NEXT_SHEET },
	{ 'b', ACTION_PREV_SHEET },
	{ ']', ACTION_NEXT_SECTION },
	{ '[', ACTION_PREV_SECTION },
	{ 'g', ACTION_FIRST },
	{ 'G', ACTION_LAST },
};

static void
fill(struct list *l, const char *rows)
{
	for (long i = 0; *rows; rows++, i++) {
		struct list_row *row = list_add(l);
		row->label = "row";
		row->value = i;
		row->is_heading = *rows == '#' || *rows == 'D';
		row->is_door = *rows == 'D';
		row->is_more = *rows == 'm';
	}
}

static void
move(struct list *l, const char *moves)
{
	struct request r = { 0 };

	for (; *moves; moves++) {
		if (*moves >= '0' && *moves <= '9') {
			r.count = *moves - '0';
			continue;
		}
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
			if (keys[i].key == *moves)
				r.action = keys[i].action;
		assert_true(list_act(l, &r));
		r.count = 0;
	}
}

static void
list_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof list_cases / sizeof *list_cases; i++) {
		const struct list_case *c = &list_cases[i];
		struct list l;
		char result[64];
		list_init(&l);
		fill(&l, c->rows);
		list_choose(&l, 0);
		list_fit(&l, c->nrows);
		move(&l, c->moves);
		snprintf(result, sizeof result, "%zu,%zu", l.here, l.top);
		if (strcmp(result, c->result) != 0)
			fail_msg("%s in %d, %s: got %s, want %s", c->rows,
			    c->nrows, c->moves, result, c->result);
		list_fini(&l);
	}
}

static void
text_scrolls_and_nothing_is_chosen(void **state)
{
	struct list l;

	(void)state;
	list_init(&l);
	l.is_text = true;
	fill(&l, "#oo#oooo");
	list_fit(&l, 3);
	move(&l, "j");
	assert_int_equal(l.top, 1);
	move(&l, "f");
	assert_int_equal(l.top, 4);
	move(&l, "G");
	assert_int_equal(l.top, 5);
	move(&l, "g]");
	assert_int_equal(l.top, 3);
	list_fini(&l);
}

static const char *
row_text(struct canvas *c, int row)
{
	static char text[256];

	text[0] = '\0';
	for (int col = 0; col < c->ncols; col++)
		strcat(text, canvas_at(c, row, col)->bytes);
	return text;
}

static void
rows_are_drawn_to_the_cell(void **state)
{
	struct area area = { 1, 0, 2, 30 };
	struct canvas c;
	struct list l;

	(void)state;
	list_init(&l);
	struct list_row *row = list_add(&l);
	row->label = "渡口晚报渡口晚报渡口晚报";
	row->detail = "A01";
	row->is_marked = true;
	row = list_add(&l);
	row->label = "short";
	row->detail = "a detail that is far too long";
	list_fit(&l, 2);
	canvas_init(&c, 3, 30, 1);
	canvas_clear(&c);
	list_draw(&l, &area, &c);
	assert_string_equal(row_text(&c, 1), "* 渡口晚报渡口晚报渡口…   A01 ");
	assert_string_equal(row_text(&c, 2), "  short            a detail … ");
	assert_int_equal(canvas_at(&c, 1, 29)->role, ROLE_SELECTION);
	assert_int_equal(canvas_at(&c, 2, 29)->role, ROLE_TEXT);
	assert_int_equal(list_hit(&l, &area, 0), l.n);
	assert_int_equal(list_hit(&l, &area, 2), 1);
	assert_int_equal(list_hit(&l, &area, 3), l.n);
	canvas_fini(&c);
	list_fini(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_table),
		cmocka_unit_test(text_scrolls_and_nothing_is_chosen),
		cmocka_unit_test(rows_are_drawn_to_the_cell),
	};

	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
