#!/bin/sh
# Whatever state the person's folder is in: a clear message, reading goes on, what
# is there is there afterwards, and nothing is reported as set that is not stored.
. tests/cli/lib.sh
page >"$tmp/page.txt"
XDG_DATA_HOME=$tmp/data
BROADSHEET_NOW=1773964800 # 2026-03-20
export XDG_DATA_HOME BROADSHEET_NOW
folder=$XDG_DATA_HOME/broadsheet
marks=$folder/marks.db
second=2026-03-21 # the day of a copy

# Begin anew: one bookmark, and a copy of it.
fresh() {
	chmod -R u+rwx "$XDG_DATA_HOME" 2>/dev/null
	rm -rf "$XDG_DATA_HOME"
	"$BS" bookmarks add "$tmp/page.txt#1" >"$tmp/first" &&
		"$BS" bookmarks >/dev/null
}

said() { [ ! -s "$tmp/out" ]; ok $? "nothing is reported as set"; err_has "$1"; }

reads() {
	run 0 "reading goes on" print "$tmp/page.txt"
	quiet
	out_has "老码头的钟又响了"
}

# cannot TEXT: neither list nor add is possible, which TEXT says; one reads.
cannot() {
	run 1 "bookmarks say why not" bookmarks
	said "$1"
	run 1 "and are not added" bookmarks add "$tmp/page.txt#2"
	said "$1"
	reads
}

# can_list TEXT: what is there is shown, and cannot be changed, which TEXT says.
can_list() {
	run 0 "bookmarks can be read" bookmarks
	cmp -s "$tmp/first" "$tmp/out"
	ok $? "all of them"
	run 1 "but not added" bookmarks add "$tmp/page.txt#2"
	said "$1"
	reads
}

# works NAME: all is well again.
works() {
	run 0 "$1: add" bookmarks add "$tmp/page.txt#2"
	quiet
	run 0 "$1: list" bookmarks
	quiet
	out_has "$(cat "$tmp/first")"
	out_has "集市改到周六"
}

echo "# a full disk"
fresh
mkdir "$tmp/small"
if mount -t tmpfs -o size=400k broadsheet-test "$tmp/small" 2>/dev/null; then
	trap 'umount "$tmp/small"; rm -rf "$tmp"' EXIT
	cp -R "$folder" "$tmp/small/broadsheet"
	dd if=/dev/zero of="$tmp/small/fill" bs=1024 2>/dev/null
	XDG_DATA_HOME=$tmp/small
	run 1 "a bookmark on a full disk" bookmarks add "$tmp/page.txt#2"
	said "the disk is full"
	run 0 "what was there is there" bookmarks
	cmp -s "$tmp/first" "$tmp/out"
	ok $? "all of it"
	reads
	rm "$tmp/small/fill"
	works "with room again"
	XDG_DATA_HOME=$tmp/data
else
	skip "a full disk" "may not mount one here"
fi

# The same with files that may not grow, wherever they stop growing.
fresh
bad=0
for blocks in 1 2 4 8 16 24 32 40 48 56 64 80 96 112 128; do
	# Blocks are of 512 bytes or of 1024, by the shell.
	(
		trap '' XFSZ
		ulimit -f $blocks
		exec "$BS" bookmarks add "$tmp/page.txt#2"
	) >"$tmp/out" 2>"$tmp/err"
	status=$?
	[ $status -le 1 ] || bad=1
	[ $status -eq 0 ] || { [ ! -s "$tmp/out" ] && [ -s "$tmp/err" ]; } || bad=1
	"$BS" bookmarks >"$tmp/out" 2>"$tmp/err" || bad=1
	[ ! -s "$tmp/err" ] || bad=1
	grep -qxFf "$tmp/first" "$tmp/out" || bad=1
	[ $bad -eq 0 ] || break
	"$BS" bookmarks remove "$tmp/page.txt#2" >/dev/null 2>&1
done
ok $bad "files that may not grow lose nothing"
works "when they may"

echo "# no permission"
# Root may write anywhere, so somebody else has to try.
user=$(id -u)
if [ "$user" -eq 0 ]; then
	program=$BS
	BS=$tmp/as-nobody
	cat >"$BS" <<-EOF
		#!/bin/sh
		exec setpriv --reuid=65534 --regid=65534 --clear-groups "$program" "\$@"
	EOF
	chmod 755 "$tmp" "$BS"
	nobody=$tmp/nobody
	mkdir "$nobody" && chown 65534:65534 "$nobody"
	home=${HOME-} config=${XDG_CONFIG_HOME-}
	HOME=$nobody XDG_CONFIG_HOME=$nobody
	XDG_DATA_HOME=$nobody/data folder=$nobody/data/broadsheet
	marks=$folder/marks.db
fi
if ! "$BS" --version >/dev/null 2>&1; then
	skip "no permission" "nobody else may run the program here"
else
	fresh
	chmod a-w "$folder"
	can_list "permissions"
	chmod u+w "$folder"
	works "writable again"
	fresh
	chmod a-w "$marks"
	can_list "read only"
	chmod u+w "$marks"
	works "writable again"
	fresh
	chmod 0 "$marks"
	cannot "permissions"
	chmod 600 "$marks"
	works "readable again"
	fresh
	chmod 0 "$folder"
	cannot "Permission denied"
	chmod 700 "$folder"
	works "open again"
fi
if [ "$user" -eq 0 ]; then
	BS=$program XDG_DATA_HOME=$tmp/data
	folder=$XDG_DATA_HOME/broadsheet marks=$XDG_DATA_HOME/broadsheet/marks.db
	HOME=$home XDG_CONFIG_HOME=$config
fi

echo "# something in the way"
fresh
mv "$marks" "$tmp/kept"
mkdir "$marks"
cannot "is not a file"
rmdir "$marks"
mv "$tmp/kept" "$marks"
works "moved away"

fresh
mv "$marks" "$tmp/kept"
ln -s marks.db "$marks"
cannot "marks.db"
rm "$marks"
mv "$tmp/kept" "$marks"
works "moved away"

fresh
mv "$marks" "$tmp/kept"
mkfifo "$marks"
cannot "is not a file"
rm "$marks"
mv "$tmp/kept" "$marks"

rm -rf "$XDG_DATA_HOME"
ln -s data "$XDG_DATA_HOME"
cannot "$XDG_DATA_HOME"
rm "$XDG_DATA_HOME"

echo "# another's database"
mkdir -p "$folder"
python3 - "$marks" <<'EOF'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("CREATE TABLE bookmark (url TEXT)")
db.execute("INSERT INTO bookmark VALUES ('https://example.org/')")
db.commit()
EOF
cp "$marks" "$tmp/was"
cannot "belongs to another program"
cmp -s "$tmp/was" "$marks"
ok $? "it is as it was"

echo "# a newer version"
fresh
python3 - "$marks" <<'EOF'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA user_version = 99")
db.commit()
EOF
cp "$marks" "$tmp/was"
can_list "a newer broadsheet wrote them"
cmp -s "$tmp/was" "$marks"
ok $? "it is as it was"

echo "# a lock that another holds"
fresh
mkfifo "$tmp/locked" "$tmp/done"
python3 - "$marks" "$tmp/locked" "$tmp/done" <<'EOF' &
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
open(sys.argv[2], "w").close()
open(sys.argv[3]).close()
EOF
cat "$tmp/locked"
# None of these waits for the lock but those that say so: timeout would end them.
timeout 4 "$BS" print "$tmp/page.txt" >"$tmp/out" 2>"$tmp/err"
ok $? "reading goes on at once"
run 1 "bookmarks say why not" bookmarks
said "locked for more than 5 seconds"
run 1 "and are not added" bookmarks add "$tmp/page.txt#2"
said "locked for more than 5 seconds"
: >"$tmp/done"
wait
works "unlocked"

echo "# damage of every block"
rm -rf "$XDG_DATA_HOME"
"$BS" bookmarks add "$tmp/page.txt#1" "$tmp/page.txt#2" >/dev/null
"$BS" bookmarks >/dev/null # makes the copy
cp -R "$folder" "$tmp/sound"
cat >"$tmp/damage.py" <<'EOF'
"""Each block of marks.db in turn is zeros or noise; says what went wrong."""
import os, random, shutil, subprocess, sys
program, sound, folder, paper = sys.argv[1:]
BLOCK, chance = 512, random.Random(20260320)

def run(*words):
    return subprocess.run([program] + list(words), capture_output=True, text=True)

wanted = sorted(run("bookmarks").stdout.splitlines())
ntried = nbad = nrestored = nspoilt = 0
with open(sound + "/marks.db", "rb") as f:
    bytes_ = f.read()
for at in range(0, len(bytes_), BLOCK):
    for noise in b"\0" * BLOCK, chance.randbytes(BLOCK):
        shutil.rmtree(folder)
        shutil.copytree(sound, folder)
        with open(folder + "/marks.db", "wb") as f:
            f.write(bytes_[:at] + noise + bytes_[at + BLOCK:])
        got, read = run("bookmarks"), run("print", paper)
        again = run("bookmarks", "add", paper + "#1", paper + "#2")
        lines = sorted(got.stdout.splitlines())
        ntried += 1
        nrestored += "restored" in got.stderr
        nspoilt += not got.stderr and lines != wanted
        # What is not sound is restored, and told; a letter of a text that is
        # another one nobody can find out.
        if got.returncode or read.returncode or again.returncode or read.stderr \
                or again.stderr or (got.stderr and lines != wanted) \
                or len(lines) < len(wanted):
            nbad += 1
            print("# block at %d, %s: %s, then %s" % (
                at, "noise" if any(noise) else "zeros", got, again))
print("# %d blocks: %d restored, %d went wrong, in %d a text is not what it was" % (
    ntried, nrestored, nbad, nspoilt))
sys.exit(nbad > 0 or nrestored < 10)
EOF
python3 "$tmp/damage.py" "$BS" "$tmp/sound" "$folder" "$tmp/page.txt"
ok $? "damage of any block"

fresh
: >"$marks"
run 0 "a file that became empty" bookmarks
err_has "restored 1 from the copy"
cmp -s "$tmp/first" "$tmp/out"
ok $? "is restored"
rm -f "$folder"/marks.db*
: >"$marks"
run 0 "an empty one without a copy is a new one" bookmarks
quiet
run 0 "which works" bookmarks add "$tmp/page.txt#1"

echo "# no home"
XDG_DATA_HOME=
for home in '' relative /dev/null/home; do
	HOME=$home
	cannot "broadsheet: "
done
unset HOME XDG_DATA_HOME
cannot "HOME"
HOME=$tmp/home XDG_DATA_HOME=$tmp/data
export HOME XDG_DATA_HOME

echo "# a clock that is set back a year"
fresh
BROADSHEET_NOW=$((BROADSHEET_NOW + 86400))
run 0 "one more day" bookmarks
[ -f "$folder/marks.db.copy-$second" ]
ok $? "has a copy"
BROADSHEET_NOW=$((BROADSHEET_NOW - 365 * 86400))
works "a year before"
[ -f "$folder/marks.db.copy-$second" ] && [ -f "$folder/marks.db.copy-2025-03-21" ]
ok $? "no copy is dropped"
BROADSHEET_NOW=1774051200
run 0 "now again" bookmarks
quiet
out_has "集市改到周六"
