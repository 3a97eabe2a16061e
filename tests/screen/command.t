# Commands: completion, what is near, options, articles by number.
@paper tests/screen/papers/ferry.md
resize 80x20
text :hist
key Tab
snapshot completed
key Esc
text :halp
key Enter
snapshot near
text :set colu
key Tab 2 Enter
snapshot option-set
text :set columns
key Enter
snapshot option-shown
text :set columns=99
key Enter
snapshot bad-value
text :4
key Enter
snapshot article-4
text :section 1
key Enter
snapshot section-1
text :theme night
key Enter
snapshot theme
keys y
snapshot pending
key Esc
keys Z
snapshot unbound
text :messages
key Enter
snapshot messages
