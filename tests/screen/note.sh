# An editor for scripts: writes a note, or clears the one that is there.
if [ -s "$1" ]; then
	: >"$1"
else
	printf 'Twenty-eight nights.\nWho else counts?\n' >"$1"
fi
