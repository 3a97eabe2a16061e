/*
 * Clusters: a paragraph made ready for line breaking.
 *
 * u8_possible_linebreaks of libunistring is the base for every script (UAX
 * #14); on it lies an overlay for East Asian text with the rules of CLREQ, GB/T
 * 15834-2011, JLREQ and KLREQ that newspapers keep and UAX #14 does not know.
 */
#ifndef SRC_TEXT_CLUSTER_H
#define SRC_TEXT_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* What a cluster is to the line breaker and to the justifier. */
enum cluster_kind {
	CLUSTER_HAN, /* ideographs, kana, Hangul, other wide text */
	CLUSTER_HANGUL,
	CLUSTER_LETTER, /* of a script written with spaces */
	CLUSTER_DIGIT,
	CLUSTER_SPACE,      /* a blank that may be stretched */
	CLUSTER_OPEN,       /* “ ‘ （ 《 「 ( [ */
	CLUSTER_CLOSE,      /* ” ’ ） 》 」 ) ] */
	CLUSTER_PAUSE,      /* ，。、；：！？ and their narrow kin */
	CLUSTER_INTERPUNCT, /* · ・ */
	CLUSTER_CONNECTOR,  /* ～ – - between */
	CLUSTER_DASH,       /* — ⸺ */
	CLUSTER_ELLIPSIS,   /* … ⋯ */
	CLUSTER_SOLIDUS,    /* / ／ */
	CLUSTER_PREFIX,     /* ￥ $ */
	CLUSTER_POSTFIX,    /* % ℃ */
	CLUSTER_OTHER,
};

/*
 * Whether a line may end after a cluster.  Larger is worse; a breaker relaxes
 * step by step and only for the paragraph that fails.
 */
enum cluster_break {
	BREAK_FREE,   /* an ordinary opportunity */
	BREAK_HYPHEN, /* with a hyphen put in */
	BREAK_URL,    /* inside a URL, after / ? & = . _ -, and in 3-4 */
	BREAK_UNIT,   /* between a number and its unit or measure word */
	BREAK_DASH,   /* before —— or ……, only the strict level minds */
	BREAK_WORD,   /* inside a word or number: last but one resort */
	BREAK_FORBIDDEN, /* before a closer, after an opener: last resort */
	BREAK_NEVER, /* inside —— and ……, before a space: not even then */
	BREAK_MUST, /* a newline follows; the newline is in the cluster */
};

struct cluster {
	uint32_t at; /* first byte in the paragraph */
	uint16_t nbytes;
	uint8_t ncells; /* of its glyph; 0 to 4 */
	uint8_t kind;   /* enum cluster_kind */
	uint8_t after;  /* enum cluster_break */
	uint8_t wide;   /* East Asian: counts as Chinese for spacing */
	uint8_t plain;  /* its glyph is its own bytes (glyph.h) */
};

enum kinsoku { KINSOKU_NONE, KINSOKU_BASIC, KINSOKU_GB, KINSOKU_STRICT };
/* AUTO is for layout to decide; as a parameter here it is WORD. */
enum korean_break { KOREAN_AUTO, KOREAN_WORD, KOREAN_SYLLABLE };

struct cluster_params {
	int ambiguous; /* 1 or 2, and flags of glyph.h */
	enum kinsoku kinsoku;
	enum korean_break korean;
	const char *language; /* BCP 47; NULL: by the characters alone */
};

struct clusters {
	struct cluster *at; /* the arena's */
	size_t n;
	/* Of cluster_text(): how many are of these kinds; digits are letters. */
	size_t nhan, nhangul, nletters;
	bool rtl; /* some of it runs from right to left: see bidi.h */
};

/*
 * Cut `nbytes` bytes of valid text into clusters.  Linear in nbytes.  The last
 * cluster's `after` is BREAK_MUST.
 */
struct clusters cluster_text(const char *s, size_t nbytes,
    const struct cluster_params *, struct arena *);

/* "1.0": libunistring that the program runs with; into `out`. */
const char *cluster_library_version(char *out, size_t nbytes);

#endif
