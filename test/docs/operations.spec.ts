import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { settingsTable } from '../../apps/api/src/settings';

const page = readFileSync(join(resolve(__dirname, '../..'), 'docs/operations.md'), 'utf8');
const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim());
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `JOINTLY_'))
  .map((line) => cells(line).slice(1, -1));

const code = (text: string): string => (text.includes('`') ? text : `\`${text}\``);

describe('docs/operations.md', () => {
  it('lists every setting that the server reads, and no other, in the server’s own words', () => {
    expect(rows).toEqual(
      settingsTable.map(({ name, description, example }) => [code(name), description, code(example)]),
    );
  });
});
