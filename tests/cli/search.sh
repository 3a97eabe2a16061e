#!/bin/sh
# Searching the library from a script.
. tests/cli/lib.sh
XDG_DATA_HOME=$tmp/data
XDG_CONFIG_HOME=$tmp/config
TZ=UTC0
BROADSHEET_NOW=1748606400 # 2025-05-30, at noon
export XDG_DATA_HOME XDG_CONFIG_HOME TZ BROADSHEET_NOW

run 2 "nothing to look for" search
run 2 "a bad query" search '铜 （铝'
err_has 'this parenthesis is never closed'
[ "$(sed -n '2,3p' "$tmp/err")" = "$(printf '  铜 （铝\n     ^')" ]
ok $? "a caret stands under its place"
run 2 "a misspelt field" search autor:x
err_has 'did you mean author?'
run 2 "no such order" search --order=odd x
run 2 "no such format" search --format=markdown x
run 2 "no such limit" search --limit=0 x
run 2 "a word to leave out that looks like an option" search rate -mortgage
err_has 'write -- before'
run 1 "an empty library" search 铜
err_has 'broadsheet import'
[ ! -e "$tmp/data" ]
ok $? "no file is made by searching"
