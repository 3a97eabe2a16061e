# Selecting in vertical lines, in Chinese: sentences, a sheet's turn, the mouse.
@paper tests/screen/papers/dyke.md
@option writing=vertical
@language zh_CN
resize 60x18
key Enter
keys vj
snapshot two-sentences
key Left
snapshot turned
key Esc
keys g
drag 2 50 6 40
snapshot dragged
key Esc
