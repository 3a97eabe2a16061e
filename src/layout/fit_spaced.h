/*
 * Total fit for text with word spaces: Latin, and Korean by words.
 *
 * Private to the setting of paragraphs.  fit_clusters() hands over to it; the
 * promises are those of fit.h.  What it knows beyond: words may be parted with
 * a hyphen (src/text/hyphen.h), no three lines in a row end in one, and where
 * the word spaces are, so that nobody needs to look for them again.
 */
#ifndef SRC_LAYOUT_FIT_SPACED_H
#define SRC_LAYOUT_FIT_SPACED_H

struct fit;
struct fit_spec;

void fit_spaced(struct fit *, const struct fit_spec *);

#endif
