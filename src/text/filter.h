/*
 * The filter: what stands between a paper and any output.
 *
 * Screen, print, export, messages, titles, logs and file names all pass here;
 * nothing else may write bytes of a paper.  It works by class of code point
 * and never by parsing sequences, so there is no sequence it could miss:
 *
 *   C0 but TAB and LF, DEL, C1, U+2028-9, broken UTF-8   U+FFFD
 *   CR LF, CR, NEL, VT, FF                               LF
 *   bidi controls, tags, U+FE00-FE0D, U+E0100-E01EF,
 *   U+FFF9-FFFB, noncharacters, U+2060-2064, U+FEFF      dropped
 *   ZWSP, ZWNJ, ZWJ, soft hyphen, VS15, VS16             one in a row
 *   combining marks                                      4 in a row;
 *                                                        one without a base
 *                                                        gets U+25CC
 */
#ifndef SRC_TEXT_FILTER_H
#define SRC_TEXT_FILTER_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

enum filter_mode {
	FILTER_TEXT, /* keeps LF and TAB */
	FILTER_LINE, /* LF and TAB become a blank: messages, titles, names */
};

void filter_add(
    struct buf *out, const char *s, size_t nbytes, enum filter_mode);

/*
 * The same for a text in which places must be found again: each of the sorted
 * `places`, bytes of `s` between characters, becomes its byte of `out`.
 */
void filter_add_places(struct buf *out, const char *s, size_t nbytes,
    enum filter_mode, uint32_t *places, size_t nplaces);

/* A filtered copy; NULL gives NULL. */
char *filter_copy(const char *s, enum filter_mode, struct arena *);

#endif
