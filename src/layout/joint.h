/*
 * Joints: the places inside a line where it may be opened by a cell.
 *
 * In the order in which typesetters open them (CLREQ and JLREQ 3.8, "line
 * adjustment"): word spaces, then where Han meets Western text, then beside
 * punctuation, then all the rest.  Never inside what belongs together, never
 * around connectors and solidi, before a closing mark or after an opening one.
 */
#ifndef SRC_LAYOUT_JOINT_H
#define SRC_LAYOUT_JOINT_H

#include <stdbool.h>

#include "src/text/cluster.h"

enum joint {
	JOINT_SPACE, /* a word space */
	JOINT_WEST,  /* between Han and a Western letter or digit */
	JOINT_MARK,  /* after a closing or pause mark, before an opening one */
	JOINT_UNIT,  /* between a number and its unit: 5月, 第3 */
	JOINT_HAN,   /* between two Han characters */
	JOINT_COUNT,
	JOINT_NONE = JOINT_COUNT
};

/* White space, or nothing that is painted: dropped at a line's edges. */
static inline bool
joint_is_blank(const struct cluster *c)
{
	return c->kind == CLUSTER_SPACE || c->ncells == 0;
}

/* The joint between two neighbours in a line with no blank between them. */
enum joint joint_between(
    const struct cluster *left, const struct cluster *right);

#endif
