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
#include <stdint.h>

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

/* What a cluster is to its neighbours; the narrow ones are Western. */
enum joint_side {
	JOINT_SIDE_NONE,
	JOINT_SIDE_HAN,
	JOINT_SIDE_WEST,
	JOINT_SIDE_PREFIX,
	JOINT_SIDE_POSTFIX,
	JOINT_SIDE_OPEN,
	JOINT_SIDE_CLOSE,
	JOINT_SIDE_NARROW_OPEN,
	JOINT_SIDE_NARROW_CLOSE,
	JOINT_SIDES
};

/* By kind and `wide`. */
extern const uint8_t joint_sides[CLUSTER_OTHER + 1][2];

/* By the two sides; one more than the joint, 0 for none. */
extern const uint8_t joint_table[JOINT_SIDES][JOINT_SIDES];

/* The joint between two neighbours in a line with no blank between them. */
static inline enum joint
joint_between(const struct cluster *left, const struct cluster *right)
{
	unsigned l = joint_sides[left->kind][left->wide];
	unsigned r = joint_sides[right->kind][right->wide];
	unsigned joint = joint_table[l][r];

	if (joint == JOINT_WEST + 1 && left->after == BREAK_UNIT)
		return JOINT_UNIT;
	return joint ? (enum joint)(joint - 1) : JOINT_NONE;
}

#endif
