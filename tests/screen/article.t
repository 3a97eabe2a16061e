# An article: sheets, the end, the next one, subheads, resize, history.
@paper tests/screen/papers/ferry.md
@article 1
resize 60x14
snapshot first-sheet
key Space
snapshot second-sheet
key b b
snapshot at-the-beginning
keys }
snapshot first-subhead
keys }
snapshot second-subhead
resize 80x24
snapshot larger
resize 60x14
snapshot as-before
key G
key Space
snapshot end
key Space
snapshot next-article
key Ctrl-o
snapshot back-at-the-end
key Ctrl-n
snapshot forward
keys 3J
snapshot three-on
keys 9K
snapshot stops-at-the-first
key J J J J J
snapshot stops-at-the-last
