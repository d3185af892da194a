import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const { status, stdout } = spawnSync('git', ['ls-files', '--eol', '-z'], { cwd: root, encoding: 'utf8' });

interface Row {
  readonly index: string;
  readonly attributes: string;
  readonly path: string;
}

/** Of `i/lf w/lf attr/text=auto eol=lf \t<path>`. */
function rowOf(line: string): Row {
  const [about = '', path = ''] = line.split('\t');
  const [, index = '', attributes = ''] = /^i\/(\S*)\s+w\/\S*\s+attr\/(.*?)\s*$/.exec(about) ?? [];
  return { index, attributes, path };
}

test.skipIf(status !== 0)(
  'a checkout has the same bytes on every system: text with LF, everything else untouched',
  () => {
    const rows = stdout.split('\0').filter(Boolean).map(rowOf);
    expect(rows.length).toBeGreaterThan(500);
    const isRight = ({ index, attributes }: Row) =>
      index === '-text' ? attributes === '-text' : ['lf', 'none', ''].includes(index) || attributes === '-text';
    expect(rows.filter((row) => !isRight(row))).toEqual([]);
    expect(rows.filter(({ attributes }) => !/-text|eol=(lf|crlf)/.test(attributes))).toEqual([]);
  },
);
