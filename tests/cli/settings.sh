#!/bin/sh
# Every option of config/options.def through all its values: what it must change
# it changes, what it must not it does not, no value loses a character, and no
# line is wider than it may be.  An option or a value that no turn below sets
# fails the test.
. tests/cli/lib.sh
. tests/lint/rows.sh

# A mixed paper of our own, with something for each option to work on.
cat >"$tmp/paper.md" <<'PAPER'
---
paper: 码头四语
date: 2026-03-20
price: 2元
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

# Without the small words of other languages, for what is drawn in their place.
cat >"$tmp/emoji.md" <<'PAPER'
# A1 要闻

## 老人与船

👩‍🌾在码头看见了🇨🇳，船长说：“café 不开门”……
PAPER

# judge ALL GOT...: for each GOT, is everything of ALL there, and what is its widest
# row?  One line each: 0 or 1, and cells.
cat >"$tmp/judge.py" <<'PYTHON'
import collections, os, re, sys, unicodedata

DRAWN = "│|─-━═▸*‐" # by layout
kind = os.environ["kind"]
wide = "WFA" if os.environ["ambiguous"] == "2" else "WF"

def read(name):
    with open(name, encoding="utf-8") as f:
        return re.sub("\033\\[[0-9;:]*m", "", f.read())

def chars(text):
    """What is there of the paper; of letters, whatever form they are painted in."""
    if kind == "letters":
        # A flag is two letters, a vertical prolonged sound mark is a rule.
        text = text.replace("[CN]", "").replace("ー", "").translate(
            str.maketrans("〇一二三四五六七八九", "0123456789"))
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if unicodedata.category(c)[0] in "LN")
    return collections.Counter(
        c for c in text if not c.isspace() and c not in DRAWN)

def cells(row):
    return sum(0 if unicodedata.combining(c) else
        2 if unicodedata.east_asian_width(c) in wide else 1 for c in row)

every = chars(read(sys.argv[1]))
for name in sys.argv[2:]:
    text = read(name)
    lost = every - chars(text) if kind == "story" else every != chars(text)
    print(1 if lost else 0, max(cells(r.rstrip("\f")) for r in text.split("\n")))
PYTHON

also=          # further options of the next turns
paper=paper.md # what they set
# What they must keep: all characters, the letters, or those of the story, where
# the front page has others beside them.
kind=all
ambiguous=1
export kind ambiguous
: >"$tmp/turned"

# set_paper OPTION...: to standard output.
set_paper() {
	# shellcheck disable=SC2086
	"$BS" print -c- -o color=never --width="$width" $also "$@" "$tmp/$paper"
}

# turn OPTION WIDTH DIFFERENT VALUE...: set the paper with each value.  There must
# be DIFFERENT different results, or with a + at least as many.
turn() {
	option=$1 width=$2 different=$3
	shift 3
	if [ "$kind" = story ]; then
		"$BS" print -c- --measure=40 "$tmp/$paper"
	else
		set_paper
	fi >"$tmp/all" 2>"$tmp/err"
	set -- "$@" --
	while [ "$1" != -- ]; do
		value=$1
		echo "$option=$value" >>"$tmp/turned"
		set_paper -o "$option=$value" >"$tmp/out" 2>"$tmp/err"
		ok $? "$option=$value sets the paper"
		cp "$tmp/out" "$tmp/out.$option=$value"
		shift
		set -- "$@" "$tmp/out.$option=$value"
	done
	shift
	python3 "$tmp/judge.py" "$tmp/all" "$@" >"$tmp/verdicts" 2>"$tmp/err"
	for file; do
		read -r lost widest || lost=2 widest=1000
		cp "$file" "$tmp/out"
		ok "$lost" "${file##*/out.} loses no character"
		[ "$widest" -le "$width" ]
		ok $? "${file##*/out.} keeps to $width cells ($widest)"
	done <"$tmp/verdicts"
	n=$(cksum "$@" | cut -d' ' -f1,2 | sort -u | wc -l)
	case $different in
	*+) [ "$n" -ge "${different%+}" ] ;;
	*) [ "$n" -eq "$different" ] ;;
	esac
	ok $? "$option has $n results, not $different"
}

# choices OPTION: the values that config/options.def lists for it.
choices() {
	rows config/options.def FLAG 2 | grep -qx -- "$1" && echo off on
	rows config/options.def CHOICE 2 >"$tmp/names"
	rows config/options.def CHOICE 4 | paste -d= "$tmp/names" - |
		sed -n "s/^$1=//p" | tr '|' ' '
}

presets() { # folder of config/: the names of what it has
	for file in config/"$1"/*.ini; do
		basename "$file" .ini
	done
}

if ! command -v python3 >/dev/null; then
	skip "options" "no python3"
	exit 0
fi
export TERM=xterm-256color
unset COLORTERM COLORFGBG NO_COLOR

# Lines and columns.
turn kinsoku 28 3 none basic gb strict
turn justify 53 3 off punct full
also='-o gutter=5'
turn hang 79 3 0 1 2
also=
turn indent 74 4 auto 0 2 4
turn korean-break 66 2 auto word syllable
turn columns 120 4 0 1 2 3 12
turn measure 120 5 0 20 26 50 200
turn gutter 77 4 1 2 5 9
turn bidi 74 2 on off
turn rule 74 3 auto line ascii none

# Widths of characters, and what is painted for them.
turn ambiguous-width 74 1 auto 1
ambiguous=2
turn ambiguous-width 74 1 2
kind=letters
turn safe-charset 74 1 on
ambiguous=1
turn safe-charset 74 2 off on
paper=emoji.md
turn emoji 40 2 simplify placeholder

# Vertical lines.
paper=paper.md
turn writing 74 2 horizontal vertical
also='--writing=vertical'
turn vertical-forms 74 2 full basic
turn han-digits 74 2 off on
ambiguous=2 also='--writing=vertical -o ambiguous-width=2'
turn vertical-forms 74 2 full basic
turn safe-charset 74 1 off on
ambiguous=1

# English, where there are patterns for it; without them nothing is parted.
also=''
kind=all
BROADSHEET_HYPHENS=tests/hyphens
export BROADSHEET_HYPHENS
# shellcheck disable=SC2046
turn hyphenate 74 2+ $(choices hyphenate)

# The front page: the head is not of the story.
kind=story also='--view=front --height=64'
turn nameplate 120 3 off line large
also='--view=front --height=40'
turn nameplate 72 3 off line large
also=

# With a paper, print takes only linear from it; --view is for the others.
turn view 74 2 linear edition article front library

# Colours.
kind=all also='-o color=always'
# shellcheck disable=SC2046
turn theme 74 6 auto $(presets themes)
turn colors 74 4 none 16 256 true auto
also=
turn color 74 2 never always auto

# Words of the interface stand on the front page only, outside the story.
turn language 74 1 auto en zh_CN
kind=story also='--view=front'
turn language 74 2 en zh_CN

# Papers in another character set are read the same whether guessed or told.
kind=all also=
if iconv -f UTF-8 -t GB18030 "$tmp/paper.md" >"$tmp/gb.md" 2>"$tmp/err"; then
	paper=gb.md
	turn encoding 74 1 auto GB18030
	paper=paper.md
else
	skip "encoding" "no iconv"
fi
turn encoding 74 1 auto UTF-8

# What concerns the keyboard, the mouse, the terminal and searching changes no
# print.
# shellcheck disable=SC2046
turn keys 74 1 $(presets keys)
turn key-timeout 74 1 0 400 5000
turn keep-editions 74 1 forever 90d '12w, The Ledger 1y'
turn editor 74 1 '' ed
turn keep 74 1 ask always never
turn chars-per-minute 74 1 10 300 10000
turn words-per-minute 74 1 10 230 10000
for option in mouse title restore-place reload-paper continue fold-han; do
	turn $option 74 1 on off
done

# Was every option turned, and every value of those that have a list of them?
for option in $(rows config/options.def 'FLAG|CHOICE|NUMBER|STRING' 2); do
	grep -q "^$option=" "$tmp/turned"
	ok $? "$option is turned by tests/cli/settings.sh"
	for value in $(choices "$option"); do
		grep -qx "$option=$value" "$tmp/turned"
		ok $? "$option=$value is turned by tests/cli/settings.sh"
	done
done
"$BS" config --defaults | sed -n '/^\[keys\]/q; s/^#\([a-z-]*\) = .*/\1/p' | sort >"$tmp/out"
cut -d= -f1 "$tmp/turned" | sort -u | cmp -s - "$tmp/out"
ok $? "the options that were turned are those of config --defaults"
