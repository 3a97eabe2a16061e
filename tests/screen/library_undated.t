# Editions without a date lie on the day they were kept.
@paper tests/screen/papers/loose.md
@kept tests/screen/papers/loose.md
@marks
resize 80x20
wait 1000
keys A
snapshot newsstand
key Enter
keys >
snapshot no-later
