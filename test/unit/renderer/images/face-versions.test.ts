import { expect, test } from 'vitest';
import type { FaceId } from '../../../../electron/contract/ids.ts';
import { FaceVersions } from '../../../../renderer/images/face-versions.ts';

const face = (id: number, version: number) => ({ id: id as FaceId, version });

test('a face whose box has moved is known from whatever list it came in', () => {
  const versions = new FaceVersions();
  const faces = [face(1, 1), face(2, 3)];
  expect(versions.noted(faces)).toBe(faces);
  expect(versions.of(1 as FaceId)).toBe(1);
  expect(versions.of(2 as FaceId)).toBe(3);
});

test('an answer that comes late does not bring an older picture back', () => {
  const versions = new FaceVersions();
  versions.noted([face(2, 3)]);
  versions.noted([face(2, 2)]);
  expect(versions.of(2 as FaceId)).toBe(3);
});
