# Completion of broadsheet for fish.

set -l commands print export check config bookmarks clippings backup restore search import library
set -l themes auto broadsheet high-contrast mono newsprint night salmon
set -l charsets auto UTF-8 GB18030 Big5 EUC-JP ISO-2022-JP Shift_JIS EUC-KR

function __broadsheet_settings
    printf '%s=\n' ambiguous-width safe-charset emoji kinsoku justify hang indent hyphenate korean-break \
        columns measure gutter bidi rule nameplate writing vertical-forms \
        han-digits view theme color colors keys \
        key-timeout mouse title restore-place reload-paper \
        continue chars-per-minute words-per-minute editor language encoding keep fold-han keep-editions
    printf 'kinsoku=%s\n' none basic gb strict
    printf 'justify=%s\n' off punct full
    printf 'hang=%s\n' 0 1 2
    printf 'safe-charset=%s\n' off on
    printf 'emoji=%s\n' simplify placeholder
    printf 'indent=%s\n' auto 0 2 4
    printf 'hyphenate=%s\n' auto always off
    printf 'korean-break=%s\n' auto word syllable
    printf 'rule=%s\n' auto line ascii none
    printf 'nameplate=%s\n' large line off
    printf 'writing=%s\n' horizontal vertical
    printf 'vertical-forms=%s\n' full basic
    printf 'ambiguous-width=%s\n' auto 1 2
    printf 'bidi=%s\n' on off
    printf 'han-digits=%s\n' off on
    printf 'view=%s\n' front article edition linear library
    printf 'fold-han=%s\n' on off
    printf 'keep-editions=%s\n' forever 30d 90d 1y
    printf 'colors=%s\n' auto none 16 256 true
    printf 'keep=%s\n' ask always never
    printf 'keys=%s\n' default emacs less newsboat vi
end

complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a print -d 'set a paper and write it'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a export -d 'write the structure of a paper'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a check -d 'check configuration and papers'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a config -d 'print the configuration'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a bookmarks -d 'list, add and remove bookmarks'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a backup -d 'write all that you made to a file'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a restore -d 'bring back what such a file has'
complete -c broadsheet -n "__fish_seen_subcommand_from bookmarks" -a 'list add remove tag title'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a clippings -d 'list, keep, remove and import clippings'
complete -c broadsheet -n "__fish_seen_subcommand_from clippings" -a 'list add remove import'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a search -d 'find stories in the library'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a import -d 'keep papers in the library'
complete -c broadsheet -n "not __fish_seen_subcommand_from $commands" -a library -d 'list, check and tidy the library'
complete -c broadsheet -n "__fish_seen_subcommand_from library" -f -a 'list stats verify vacuum remove undo expire'

complete -c broadsheet -s h -l help -d 'show the options'
complete -c broadsheet -s V -l version -d 'show the version'
complete -c broadsheet -s v -l verbose -d 'say more'
complete -c broadsheet -s o -l option -x -a '(__broadsheet_settings)' -d 'set an option for this run'
complete -c broadsheet -s c -l config -r -d 'read this file instead of broadsheet.ini'
complete -c broadsheet -s e -l encoding -x -a "$charsets" -d 'character set of the paper'
complete -c broadsheet -s r -l reader -x -a 'text native' -d 'read the paper as'
complete -c broadsheet -s a -l article -x -d 'number of the article'
complete -c broadsheet -s C -l continue -d 'open the paper that was read last'
complete -c broadsheet -l view -x -a 'front article edition linear library' -d 'what to show'
complete -c broadsheet -l columns -x -a 'auto 1 2 3 4 5 6' -d 'columns of an article'
complete -c broadsheet -s m -l measure -x -d 'cells of one column'
complete -c broadsheet -l ambiguous-width -x -a 'auto 1 2' -d 'cells of characters that terminals disagree on'
complete -c broadsheet -l ambiguous -x -a 'auto 1 2' -d 'short for --ambiguous-width'
complete -c broadsheet -s t -l theme -x -a "$themes" -d 'colours'
complete -c broadsheet -l color -x -a 'auto always never' -d 'whether colours are used'
complete -c broadsheet -l writing -x -a 'horizontal vertical' -d 'direction of lines'
complete -c broadsheet -n "__fish_seen_subcommand_from print" -s w -l width -x -d 'cells of the sheet'
complete -c broadsheet -n "__fish_seen_subcommand_from print" -l height -x -d 'rows of a sheet'
complete -c broadsheet -n "__fish_seen_subcommand_from print" -l form-feed -d 'columns one after the other'
complete -c broadsheet -n "__fish_seen_subcommand_from export" -s f -l format -x -a 'json markdown html text' -d 'form of the output'
complete -c broadsheet -n "__fish_seen_subcommand_from bookmarks" -s f -l format -x -a 'text json markdown html netscape' -d 'form of the list'
complete -c broadsheet -n "__fish_seen_subcommand_from clippings" -s f -l format -x -a 'list text json markdown html' -d 'form of the list'
complete -c broadsheet -n "__fish_seen_subcommand_from bookmarks clippings" -l tag -x -d 'only those that bear this tag'
complete -c broadsheet -n "__fish_seen_subcommand_from search" -s f -l format -x -a 'text json' -d 'form of the list'
complete -c broadsheet -n "__fish_seen_subcommand_from search" -l order -x -a 'newest oldest best' -d 'what stands first'
complete -c broadsheet -n "__fish_seen_subcommand_from search" -l limit -x -d 'results at most'
complete -c broadsheet -n "__fish_seen_subcommand_from check" -l terminal -d 'ask the terminal how wide characters are'
complete -c broadsheet -n "__fish_seen_subcommand_from check" -l marks -d 'how bookmarks and clippings stand'
complete -c broadsheet -n "__fish_seen_subcommand_from restore" -l copy -x -d 'restore the daily copy of a day'
complete -c broadsheet -n "__fish_seen_subcommand_from restore" -l partial -d 'take what there is of a backup that is cut off'
complete -c broadsheet -n "__fish_seen_subcommand_from config" -l defaults -d 'print broadsheet.ini with every option'
complete -c broadsheet -n "__fish_seen_subcommand_from library" -s f -l format -x -a 'text json' -d 'form of the list'
complete -c broadsheet -n "__fish_seen_subcommand_from import library" -s p -l paper -x -d 'name of the paper'
complete -c broadsheet -n "__fish_seen_subcommand_from import library" -s d -l date -x -d 'day of the paper'
complete -c broadsheet -n "__fish_seen_subcommand_from import library" -s n -l dry-run -d 'only say what would be done'
complete -c broadsheet -n "__fish_seen_subcommand_from library" -l removed -d 'list what was removed'
complete -c broadsheet -n "__fish_seen_subcommand_from library" -s y -l yes -d 'remove without asking'
complete -c broadsheet -n "__fish_seen_subcommand_from library" -l force -d 'remove also what is marked'
