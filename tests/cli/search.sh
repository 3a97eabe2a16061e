#!/bin/sh
# Searching the library from a script.
. tests/cli/lib.sh
XDG_DATA_HOME=$tmp/data
XDG_CONFIG_HOME=$tmp/config
TZ=UTC0
BROADSHEET_NOW=1748606400 # 2025-05-30, at noon
export XDG_DATA_HOME XDG_CONFIG_HOME TZ BROADSHEET_NOW

run 2 "nothing to look for" search
run 2 "a bad query" search '铜 （铝'
err_has 'this parenthesis is never closed'
[ "$(sed -n '2,3p' "$tmp/err")" = "$(printf '  铜 （铝\n     ^')" ]
ok $? "a caret stands under its place"
run 2 "a misspelt field" search autor:x
err_has 'did you mean author?'
run 2 "no such order" search --order=odd x
run 2 "no such format" search --format=markdown x
run 2 "no such limit" search --limit=0 x
run 2 "a word to leave out that looks like an option" search rate -mortgage
err_has 'write -- before'
run 1 "an empty library" search 铜
err_has 'broadsheet import'
[ ! -e "$tmp/data" ]
ok $? "no file is made by searching"

# Two editions of a paper; the second has what the first has not.
mkdir -p "$tmp/papers"
{
	printf -- '---\npaper: 松江日报\ndate: 2025-05-29\nlang: zh\n---\n\n# A01\nsection: 要闻\n\n## '
	page | sed -e 's/^● /by: /' -e 's/^集市改到周六/## &/'
} >"$tmp/papers/1.md"
printf -- '---\npaper: 松江日报\ndate: 2025-05-30\nlang: zh\n---\n\n# B02\nsection: 經濟\n\n## 銅價又漲\nby: 本报记者 林原\n\nBakers pay ８．５％ more; 碼頭的鐘照樣敲。\n' \
	>"$tmp/papers/2.md"
run 0 "import two editions" import "$tmp/papers"
run 0 "two characters" search 大钟
out_has '老码头的钟又响了'
run 0 "traditional and simplified are one" search 码头
[ "$(grep -c '松江日报' "$tmp/out")" -eq 3 ]
ok $? "in three stories"
[ "$(sed -n 1p "$tmp/out" | grep -c 銅價又漲)" -eq 1 ]
ok $? "the newest first"
run 0 "but not when they are to be told apart" -o fold-han=off search 码头
! grep -q 銅價又漲 "$tmp/out"
ok $? "then the second edition has none"
run 0 "full width, a number whole" search 8.5%
out_has '銅價又漲'
run 0 "the beginning of a word" search 'bak*'
run 1 "no part of one" search bak
run 0 "by whom, and without a word" search -- author:林原 -大钟
out_has '銅價又漲'
run 0 "days and a section" search date:2025-05-30..2025-06 section:经济
out_has '銅價又漲'
run 1 "no such day" search date:2025-04 码头
run 0 "oldest first, one only" search --order=oldest --limit=1 码头
[ "$(grep -c '松江日报' "$tmp/out")" -eq 1 ]
ok $? "is one"
run 0 "as JSON" search --format=json 铜价
python3 - "$tmp/out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
r, = d["results"]
assert d["schema"] == 1 and r["headline"] == "銅價又漲" and r["date"] == "2025-05-30"
assert r["number"] == 1 and r["page"] == "B02" and r["section"] == "經濟"
b = r["snippet"].encode()
assert [b[f:t].decode() for f, t in r["lit"]] == ["銅價"], r
PY
ok $? "which is sound, and says what is lit"
