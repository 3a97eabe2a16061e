#!/bin/sh
# Every option of config/options.def that layout depends on, through all its
# values: what it must change it changes, what it must not it does not, no value
# loses a character, and no line is wider than it may be.
. tests/cli/lib.sh

# A mixed paper of our own, with something for each option to work on.
cat >"$tmp/paper.md" <<'PAPER'
---
paper: 码头四语
date: 2026-03-20
---

# A1 要闻

## 雾散了渡轮开了
by: 本报记者 林渡

昨夜的雾散了。渡轮在今天6时10分开出，比平常晚了40分钟——船上只坐了23个人……船长说：“不急。”他把《潮汐表》放回抽屉，又去看水。

码头上的人说，这样的雾一年有七八回，最长的一回是1987年，从早上5时一直到下午3时，公司的电话响了412次，没有一个人能说出船什么时候开。

「霧の日は、ゆっくりでいい」と船長は言った。コンピューターの時刻表には、まだ6時と出ている。ちょっと待ってから、みんな黙々と乗った。

간밤의 안개가 걷혔다. 나룻배는 오늘 6시 10분에 떠났고 여느 때보다 40분쯤 늦었으며 손님은 스물세 명뿐이었다고 선장은 말했다.

The fog is gone. The ferry left at ten past six, some forty minutes late, with twenty-three on board; the captain said there was no hurry.

האונייה יצאה מן הנמל (בשעה 6:10) עם 23 נוסעים.
PAPER

# chars FILE: its characters, sorted, without blanks and what layout draws.
chars() {
	python3 -c '
import sys, collections
drawn = "│|─-━═▸*‐"
text = open(sys.argv[1], encoding="utf-8").read()
count = collections.Counter(c for c in text if not c.isspace() and c not in drawn)
print(sorted(count.items()))' "$1"
}

# widest FILE: the cells of its widest row.
widest() {
	python3 -c '
import sys, unicodedata
def cells(s):
    return sum(0 if unicodedata.combining(c) else
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
print(max(cells(row.rstrip("\n\f")) for row in open(sys.argv[1], encoding="utf-8")))' "$1"
}

also= # further options of the next turns

# turn OPTION WIDTH DIFFERENT VALUE...: set the paper with each value.  There must
# be DIFFERENT different results.
turn() {
	option=$1 width=$2 different=$3
	shift 3
	: >"$tmp/sums"
	for value; do
		# shellcheck disable=SC2086
		"$BS" print --width="$width" --color=never $also \
			-o "$option=$value" "$tmp/paper.md" >"$tmp/out" 2>"$tmp/err"
		ok $? "$option=$value sets the paper"
		chars "$tmp/out" >"$tmp/got"
		cmp -s "$tmp/got" "$tmp/all"
		ok $? "$option=$value loses no character"
		[ "$(widest "$tmp/out")" -le "$width" ]
		ok $? "$option=$value keeps to $width cells"
		cksum <"$tmp/out" >>"$tmp/sums"
	done
	n=$(sort -u "$tmp/sums" | wc -l)
	[ "$n" -eq "$different" ]
	ok $? "$option has $n results, not $different"
}

if ! command -v python3 >/dev/null; then
	skip "layout options" "no python3"
	exit 0
fi
"$BS" print --width=74 --color=never "$tmp/paper.md" >"$tmp/out" 2>"$tmp/err"
chars "$tmp/out" >"$tmp/all"

turn kinsoku 28 3 none basic gb strict
turn justify 53 3 off punct full
also='-o gutter=5'
turn hang 79 3 0 1 2
also=
turn indent 74 4 auto 0 2 4
turn korean-break 66 2 auto word syllable
turn columns 120 3 0 1 2 3
turn measure 120 4 0 20 26 50
turn gutter 77 3 1 2 5
turn bidi 74 2 on off
turn rule 74 3 auto line ascii none
turn ambiguous-width 74 2 1 2
