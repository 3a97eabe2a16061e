# What is new by those who are followed: in the newsstand, as a list, read.
@paper tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/ferry.md
@kept tests/screen/papers/du.md
@marks
resize 80x24
key +
key A
wait 300
key +
snapshot nothing-new
key a
key a
key j +
key G +
key q q
wait 300
snapshot newsstand
key +
snapshot list
key j Enter
key r
key q
snapshot read
key +
snapshot unfollowed
key u
key q q
key A
wait 300
snapshot one-less
resize 120x40
wait 300
snapshot wide
resize 36x14
wait 300
snapshot narrow
resize 80x24
key :
text bylines followed
key Enter
snapshot by-name
