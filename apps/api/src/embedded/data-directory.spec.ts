import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataDirectory, UnusableDataDirectory } from './data-directory';

describe('The data directory', () => {
  const base = mkdtempSync(join(tmpdir(), 'jointly-data-directory-'));
  const file = join(base, 'file');
  beforeAll(() => writeFileSync(file, ''));
  afterAll(() => rmSync(base, { recursive: true }));

  it('is made for its owner alone, and left as it is the next time', () => {
    const directory = join(base, 'a', 'b');
    makeDataDirectory(directory);
    makeDataDirectory(directory);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['a file', file],
    ['inside a file', join(file, 'x')],
  ])('can’t be %s: one sentence names the setting', (_, directory) => {
    expect(() => makeDataDirectory(directory)).toThrow(UnusableDataDirectory);
    expect(() => makeDataDirectory(directory)).toThrow(/^Nothing can be kept in .*Set JOINTLY_DATA_DIR to a directory/);
  });
});
