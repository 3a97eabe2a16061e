/* Credits, notes, captions, speech and items: lines known by their words. */
#include <string.h>

#include "content/rawtext_scan.h"
#include "src/base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum place { AT_START, AT_END, ANYWHERE };

/* A word, where it must stand, and how sure it makes. */
struct word {
	const char *word;
	enum place place;
	int sure;
};

static const struct word credit_words[] = {
	{ "图片来源", AT_START, 85 },
	{ "图片均", ANYWHERE, 80 },
	{ "图片由", ANYWHERE, 80 },
	{ "图片为", ANYWHERE, 80 },
	{ "图片：", AT_START, 80 },
	{ "图片/", AT_START, 80 },
	{ "图片提供", ANYWHERE, 80 },
	{ "圖片來源", AT_START, 85 },
	{ "圖片提供", ANYWHERE, 80 },
	{ "圖／", ANYWHERE, 80 },
	{ "图／", ANYWHERE, 80 },
	{ "图/", ANYWHERE, 80 },
	{ "照片由", ANYWHERE, 75 },
	{ "视觉中国", ANYWHERE, 75 },
	{ "資料照片", AT_END, 75 },
	{ "资料图", AT_END, 75 },
	{ "资料图片", AT_END, 75 },
	{ "资料照片", AT_END, 75 },
	{ "新华社发", ANYWHERE, 75 },
	{ "供图", AT_END, 75 },
	{ "供圖", AT_END, 75 },
	{ "制图", AT_END, 70 },
	{ "摄影", AT_END, 75 },
	{ "摄影：", AT_START, 85 },
	{ "摄影/", AT_START, 85 },
	{ "摄影 ", AT_START, 80 },
	{ "攝影：", AT_START, 85 },
	{ "攝影", AT_END, 75 },
	{ " 摄", AT_END, 80 },
	{ "摄", AT_END, 70 },
	{ "攝", AT_END, 70 },
	{ "摄）", AT_END, 75 },
	{ "攝）", AT_END, 75 },
	{ "写真＝", AT_START, 80 },
	{ "写真：", AT_START, 80 },
	{ "撮影", AT_END, 70 },
	{ "写真提供", ANYWHERE, 75 },
	{ "사진=", AT_START, 80 },
	{ "사진 제공", ANYWHERE, 75 },
	{ "/사진", ANYWHERE, 75 },
	{ "Photo by ", AT_START, 85 },
	{ "Photo: ", AT_START, 85 },
	{ "Photos by ", AT_START, 85 },
	{ "Photograph: ", AT_START, 85 },
	{ "Photograph by ", AT_START, 85 },
	{ "Photographs by ", AT_START, 85 },
	{ "Picture: ", AT_START, 85 },
	{ "Getty Images", AT_END, 75 },
};

static const struct word note_words[] = {
	{ "本版编辑", AT_START, 90 },
	{ "本版編輯", AT_START, 90 },
	{ "本版责编", AT_START, 90 },
	{ "本版主编", AT_START, 90 },
	{ "本版图片", AT_START, 90 },
	{ "本版照片", AT_START, 90 },
	{ "本版圖片", AT_START, 90 },
	{ "本版摄影", AT_START, 90 },
	{ "本版稿件", AT_START, 85 },
	{ "本版撰文", AT_START, 85 },
	{ "本版美编", AT_START, 90 },
	{ "本版投稿", AT_START, 85 },
	{ "本版邮箱", AT_START, 85 },
	{ "责任编辑", AT_START, 88 },
	{ "责编", AT_START, 88 },
	{ "責任編輯", AT_START, 88 },
	{ "責編", AT_START, 88 },
	{ "美编", AT_START, 88 },
	{ "美術編輯", AT_START, 88 },
	{ "版式设计", AT_START, 85 },
	{ "版面编辑", AT_START, 88 },
	{ "值班编辑", AT_START, 88 },
	{ "编辑：", AT_START, 85 },
	{ "编辑/", AT_START, 85 },
	{ "编辑/", AT_START, 85 },
	{ "編輯：", AT_START, 85 },
	{ "校对：", AT_START, 85 },
	{ "校对 ", AT_START, 80 },
	{ "All photographs on this page", AT_START, 85 },
	{ "All pictures on this page", AT_START, 85 },
	{ "Pictures on this page", AT_START, 85 },
	{ "Photographs on this page", AT_START, 85 },
	{ "Page edited by", AT_START, 85 },
	{ "Page editor:", AT_START, 85 },
};

static const struct word caption_words[] = {
	{ "▲", AT_START, 92 },
	{ "▼", AT_START, 92 },
	{ "△", AT_START, 88 },
	{ "图为", AT_START, 80 },
	{ "圖為", AT_START, 80 },
	{ "上图", AT_START, 70 },
	{ "下图", AT_START, 70 },
	{ "左图", AT_START, 70 },
	{ "右图", AT_START, 70 },
	{ "图①", AT_START, 85 },
	{ "图②", AT_START, 85 },
	{ "图③", AT_START, 85 },
	{ "写真は", AT_START, 75 },
	{ "【写真】", AT_START, 85 },
};

static const struct word speech_words[] = {
	{ "问：", AT_START, 90 },
	{ "答：", AT_START, 90 },
	{ "問：", AT_START, 90 },
	{ "记者：", AT_START, 90 },
	{ "記者：", AT_START, 90 },
	{ "主持人：", AT_START, 90 },
	{ "――", AT_START, 80 },
	{ "Q:", AT_START, 90 },
	{ "A:", AT_START, 90 },
	{ "Q. ", AT_START, 85 },
	{ "A. ", AT_START, 85 },
	{ "Q：", AT_START, 90 },
	{ "A：", AT_START, 90 },
	{ "問 ", AT_START, 80 },
	{ "문:", AT_START, 90 },
	{ "답:", AT_START, 90 },
};

static int
surest(const struct word *words, size_t n, struct slice t)
{
	int sure = 0;

	for (size_t i = 0; i < n; i++) {
		const struct word *w = &words[i];
		if (w->sure > sure &&
		    (w->place == AT_START        ? scan_starts(t, w->word)
			    : w->place == AT_END ? scan_ends(t, w->word)
						 : scan_has(t, w->word)))
			sure = w->sure;
	}
	return sure;
}

int
scan_credit(struct slice t)
{
	/* 图片 in a sentence is no credit, in a line of 40 characters it is. */
	enum { MOST = 150 };

	scan_eat(&t, "（");
	return t.n > MOST || scan_has(t, "。") || scan_has(t, "，")
	    ? 0
	    : surest(credit_words, COUNT(credit_words), t);
}

int
scan_note(struct slice t)
{
	enum { MOST = 300 };

	return t.n > MOST || scan_has(t, "。")
	    ? 0
	    : surest(note_words, COUNT(note_words), t);
}

int
scan_caption(struct slice t)
{
	return surest(caption_words, COUNT(caption_words), t);
}

int
scan_speech(struct slice t)
{
	return surest(speech_words, COUNT(speech_words), t);
}

/* "18:02", "18：02", "18时02分" */
size_t
scan_time(struct slice t)
{
	struct slice at = t;
	unsigned hour, minute;

	if (at.n == 0 || *at.s < '0' || *at.s > '9' ||
	    !scan_eat_number(&at, &hour) || hour > 24)
		return 0;
	if (!scan_eat(&at, ":") && !scan_eat(&at, "：") &&
	    !scan_eat(&at, "时") && !scan_eat(&at, "時"))
		return 0;
	const char *digits = at.s;
	if (!scan_eat_number(&at, &minute) || minute > 59 || at.s - digits != 2)
		return 0;
	if (!scan_eat(&at, "分"))
		scan_eat(&at, " ");
	return (size_t)(at.s - t.s);
}

/* "1." "1)" "1、" "（1）" "(1)"; a decimal "1.5" is none. */
static size_t
numbered(struct slice t, unsigned *number)
{
	static const char *const ends[] = { ". ", ") ", "）", "、", "．", "." };
	struct slice at = t;
	bool open = scan_eat(&at, "（") || scan_eat(&at, "(");
	const char *digits = at.s;

	if (at.n == 0 || *at.s < '1' || *at.s > '9' ||
	    !scan_eat_number(&at, number) || at.s - digits > 2)
		return 0;
	for (size_t i = open; i < COUNT(ends) - open; i++) {
		struct slice rest = at;
		if (!scan_eat(&rest, ends[i]))
			continue;
		if (rest.n > 0 && *rest.s >= '0' && *rest.s <= '9')
			return 0;
		return scan_trim((struct slice){ t.s, (size_t)(rest.s - t.s) })
		    .n;
	}
	return 0;
}

static size_t
item_mark(struct slice t, unsigned *number)
{
	static const char *const bullets[] = { "- ", "* ", "• ", "•", "· ",
		"‣ ", "– ", "◦ ", "● ", "■ ", "◆ ", "□ ", "○ ", "▪ ", "・" };

	*number = 0;
	for (size_t i = 0; i < COUNT(bullets); i++)
		if (scan_starts(t, bullets[i]))
			return strcspn(bullets[i], " ");
	/* ①-⑳ */
	if (t.n > 3 && memcmp(t.s, "\xE2\x91", 2) == 0 &&
	    (unsigned char)t.s[2] >= 0xA0 && (unsigned char)t.s[2] <= 0xB3) {
		*number = (unsigned char)t.s[2] - 0xA0u + 1;
		return 3;
	}
	return numbered(t, number);
}

size_t
scan_item(struct slice t, unsigned *number)
{
	size_t n = item_mark(t, number);
	struct slice rest = { t.s + n, t.n - n };

	/* A mark alone is no item. */
	return scan_trim(rest).n ? n : 0;
}
