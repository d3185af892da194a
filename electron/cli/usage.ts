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
  dramatis undo | redo

  --library <folder>   which library to use (default: the app's)
  --models <folder>    which models to use (default: the app's)
  --json               one JSON document on stdout, nothing else there

Exit: 0 done, 1 some files were skipped, 2 wrong usage or nothing could be done.
`;
