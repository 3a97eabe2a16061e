# The front page: choosing, turning, sections by digit.
@paper tests/screen/papers/ferry.md
resize 80x24
snapshot start
keys jj
snapshot second-story-chosen
key k
keys 3
snapshot digit-waits
wait 400
snapshot section-3
keys ]
snapshot last-section
keys 2[
snapshot two-sections-back
key Space
snapshot next-sheet
key b g
resize 120x40
snapshot large
resize 20x5
snapshot smallest
resize 19x5
snapshot too-small
resize 80x24
keys q
snapshot asks
