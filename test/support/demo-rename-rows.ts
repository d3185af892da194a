import type { CharacterId, FaceId, PictureId } from '../../electron/contract/ids.ts';
import type {
  FileId,
  RenameNote,
  RenameProblem,
  RenameRequest,
  RenameRow,
} from '../../electron/contract/rename-model.ts';
import { partsOf } from '../../renderer/i18n/shown-paths.ts';
import { facesOfPicture, groupOf, pathOf, type DemoLibrary } from './demo-library.ts';

const problems: readonly RenameProblem[] = [
  { kind: 'exists', other: '/home/mika/art/events/Mika_014.png' },
  { kind: 'twin', other: '/home/mika/art/events/mika_014.png' },
  { kind: 'read-only', other: '/home/mika/art/events' },
  { kind: 'offline', other: 'D:\\projects' },
  { kind: 'name-too-long', other: null },
  { kind: 'changed', other: null },
  { kind: 'sidecar-exists', other: '/home/mika/art/events/Mika_014.xmp' },
];
const notes: readonly RenameNote[] = ['case-only', 'swap', 'across-devices', 'new-folder', 'chain', 'cycle'];

/** Rows as the engine would make them, roughly: names come from the groups, every so many has a problem. */
export function demoRows(
  library: DemoLibrary,
  nameOf: (group: number) => string | undefined,
  request: RenameRequest,
): RenameRow[] {
  const counters = new Map<string, number>();
  const overrides = new Map(request.overrides.map(({ file, name }) => [file, name]));
  const rows = Array.from({ length: library.pictures }, (_, picture) => picture).flatMap((picture) => {
    const faces = facesOfPicture(library, picture);
    const groups = faces.map((face) => groupOf(library, face));
    const wanted = request.scope.characters;
    if (wanted && !groups.some((group) => group !== null && wanted.includes((group + 1) as CharacterId))) return [];
    const names = groups.flatMap((group) => (group === null ? [] : (nameOf(group) ?? [])));
    if (names.length === 0 && request.unnamed.do === 'skip') return [];
    const name = names.slice(0, request.several.limit).join(request.several.join) || 'unknown';
    const count = (counters.get(name) ?? 0) + 1;
    counters.set(name, count);
    return [rowOf(picture, faces[0] ?? 0, names, filledIn(request.template, name, count, picture), request, overrides)];
  });
  return rows.sort((a, b) => Number(b.fate === 'refused') - Number(a.fate === 'refused'));
}

function filledIn(template: string, character: string, index: number, picture: number): string {
  const stem = partsOf(pathOf(picture)).name.replace(/\.png$/, '');
  return template.replace(/\{(\w+)\??(?::([^}?]*))?\??\}/g, (_, token: string, filter: string | undefined) => {
    if (token === 'index') return String(index).padStart(filter?.length ?? 1, '0');
    if (token === 'character') return filter === 'slug' ? character.toLowerCase().replace(/\W+/g, '-') : character;
    return token === 'stem' ? stem : token === 'ext' ? 'png' : token === 'outfit' ? 'summer' : '1280';
  });
}

function rowOf(
  picture: number,
  face: number,
  characters: readonly string[],
  name: string,
  { mode, to: base }: RenameRequest,
  overrides: ReadonlyMap<FileId, string | null>,
): RenameRow {
  const file = (picture + 1) as FileId;
  const from = pathOf(picture);
  const typed = overrides.get(file);
  const kept = picture % 17 === 4;
  const target = typed ?? (kept ? partsOf(from).name : `${name}.png`);
  const to = typed === null ? from : mode === 'rename' ? partsOf(from).folder + target : `${base}/${target}`;
  const problem = picture % 61 === 9 && typed == null ? problems[picture % problems.length] : undefined;
  const note = picture % 23 === 1 ? notes[picture % notes.length] : undefined;
  return {
    file,
    picture: (picture + 1) as PictureId,
    face: (face + 1) as FaceId,
    characters,
    from,
    to,
    sidecars: picture % 31 === 2 ? [{ from: `${from}.xmp`, to: `${to}.xmp` }] : [],
    problems: problem ? [problem] : [],
    notes: note ? [note] : [],
    overridden: typed !== undefined,
    fate: typed === null ? 'left-out' : problem ? 'refused' : from === to ? 'same' : 'change',
  };
}
