# Clipping: a passage, an article; the scrapbook; notes, tags, titles; undo.
@paper tests/screen/papers/ferry.md
@option editor=sh tests/screen/note.sh
@marks
resize 80x20
keys X
snapshot none
keys e
snapshot nothing-to-edit
keys hx
snapshot article-clipped
key Enter
keys Jvjx
snapshot passage-clipped
keys gvjx
snapshot clipped-before
keys X
snapshot two
keys e
snapshot note
keys #
text ferry, night
key Enter
snapshot tags
keys T
snapshot title-asked
key Ctrl-u
text title Night boats
key Enter
snapshot title
text :write |grep -c bakers
key Enter
snapshot sent
keys s
snapshot by-paper
keys s
snapshot by-tag
keys p
snapshot read
key Enter
snapshot in-its-paper
keys B
snapshot no-bookmarks
keys Xd
snapshot deleted
keys u
snapshot undone
keys uuuuuu
snapshot all-undone
keys h
snapshot nothing-marked
