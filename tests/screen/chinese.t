# A Chinese paper and a Chinese interface.
@paper tests/screen/papers/du.md
@language zh_CN
@marks
resize 80x24
snapshot front
key Enter
snapshot article
keys m
snapshot bookmark
keys /
text 管风琴
key Enter
snapshot found
keys a
snapshot bylines
key h
key Tab
snapshot contents
keys ?
snapshot help
key h h h h h
text :halp
key Enter
snapshot near
resize 19x5
snapshot too-small
resize 41x13
key Enter
snapshot narrow
