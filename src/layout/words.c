#include "src/layout/words.h"

#include <stdio.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/text/lang.h"

static unsigned
minutes(unsigned seconds)
{
	unsigned n = (seconds + 59) / 60;

	return n ? n : 1;
}

/* A % stands for the number, or for a page's label without its own 版, 面. */
static const struct words {
	const char *language;
	const char *minutes, *left;
	const char *jump;
	const char *go_on; /* when the page has no label */
	const char *inside, *more;
	const char *story, *stories, *page, *pages;
	const char *number;
	const char *read; /* & stands for how many there are */
} all_words[] = {
	{ "zh-Hant", "%分鐘", "還剩%分鐘", "下轉%版", "續讀", "本期導讀",
	    "另有%篇", "%篇", "%篇", "%版", "%版", "第%期", "已讀%/&篇" },
	{ "zh-TW", "%分鐘", "還剩%分鐘", "下轉%版", "續讀", "本期導讀",
	    "另有%篇", "%篇", "%篇", "%版", "%版", "第%期", "已讀%/&篇" },
	{ "zh-HK", "%分鐘", "還剩%分鐘", "下轉%版", "續讀", "本期導讀",
	    "另有%篇", "%篇", "%篇", "%版", "%版", "第%期", "已讀%/&篇" },
	{ "zh", "%分钟", "还剩%分钟", "下转%版", "续读", "本期导读", "另有%篇",
	    "%篇", "%篇", "%版", "%版", "第%期", "已读%/&篇" },
	{ "ja", "%分", "残り%分", "%面に続く", "続きを読む", "紙面から",
	    "ほか%本", "%本", "%本", "%面", "%面", "第%号", "&本中%本既読" },
	{ "ko", "%분", "%분 남음", "%면에 계속", "이어 읽기", "지면 안내",
	    "외 %건", "%건", "%건", "%면", "%면", "제%호", "&건 중 %건 읽음" },
	{ NULL, "% min", "% min left", "Continued on %", "Read on", "Inside",
	    "% more", "% story", "% stories", "% page", "% pages", "No. %",
	    "% of & read" },
};

static const struct words *
words_for(const char *language)
{
	const struct words *w = all_words;

	while (w->language && !(language && lang_is(language, w->language)))
		w++;
	return w;
}

static void
add_filled(struct buf *b, const char *phrase, const char *s, size_t nbytes)
{
	const char *hole = strchr(phrase, '%');

	buf_add(b, phrase, (size_t)(hole - phrase));
	buf_add(b, s, nbytes);
	buf_adds(b, hole + 1);
}

static void
add_counted(struct buf *b, const char *phrase, size_t n)
{
	char digits[24];
	int nbytes = snprintf(digits, sizeof digits, "%zu", n);

	add_filled(b, phrase, digits, (size_t)nbytes);
}

void
words_add_minutes(struct buf *b, unsigned seconds, const char *language)
{
	add_counted(b, words_for(language)->minutes, minutes(seconds));
}

void
words_add_left(struct buf *b, unsigned seconds, const char *language)
{
	add_counted(b, words_for(language)->left, minutes(seconds));
}

void
words_add_read(struct buf *b, size_t nread, size_t n, const char *language)
{
	for (const char *p = words_for(language)->read; *p; p++) {
		if (*p == '%' || *p == '&')
			buf_addf(b, "%zu", *p == '%' ? nread : n);
		else
			buf_addc(b, *p);
	}
}

/* A label without the 版, 面 or 면 that the phrase says too. */
static size_t
bare_nbytes(const char *label)
{
	static const char *const tails[] = { "版", "面", "면" };
	size_t n = strlen(label);

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		size_t tail = strlen(tails[i]);
		if (n > tail && strcmp(label + n - tail, tails[i]) == 0)
			return n - tail;
	}
	return n;
}

/*
 * U+25B8 is one cell everywhere; the arrows and the larger triangles are
 * ambiguous (UAX #11).
 */
void
words_add_jump(struct buf *b, const char *label, unsigned seconds,
    bool is_short, const char *language)
{
	const struct words *w = words_for(language);

	buf_adds(b, "▸ ");
	if (label && is_short)
		buf_adds(b, label);
	else if (label)
		add_filled(b, w->jump, label, bare_nbytes(label));
	else if (!is_short)
		buf_adds(b, w->go_on);
	if (label || !is_short)
		buf_adds(b, "  ");
	words_add_minutes(b, seconds, language);
}

const char *
words_inside(const char *language)
{
	return words_for(language)->inside;
}

void
words_add_more(struct buf *b, size_t n, const char *language)
{
	buf_adds(b, "▸ ");
	add_counted(b, words_for(language)->more, n);
}

void
words_add_stories(struct buf *b, size_t n, const char *language)
{
	const struct words *w = words_for(language);

	add_counted(b, n == 1 ? w->story : w->stories, n);
}

void
words_add_pages(struct buf *b, size_t n, const char *language)
{
	const struct words *w = words_for(language);

	add_counted(b, n == 1 ? w->page : w->pages, n);
}

void
words_add_number(struct buf *b, const char *number, const char *language)
{
	if (strspn(number, "0123456789") < strlen(number))
		buf_adds(b, number);
	else
		add_filled(
		    b, words_for(language)->number, number, strlen(number));
}
