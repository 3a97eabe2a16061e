# Nothing is kept yet; keeping is undone; without a folder there is no library.
@paper tests/screen/papers/ferry.md
@option keep=always
@marks
resize 60x16
keys A
snapshot empty
key Enter
key j
key d
snapshot still-empty
key >
snapshot no-next
wait 1500
snapshot kept-by-itself
wait 1500
key m
key d
snapshot removed
key u
snapshot undone
