# A long article: what is on the sheet comes first, the count when there is time.
@paper tests/screen/papers/dyke.md
@article 1
resize 60x14
snapshot first-sheet
key Space
snapshot second-sheet
wait 150
snapshot not-counted-yet
wait 200
snapshot counted
keys } } }
snapshot in-the-middle
resize 80x24
snapshot larger
resize 41x9
resize 80x24
wait 300
snapshot counted-again
resize 60x14
snapshot as-before
key G
snapshot end
