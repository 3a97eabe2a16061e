/*
 * Editor: have the person change a text in the editor of their choice.
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

struct app;
struct buf;
struct err;

enum editor_result { EDITOR_FAILED, EDITOR_UNCHANGED, EDITOR_CHANGED };

/*
 * Put the text into a new file of mode 0600 and open it in the editor, on the
 * terminal and without a shell.  `path` receives the file's name; the caller
 * reads it and unlinks it, unless it is empty: then there is no file.
 */
enum editor_result editor_run(
    struct app *, struct buf *path, const struct buf *text, struct err *);

/*
 * Have a person's words changed; what they are now goes into `text`.  `path` is
 * as above: what was written is only lost when the caller unlinks it.  Empty if
 * it could not be read: then it stays, and err names it.
 */
enum editor_result editor_change(
    struct app *, struct buf *path, struct buf *text, struct err *);

#endif
