# Nothing is in the library: it says how something comes in.
@paper tests/screen/papers/gull-05-30.md
@marks
resize 80x24
key S
text bakers
snapshot empty
key Esc
snapshot left
