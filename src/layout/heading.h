/*
 * Headlines: how much weight one gets.
 *
 * A terminal has one size of type.  What a larger one would say is said by the
 * headline's role, which a theme gives its ink, and by letterspacing.
 */
#ifndef SRC_LAYOUT_HEADING_H
#define SRC_LAYOUT_HEADING_H

#include <stdbool.h>

#include "src/layout/line.h"
#include "src/layout/role.h"

struct arena;

/*
 * The role of an article's headline, by the weight that the source gives it;
 * `is_lead` if it is set as the lead story whatever the source says.
 */
enum role heading_role(const struct article *, bool is_lead);

/*
 * Put a cell between the Han and kana of a headline that has the room for it
 * (均排): of one in ROLE_LEAD as long as its lines, two at most, fit into `measure`
 * cells, of one in ROLE_MAJOR only if it is one line of no more than half of
 * that.  Nothing goes beside a mark; a headline with digits, Latin letters or
 * Hangul, among which the gaps would be uneven, and all others stay as they are.
 */
void heading_space_out(
    struct lines *, int measure, int ambiguous, struct arena *);

#endif
