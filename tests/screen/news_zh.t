# What is new by those who are followed, in Chinese and by the mouse.
@paper tests/screen/papers/du.md
@language zh_CN
@option ambiguous-width=2
@kept tests/screen/papers/du.md
@marks
resize 80x24
key +
key A
wait 300
snapshot newsstand
click 22 5
snapshot list
key +
snapshot unfollowed
key u
snapshot followed-again
