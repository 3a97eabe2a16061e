#!/bin/sh
# Backups from a script.
. tests/cli/lib.sh
page >"$tmp/page.txt"
XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME
unset LANGUAGE

# Run with another library.
elsewhere() { XDG_DATA_HOME=$tmp/$1 && shift && run "$@"; XDG_DATA_HOME=$tmp/data; }

run 0 "nothing yet" check --marks
out_has "there is none yet"
[ ! -e "$tmp/data" ]
ok $? "and looking makes nothing"
run 0 "a bookmark" bookmarks add "$tmp/page.txt#1"
"$BS" backup - >"$tmp/one.jsonl" 2>/dev/null
run 0 "another" bookmarks add "$tmp/page.txt#2"
run 0 "backup to a file" backup "$tmp/b.jsonl"
err_has "2 bookmarks"
[ ! -s "$tmp/out" ]
ok $? "nothing on standard output"
[ "$(ls -l "$tmp/b.jsonl" | cut -c1-10)" = -rw------- ]
ok $? "for nobody else to read"
[ "$(wc -l <"$tmp/b.jsonl")" -eq 4 ]
ok $? "a line each, and two"
run 0 "to standard output" backup
err_has "2 bookmarks"
cp "$tmp/out" "$tmp/piped"
grep -v '"made"' "$tmp/piped" >"$tmp/a"
grep -v '"made"' "$tmp/b.jsonl" | cmp -s - "$tmp/a"
ok $? "which is the same"
if command -v python3 >/dev/null; then
	python3 - "$tmp/b.jsonl" <<'PYTHON'
import json, sys
head, *rows, end = map(json.loads, open(sys.argv[1], encoding="utf-8"))
assert head["broadsheet"] == "backup" and head["schema"] == 1
assert end["end"] is True and end["bookmarks"] == len(rows) == 2
assert all(r["kind"] == "bookmark" and r["headline"] for r in rows)
PYTHON
	ok $? "sound JSON Lines"
fi

run 0 "restored here it changes nothing" restore "$tmp/b.jsonl"
err_has "already there: 2"
"$BS" backup - 2>/dev/null | XDG_DATA_HOME=$tmp/other "$BS" restore - 2>"$tmp/err"
ok $? "through a pipe into another library"
err_has "added: 2 bookmarks"
elsewhere other 0 "where it is the same" backup -
grep -v '"made"' "$tmp/out" | cmp -s - "$tmp/a"
ok $? "to the byte"

run 0 "an older one replaces the file" bookmarks remove "$tmp/page.txt#2"
run 0 "by the same name" backup "$tmp/b.jsonl"
[ "$(wc -l <"$tmp/b.jsonl")" -eq 3 ]
ok $? "whole"
run 0 "and brings nothing back" restore "$tmp/b.jsonl"
err_has "added: nothing"
run 0 "but another does" restore "$tmp/piped"
err_has "added: 1 bookmark"

# A file that may not grow stands for a full disk.
cp "$tmp/b.jsonl" "$tmp/before"
(
	trap '' XFSZ
	ulimit -f 1
	exec "$BS" backup "$tmp/b.jsonl"
) >"$tmp/out" 2>"$tmp/err"
[ $? -eq 1 ]
ok $? "no room"
err_has "File too large"
cmp -s "$tmp/before" "$tmp/b.jsonl"
ok $? "leaves the old file whole"
[ "$(ls "$tmp" | grep -c '^b.jsonl')" -eq 1 ]
ok $? "and nothing beside it"
if [ -c /dev/full ]; then
	"$BS" backup - >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ]
	ok $? "a full standard output"
	err_has "cannot write to standard output"
fi
run 1 "no folder" backup "$tmp/nowhere/b.jsonl"
err_has "nowhere/b.jsonl"
run 1 "a folder" backup "$tmp"
err_has "is not a file"
run 1 "a device is not replaced" backup /dev/null
[ -c /dev/null ]
ok $? "it is still there"
cp "$tmp/page.txt" "$tmp/page.before"
run 1 "nor what is no backup" backup "$tmp/page.txt"
err_has "is not replaced"
cmp -s "$tmp/page.txt" "$tmp/page.before"
ok $? "it is as it was"
ln -s b.jsonl "$tmp/link"
run 0 "a link is followed" backup "$tmp/link"
[ -h "$tmp/link" ]
ok $? "and stays one"
run 2 "two files" backup a b
if command -v python3 >/dev/null; then
	python3 - "$BS" >"$tmp/out" <<'PYTHON'
import os, pty, sys
status = pty.spawn([sys.argv[1], "backup"])
sys.exit(os.waitstatus_to_exitcode(status) != 2)
PYTHON
	ok $? "a terminal is no place for it"
	out_has "broadsheet backup marks.jsonl"
fi

run 1 "no such file" restore "$tmp/missing.jsonl"
err_has "missing.jsonl"
run 1 "a folder is no backup" restore "$tmp"
run 1 "nor is a page" restore "$tmp/page.txt"
err_has "page.txt:1:1: is no backup"
run 1 "nor marks.db" restore "$tmp/data/broadsheet/marks.db"
err_has "is a database"
run 1 "nor an endless file" restore /dev/zero
run 2 "from what?" restore
run 2 "from two" restore "$tmp/b.jsonl" --copy=2025-05-30
head -n 2 "$tmp/piped" >"$tmp/cut"
elsewhere third 1 "a file that is cut off" restore "$tmp/cut"
err_has "cut off here; --partial"
elsewhere third 0 "changes nothing" bookmarks
[ ! -s "$tmp/out" ]
ok $? "there is no bookmark"
elsewhere third 3 "unless it is to" restore --partial "$tmp/cut"
err_has "added: 1 bookmark"
sed 's/"number":2/"number":"2"/' "$tmp/piped" >"$tmp/bad"
elsewhere fourth 1 "a bad line" restore "$tmp/bad"
err_has 'bad:3:'
err_has '"number" should be'

BROADSHEET_NOW=1748563200
export BROADSHEET_NOW
run 0 "a daily copy is made" bookmarks
run 0 "after which all is deleted" bookmarks remove "$tmp/page.txt#1" "$tmp/page.txt#2"
run 0 "and it is listed" check --marks
out_has "marks.db: sound, version"
out_has "copy of 2025-05-30: sound"
run 1 "another day" restore --copy=2025-05-29
err_has "there are those of"
run 0 "it comes back" restore --copy=2025-05-30
err_has "added: 2 bookmarks"
run 0 "all is there" bookmarks
[ "$(wc -l <"$tmp/out")" -eq 2 ]
ok $? "both bookmarks"
echo nonsense >"$tmp/data/broadsheet/marks.db"
run 1 "a damaged file is told" check --marks
out_has "cannot be used"
[ "$(cat "$tmp/data/broadsheet/marks.db")" = nonsense ]
ok $? "and not touched"
