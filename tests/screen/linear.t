# One column, no rules, the cursor where a screen reader looks.
@paper tests/screen/papers/ferry.md
@option view=linear
resize 80x20
snapshot front
key Enter
snapshot article
key Tab
snapshot contents
