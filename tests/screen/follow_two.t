# Two who signed: the first, or the second by a count; lines that run down.
@paper tests/screen/papers/du.md
@marks
resize 80x24
key Enter
key +
snapshot first
key 2 +
snapshot second
key w
snapshot vertical
