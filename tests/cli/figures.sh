#!/bin/sh
# The figures that layout must reach on texts that lie beside the checkout.
. tests/cli/lib.sh

check=$shared/tools/linecheck.py
page=$shared/seeds/page.txt
if [ ! -f "$check" ] || [ ! -f "$page" ]; then
	skip "typesetting figures" "no texts beside the checkout"
	exit 0
fi
zero="--max over=0 --max start=0 --max end=0 --max mark=0 --max num=0
	--max unit=0 --max word=0 --max lost=0 --max lostspace=0 --max badutf8=0"

figure() { # key: its value in the checker's answer
	tr ' ' '\n' <"$tmp/check" | sed -n "s/^$1=//p" | head -n 1
}

below() { # a b
	awk -v a="$1" -v b="$2" 'BEGIN { exit !(a != "" && a + 0 <= b + 0) }'
}

for w in 20 24 28 32 36 40 60 78; do
	"$BS" print --measure=$w --color=never "$page" >"$tmp/out" 2>"$tmp/err"
	# shellcheck disable=SC2086
	python3 "$check" -w $w -s "$page" $zero --max widow=0 --max extra=40 \
		"$tmp/out" >"$tmp/check" 2>&1
	ok $? "the page at $w cells has no defect"
	below "$(figure slack_mean)" 0.20
	ok $? "its lines at $w cells lack $(figure slack_mean) cells"
	below 88 "$(figure flush)"
	ok $? "$(figure flush) % of them are flush"
done

stress=$shared/corpora/text/stress-zh.txt
for w in 20 24 28 32 36 40 60 78; do
	"$BS" print --measure=$w --color=never "$stress" >"$tmp/out" 2>"$tmp/err"
	python3 "$check" -w $w -s "$stress" --max lost=0 "$tmp/out" >"$tmp/check" 2>&1
	ok $? "nothing of the hard text is lost at $w cells"
	below "$(figure per1000)" 0.5
	ok $? "it has $(figure per1000) defects in 1000 lines"
done

for at in 80:2 100:2 120:2 120:3 150:3 150:4 160:4; do
	width=${at%:*} n=${at#*:}
	measure=$(((width - 3 * (n - 1)) / n))
	"$BS" print --width="$width" --columns="$n" --form-feed --color=never \
		"$page" >"$tmp/out" 2>"$tmp/err"
	python3 "$check" -w $measure -s "$page" --max widowline=0 \
		--max orphanline=0 --max lost=0 --max over=0 "$tmp/out" >"$tmp/check" 2>&1
	ok $? "$n columns in $width cells: no lone line, nothing lost"
done
"$BS" print --width=120 --columns=3 --color=never "$page" >"$tmp/out" 2>"$tmp/err"
python3 "$check" -w 120 --rule 39,80 --max crooked=0 "$tmp/out" >"$tmp/check" 2>&1
ok $? "the rules stand straight"

just=$shared/tools/justcheck.py
english=$shared/corpora/text/english.txt
# measure, and the most of mss, loose, river4 that there may be
set -- 32:0.35:0.2:30 40:0.20:0.05:20 60:0.09:0:18
if [ ! -f /usr/share/hyphen/hyph_en_US.dic ] || [ ! -f "$english" ]; then
	skip "figures of English" "no hyphenation patterns installed"
	set --
fi
for at in "$@"; do
	IFS=: read -r w mss loose river4 <<EOF
$at
EOF
	BROADSHEET_HYPHENS=/usr/share/hyphen "$BS" print --measure="$w" \
		--color=never "$english" >"$tmp/out" 2>"$tmp/err"
	python3 "$just" -w "$w" --max over=0 --max mss="$mss" \
		--max loose="$loose" --max river4="$river4" --max ladder=2 \
		--max ragged=0.5 "$tmp/out" >"$tmp/check" 2>&1
	ok $? "English at $w cells: mss $(figure mss), river4 $(figure river4)"
	python3 "$check" -w "$w" --lang en -s "$english" --max lost=0 --max over=0 \
		--max word=0 "$tmp/out" >"$tmp/check" 2>&1
	ok $? "nothing of it is lost"
done

"$BS" export "$page" >"$tmp/out" 2>"$tmp/err"
python3 - "$tmp/out" "$shared/seeds/page.expected.json" <<'EOF'
import json, sys
got, want = (json.load(open(f)) for f in sys.argv[1:])

def same(g, w, where):
    if isinstance(w, dict):
        for k in w:
            assert k in g, where + '.' + k
            same(g[k], w[k], where + '.' + k)
    elif isinstance(w, list):
        assert len(g) == len(w), '%s: %d, not %d' % (where, len(g), len(w))
        for i, (a, b) in enumerate(zip(g, w)):
            same(a, b, '%s[%d]' % (where, i))
    else:
        assert g == w, '%s: %r, not %r' % (where, g, w)

same(got, want, '')
EOF
ok $? "the page is understood as it should be"

texts=$shared/corpora/text
for twin in page-zh.gb18030:page-zh page-zh.utf16le:page-zh \
	page-zh-hant.big5:page-zh-hant page-ja.eucjp:page-ja \
	page-ja.iso2022jp:page-ja page-ja.sjis:page-ja page-ko.euckr:page-ko; do
	"$BS" export "$texts/${twin%:*}.txt" >"$tmp/a" 2>"$tmp/err"
	"$BS" export "$texts/${twin#*:}.txt" >"$tmp/b" 2>>"$tmp/err"
	[ -s "$tmp/a" ] && cmp -s "$tmp/a" "$tmp/b"
	ok $? "${twin%:*} opens right without an option"
done
