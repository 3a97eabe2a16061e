/*
 * A terminal without a terminal: events come from a script, and what is shown
 * is kept and written down where the script says so.  For tests, and for
 * showing a bug to somebody.
 *
 * A script has one command a line:
 *
 *	key NAME ...       keys by name: Ctrl-o, PageDown, 3
 *	keys 3J            the same, without blanks between
 *	text WORDS         what a person types, blanks included
 *	paste WORDS        the same, pasted
 *	click ROW COL      wheel TURNS
 *	drag ROW COL ROW COL   the button held from the first cell to the second
 *	resize COLSxROWS   the first one is the size at the start
 *	wait MS            let time pass
 *	dark, light        what the terminal says of its colours
 *	resume, reload, end
 *	snapshot NAME      write down the screen and the role of each cell
 *
 * Blank lines and those that begin with # or @ are passed over.  A script ends
 * with `end`, whether it says so or not.  Time passes only by `wait`.
 */
#ifndef UI_TERM_SCRIPT_H
#define UI_TERM_SCRIPT_H

struct buf;
struct err;
struct terminal;

/*
 * `out` receives snapshots, and is to outlive the terminal; the script is
 * copied.  NULL with err at its line if a command is unknown.
 */
struct terminal *term_script_open(
    const char *script, struct buf *out, struct err *);

#endif
