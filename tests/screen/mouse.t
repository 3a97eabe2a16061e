# The mouse: wheel turns, click opens.
@paper tests/screen/papers/ferry.md
resize 80x24
wheel 1
snapshot wheel
wheel -1
click 12 5
snapshot clicked
wheel 1
snapshot turned
key h
key Tab
click 3 5
snapshot row-clicked
