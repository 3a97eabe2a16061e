#!/bin/sh
# The library: lists, names, what is removed and what stays, how long it is kept.
. tests/cli/lib.sh
XDG_DATA_HOME=$tmp/data XDG_CONFIG_HOME=$tmp/config
BROADSHEET_NOW=1767225600 # 2026-01-01
export XDG_DATA_HOME XDG_CONFIG_HOME BROADSHEET_NOW
lib=$tmp/papers

# edition PAPER DATE HEADLINE
edition() {
	printf -- '---\npaper: %s\ndate: %s\n---\n\n# A1\n\n## %s\n\n本报记者 秦川\n\n' \
		"$1" "$2" "$3"
	printf '码头的大钟在%s敲响，%s说这是第一声。\n\n## 集市%s\n\n苏禾\n\n摊位85个。\n' \
		"$2" "$1" "$2"
}
lines() { # NUMBER NAME: so many lines on standard output
	[ "$(wc -l <"$tmp/out")" -eq "$1" ]
	ok $? "$2 ($(wc -l <"$tmp/out") lines, want $1)"
}

# --- nothing yet
run 0 "an empty library lists nothing" library
lines 0 "no line"
run 0 "counts nothing" library stats
run 0 "is sound" library verify
run 0 "has nothing to forget" library vacuum
run 0 "nothing is too old" library expire
run 1 "nothing to bring back" library undo
run 1 "nothing to remove" library remove --yes 3
err_has "the library has no edition called 3"
[ ! -e "$tmp/data/broadsheet/archive.db" ]
ok $? "no file was made"
run 0 "without a paper: the bundled edition" print
out_has "雁浦"

mkdir -p "$lib"
for day in 2025-10-01 2025-12-30 2025-12-31; do
	edition 松江日报 $day "老码头 $day" >"$lib/s-$day.md"
	edition 'The Ferry Post' $day "Old quay $day" >"$lib/f-$day.md"
done
run 0 "import" import "$lib"

# --- lists
run 0 "list" library
lines 6 "six editions"
[ "$(sed -n 1p "$tmp/out" | cut -c9-)" = "The Ferry Post 2025-12-31  2 stories" ]
ok $? "the newest first"
run 0 "of a paper" library list --paper=松江日报
lines 3 "three of it"
run 0 "of some days" library --date=2025-12-30..2025-12-31 -p 松江日报
lines 2 "two of them"
run 2 "no date" library --date=soon
run 2 "no verb" library frob
run 2 "no format" library --format=pdf
run 2 "no names for a list" library list 松江日报
run 0 "as JSON" library --format=json
if command -v python3 >/dev/null; then
	python3 - "$tmp/out" <<'EOF2'
import json, sys
d = json.load(open(sys.argv[1]))
assert d["schema"] == 1 and len(d["editions"]) == 6
for e in d["editions"]:
    assert set(e) == {"id", "paper", "date", "edition", "language", "pages",
        "articles", "chars", "path", "added", "removed"}, e
assert d["editions"][0]["paper"] == "The Ferry Post"
EOF2
	ok $? "which is sound"
fi
run 0 "stats" library stats
grep -q '^ *6  editions$' "$tmp/out" && grep -q '^ *12  stories$' "$tmp/out" &&
	grep -q '^from 2025-10-01 to 2025-12-31$' "$tmp/out"
ok $? "count what is there"
run 0 "stats as JSON" library stats --format=json
out_has '"editions": 6'
run 0 "verify" library verify
out_has "6 editions with 12 stories are sound"

# --- editions by name
run 0 "the newest edition without a name" export -f markdown
out_has "Old quay 2025-12-31"
run 0 "the newest of a paper" export -f markdown 松江日报
out_has "老码头 2025-12-31"
run 0 "by its date" export -f markdown "松江日报 2025年12月30日"
out_has "老码头 2025-12-30"
run 0 "one article of it" print "the ferry post/2025-10-01#1"
out_has "Old quay 2025-10-01"
run 1 "a name that is nearly one" print "The Fery Post"
err_has "in the library is The Ferry Post"
run 1 "no such edition" print "松江日报 2031-01-01"
edition 松江日报 2025-12-31 "a file" >"$tmp/松江日报"
(cd "$tmp" && "$BS" export -f markdown 松江日报) >"$tmp/out" 2>"$tmp/err"
out_has "a file"

# --- removing
run 2 "remove what?" library remove
run 2 "not without being asked" library remove 松江日报
lines 1 "but it is shown"
run 0 "what would be removed" library remove --dry-run --paper=松江日报
lines 3 "three editions"
run 0 "remove" library remove --yes "松江日报 2025-10-01" "松江日报 2025-12-30"
out_has "2 editions removed; broadsheet library undo brings them back"
run 0 "remove another at the same time" library remove -y "The Ferry Post 2025-10-01"
run 0 "list" library
lines 3 "three are left"
run 0 "list what was removed" library list --removed
lines 3 "three"
run 0 "bring back the last" library undo
lines 1 "one"
out_has "The Ferry Post 2025-10-01"
run 0 "and those before it" library undo
lines 2 "two at once"
run 0 "verify" library verify
out_has "6 editions with 12 stories are sound"
id=$("$BS" library -p 松江日报 --date=2025-10-01 | awk '{ print $1 }')
run 0 "remove by number" library remove --yes "$id"
run 0 "vacuum" library vacuum
out_has "1 edition forgotten"
run 1 "nothing to bring back" library undo
run 0 "import it again" import "$lib"
out_has "1 added, 0 updated, 5 unchanged"

# --- what is marked stays
run 0 "bookmark an article" bookmarks add "松江日报 2025-10-01#1"
run 3 "it stays" library remove --yes --paper=松江日报
err_has "松江日报 2025-10-01: stays, as there are bookmarks in it"
run 0 "list" library -p 松江日报
lines 1 "the others are gone"
run 0 "unless forced" library remove --yes --force --paper=松江日报
run 0 "undo" library undo
run 0 "undo" library undo
run 0 "list" library
lines 6 "all are back"

# --- how long
run 0 "for ever by default" library expire
lines 0 "nothing is too old"
run 0 "too old" library expire -n -o keep-editions=30d
out_has "would take away 1 edition that is too old; 1 more is kept for what is marked in it"
run 0 "a paper for itself" library expire -n -o 'keep-editions=30d, the ferry post 1y'
out_has "would take away 0 editions that are too old; 1 more is kept"
run 0 "no sense" library expire -o 'keep-editions=often'
err_has "keep-editions: 'often' does not say how long editions are kept"
mkdir -p "$tmp/config/broadsheet"
printf '[library]\nkeep-editions = 30d\n' >"$tmp/config/broadsheet/broadsheet.ini"
run 0 "an import takes away what is too old" import "$lib"
out_has "took away 1 edition that is too old"
run 0 "and does not bring it back" import "$lib"
out_has "0 added, 0 updated, 5 unchanged, 0 failed, 1 too old"
run 0 "list" library
lines 5 "one is gone"
edition 松江日报 2025-01-01 "long ago" >"$lib/old.md"
run 0 "nor take in what is" import "$lib/old.md"
out_has "0 added, 0 updated, 0 unchanged, 0 failed, 1 too old"
rm "$tmp/config/broadsheet/broadsheet.ini"
run 0 "undo brings it back" library undo
lines 1 "one"

# --- read only, and damage
if [ "$(id -u)" -ne 0 ]; then
	chmod 500 "$tmp/data/broadsheet"
	run 0 "verify in a folder that is read only" library verify
	run 0 "read there" print 松江日报
	run 1 "no import there" import "$tmp/松江日报"
	chmod 700 "$tmp/data/broadsheet"
fi
size=$(wc -c <"$tmp/data/broadsheet/archive.db")
dd if=/dev/zero of="$tmp/data/broadsheet/archive.db" bs=1024 seek=24 \
	count=$((size / 1024 - 32)) conv=notrunc 2>/dev/null
run 1 "verify sees damage" library verify
run 0 "reading goes on" print "$lib/old.md"
run 0 "so it does without a paper" print
run 0 "an import begins anew" import "$lib"
err_has "is kept as archive.db.damaged-"
run 0 "verify" library verify
