/*
 * Bylines: who wrote it, out of the line as printed.
 *
 * One parser for every source: "● 本报记者 秦川 苏禾", "本报特约撰稿人 丁",
 * "【記者苏禾／高雄報導】", "【川島】", "임계 기자 lin@example.org", "By Ann Lee and
 * Ben Ray, economics correspondents".
 */
#ifndef SRC_EDITION_BYLINE_H
#define SRC_EDITION_BYLINE_H

#include <stddef.h>

struct arena;
struct person;

/*
 * The people named in `line`, in order, without repeats; the array and its
 * strings are the arena's.  A line that names nobody (综合, "From our own
 * correspondent") gives none.  Glyphs, 本报记者 and the like, e-mail addresses
 * and places never become part of a name.
 */
struct person *byline_parse(size_t *n, const char *line, struct arena *);

/*
 * The people who signed inside a story, by its first and its last paragraph:
 * 本报讯（记者苏禾）, 记者苏禾报道, （苏禾） at the end.  None where it is not sure.
 */
struct person *byline_find_inside(size_t *n, const char *first,
    size_t first_nbytes, const char *last, size_t last_nbytes, struct arena *);

/*
 * How sure, 0 to 100, that a line by itself is a byline, by its look alone.
 */
int byline_confidence(const char *line, size_t nbytes);

#endif
