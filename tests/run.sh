#!/bin/sh
# Run test programs and scripts, count the tests of each, and end with one line:
# N passed, N failed[, N skipped].
# A program speaks cmocka's language, a script TAP ("ok", "not ok", "# skip").
set -u
B=${B:-build}
log=$(mktemp) || exit 1
mkdir -p "$B/tests"
passed=0 failed=0 skipped=0

# A test never sees the home or the configuration of who runs it.
HOME=$(mktemp -d) || exit 1
trap 'rm -rf "$HOME" "$log"' EXIT
XDG_CONFIG_HOME=$HOME/config XDG_DATA_HOME=$HOME/data
XDG_CACHE_HOME=$HOME/cache XDG_STATE_HOME=$HOME/state
LC_ALL=C.UTF-8 TZ=UTC
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
BROADSHEET_HYPHENS= # whatever is installed here
LSAN_OPTIONS=suppressions=$PWD/tests/leaks.txt:print_suppressions=0
export LC_ALL TZ B BROADSHEET_HYPHENS LSAN_OPTIONS
unset NO_COLOR BROADSHEET_NOW LANGUAGE

count() { # name, exit status: add what the log says
	ok=$(grep -cE '^(\[       OK \]|ok )' "$log")
	bad=$(grep -E '^(\[  FAILED  \] [^ ]+$|not ok )' "$log" | sort -u | wc -l)
	skip=$(grep -ciE '^(\[  SKIPPED \] [^ ]+$|ok .*# skip)' "$log")
	[ "$2" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	[ "$ok" -gt 0 ] || [ "$bad" -gt 0 ] || [ "$skip" -gt 0 ] || bad=1
	grep -qiE '^ok .*# skip' "$log" && ok=$((ok - skip))
	passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
	if [ "$bad" -gt 0 ]; then
		echo "FAILED $1 (exit $2)"
		cat "$log"
	else
		echo "ok     $1 ($ok)"
	fi
}

for t in "$@"; do
	case $t in
	*.sh) sh "$t" >"$log" 2>&1 ;;
	*.py) python3 -B "$t" >"$log" 2>&1 ;;
	*) "$B/tests/$t" >"$log" 2>&1 ;;
	esac
	count "$t" $?
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
