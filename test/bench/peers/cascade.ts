import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Box } from '../../../electron/contract/geometry.ts';
import type { RgbImage } from '../../../electron/engine/vision/image.ts';
import { sharedFolder } from '../shared-data.ts';

/** nagadomi's lbpcascade_animeface (MIT), run as its README shows: https://github.com/nagadomi/lbpcascade_animeface */
export interface Cascade {
  detect(image: RgbImage): Box[];
}

/** What is used of OpenCV 4 as WebAssembly; the package's own types do not describe it. */
interface OpenCv {
  readonly Mat?: new () => Mat;
  readonly matFromArray: (rows: number, columns: number, type: number, data: Uint8Array) => Mat;
  readonly cvtColor: (source: Mat, target: Mat, code: number) => void;
  readonly equalizeHist: (source: Mat, target: Mat) => void;
  readonly FS_createDataFile: (folder: string, name: string, data: Uint8Array, ...flags: boolean[]) => void;
  readonly CascadeClassifier: new () => Classifier;
  readonly RectVector: new () => RectVector;
  readonly Size: new (width: number, height: number) => object;
  readonly CV_8UC3: number;
  readonly COLOR_RGB2GRAY: number;
  onRuntimeInitialized?: () => void;
}

interface Mat {
  delete(): void;
}

interface Classifier {
  load(path: string): boolean;
  detectMultiScale(
    image: Mat,
    found: RectVector,
    scaleFactor: number,
    minNeighbours: number,
    flags: number,
    smallest: object,
  ): void;
}

interface RectVector extends Mat {
  size(): number;
  get(index: number): { x: number; y: number; width: number; height: number };
}

export async function openCascade(): Promise<Cascade> {
  const cv = loadOpenCv();
  await new Promise<void>((resolve) => {
    if (cv.Mat) resolve();
    else cv.onRuntimeInitialized = resolve;
  });
  const definition = await readFile(join(sharedFolder, 'peers/lbpcascade_animeface.xml'));
  cv.FS_createDataFile('/', 'cascade.xml', definition, true, false, false);
  const classifier = new cv.CascadeClassifier();
  if (!classifier.load('cascade.xml')) throw new Error('OpenCV cannot read lbpcascade_animeface.xml');
  return { detect: (image) => detect(cv, classifier, image) };
}

function loadOpenCv(): OpenCv {
  const [failures, rejections] = [process.listeners('uncaughtException'), process.listeners('unhandledRejection')];
  const cv = createRequire(import.meta.url)('@techstark/opencv-js') as OpenCv;
  // Its handlers would print the package's eight megabytes before every error of ours.
  const added = <T>(now: readonly T[], before: readonly T[]): T[] => now.filter((one) => !before.includes(one));
  for (const one of added(process.listeners('uncaughtException'), failures)) process.off('uncaughtException', one);
  for (const one of added(process.listeners('unhandledRejection'), rejections)) process.off('unhandledRejection', one);
  return cv;
}

function detect(cv: OpenCv, classifier: Classifier, image: RgbImage): Box[] {
  const grey = cv.matFromArray(image.height, image.width, cv.CV_8UC3, image.data);
  const found = new cv.RectVector();
  try {
    cv.cvtColor(grey, grey, cv.COLOR_RGB2GRAY);
    cv.equalizeHist(grey, grey);
    classifier.detectMultiScale(grey, found, 1.1, 5, 0, new cv.Size(24, 24));
    return Array.from({ length: found.size() }, (_, index) => {
      const { x, y, width, height } = found.get(index);
      return [x, y, width, height];
    });
  } finally {
    found.delete();
    grey.delete();
  }
}
