# Find: over articles, with a count, in the head, not found.
@paper tests/screen/papers/ferry.md
resize 80x24
keys /
snapshot prompt
text boat
snapshot typed
key Enter
snapshot first
keys n
snapshot second
keys 3n
snapshot later
keys NN
snapshot back
keys /
text zeppelin
key Enter
snapshot nothing
keys /
key Up Up Enter
snapshot from-history
key Esc
paste two  pupils
snapshot pasted
key Enter
snapshot pasted-found
keys n
text /UMBRELLAS
key Enter
snapshot headline
