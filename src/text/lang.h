/*
 * Language by the look of the text, for papers that do not say.
 */
#ifndef SRC_TEXT_LANG_H
#define SRC_TEXT_LANG_H

#include <stdbool.h>
#include <stddef.h>

/* Latin text of a language that nobody knows (BCP 47). */
#define LANG_LATIN "und-Latn"

/*
 * "zh-Hans", "zh-Hant", "ja" or "ko" by the characters of the text (kana make
 * Japanese, Hangul Korean, a table of characters that differ decides between
 * the two Chinese), or NULL when it has no letters.  Latin text is "en", "de",
 * "fr", "es", "it" or "pt" by its first words, LANG_LATIN when it is none of
 * them, and "en" when it is too short to say.
 */
const char *lang_guess(const char *s, size_t nbytes);

/*
 * The language of a paragraph of a text that is in `whole`, or NULL: one in
 * another script is in another language, kana make Japanese and Hangul Korean,
 * but a short one of Han alone may be in any of the three.  Of Chinese, the characters
 * that only one of its two sides has tell which it is.
 */
const char *lang_of_part(const char *whole, const char *s, size_t nbytes);

/* Set like Chinese: zh, ja or ko. */
bool lang_is_east_asian(const char *language);

/* zh of any kind. */
bool lang_is_chinese(const char *language);

/* Is `language` the language `base` ("zh" for "zh-Hans")? */
bool lang_is(const char *language, const char *base);

/*
 * How fast one reads: characters of Han, kana or Hangul, and words of anything
 * else, a minute.  300 and 230, unless the reader says otherwise; those stand for
 * 0, too.
 */
struct reading_rate {
	unsigned chars, words;
};

#define READING_RATE_USUAL ((struct reading_rate){ 300, 230 })

/* Seconds it takes to read it: both counted together. */
unsigned lang_reading_seconds(
    const char *s, size_t nbytes, struct reading_rate);

#endif
