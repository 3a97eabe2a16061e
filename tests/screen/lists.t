# Contents and bylines: choosing, opening, back to the same row.
@paper tests/screen/papers/ferry.md
resize 60x16
key Tab
snapshot contents
keys jj
snapshot chosen
key Enter h
snapshot same-row
key h
keys a
snapshot bylines
key G
snapshot last
key Esc
keys jj
key Enter
keys a
snapshot more-by
key Enter
snapshot opened
