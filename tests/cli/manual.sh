#!/bin/sh
# The examples of the manual are what the program prints.  In front of a display
#
#	.\" Paper: NAME		the name of a paper
#	.\" Text: PARAGRAPH	and its text, \n between paragraphs; without it,
#				the bundled edition
#	.\" Shown: OPTIONS	what `print` gets; the display shows this
#
# One Shown: the lines of the display stand in successive rows.  Two: the left and
# the right half of each line do.  As many as there are lines: each is in a row of
# its own.
#
#	.\" Backup: NUMBER	the display is a backup of so many entries, which
#				comes out as it went in
#
# A display of options without these marks is one that the program takes.
. tests/cli/lib.sh

if ! command -v python3 >/dev/null; then
	skip "examples of the manual" "no python3"
	exit 0
fi
unset NO_COLOR COLORFGBG
BROADSHEET_HYPHENS=tests/hyphens
export BROADSHEET_HYPHENS
cat >"$tmp/examples.py" <<'PYTHON'
import os, re, shlex, subprocess, sys

program, scratch = sys.argv[1:3]

def plain(line):
    """The text of a line of a display."""
    line = re.sub(r"\\\[u([0-9A-F]+)\]", lambda m: chr(int(m[1], 16)), line)
    for escape, char in (("\\&", ""), ("\\(aq", "'"), ("\\e", "\\")):
        line = line.replace(escape, char)
    return line

def displays(page):
    """Place, section, marks and lines of each literal display."""
    section, marks, lines = "", [], None
    for number, line in enumerate(open(page, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if m := re.match(r"\.S[sh] (?:Section )?(.*)", line):
            section = m[1]
        if m := re.match(r'\.\\" (Paper|Text|Shown|Backup): (.*)', line):
            marks.append(m.groups())
        elif line.startswith(".Bd -literal"):
            place, lines = f"{page}:{number}", []
        elif line == ".Ed" and lines is not None:
            yield place, section, marks, lines
            marks, lines = [], None
        elif lines is not None:
            lines.append(plain(line).rstrip())

def rows(marks, options):
    words = [program, "print", "-c-", "-o", "color=never", *shlex.split(options)]
    if "Text" in marks:
        with open(scratch + "/paper.md", "w", encoding="utf-8") as f:
            f.write("---\npaper: %s\ndate: 2026-03-20\n---\n\n# A1\n\n## —\n\n%s\n" %
                (marks.get("Paper", "-"), marks["Text"].replace("\\n", "\n\n")))
        words.append(scratch + "/paper.md")
    done = subprocess.run(words, capture_output=True, encoding="utf-8")
    return done.stdout.split("\n") if done.returncode == 0 else []

def halves(line):
    """Each way of parting a line at two blanks or more."""
    return [(line[:m.start()], line[m.end():])
        for m in re.finditer(r"(?<=\S)(?:\t| {2,})+", line)]

def shows(lines, prints):
    n = len(lines)
    starts = [range(len(p) - n + 1) for p in prints]
    if len(prints) == 1:
        return any(all(l in prints[0][k + i] for i, l in enumerate(lines))
            for k in starts[0])
    if len(prints) == n and all(
            any(l in row for row in p) for l, p in zip(lines, prints)):
        return True
    return len(prints) == 2 and any(all(
            any(a in prints[0][j + i] and b in prints[1][k + i]
                for a, b in halves(l)) for i, l in enumerate(lines))
        for j in starts[0] for k in starts[1])

def accepted(section, lines):
    with open(scratch + "/example.ini", "w", encoding="utf-8") as f:
        f.write("\n".join([f"[{section}]", *lines, ""]))
    return subprocess.run([program, "check", "-c", scratch + "/example.ini"],
        capture_output=True).returncode == 0

def unversioned(text):
    return re.sub(r'"version":"[^"]*"', "", text)

def backed_up(lines, number):
    """Is it restored whole, and then written again as it stands there?"""
    made = re.search(r'"made":(\d+)', lines[0])[1]
    env = dict(os.environ, XDG_DATA_HOME=scratch + "/" + made, BROADSHEET_NOW=made)
    text = "\n".join([*lines, ""])
    said = [subprocess.run([program, *words], input=text, capture_output=True,
        encoding="utf-8", env=env)
        for words in (["restore", "-"], ["restore", "-"], ["backup", "-"])]
    return (f"already there: {number}\n" in said[1].stderr and
        unversioned(said[2].stdout) == unversioned(text))

for page in sys.argv[3:]:
    for place, section, marks, lines in displays(page):
        shown = [m[1] for m in marks if m[0] == "Shown"]
        prints = [rows(dict(marks), options) for options in shown]
        if "Backup" in dict(marks):
            good = backed_up(lines, dict(marks)["Backup"])
        elif shown:
            good = shows(lines, prints)
        elif section in ("layout", "ui", "paper", "library") and " = " in lines[-1]:
            good = accepted(section, lines)
        else:
            continue
        print(0 if good else 1, place)
        if not good:
            print("\n".join("\n".join(p) for p in prints), file=sys.stderr)
PYTHON
python3 "$tmp/examples.py" "$BS" "$tmp" man/*.[157] >"$tmp/verdicts" 2>"$tmp/err"
status=$?
: >"$tmp/out"
while read -r bad place; do
	ok "$bad" "$place is what the program prints"
done <"$tmp/verdicts"
ok $status "all examples were tried"
