# Where a story goes on, and back.
@paper tests/screen/papers/ferry.md
@article 1
resize 80x30
key Enter
snapshot continued
keys %
snapshot the-other-half-again
keys yy
snapshot copied
key J
keys %
snapshot no-jump
