#include "src/text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/text/charset_int.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char utf8_name[] = "UTF-8";
static const char jis_name[] = "ISO-2022-JP";

/*
 * Labels as the WHATWG Encoding Standard reads them: a set stands for the
 * larger one that is really meant.  Spelled without case, blanks, - and _.
 * The left column is what iconv gets; nothing else ever reaches it.
 */
static const struct label {
	const char *name;
	const char *label;
} labels[] = {
	{ "UTF-8", "utf8" },
	{ "UTF-8", "unicode11utf8" },
	{ "UTF-16LE", "utf16" },
	{ "UTF-16LE", "utf16le" },
	{ "UTF-16LE", "ucs2" },
	{ "UTF-16BE", "utf16be" },
	{ "UTF-32LE", "utf32" },
	{ "UTF-32LE", "utf32le" },
	{ "UTF-32BE", "utf32be" },
	{ "GB18030", "gb18030" },
	{ "GB18030", "gb2312" },
	{ "GB18030", "gb231280" },
	{ "GB18030", "gbk" },
	{ "GB18030", "xgbk" },
	{ "GB18030", "cp936" },
	{ "GB18030", "ms936" },
	{ "GB18030", "windows936" },
	{ "GB18030", "euccn" },
	{ "GB18030", "chinese" },
	{ "BIG5-HKSCS", "big5" },
	{ "BIG5-HKSCS", "big5hkscs" },
	{ "BIG5-HKSCS", "big5eten" },
	{ "BIG5-HKSCS", "cnbig5" },
	{ "BIG5-HKSCS", "xxbig5" },
	{ "BIG5-HKSCS", "cp950" },
	{ "BIG5-HKSCS", "ms950" },
	{ "CP932", "shiftjis" },
	{ "CP932", "sjis" },
	{ "CP932", "xsjis" },
	{ "CP932", "cp932" },
	{ "CP932", "ms932" },
	{ "CP932", "mskanji" },
	{ "CP932", "windows31j" },
	{ "EUC-JP", "eucjp" },
	{ "EUC-JP", "xeucjp" },
	{ "EUC-JP", "ujis" },
	{ "ISO-2022-JP", "iso2022jp" },
	{ "ISO-2022-JP", "jis" },
	{ "CP949", "euckr" },
	{ "CP949", "cp949" },
	{ "CP949", "uhc" },
	{ "CP949", "korean" },
	{ "CP949", "ksc5601" },
	{ "CP949", "ksc56011987" },
	{ "CP949", "ksx1001" },
	{ "CP949", "windows949" },
	{ "WINDOWS-1252", "windows1252" },
	{ "WINDOWS-1252", "cp1252" },
	{ "WINDOWS-1252", "iso88591" },
	{ "WINDOWS-1252", "latin1" },
	{ "WINDOWS-1252", "l1" },
	{ "WINDOWS-1252", "ascii" },
	{ "WINDOWS-1252", "usascii" },
	{ "WINDOWS-1252", "ansix341968" },
	{ "ISO-8859-2", "iso88592" },
	{ "ISO-8859-2", "latin2" },
	{ "ISO-8859-15", "iso885915" },
	{ "ISO-8859-15", "latin9" },
	{ "WINDOWS-1250", "windows1250" },
	{ "WINDOWS-1250", "cp1250" },
	{ "WINDOWS-1251", "windows1251" },
	{ "WINDOWS-1251", "cp1251" },
	{ "KOI8-R", "koi8r" },
	{ "KOI8-R", "koi8" },
};

/* Longest first: the mark of UTF-32LE begins like that of UTF-16LE. */
static const struct bom {
	const char *name;
	const char *bytes;
	size_t nbytes;
} boms[] = {
	{ "UTF-32LE", "\xFF\xFE\0\0", 4 },
	{ "UTF-32BE", "\0\0\xFE\xFF", 4 },
	{ "GB18030", "\x84\x31\x95\x33", 4 },
	{ "UTF-8", "\xEF\xBB\xBF", 3 },
	{ "UTF-16LE", "\xFF\xFE", 2 },
	{ "UTF-16BE", "\xFE\xFF", 2 },
};

enum { MAX_LABEL_BYTES = 40 };

const char *
charset_named(const char *label)
{
	char key[MAX_LABEL_BYTES];
	size_t n = 0;

	for (; *label; label++) {
		if (strchr(" -_:.\t", *label))
			continue;
		if (n == sizeof key - 1)
			return NULL;
		key[n++] = *label;
	}
	key[n] = '\0';
	for (size_t i = 0; i < COUNT(labels); i++)
		if (strcasecmp(labels[i].label, key) == 0)
			return labels[i].name;
	return NULL;
}

/* How many bytes to step over after one that does not fit. */
static size_t
bad_step(const char *name)
{
	if (strncmp(name, "UTF-16", 6) == 0)
		return 2;
	return strncmp(name, "UTF-32", 6) == 0 ? 4 : 1;
}

/*
 * A round of iconv's loop: convert what fits into a block of the stack and add
 * it to `out`.  Returns 0 or the errno that stopped it.
 */
static int
convert_some(struct buf *out, iconv_t cd, char **in, size_t *left)
{
	char block[16 * 1024];
	char *to = block;
	size_t room = sizeof block;
	int why = 0;

	if (iconv(cd, in, left, &to, &room) == (size_t)-1)
		why = errno;
	buf_add(out, block, (size_t)(to - block));
	return why;
}

/*
 * Our name of a set, the one that iconv gets, and one to ask for characters
 * that the first does not know.  glibc's BIG5-HKSCS lacks characters that
 * every Big5 page has (A1FE, the full-width solidus), its EUC-JP the circled
 * numbers of NEC's row 13.
 */
static const struct converter {
	const char *name;
	const char *first;
	const char *second;
} converters[] = {
	{ "BIG5-HKSCS", "CP950", "BIG5-HKSCS" },
	{ "EUC-JP", "EUC-JP", "EUC-JP-MS" },
};

static struct converter
find_converter(const char *name)
{
	for (size_t i = 0; i < COUNT(converters); i++)
		if (strcmp(converters[i].name, name) == 0)
			return converters[i];
	return (struct converter){ name, name, NULL };
}

/* One character of two or three bytes; returns the bytes it took, or 0. */
static size_t
convert_one(struct buf *out, iconv_t cd, const char *bytes, size_t nbytes)
{
	char block[16];

	if (cd == (iconv_t)-1)
		return 0;
	for (size_t n = 2; n <= 3 && n <= nbytes; n++) {
		char one[3];
		char *from = memcpy(one, bytes, n);
		char *to = block;
		size_t left = n;
		size_t room = sizeof block;
		/* Reset: a failed try must leave nothing behind. */
		iconv(cd, NULL, NULL, NULL, NULL);
		if (iconv(cd, &from, &left, &to, &room) == (size_t)-1)
			continue;
		iconv(cd, NULL, NULL, &to, &room);
		buf_add(out, block, (size_t)(to - block));
		return n;
	}
	return 0;
}

size_t
charset_convert(struct buf *out, const char *name, const char *bytes,
    size_t nbytes, int is_part)
{
	struct converter conv = find_converter(name);
	iconv_t cd = iconv_open("UTF-8", conv.first);
	iconv_t other =
	    conv.second ? iconv_open("UTF-8", conv.second) : (iconv_t)-1;
	union {
		const char *from;
		char *to_iconv; /* never written through */
	} in = { bytes };
	size_t step = bad_step(name);
	size_t left = nbytes;
	size_t nbad = 0;

	while (cd != (iconv_t)-1 && left > 0) {
		int why = convert_some(out, cd, &in.to_iconv, &left);
		if (why == E2BIG || left == 0)
			continue;
		if (why == EINVAL && is_part)
			break;
		size_t skip = convert_one(out, other, in.from, left);
		if (skip == 0) {
			skip = why == EINVAL || left < step ? left : step;
			buf_add_cp(out, UTF8_REPLACEMENT);
			nbad++;
		}
		in.from += skip;
		left -= skip;
	}
	if (other != (iconv_t)-1)
		iconv_close(other);
	if (cd == (iconv_t)-1)
		return nbytes;
	convert_some(out, cd, &(char *){ NULL }, &left);
	iconv_close(cd);
	return nbad;
}

/* UTF-8 needs no iconv; whole stretches of valid text are copied at once. */
static size_t
copy_utf8(struct buf *out, const char *bytes, size_t nbytes)
{
	size_t nbad = 0;

	while (nbytes > 0) {
		size_t valid = utf8_valid(bytes, nbytes);
		buf_add(out, bytes, valid);
		bytes += valid;
		nbytes -= valid;
		if (nbytes == 0)
			break;
		unsigned cp;
		size_t used = utf8_decode(&cp, bytes, nbytes, NULL);
		buf_add_cp(out, UTF8_REPLACEMENT);
		nbad++;
		bytes += used;
		nbytes -= used;
	}
	return nbad;
}

static bool
has_high_byte(const char *bytes, size_t nbytes)
{
	uint64_t seen = 0;
	size_t i = 0;

	/* Eight at a time. */
	for (; i + sizeof seen <= nbytes && !seen; i += sizeof seen) {
		memcpy(&seen, bytes + i, sizeof seen);
		seen &= UINT64_C(0x8080808080808080);
	}
	for (; i < nbytes && !seen; i++)
		seen = (unsigned char)bytes[i] & 0x80;
	return seen != 0;
}

/* ESC $ @, ESC $ B or ESC ( J: ISO-2022-JP (RFC 1468), never UTF-8 text. */
static bool
has_jis_escape(const char *bytes, size_t nbytes)
{
	const char *end = bytes + nbytes;
	const char *p = bytes;

	while ((p = memchr(p, 0x1B, (size_t)(end - p))) != NULL) {
		if (end - p >= 3 &&
		    (memcmp(p, "\x1B$@", 3) == 0 ||
			memcmp(p, "\x1B$B", 3) == 0 ||
			memcmp(p, "\x1B(J", 3) == 0))
			return true;
		p++;
	}
	return false;
}

static const struct bom *
find_bom(const char *bytes, size_t nbytes)
{
	for (size_t i = 0; i < COUNT(boms); i++)
		if (nbytes >= boms[i].nbytes &&
		    memcmp(bytes, boms[i].bytes, boms[i].nbytes) == 0)
			return &boms[i];
	return NULL;
}

/*
 * Valid but for a last character that was cut short, as the head of a larger
 * file is?
 */
static bool
is_utf8(struct charset *cs, const char *bytes, size_t nbytes)
{
	size_t valid = utf8_valid(bytes, nbytes);
	unsigned cp;

	cs->whole = valid == nbytes;
	if (cs->whole)
		return true;
	return valid > 0 && nbytes - valid < UTF8_MAX &&
	    (unsigned char)bytes[valid] >= 0xC2 &&
	    (unsigned char)bytes[valid] <= 0xF4 &&
	    utf8_decode(&cp, bytes + valid, nbytes - valid, NULL) ==
	    nbytes - valid &&
	    has_high_byte(bytes, valid);
}

/* The order of belief of the header, below the BOM. */
static const char *
find_charset(struct charset *cs, const char *bytes, size_t nbytes)
{
	bool high = has_high_byte(bytes, nbytes);
	bool jis = has_jis_escape(bytes, nbytes);
	const char *name;

	if (high && !jis && is_utf8(cs, bytes, nbytes))
		return utf8_name;
	if (memchr(bytes, 0, nbytes)) {
		name = charset_guess_utf16(bytes, nbytes);
		cs->guessed = name != NULL;
		if (name)
			return name;
	}
	if (jis && !high)
		return jis_name;
	if (!high) {
		cs->whole = 1;
		return utf8_name;
	}
	cs->guessed = 1;
	return charset_guess(bytes, nbytes);
}

/* Set the name; returns the bytes of the BOM, or -1 for an unknown label. */
static int
find_name(struct charset *cs, const char *bytes, size_t nbytes,
    const char *label, struct err *err)
{
	const struct bom *bom = find_bom(bytes, nbytes);

	*cs = (struct charset){ 0 };
	if (label) {
		cs->name = charset_named(label);
		if (!cs->name)
			return err_set(err, ERR_UNSUPPORTED,
			    "unknown character set '%s'; try utf-8, gb18030, "
			    "big5, shift_jis, euc-jp, euc-kr or windows-1252",
			    label);
		/* "utf-16" leaves the order of bytes to the mark. */
		if (bom && strncmp(bom->name, cs->name, 6) == 0)
			cs->name = bom->name;
		else
			bom = NULL;
	} else {
		cs->name = bom ? bom->name : find_charset(cs, bytes, nbytes);
	}
	return bom ? (int)bom->nbytes : 0;
}

static void
decode(struct buf *out, struct charset *cs, const char *bytes, size_t nbytes)
{
	if (strcmp(cs->name, utf8_name) == 0)
		cs->nbad = copy_utf8(out, bytes, nbytes);
	else
		cs->nbad = charset_convert(out, cs->name, bytes, nbytes, 0);
}

int
charset_decode(struct buf *out, struct charset *cs, const char *bytes,
    size_t nbytes, const char *label, struct err *err)
{
	int skip = find_name(cs, bytes, nbytes, label, err);

	if (skip < 0)
		return -1;
	decode(out, cs, bytes + skip, nbytes - (size_t)skip);
	return 0;
}

int
charset_take(struct buf *out, struct charset *cs, struct buf *bytes,
    const char *label, struct err *err)
{
	int skip = find_name(cs, buf_str(bytes), bytes->n, label, err);

	if (skip < 0)
		return -1;
	if (cs->whole && out->n == 0) {
		struct buf empty = *out;
		*out = *bytes;
		*bytes = empty;
		return 0;
	}
	decode(out, cs, buf_str(bytes) + skip, bytes->n - (size_t)skip);
	return 0;
}
