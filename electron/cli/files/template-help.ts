export const templateHelp = `A template is the new name, with tokens to fill in. A / makes a folder; the extension is kept.

  {character}   the names of the characters in the picture     {character:slug}  for scripts: mika-arai
  {index}       counts from 1, per character                   {index:000}       with at least three digits
  {stem}        the old name without its extension             {stem:slug}
  {ext}         the extension                                  {folder}          the folder that the file is in
  {date}        when the file was changed: 2026-01-09          {date:YYYYMMDD}   also MM DD hh mm ss
  {width} {height}  of the picture, in pixels
  {outfit?}     winter, of a character called "Mika (winter)"; {character} is then Mika alone

A ? after a token leaves it out where it has no value, with the separator beside it: {character}_{outfit?}_{index}

  dramatis rename --template "{character}_{index:000}"                  what would happen
  dramatis rename --template "{character}_{index:000}" --apply          do it
  dramatis rename --template "{character}/{stem}" --to sorted --copy    copies, one folder per character
  dramatis rename --undo                                                take the last one back`;
