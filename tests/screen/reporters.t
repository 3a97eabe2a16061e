# Reporters of the edition, of the library, narrowed; their stories; opened.
@paper tests/screen/papers/loose.md
@kept tests/screen/papers/gull-05-29.md
@kept tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/gull-06-02.md
@kept tests/screen/papers/tidings-05-30.md
@marks
resize 80x24
key a
snapshot edition
key a
snapshot library
key Enter
snapshot stories
key Enter
snapshot here
key q j j
key Enter
snapshot opened
key q
snapshot back
key q
snapshot front
key :
text bylines library
key Enter
key /
text 秦
key Enter
snapshot narrowed
key +
key /
text zz
key Enter
snapshot nobody
key /
key Enter
snapshot all
key a
snapshot edition-again
key q q
key Enter
key a
snapshot more
key Enter
snapshot more-stories
key q q q
key a
key ]
snapshot heading
key Enter
snapshot from-heading
key a
key G
key [
key Enter
snapshot another
key Ctrl-o
key Ctrl-o
snapshot walked-back
key F
key :
text bylines library
key Enter
key Enter
snapshot first
key a
key G
key [
key ]
key Enter
key Ctrl-o
key Ctrl-o
key Ctrl-n
key Ctrl-n
snapshot walked-on
