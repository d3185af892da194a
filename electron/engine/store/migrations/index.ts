import { firstLight } from './0001-first-light.ts';
import { renames } from './0002-renames.ts';
import { facts } from './0003-facts.ts';
import { answers } from './0004-answers.ts';
import { boxes } from './0005-boxes.ts';
import { judgedKinds } from './0006-judged-kinds.ts';
import { oddPaths } from './0007-odd-paths.ts';
import { previewsOfFiles } from './0008-previews-of-files.ts';
import { catalogue } from './0009-catalogue.ts';
import { picturesGrid } from './0010-pictures-grid.ts';
import { nobody } from './0011-nobody.ts';
import { studio } from './0012-studio.ts';
import { looks } from './0013-looks.ts';
import { lens } from './0014-lens.ts';
import { lensProof } from './0015-lens-proof.ts';
import { stacks } from './0016-stacks.ts';
import { studioPictures } from './0017-studio-pictures.ts';
import { largeLibraries } from './0018-large-libraries.ts';
import { listedCharacters } from './0019-listed-characters.ts';
import { pathsByPicture } from './0020-paths-by-picture.ts';
import { studioNoted } from './0021-studio-noted.ts';
import { studioNotedByEdit } from './0022-studio-noted-by-edit.ts';

/** Migration k brings `user_version` from k to k + 1. Never edited once released; only added to. */
export const migrations: readonly string[] = [
  firstLight,
  renames,
  facts,
  answers,
  boxes,
  judgedKinds,
  oddPaths,
  previewsOfFiles,
  catalogue,
  picturesGrid,
  nobody,
  studio,
  looks,
  lens,
  lensProof,
  stacks,
  studioPictures,
  largeLibraries,
  listedCharacters,
  pathsByPicture,
  studioNoted,
  studioNotedByEdit,
];
