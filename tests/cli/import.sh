#!/bin/sh
# Papers into the library: what is found, twice, changed, stopped and killed.
. tests/cli/lib.sh
XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME
lib=$tmp/papers

# edition PAPER DATE HEADLINE: one edition in the native format.
edition() {
	printf -- '---\npaper: %s\ndate: %s\n---\n\n# A1\n\n## %s\n\n本报记者 秦川\n\n' \
		"$1" "$2" "$3"
	printf '码头的大钟在%s敲响，%s说这是第一声。\n\n## 集市%s\n\n摊位增加到85个。\n' \
		"$2" "$1" "$2"
}
# count NUMBER NAME: so many editions are in the library.
count() {
	"$BS" library >"$tmp/out" 2>"$tmp/err"
	[ "$(wc -l <"$tmp/out")" -eq "$1" ]
	ok $? "$2: $1 editions (got $(wc -l <"$tmp/out"))"
}
# age FILE...: they did not change just now.
age() { find "$@" -exec touch -h -d '2026-01-02 03:04:05' {} +; }

mkdir -p "$lib/松江日报/2025" "$lib/pages/2025-05-28" "$lib/ini" "$lib/.hidden" "$lib/empty"
for day in 01 02 03; do
	edition 松江日报 "2025-05-$day" "老码头 $day" >"$lib/松江日报/2025/2025-05-$day.md"
done
page >"$lib/pages/2025-05-28/A01.txt"
page >"$lib/pages/2025-05-28/A02.txt"
page >"$lib/ini/one.txt"
page | sed 's/钟/鼓/g' >"$lib/ini/two.txt"
printf '[edition]\ntitle = 渡口晚报\ndate = 2025-06-01\n' >"$lib/ini/edition.ini"
edition 松江日报 2025-01-01 hidden >"$lib/.hidden/x.md"
edition 松江日报 2025-01-02 hidden >"$lib/松江日报/.x.md"
echo 'not a paper' >"$lib/notes.pdf"
echo 'about' >"$lib/README.txt"
ln -s .. "$lib/松江日报/up"
ln -s "$lib" "$lib/self"
ln -s nowhere "$lib/dangling.md"

# --- what is found
run 0 "import a tree, dry" import --dry-run "$lib"
[ "$(grep -c '^add  ' "$tmp/out")" -eq 5 ]
ok $? "says what it would add"
[ ! -e "$tmp/data/broadsheet/archive.db" ]
ok $? "and keeps nothing"
run 0 "import a tree" import "$lib"
out_has "5 added, 0 updated, 0 unchanged, 0 failed, 7 passed over; 14 stories in "
quiet
count 5 "a folder of pages and one with edition.ini are one each"
grep -q '渡口晚报 2025-06-01' "$tmp/out"
ok $? "edition.ini names the edition"
run 0 "say what is passed over" import --verbose "$lib"
err_has "notes.pdf: does not end as papers do"
err_has "up: is a link to a folder"
err_has "dangling.md: is a link to nothing"
err_has ".hidden: is hidden"

# --- twice, and changed
run 0 "import again" import "$lib"
out_has "0 added, 0 updated, 5 unchanged"
age "$lib"
run 0 "import when files were touched" import "$lib"
out_has "0 added, 0 updated, 5 unchanged"
run 0 "and again, unread" import "$lib"
out_has "0 added, 0 updated, 5 unchanged"
if [ -c /dev/full ]; then
	"$BS" import "$lib" >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ] && grep -q 'standard output' "$tmp/err"
	ok $? "a full standard output"
	"$BS" import --dry-run "$lib" >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ] && [ "$(grep -c 'standard output' "$tmp/err")" -eq 1 ]
	ok $? "is told once"
fi
edition 松江日报 2025-05-02 "新码头" >"$lib/松江日报/2025/2025-05-02.md"
run 0 "would update" import -n "$lib"
out_has "update  松江日报 2025-05-02  2 stories"
run 0 "import a changed paper" import "$lib"
out_has "0 added, 1 updated, 4 unchanged"
run 0 "what was removed" library remove --yes "松江日报 2025-05-03"
run 0 "comes back by import" import "$lib"
out_has "1 added, 0 updated, 4 unchanged"
count 5 "all are there"
cp -R "$lib/松江日报" "$tmp/copy"
run 0 "import copies elsewhere" import "$tmp/copy"
count 5 "the same text is the same edition"

# --- what the source does not say
page >"$tmp/bare.txt"
run 0 "name paper and day" import --paper=夜航报 --date=2024年2月3日 "$tmp/bare.txt"
run 0 "by its name" library --paper=夜航报 --date=2024-02
out_has "夜航报 2024-02-03"
run 2 "no day" import --date=soon "$tmp/bare.txt"
run 2 "nothing named" import
run 1 "a folder without papers" import "$lib/empty"
err_has "there are no papers"
run 1 "no such file" import "$tmp/nowhere.txt"
"$BS" import --paper=夜航报 - <"$tmp/bare.txt" >"$tmp/out" 2>"$tmp/err"
ok $? "import standard input"
out_has "1 added"

# --- what fails
printf '%%PDF-1.4 rubbish' >"$tmp/bad.txt"
mkdir "$tmp/mixed"
cp "$tmp/bad.txt" "$tmp/mixed/bad.txt"
edition 松江日报 2025-07-01 "好的" >"$tmp/mixed/good.md"
run 3 "one of two fails" import "$tmp/mixed"
err_has "mixed/bad.txt: is a PDF"
out_has "1 added, 0 updated, 0 unchanged, 1 failed"
deep=$tmp/deep
mkdir -p "$deep/$(printf 'd/%.0s' $(seq 40))"
run 1 "folders too deep" import "$deep"
err_has "more than 32 folders in each other"
: >"$tmp/file"
XDG_DATA_HOME=$tmp/file run 1 "no place for the library" import "$lib"

# --- two at once, and a lock
rm -rf "$tmp/data"
many=$tmp/many
mkdir "$many"
i=0
while [ $i -lt 120 ]; do
	day=$(printf '2024-%02d-%02d' $((i / 28 + 1)) $((i % 28 + 1)))
	edition 松江日报 "$day" "第${i}期" >"$many/$day.md"
	i=$((i + 1))
done
"$BS" import "$many" >"$tmp/one" 2>&1 &
first=$!
run 0 "import while another does" import "$many"
wait "$first"
ok $? "which ends well, too"
count 120 "each is in once"
run 0 "verify" library verify
out_has "120 editions with 240 stories are sound"

# --- locked by another program, and stopped: the same command goes on
if ! command -v python3 >/dev/null; then
	skip "stopping an import" "no python3"
	exit 0
fi
cat >"$tmp/lock.py" <<'EOF2'
import sqlite3, subprocess, sys
program, paper, data = sys.argv[1:4]
other = sqlite3.connect(data + "/broadsheet/archive.db", isolation_level=None)
other.execute("BEGIN IMMEDIATE")
child = subprocess.Popen([program, "import", paper],
    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
try:
    child.wait(0.5)
    assert False, "the import did not wait"
except subprocess.TimeoutExpired:
    other.execute("COMMIT")
out, err = child.communicate()
assert child.returncode == 0 and b"1 added" in out, (out, err)
EOF2
python3 "$tmp/lock.py" "$BS" "$tmp/bare.txt" "$tmp/data" >"$tmp/out" 2>"$tmp/err"
ok $? "an import waits for one who has the library"
cat >"$tmp/stop.py" <<'EOF2'
import random, shutil, signal, subprocess, sys, time
program, papers, data, number, seed = sys.argv[1:6]
rnd = random.Random(int(seed))
sent = getattr(signal, number)
began = time.monotonic()
subprocess.run([program, "import", papers], check=True, capture_output=True)
whole = time.monotonic() - began
for i in range(12):
    shutil.rmtree(data)
    child = subprocess.Popen([program, "import", papers],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        child.wait(rnd.random() * whole)
    except subprocess.TimeoutExpired:
        child.send_signal(sent)
    out, err = child.communicate()
    # Before the handler is there a signal ends it as any program.
    assert child.returncode in (0, 128 + sent, -sent), (child.returncode, err)
    if child.returncode == 128 + sent:
        assert b"the same command goes on" in err, err
    done = subprocess.run([program, "import", papers], capture_output=True)
    assert done.returncode == 0, done.stderr
    done = subprocess.run([program, "library", "verify"], capture_output=True)
    assert done.returncode == 0 and b"120 editions with 240 stories" in done.stdout, done
EOF2
for number in SIGINT SIGTERM SIGHUP SIGKILL; do
	rm -rf "$tmp/data"
	python3 "$tmp/stop.py" "$BS" "$many" "$tmp/data" $number \
		"${BROADSHEET_SEED:-7}" >"$tmp/out" 2>"$tmp/err"
	ok $? "stopped by $number at random moments, the same command completes"
done
