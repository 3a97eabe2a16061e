# On a narrow screen what is said loses whole clauses, and the folio words.
@paper tests/screen/papers/dyke.md
resize 33x9
keys B
snapshot no-bookmarks
keys q
key Enter
snapshot article
keys w
snapshot vertical
resize 20x5
keys w
snapshot horizontal
keys %
snapshot nowhere
keys :
snapshot command-line
