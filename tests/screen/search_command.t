# :search with words; nothing found; a narrow and a tall screen; Chinese.
@paper tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/gull-05-29.md
@kept tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/tidings-05-30.md
@language zh_CN
@marks
resize 60x20
key :
text search the
key Enter
snapshot given
resize 100x40
snapshot tall
resize 34x12
snapshot narrow
resize 80x24
key :
text search zebra
key Enter
snapshot none
paste 河东
snapshot pasted
key Enter
key j
snapshot entered
key Esc
snapshot front
key S
snapshot again
key Up
snapshot history
key Esc
snapshot list
