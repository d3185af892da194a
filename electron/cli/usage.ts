export const usage = `dramatis — sorts game art by character

  dramatis index <folder…>            find, embed and group every face in the folders
  dramatis faces <file…>              show the faces of pictures; no library is read or written
      --vectors                       with their embeddings
      --crop                          each file is one face already
  dramatis groups                     list the groups, largest first
  dramatis find <sample>              find every picture of the character of a sample picture
      --face <n>                      which face of the sample, 0 is the largest
      --limit <n>  --min <s>          at most so many, at least this cosine similarity
  dramatis name <group> <name>        name a group
  dramatis merge <group> <group…>     move the faces of the other groups into the first
  dramatis split <group> --faces <id…>  make a new group of some faces
  dramatis move <group> --faces <id…> put some faces into a group, or into the one called --name <n>
  dramatis reject <group> --faces <id…> these faces do not show it, for good
  dramatis accept <group>             all that was suggested for it is right, or only --faces <id…>
  dramatis hide | show <group…>
  dramatis assign <sample> --name <n> name every face that shows the character of a sample picture
  dramatis assign --samples <folder>  the same for a folder of samples: files or folders named by character
      --face <n>  --min <s>           as for find; without --min, those that are surely the same
  dramatis undo | redo
  dramatis rename --template <t>      show what every file would be called; nothing moves without --apply
      --character <c>                 only pictures of this character (name or group; more than once)
      --to <folder>  --copy           move, or copy, into a folder; <t> is {character}/{stem} if not given
      --join <text>  --order <largest | left-to-right>     several characters in one picture
      --unnamed <word>                for pictures without a named character, which are left out otherwise
      --unsure <skip | word>          for faces that nobody has confirmed, which are named as the others otherwise
      --per <character | folder | batch>                   what {index} counts
      --apply                         do it: all or nothing
  dramatis rename --undo              take the last one back
  dramatis rename --template-help     what can be in a template
  dramatis export --csv | --json      every face with its file, box and character, to stdout or --to <new file>
  dramatis export --xmp               names and boxes into XMP sidecars; what is in them stays
      --character <c>                 only faces of this character
  dramatis doctor                     what runs here, and whether the library is sound
  dramatis settings [name=value…]     show and change: processor, threads, cache (MB), models, backup-folder, backups
  dramatis thresholds                 how often Dramatis was right, and from which similarity on faces are the same, or maybe
      adapted | model                 from now on they follow the answers, or are the model's own
  dramatis backup                     copy the library now, and verify the copy
  dramatis restore <backup>           put a copy in the library's place; what was there is kept

  --library <folder>   which library to use (default: the app's)
  --models <folder>    which models to use (default: the app's)
  --json               one JSON document on stdout, nothing else there

Exit: 0 done, 1 some files were skipped or refused, 2 wrong usage or nothing could be done.
`;
