#!/bin/sh
# Bookmarks from a script.
. tests/cli/lib.sh
page >"$tmp/page.txt"
XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME

run 0 "no bookmarks yet" bookmarks
run 0 "add one" bookmarks add "$tmp/page.txt#2"
[ "$(wc -l <"$tmp/out")" -eq 1 ]
ok $? "one line for it"
out_has "集市改到周六"
cp "$tmp/out" "$tmp/first"
run 0 "add it again" bookmarks add "$tmp/page.txt#2"
cmp -s "$tmp/first" "$tmp/out"
ok $? "prints the same line"
run 0 "add another" bookmarks add "$tmp/page.txt#1"
run 0 "list" bookmarks
[ "$(wc -l <"$tmp/out")" -eq 2 ]
ok $? "both are there"
run 0 "as JSON" bookmarks --format=json
python3 - "$tmp/out" <<'EOF'
import json, sys
d = json.load(open(sys.argv[1]))
b = d["bookmarks"]
assert d["schema"] == 1 and len(b) == 2
for m in b:
    assert set(m) >= {"paper", "date", "page", "headline", "article", "path", "added"}, m
EOF
ok $? "which is sound"
run 0 "as Markdown" bookmarks -f markdown
out_has "集市改到周六"
run 0 "remove" bookmarks remove "$tmp/page.txt#2"
run 0 "list again" bookmarks list
! grep -q 集市 "$tmp/out"
ok $? "it is gone"
run 2 "which article?" bookmarks add "$tmp/page.txt"
run 1 "no such article" bookmarks add "$tmp/page.txt#7"
run 2 "no such verb" bookmarks frob
run 2 "no such format" bookmarks -f pdf

rm -rf "$tmp/data"
: >"$tmp/data"
run 1 "a file where the folder should be" bookmarks add "$tmp/page.txt#1"
quiet_out() { [ ! -s "$tmp/out" ]; ok $? "nothing is reported as safe"; }
quiet_out
err_has "broadsheet: "
run 0 "reading goes on without bookmarks" print "$tmp/page.txt"
