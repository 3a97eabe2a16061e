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

static const struct front_words {
	const char *language;
	const char *jump;  /* %s is a page's label without its own 版, 面 */
	const char *go_on; /* when the page has no label */
	const char *inside, *more;
} front_words[] = {
	{ "zh-Hant", "下轉%s版", "續讀", "本期導讀", "另有%zu篇" },
	{ "zh-TW", "下轉%s版", "續讀", "本期導讀", "另有%zu篇" },
	{ "zh-HK", "下轉%s版", "續讀", "本期導讀", "另有%zu篇" },
	{ "zh", "下转%s版", "续读", "本期导读", "另有%zu篇" },
	{ "ja", "%s面に続く", "続きを読む", "紙面から", "ほか%zu本" },
	{ "ko", "%s면에 계속", "이어 읽기", "지면 안내", "외 %zu건" },
	{ NULL, "Continued on %s", "Read on", "Inside", "%zu more" },
};

static const struct front_words *
front_words_for(const char *language)
{
	const struct front_words *w = front_words;

	while (w->language && !(language && lang_is(language, w->language)))
		w++;
	return w;
}

/* A label without the 版, 面 or 면 that the phrase says too. */
static int
bare_nbytes(const char *label)
{
	static const char *const tails[] = { "版", "面", "면" };
	size_t n = strlen(label);

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		size_t tail = strlen(tails[i]);
		if (n > tail && strcmp(label + n - tail, tails[i]) == 0)
			return (int)(n - tail);
	}
	return (int)n;
}

/*
 * U+25B8 is one cell everywhere; the arrows and the larger triangles are
 * ambiguous (UAX #11).
 */
void
words_add_jump(struct buf *b, const char *label, unsigned seconds,
    bool is_short, const char *language)
{
	const struct front_words *w = front_words_for(language);

	buf_adds(b, "▸ ");
	if (label && is_short) {
		buf_adds(b, label);
	} else if (label) {
		const char *hole = strstr(w->jump, "%s");
		buf_addf(b, "%.*s%.*s%s", (int)(hole - w->jump), w->jump,
		    bare_nbytes(label), label, hole + strlen("%s"));
	} else if (!is_short) {
		buf_adds(b, w->go_on);
	}
	if (label || !is_short)
		buf_adds(b, "  ");
	words_add_minutes(b, seconds, language);
}

const char *
words_inside(const char *language)
{
	return front_words_for(language)->inside;
}

void
words_add_more(struct buf *b, size_t n, const char *language)
{
	const char *more = front_words_for(language)->more;
	const char *hole = strstr(more, "%zu");

	buf_addf(b, "▸ %.*s%zu%s", (int)(hole - more), more, n,
	    hole + strlen("%zu"));
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
