/*
 * Words that layout itself says, in the language of the interface or of the
 * paper: how long it takes to read, how much there is.
 *
 * Layout knows no message catalogue, since the same edition and parameters must
 * give the same cells wherever it runs; so the few words are here, in every
 * language that the interface has, and in those of papers: both Chinese, Japanese
 * and Korean.  Any other is English.
 */
#ifndef SRC_LAYOUT_WORDS_H
#define SRC_LAYOUT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* "3 min", "3分钟": rounded up, never 0. */
void words_add_minutes(struct buf *, unsigned seconds, const char *language);

/* "3 min left", "还剩3分钟" */
void words_add_left(struct buf *, unsigned seconds, const char *language);

/* "12 of 27 read", "已读12/27篇" */
void words_add_read(struct buf *, size_t nread, size_t n, const char *language);

/*
 * "▸ Continued on A05  3 min", "▸ 下转A05版  3分钟": where a story goes on; short:
 * "▸ A05  3 min".  The label may be NULL.  By the article's language.
 */
void words_add_jump(struct buf *, const char *label, unsigned seconds,
    bool is_short, const char *language);

/* "Inside", "本期导读": what stands behind the front. */
const char *words_inside(const char *language);

/* "▸ 12 more", "▸ 另有12篇" */
void words_add_more(struct buf *, size_t n, const char *language);

/* "25 stories", "25篇"; "8 pages", "8版" */
void words_add_stories(struct buf *, size_t n, const char *language);
void words_add_pages(struct buf *, size_t n, const char *language);

/* "No. 4210", "第4210期"; a number that is more than digits stands as it is. */
void words_add_number(struct buf *, const char *number, const char *language);

#endif
