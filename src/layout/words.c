#include "src/layout/words.h"

#include <string.h>

#include "src/base/buf.h"
#include "src/text/lang.h"

static unsigned
minutes(unsigned seconds)
{
	unsigned n = (seconds + 59) / 60;

	return n ? n : 1;
}

void
words_add_minutes(struct buf *b, unsigned seconds, const char *language)
{
	buf_addf(b, lang_is_chinese(language) ? "%u分钟" : "%u min",
	    minutes(seconds));
}

void
words_add_left(struct buf *b, unsigned seconds, const char *language)
{
	buf_addf(b, lang_is_chinese(language) ? "还剩%u分钟" : "%u min left",
	    minutes(seconds));
}

/*
 * U+25B8 is one cell everywhere; the arrows and the larger triangles are
 * ambiguous (UAX #11).
 */
void
words_add_jump(
    struct buf *b, const char *label, unsigned seconds, const char *language)
{
	buf_adds(b, "▸ ");
	if (label)
		buf_adds(b, label);
	if (label && lang_is_chinese(language) && !strstr(label, "版"))
		buf_adds(b, "版");
	if (label)
		buf_adds(b, "  ");
	words_add_minutes(b, seconds, language);
}

void
words_add_stories(struct buf *b, size_t n, const char *language)
{
	if (lang_is_chinese(language))
		buf_addf(b, "%zu篇", n);
	else
		buf_addf(b, n == 1 ? "%zu story" : "%zu stories", n);
}

void
words_add_pages(struct buf *b, size_t n, const char *language)
{
	if (lang_is_chinese(language))
		buf_addf(b, "%zu版", n);
	else
		buf_addf(b, n == 1 ? "%zu page" : "%zu pages", n);
}

void
words_add_number(struct buf *b, const char *number, const char *language)
{
	if (strspn(number, "0123456789") < strlen(number))
		buf_adds(b, number);
	else
		buf_addf(
		    b, lang_is_chinese(language) ? "第%s期" : "No. %s", number);
}
