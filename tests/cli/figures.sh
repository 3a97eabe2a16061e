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

# set NAME MEASURE SOURCE [print options] [-- checker options]: sets SOURCE and
# leaves the checker's answer in $tmp/check; fails if it is not what it must be.
set_and_check() {
	name=$1 w=$2 source=$3
	shift 3
	given=
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		given="$given $1"
		shift
	done
	[ $# -gt 0 ] && shift
	# shellcheck disable=SC2086
	"$BS" print $given --color=never "$source" >"$tmp/out" 2>"$tmp/err"
	# shellcheck disable=SC2086
	python3 "$check" -w "$w" -s "$source" "$@" "$tmp/out" >"$tmp/check" 2>&1
	ok $? "$name"
}

# CLREQ's levels, each by its own rules.
measures="20 24 28 32 36 40 60 78"
for level in basic gb strict; do
	for w in $measures; do
		# shellcheck disable=SC2086
		set_and_check "the page at $w cells, $level, has no defect" $w "$page" \
			--measure=$w -o kinsoku=$level -- --level $level $zero \
			--max widow=0 --max hangap=0 --max extra=40
		below "$(figure slack_mean)" 0.15
		ok $? "its lines lack $(figure slack_mean) cells"
		below 90 "$(figure flush)"
		ok $? "$(figure flush) % of them are flush"
	done
done
for w in $measures; do
	# shellcheck disable=SC2086
	set_and_check "the page at $w cells, justify=full, has no defect" $w "$page" \
		--measure=$w -o justify=full -- $zero --max maxgap=1
	below 97 "$(figure flush)"
	ok $? "$(figure flush) % of its lines are flush"
done
for w in $measures; do
	set_and_check "the page at $w cells, justify=off, loses nothing" $w "$page" \
		--measure=$w -o justify=off -- --max lost=0 --max over=0
	figure slack_mean >>"$tmp/slacks"
done
awk '{ sum += $1 } END { exit !(NR == 8 && sum / NR <= 0.55) }' "$tmp/slacks"
ok $? "its ragged lines lack no more than 0.55 cells on the whole"

texts=$shared/corpora/text
for language in zh ja ko; do
	for w in $measures; do
		set_and_check "nothing of the hard $language text is lost at $w" $w \
			"$texts/stress-$language.txt" --measure=$w \
			-- --lang $language --max lost=0 --max over=0
		below "$(figure per1000)" 0.5
		ok $? "it has $(figure per1000) defects in 1000 lines"
	done
done
for w in 24 32 40; do
	for level in basic gb; do
		set_and_check "Japanese at $w cells, $level" $w \
			"$texts/stress-ja.txt" --measure=$w -o kinsoku=$level \
			-- --lang ja --level $level --max lost=0 --max start=0 \
			--max end=0 --max mark=0 --max over=0
	done
	set_and_check "Korean by syllables at $w cells" $w \
		"$texts/stress-ko.txt" --measure=$w -o korean-break=syllable \
		-- --lang ko --max lost=0 --max over=0
	below "$(figure per1000)" 0.5
	ok $? "it has $(figure per1000) defects in 1000 lines"
done

for n in 2 3 4 5; do
	for w in 24 28 32 36 40; do
		set_and_check "$n columns of $w: no lone line, nothing lost" $w "$page" \
			--width=$((n * w + 3 * (n - 1))) --columns=$n --form-feed \
			-- --max widowline=0 --max orphanline=0 --max lost=0 \
			--max over=0
	done
done
"$BS" print --width=120 --columns=3 --color=never "$page" >"$tmp/out" 2>"$tmp/err"
python3 "$check" -w 120 --rule 39,80 --max crooked=0 "$tmp/out" >"$tmp/check" 2>&1
ok $? "the rules stand straight"

for at in 80:24 100:30 120:40 160:50 200:60 240:70; do
	"$BS" print --view=front --width="${at%:*}" --height="${at#*:}" \
		--color=never "$page" 2>"$tmp/err" | sed '/\f/,$d' >"$tmp/out"
	awk -v most="${at#*:}" 'NF == 0 { n++ } END { exit n > 0 || NR < 5 || NR > most }' \
		"$tmp/out"
	ok $? "the front at ${at%:*}x${at#*:} has no empty row"
	[ "$(grep -c '▸' "$tmp/out")" -ge 1 ] || [ "${at%:*}" -ge 200 ]
	ok $? "and says where its stories go on"
done

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

for twin in page-zh.gb18030:page-zh page-zh.utf16le:page-zh \
	page-zh-hant.big5:page-zh-hant page-ja.eucjp:page-ja \
	page-ja.iso2022jp:page-ja page-ja.sjis:page-ja page-ko.euckr:page-ko; do
	"$BS" export "$texts/${twin%:*}.txt" >"$tmp/a" 2>"$tmp/err"
	"$BS" export "$texts/${twin#*:}.txt" >"$tmp/b" 2>>"$tmp/err"
	[ -s "$tmp/a" ] && cmp -s "$tmp/a" "$tmp/b"
	ok $? "${twin%:*} opens right without an option"
done
