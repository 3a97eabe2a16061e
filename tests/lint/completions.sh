#!/bin/sh
# Does every shell complete every option, setting, command, theme and keymap?
#
#	completions.sh [program]	whose --help lists options and commands
set -u
program=${1:-./broadsheet}
files='broadsheet.bash _broadsheet broadsheet.fish'
bad=0

need() { # word, file: it stands there as a word of its own
	grep -qE -- "(^|[^a-z-])(--|-l )?$1([^a-z-]|\$)" \
		"config/completions/$2" || {
		echo "config/completions/$2: $1 is missing" >&2
		bad=1
	}
}

# The long options of a file, in any of the three notations.
options() {
	grep -v '^set' "config/completions/$1" |
		grep -oE -- '(--| -l )[a-z][a-z-]+' |
		sed 's/^--//; s/^ -l //' | sort -u
}

settings=$(tr '\n' ' ' <config/options.def |
	sed 's/) *\([A-Z]*(\)/)\n\1/g; s/\*\/ */&\n/g' |
	grep -E '^(FLAG|NUMBER|CHOICE|STRING)\(' | awk -F'"' '{ print $4 }')
presets=$(ls config/themes config/keys | sed -n 's/\.ini$//p')
commands='print export check config bookmarks'
help=
[ ! -x "$program" ] || help=$("$program" --help 2>/dev/null </dev/null |
	grep -oE -- '--[a-z][a-z-]+' | sed 's/^--//' | sort -u)

for f in $files; do
	for word in $settings $presets $commands $help; do
		need "$word" "$f"
	done
	# What one shell offers, the others offer.
	for other in $files; do
		for word in $(options "$f"); do
			need "$word" "$other"
		done
	done
done

! command -v bash >/dev/null || bash -n config/completions/broadsheet.bash ||
	bad=1
! command -v zsh >/dev/null || zsh -n config/completions/_broadsheet || bad=1
! command -v fish >/dev/null || fish -n config/completions/broadsheet.fish ||
	bad=1
exit $bad
