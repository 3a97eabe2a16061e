# A story that stands on two pages is met once.
@paper tests/screen/papers/twins.md
resize 70x22
snapshot front
key Tab
snapshot contents
key Esc
keys a
snapshot bylines
key Esc
key Enter
keys J
keys J
snapshot passed-over
keys K
keys K
snapshot back
