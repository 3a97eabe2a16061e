#!/bin/sh
# Clippings from a script, and what bookmarks bear.
. tests/cli/lib.sh
page >"$tmp/page.txt"
XDG_DATA_HOME=$tmp/data
BROADSHEET_NOW=1748563200
export XDG_DATA_HOME BROADSHEET_NOW

run 0 "no clippings yet" clippings
run 0 "keep an article" clippings add "$tmp/page.txt#2"
out_is "1  -  page.txt  -  集市改到周六"
run 0 "keep it again" clippings add "$tmp/page.txt#2"
out_is "1  -  page.txt  -  集市改到周六"
run 0 "keep another" clippings add "$tmp/page.txt#1"
run 0 "list" clippings list
[ "$(wc -l <"$tmp/out")" -eq 2 ]
ok $? "both are there, once"

run 0 "as JSON" clippings --format=json
cp "$tmp/out" "$tmp/clips.json"
python3 - "$tmp/clips.json" <<'PYTHON'
import json, sys
d = json.load(open(sys.argv[1]))
c = d["clippings"]
assert d["schema"] == 1 and len(c) == 2
for k in c:
    assert set(k) == {"id", "paper", "date", "page", "headline", "byline",
        "article", "number", "path", "block", "byte", "quote", "whole",
        "text", "before", "after", "title", "note", "tags", "added",
        "changed"}, k
    assert k["whole"] and k["added"] == "2025-05-30T00:00:00Z"
# As a person would: a note, tags, a title.
c[0].update(note="look\nagain", tags=["钟", "old"], title="The bell")
json.dump(d, open(sys.argv[1] + ".edited", "w"))
PYTHON
ok $? "which is complete"
run 0 "import what is there" clippings import "$tmp/clips.json"
out_is "0 clippings imported, 2 were there"
run 0 "remove one" clippings remove 2
out_is "2  -  page.txt  -  老码头的钟又响了"
run 1 "nothing on standard input" clippings import -
rm -rf "$tmp/data"
"$BS" clippings import - <"$tmp/clips.json.edited" >"$tmp/out" 2>"$tmp/err"
ok $? "import into an empty library"
out_is "2 clippings imported"
run 0 "as JSON again" clippings -f json
python3 - "$tmp/out" "$tmp/clips.json.edited" <<'PYTHON'
import json, sys
got, want = (json.load(open(f))["clippings"] for f in sys.argv[1:])
for a, b in zip(got, want, strict=True):
    del a["id"], b["id"]
    b["tags"].sort()
    assert a == b, (a, b)
PYTHON
ok $? "they are equal"
run 0 "by tag" clippings --tag=old
out_is "2  -  page.txt  -  The bell  [old, 钟]"
run 0 "by no tag" clippings --tag=none
[ ! -s "$tmp/out" ]
ok $? "none"
run 0 "as Markdown" clippings -f markdown
out_has "> 从下周起，码头集市由周日改到周六"
out_has "## The bell"
run 0 "as HTML" clippings -f html
out_has "<h2>The bell</h2>"
run 0 "as text" clippings -f text
out_has "Tags: old, 钟"

echo '{"schema":1,"clippings":[' >"$tmp/bad.json"
run 1 "JSON that ends early" clippings import "$tmp/bad.json"
err_has "bad.json:2"
printf '{"schema":1,"clippings":[\n {"paper":"p"}]}' >"$tmp/bad.json"
run 1 "a clipping without text" clippings import "$tmp/bad.json"
err_has "bad.json:2:2: clipping 1"
run 1 "no such file" clippings import "$tmp/none.json"
run 1 "no such clipping" clippings remove 99
run 2 "no number" clippings remove x
run 2 "which article?" clippings add "$tmp/page.txt"
run 1 "no such article" clippings add "$tmp/page.txt#7"
run 2 "add what?" clippings add
run 2 "no such verb" clippings frob
run 2 "no such format" clippings -f pdf
run 2 "two files" clippings import a b

run 1 "no bookmark to tag" bookmarks tag "$tmp/page.txt#1" a
err_has "bookmarks add"
run 0 "a bookmark" bookmarks add "$tmp/page.txt#1"
run 0 "with tags" bookmarks tag "$tmp/page.txt#1" 钟, old
out_is "-  page.txt  -  老码头的钟又响了  [old, 钟]"
run 0 "and a title" bookmarks title "$tmp/page.txt#1" The bell
out_is "-  page.txt  -  The bell  [old, 钟]"
run 0 "set again" bookmarks add "$tmp/page.txt#1"
out_is "-  page.txt  -  The bell  [old, 钟]"
run 0 "another" bookmarks add "$tmp/page.txt#2"
run 0 "by tag" bookmarks --tag 钟
out_is "-  page.txt  -  The bell  [old, 钟]"
run 0 "for a browser" bookmarks -f netscape
out_has "<!DOCTYPE NETSCAPE-Bookmark-file-1>"
out_has "/page.txt#1\" ADD_DATE=\"1748563200\" TAGS=\"old,钟\">The bell</A>"
run 0 "as a page" bookmarks -f html
out_has "<li>The bell"
run 0 "no tags" bookmarks tag "$tmp/page.txt#1"
out_is "-  page.txt  -  The bell"
run 0 "no title" bookmarks title "$tmp/page.txt#1"
out_is "-  page.txt  -  老码头的钟又响了"
run 2 "too many tags" bookmarks tag "$tmp/page.txt#1" $(seq 51)
