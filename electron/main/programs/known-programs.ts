/** A program that artists open pictures in, and where it may lie: a path in which `*` stands for any part of a name. */
export interface Candidate {
  readonly name: string;
  readonly pattern: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** By the names of their commands. */
const onLinux = { krita: 'Krita', gimp: 'GIMP', aseprite: 'Aseprite', mypaint: 'MyPaint', inkscape: 'Inkscape' };

const onMac = [
  { name: 'Photoshop', pattern: '/Applications/Adobe Photoshop*/Adobe Photoshop*.app' },
  { name: 'Clip Studio Paint', pattern: '/Applications/CLIP STUDIO*/App/CLIP STUDIO PAINT.app' },
  { name: 'Clip Studio Paint', pattern: '/Applications/CLIP STUDIO*/CLIP STUDIO PAINT.app' },
  { name: 'Krita', pattern: '/Applications/krita.app' },
  { name: 'GIMP', pattern: '/Applications/GIMP*.app' },
  { name: 'Affinity Photo', pattern: '/Applications/Affinity Photo*.app' },
  { name: 'Aseprite', pattern: '/Applications/Aseprite.app' },
];

/** Below the folders of programs. */
const onWindows = [
  { name: 'Photoshop', pattern: '/Adobe/Adobe Photoshop*/Photoshop.exe' },
  { name: 'Clip Studio Paint', pattern: '/CELSYS/CLIP STUDIO*/CLIP STUDIO PAINT/CLIPStudioPaint.exe' },
  { name: 'Krita', pattern: '/Krita*/bin/krita.exe' },
  { name: 'GIMP', pattern: '/GIMP*/bin/gimp-?.*.exe' },
  { name: 'GIMP', pattern: '/GIMP*/bin/gimp-?.exe' },
  { name: 'Aseprite', pattern: '/Aseprite/Aseprite.exe' },
  { name: 'Paint.NET', pattern: '/paint.net/paintdotnet.exe' },
];

/** Where to look on this system, the best place of each program first. */
export function candidatesFor(platform: NodeJS.Platform, env: Environment): readonly Candidate[] {
  if (platform === 'darwin') return onMac;
  if (platform === 'win32') {
    const roots = [
      env['ProgramFiles'],
      env['ProgramFiles(x86)'],
      env['LOCALAPPDATA'] && `${env['LOCALAPPDATA']}/Programs`,
    ];
    return roots.flatMap((root) =>
      root ? onWindows.map(({ name, pattern }) => ({ name, pattern: root.replaceAll('\\', '/') + pattern })) : [],
    );
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return Object.entries(onLinux).flatMap(([command, name]) =>
    folders.map((folder) => ({ name, pattern: `${folder}/${command}` })),
  );
}

/** What one part of a pattern matches. */
export function matcherOf(part: string): RegExp {
  const escaped = part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
