import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCodes } from './error-codes';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, code]) => code);

describe('docs/errors.md', () => {
  it('explains every code that the product can answer with, and no other', () => {
    expect([...documented].sort()).toEqual(errorCodes(root, ['apps/api/src', 'libs']));
  });

  it('explains each once', () => {
    expect(new Set(documented).size).toBe(documented.length);
  });
});
