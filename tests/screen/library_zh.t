# In Chinese; by the mouse; read marks; an empty part of the calendar.
@paper tests/screen/papers/tidings-05-30.md
@language zh_CN
@option ambiguous-width=2
@kept tests/screen/papers/gull-05-29.md
@kept tests/screen/papers/gull-05-30.md
@kept tests/screen/papers/gull-06-02.md
@kept tests/screen/papers/tidings-05-30.md
@marks
resize 80x24
keys A
snapshot opened
click 4 5
snapshot all-papers
click 11 49
snapshot day-chosen
click 11 49
snapshot day-opened
key >
snapshot next
key h
snapshot back
wheel 1
snapshot wheel
