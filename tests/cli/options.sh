#!/bin/sh
# Every option, what it does and what it refuses.
. tests/cli/lib.sh
page >"$tmp/page.txt"

run 0 "--help" --help
out_has "broadsheet print [PAPER]"
out_has "--form-feed"
quiet
run 0 "print --help shows what print takes" print --help
out_has "--width=N"
run 0 "--version" --version
out_has "broadsheet "
run 0 "--version --verbose names Unicode" -Vv
out_has "Unicode 15.0"
out_has "libunistring "
out_has "ncurses "
out_has "SQLite "
run 2 "unknown option" --widht=3
err_has "broadsheet: unknown option --widht; did you mean --width?"
run 2 "an option of another command" check --width=30
run 2 "a width too small" print --width=3 "$tmp/page.txt"
err_has "from 20 to 1000"
run 2 "an unknown view" print --view=sideways "$tmp/page.txt"
run 2 "an unknown theme" print --theme=nosuch "$tmp/page.txt"
run 2 "an unknown colour choice" print --color=maybe "$tmp/page.txt"
run 0 "vertical lines" print --writing=vertical "$tmp/page.txt"
run 2 "no such writing" print --writing=diagonal "$tmp/page.txt"
run 2 "two papers at once" print "$tmp/page.txt" "$tmp/page.txt"
run 1 "a missing paper" print "$tmp/nosuch.txt"
err_has "nosuch.txt"
run 1 "an article that is not there" print --article=9 "$tmp/page.txt"
err_has "2 articles"
run 2 "an unknown character set" print --encoding=klingon-8 "$tmp/page.txt"

run 0 "print sets a page" print --width=80 "$tmp/page.txt"
out_has "老码头的钟又响了"
quiet
run 0 "print one article" print --width=80 "$tmp/page.txt#2"
out_has "集市改到周六"
! grep -q 钟楼 "$tmp/out"
ok $? "and no other"
out_has "（文字未完）"
run 0 "--article does the same" print --article=2 "$tmp/page.txt"
run 0 "print without a paper is the front page" print --width=80
out_has "The Yanpu Tidings"
run 0 "without a terminal broadsheet prints" --color=never
out_has "The Yanpu Tidings"
run 2 "--continue without a terminal" --continue
err_has "wants a terminal"
run 2 "--continue with a paper" --continue "$tmp/page.txt"
err_has "takes no PAPER"
run 0 "linear has no boxes" print --view=linear "$tmp/page.txt"
! grep -q '[│─]' "$tmp/out"
ok $? "no rules in the linear view"
run 0 "--color=always writes colours" print --color=always --theme=salmon "$tmp/page.txt"
grep -q "$(printf '\033')\\[" "$tmp/out"
ok $? "SGR is there"
run 0 "--color=never writes none" print --color=never "$tmp/page.txt"
! grep -q "$(printf '\033')" "$tmp/out"
ok $? "no escape at all"
run 0 "form feeds part the columns" print --width=120 --columns=3 --form-feed "$tmp/page.txt"
grep -q "$(printf '\f')" "$tmp/out"
ok $? "form feeds are there"
cat "$tmp/page.txt" | "$BS" print --measure=24 - >"$tmp/out" 2>"$tmp/err"
ok $? "standard input is a paper"
out_has "老码头的钟又响了"

run 0 "export is JSON" export "$tmp/page.txt"
python3 - "$tmp/out" <<'EOF'
import json, sys
d = json.load(open(sys.argv[1]))
a = d["pages"][0]["sections"][0]["articles"]
assert d["schema"] == 1 and len(a) == 2
assert a[0]["authors"] == ["秦川", "苏禾"], a[0]["authors"]
assert a[0]["byline"] == "● 本报记者 秦川 苏禾"
assert [b["type"] for b in a[0]["blocks"]].count("subhead") == 1
assert a[1]["cut_off"] is True and a[0]["cut_off"] is False
EOF
ok $? "and says what is what"
run 0 "export markdown" export --format=markdown "$tmp/page.txt"
cp "$tmp/out" "$tmp/page.md"
"$BS" export "$tmp/page.txt" | sed 's/"id":"[^"]*"//g' >"$tmp/a"
"$BS" export "$tmp/page.md" | sed 's/"id":"[^"]*"//g' >"$tmp/b"
cmp -s "$tmp/a" "$tmp/b"
ok $? "the native form reads back the same"
run 0 "export text" export -f text "$tmp/page.txt"
cat >"$tmp/marks.md" <<'EOF'
---
paper: <The> "Tide" & Co
lang: en
---
# A1

## A <script>alert(1)</script> story
by: By Ann Lee

One *two* **three** [four](https://a.example/?x=1&y=2) [five](javascript:alert) <b>six</b>.

- item one
- item two

1. first

| a | b |
|---|---|
| 1 | 2 |

> quoted

![A picture](x.png "C. Dow")
EOF
run 0 "export HTML" export -f html "$tmp/marks.md"
python3 - "$tmp/out" <<'EOF'
import sys
from html.parser import HTMLParser
void = {'meta', 'hr'}
class P(HTMLParser):
    stack, seen, text = [], [], ''
    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in void:
            self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack.pop() == tag, tag
    def handle_data(self, data):
        self.text += data
p = P()
p.feed(open(sys.argv[1], encoding='utf-8').read())
tags = [t for t, a in p.seen]
assert p.stack == []
assert 'script' not in tags and 'b' not in tags
assert [a['href'] for t, a in p.seen if t == 'a'] == ['https://a.example/?x=1&y=2']
for t in 'h1 h3 em strong ul ol li table th td blockquote figcaption'.split():
    assert t in tags, t
assert tags.count('li') == 3 and tags.count('tr') == 2
for s in '<script>alert(1)</script> story', '<The> "Tide" & Co', 'five', 'C. Dow':
    assert s in p.text, s
EOF
ok $? "which is well formed and escaped"
run 2 "export of one article" export "$tmp/page.txt#1"
run 2 "no such format" export -f pdf "$tmp/page.txt"
err_has "json"

run 0 "check a sound page" check "$tmp/page.txt"
out_has "2 articles"
run 1 "check a missing page" check "$tmp/nosuch.txt"
run 0 "config names the file" config
out_has "broadsheet.ini"
run 0 "config --defaults" config --defaults
grep -q '^#* *justify = punct' "$tmp/out"
ok $? "every option at its default"
cp "$tmp/out" "$tmp/ini"
run 0 "the defaults are a sound file" check -c "$tmp/ini"
printf '[layout]\njustify = sideways\ncolums = 3\n' >"$tmp/bad.ini"
run 1 "a bad configuration" check --config="$tmp/bad.ini"
out_has "bad.ini:2"
out_has "bad.ini:3"
out_has "columns"
run 0 "and it stops nothing" print --config="$tmp/bad.ini" "$tmp/page.txt"
run 2 "-o with a bad value" print -o justify=sideways "$tmp/page.txt"
run 0 "-o" print -o justify=off --measure=30 "$tmp/page.txt"

mkdir "$tmp/hyphens"
{
	printf 'UTF-8\n.hafen1meister.\n'
	awk 'BEGIN { for (i = 0; i < 2500; i++) printf "%%%70s\n", i }'
} >"$tmp/hyphens/hyph_de_DE.dic"
printf -- '---\nlanguage: de\n---\n\n# Hafen\n\nVon dort aus schrieb der Hafenmeister jeden Tag einen Brief.\n' \
	>"$tmp/hafen.md"
BROADSHEET_HYPHENS=$tmp/hyphens
export BROADSHEET_HYPHENS
run 0 "large dictionaries are not waited for" print --measure=31 "$tmp/hafen.md"
out_has "Hafenmeister"
run 0 "hyphenate=always waits" print --measure=31 -o hyphenate=always "$tmp/hafen.md"
out_has "Hafen-"
run 0 "hyphenate=off never parts" print --measure=31 -o hyphenate=off "$tmp/hafen.md"
out_has "Hafenmeister"
BROADSHEET_HYPHENS=
