# Jump lines of the front: to where its text stops, and back to the same line.
@paper tests/screen/papers/ferry.md
resize 80x24
key BackTab
snapshot jump-line
key Enter
snapshot goes-on
key Backspace
snapshot back-on-jump-line
key BackTab
snapshot head
key %
snapshot followed
key Backspace
key j
snapshot next-head
