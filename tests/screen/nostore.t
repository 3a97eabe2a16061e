# Without a writable home one still reads, and is told.
@paper tests/screen/papers/ferry.md
resize 70x16
snapshot told
keys m
snapshot not-set
keys B
snapshot list
key h
keys x
snapshot clip
keys X
snapshot clippings
