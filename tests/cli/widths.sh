#!/bin/sh
# Characters that terminals disagree on: painted otherwise, kept as they are.
. tests/cli/lib.sh

# A farmer (joined), a flag, a warning sign (VS16), a thumb with a tone of skin,
# a two-em dash, Han of Extension H, Hindi, and quotes.
odd='👩‍🌾种稻，🇨🇳举旗，⚠️注意，👍🏽真好⸺𱍐字与हिन्दी，“引文”·完。'
printf '%s\n\n● 本报记者 秦川\n\n%s第一天来了三个人，都说好。\n' \
	'码头上的符号' "$odd" >"$tmp/odd.txt"

no() { ! grep -qF -- "$1" "$tmp/out"; ok $? "standard output is without $1"; }

for format in json text markdown html; do
	run 0 "export as $format" export --format=$format \
		-o safe-charset=on -o emoji=placeholder "$tmp/odd.txt"
	out_has "$odd"
done

run 0 "print" print --measure=72 "$tmp/odd.txt"
out_has '👩种稻，[CN]举旗，⚠注意，👍真好——〓字与'
out_has '“引文”·完。'

run 0 "print, placeholders" print --measure=72 -o emoji=placeholder \
	"$tmp/odd.txt"
out_has '〓种稻，〓举旗，〓注意，〓真好——〓字与'

run 0 "print, safe characters" print --measure=72 -o safe-charset=on \
	"$tmp/odd.txt"
out_has '真好－－〓字与'
out_has '「引文」・完。'
no '“'
no '·'

run 2 "no such kind of emoji" print -o emoji=none "$tmp/odd.txt"
err_has 'simplify, placeholder'

run 1 "no terminal to check" check --terminal
err_has 'asks the terminal'
run 2 "--terminal is for check" print --terminal "$tmp/odd.txt"
