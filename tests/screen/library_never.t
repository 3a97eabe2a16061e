# keep=never says nothing; without a folder nothing can be kept.
@paper tests/screen/papers/ferry.md
@option keep=never
resize 60x16
wait 3000
snapshot silent
keys I
snapshot cannot
keys A
snapshot no-library
