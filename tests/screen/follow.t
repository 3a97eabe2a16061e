# A reporter is followed: marked wherever the name stands; taken back, done again.
@paper tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/gull-05-29.md
@kept tests/screen/papers/gull-05-30.md
@marks
resize 80x24
key +
snapshot followed-on-front
key Tab
snapshot contents
key Enter
snapshot article
key a
snapshot more-by
key q q q
key a
key +
snapshot unfollowed
key u
snapshot undone
key j j +
snapshot another
key u u
snapshot none
key Ctrl-r
snapshot again
key S
text harbour
key Enter
snapshot found
key +
snapshot from-results
key u
key q q
resize 80x24
key :
text search dredger
key Enter
key Enter
key 2 +
snapshot one-only
