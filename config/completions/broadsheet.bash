# Completion of broadsheet for bash.

_broadsheet_values() # option or name of -o: its values
{
	[[ $1 != --columns ]] || echo auto
	case ${1#--} in
	ambiguous | ambiguous-width) echo auto 1 2 ;;
	kinsoku) echo none basic gb strict ;;
	justify) echo off punct full ;;
	hang) echo 0 1 2 ;;
	emoji) echo simplify placeholder ;;
	indent) echo auto 0 2 4 ;;
	hyphenate) echo auto always off ;;
	korean-break) echo auto word syllable ;;
	columns) echo 1 2 3 4 5 6 ;;
	rule) echo auto line ascii none ;;
	nameplate) echo large line off ;;
	view) echo front article edition linear library ;;
	writing) echo horizontal vertical ;;
	vertical-forms) echo full basic ;;
	reader) echo text native ;;
	theme) echo auto broadsheet high-contrast mono newsprint night salmon ;;
	color) echo auto always never ;;
	colors) echo auto none 16 256 true ;;
	keep) echo ask always never ;;
	keys) echo default emacs less newsboat vi ;;
	keep-editions) echo forever 30d 90d 1y ;;
	fold-han | bidi | safe-charset | mouse | title | han-digits | restore-place | reload-paper | continue) echo on off ;;
	language) echo auto en zh_CN ;;
	encoding) echo auto UTF-8 GB18030 Big5 EUC-JP ISO-2022-JP Shift_JIS EUC-KR ;;
	format) echo json markdown html text ;;
	order) echo newest oldest best ;;
	esac
}

_broadsheet()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local before=${COMP_WORDS[COMP_CWORD - 2]:-}
	local commands="print export check config bookmarks clippings backup restore search import library"
	local common="--help --version --verbose --option --config"
	local paper="--encoding --reader"
	local setter="--article --view --columns --measure --ambiguous-width
		--ambiguous --theme --color --writing"
	local names="ambiguous-width safe-charset emoji kinsoku justify hang indent hyphenate korean-break
		columns measure gutter bidi rule nameplate writing vertical-forms
		han-digits view theme color colors
		keys key-timeout mouse title restore-place reload-paper continue
		chars-per-minute words-per-minute editor
		language encoding keep fold-han keep-editions"
	local command= word
	COMPREPLY=()

	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $word in
		print | export | check | config | bookmarks | clippings | backup | restore | search | import | library)
			command=$word
			break
			;;
		esac
	done

	# Bash parts words at '=': --theme = night, -o theme = night.
	if [[ $cur == = ]]; then
		before=$prev prev='=' cur=
	fi
	if [[ $prev == = ]]; then
		COMPREPLY=($(compgen -W "$(_broadsheet_values "$before")" -- "$cur"))
		[[ $before == --config ]] && COMPREPLY=($(compgen -f -- "$cur"))
		return
	fi
	if [[ $prev == -o || $prev == --option ]]; then
		COMPREPLY=($(compgen -S = -W "$names" -- "$cur"))
		compopt -o nospace 2>/dev/null
		return
	fi
	if [[ $cur == -* ]]; then
		case $command in
		'') common="$common $paper $setter --continue" ;;
		print) common="$common $paper $setter --width --height --form-feed" ;;
		export) common="$common $paper --format" ;;
		bookmarks | clippings) common="$common $paper --format --tag" ;;
		check) common="$common $paper --terminal --marks" ;;
		restore) common="$common --copy --partial" ;;
		config) common="$common --defaults" ;;
		import) common="$common $paper --paper --date --dry-run" ;;
		library) common="$common --format --paper --date --dry-run --removed --yes --force" ;;
		search) common="$common --format --order --limit --color" ;;
		esac
		COMPREPLY=($(compgen -W "$common" -- "$cur"))
		return
	fi
	COMPREPLY=($(compgen -f -- "$cur"))
	case $command in
	'') COMPREPLY+=($(compgen -W "$commands" -- "$cur")) ;;
	library) COMPREPLY=($(compgen -W "list stats verify vacuum remove undo expire" -- "$cur")) ;;
	bookmarks) COMPREPLY+=($(compgen -W "list add remove tag title" -- "$cur")) ;;
	clippings) COMPREPLY+=($(compgen -W "list add remove import" -- "$cur")) ;;
	esac
}

complete -o filenames -F _broadsheet broadsheet
