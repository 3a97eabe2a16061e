# What is read is marked while it is shown: by turning sheets, not by jumps.
@paper tests/screen/papers/ferry.md
@marks
@option columns=1
resize 70x12
snapshot nothing-read
key Enter
key Space
key Space
key h
snapshot front-part
key Tab
snapshot contents-part
# A walk over the articles and a jump to the end leave no trace.
key Enter
keys JJJ
key G
key g
key h
snapshot contents-passed-over
# The last sheet turned to.
keys g
key Enter
key Space
key Space
key Space
key Space
key Space
key h
snapshot contents-read
# What fits on one sheet is read when it is left, if it stood there.
keys j
key Enter
wait 1900
key h
key Enter
wait 2000
snapshot one-sheet-open
key h
snapshot one-sheet-left
# Or when the reader turns on.
keys j
keys .
key Enter
key Space
key Space
key Space
key Space
key Space
key Space
key h
snapshot contents-turned-on
keys .
keys .
key Enter
key Space
keys .
keys .
snapshot no-other-unread
key F
snapshot front-read
