# Bookmarks: set, listed, deleted, undone.
@paper tests/screen/papers/ferry.md
@marks
resize 70x16
keys B
snapshot none
key h
keys m
snapshot set
keys j
key Enter
keys m
snapshot on-article
keys B
snapshot two
key d
snapshot one-deleted
keys u
snapshot undone
key Enter
snapshot opened
keys m
snapshot cleared
keys uuuu
snapshot nothing-left-to-undo
key Ctrl-r
snapshot done-again
keys B
keys #
text night, ferry
key Enter
keys e
snapshot title-asked
key Ctrl-u
text title The boat stays
key Enter
snapshot tags-and-title
keys uu
snapshot without-them
