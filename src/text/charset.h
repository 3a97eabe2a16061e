/*
 * Character sets: bytes of a paper to UTF-8.
 *
 * The order of belief: BOM; valid UTF-8 with at least one multibyte sequence
 * and no ISO-2022 escape; UTF-16 by its NUL bytes; ISO-2022-JP by its escapes;
 * plain ASCII; then a guess among GB18030, Big5, EUC-JP, Shift_JIS, EUC-KR and
 * windows-1252 by validity and the share of common characters.  A label is never
 * handed to iconv: only names of our own table are.
 */
#ifndef SRC_TEXT_CHARSET_H
#define SRC_TEXT_CHARSET_H

#include <stddef.h>

struct buf;
struct err;

struct charset {
	const char *name; /* "UTF-8", "GB18030", "BIG5-HKSCS", ... static */
	int guessed;      /* by its look, not by BOM, validity or order */
	size_t nbad;      /* sequences that became U+FFFD */
	int whole; /* seen to be valid UTF-8 without BOM from end to end */
};

/* Our name for a label ("gb2312", "x-sjis", "utf8"), or NULL if unknown. */
const char *charset_named(const char *label);

/*
 * Decode `nbytes` bytes into `out` as UTF-8 without BOM.  `label` forces a
 * character set; NULL lets the order above decide.  Bytes that do not fit become
 * U+FFFD and are counted.  Fails with ERR_UNSUPPORTED on an unknown label.
 */
int charset_decode(struct buf *out, struct charset *, const char *bytes,
    size_t nbytes, const char *label, struct err *);

/*
 * The same for bytes that the caller has no other use for: valid UTF-8 without
 * BOM is handed over as it is, and `bytes` is empty then.
 */
int charset_take(struct buf *out, struct charset *, struct buf *bytes,
    const char *label, struct err *);

#endif
