# Selecting: by sentences and paragraphs, by keys and by mouse; copied; turned.
@paper tests/screen/papers/ferry.md
resize 60x18
key Enter
keys vj
snapshot two-sentences
keys o3k
snapshot other-end
keys yy
snapshot copied
keys V}
snapshot paragraphs
key Space
snapshot turned
key Esc
snapshot ended
keys kkg
drag 9 12 11 20
snapshot dragged
click 8 12
text /pupils
key Enter
keys nv
snapshot at-match
keys G
snapshot to-the-end
keys j
snapshot end-is-said
key Enter
snapshot what-next
