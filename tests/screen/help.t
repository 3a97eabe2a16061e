# Help, from the live keymap.
@paper tests/screen/papers/ferry.md
resize 80x24
keys ?
snapshot first
key Space
snapshot second
key G
snapshot last
