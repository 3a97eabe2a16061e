# Vertical lines: turned to and back at one place, sheets turned by Space and to
# the left, found words, another size, the front page.
@paper tests/screen/papers/du.md
@article 1
resize 41x14
snapshot horizontal
key w
snapshot vertical
key Space
snapshot second-sheet
key Left
snapshot third-sheet
key Right
snapshot second-again
resize 80x40
snapshot one-sheet
resize 41x14
snapshot as-before
keys /
text 管风琴
key Enter
snapshot found
keys }
snapshot subhead
key w
snapshot horizontal-again
key w
key q
snapshot front
key Enter
resize 80x24
key c c
snapshot two-tiers
key c c
snapshot as-many-tiers-as-fit
