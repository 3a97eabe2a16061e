#!/bin/sh
# Does every shell complete every option, setting, command, theme and keymap?
set -u
. tests/lint/rows.sh
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

settings=$(rows config/options.def 'FLAG|NUMBER|CHOICE|STRING' 2)
presets=$(ls config/themes config/keys | sed -n 's/\.ini$//p')
options=$(rows src/cli.def CLI 1)
commands='print export check config bookmarks clippings backup restore search import library'

for f in $files; do
	for word in $settings $presets $commands $options; do
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
