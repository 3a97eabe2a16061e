/*
 * Mend: a page that was misread, put right by hand in the native form.
 */
#ifndef UI_MEND_H
#define UI_MEND_H

struct app;

/*
 * Open the edition's native form in the person's editor and read what comes
 * back.  Kept for the session; `:write FILE.md` saves it.
 */
void mend_paper(struct app *);

#endif
