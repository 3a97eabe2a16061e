#include "src/layout/joint.h"

#include <stdint.h>

/* What a cluster is to its neighbours; the narrow ones are Western. */
enum side {
	SIDE_NONE,
	SIDE_HAN,
	SIDE_WEST,
	SIDE_PREFIX,
	SIDE_POSTFIX,
	SIDE_OPEN,
	SIDE_CLOSE,
	SIDE_NARROW_OPEN,
	SIDE_NARROW_CLOSE,
	SIDE_COUNT
};

static const uint8_t sides[CLUSTER_OTHER + 1][2] = {
	[CLUSTER_HAN] = { SIDE_HAN, SIDE_HAN },
	[CLUSTER_HANGUL] = { SIDE_HAN, SIDE_HAN },
	[CLUSTER_LETTER] = { SIDE_WEST, SIDE_HAN },
	[CLUSTER_DIGIT] = { SIDE_WEST, SIDE_HAN },
	[CLUSTER_OPEN] = { SIDE_NARROW_OPEN, SIDE_OPEN },
	[CLUSTER_CLOSE] = { SIDE_NARROW_CLOSE, SIDE_CLOSE },
	[CLUSTER_PAUSE] = { SIDE_NARROW_CLOSE, SIDE_CLOSE },
	[CLUSTER_PREFIX] = { SIDE_PREFIX, SIDE_PREFIX },
	[CLUSTER_POSTFIX] = { SIDE_POSTFIX, SIDE_POSTFIX },
};

/* One more than the joint, so that what is not named is none. */
#define SET(joint) ((joint) + 1)

static const uint8_t joints[SIDE_COUNT][SIDE_COUNT] = {
	[SIDE_HAN] = {
		[SIDE_HAN] = SET(JOINT_HAN),
		[SIDE_WEST] = SET(JOINT_WEST),
		[SIDE_PREFIX] = SET(JOINT_WEST),
		[SIDE_OPEN] = SET(JOINT_MARK),
		[SIDE_NARROW_OPEN] = SET(JOINT_MARK),
	},
	[SIDE_WEST] = {
		[SIDE_HAN] = SET(JOINT_WEST),
		[SIDE_OPEN] = SET(JOINT_MARK),
	},
	[SIDE_POSTFIX] = {
		[SIDE_HAN] = SET(JOINT_WEST),
		[SIDE_OPEN] = SET(JOINT_MARK),
	},
	[SIDE_CLOSE] = {
		[SIDE_HAN] = SET(JOINT_MARK),
		[SIDE_WEST] = SET(JOINT_MARK),
		[SIDE_PREFIX] = SET(JOINT_MARK),
		[SIDE_OPEN] = SET(JOINT_MARK),
		[SIDE_NARROW_OPEN] = SET(JOINT_MARK),
	},
	[SIDE_NARROW_CLOSE] = {
		[SIDE_HAN] = SET(JOINT_MARK),
		[SIDE_OPEN] = SET(JOINT_MARK),
	},
};

enum joint
joint_between(const struct cluster *left, const struct cluster *right)
{
	unsigned l = sides[left->kind][left->wide];
	unsigned r = sides[right->kind][right->wide];

	if (joints[l][r] == SET(JOINT_WEST) && left->after == BREAK_UNIT)
		return JOINT_UNIT;
	return joints[l][r] ? joints[l][r] - 1u : JOINT_NONE;
}
