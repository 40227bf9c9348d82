import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const examples = read('docs/indicators.md')
  .split('\n\n')
  .filter((paragraph) => paragraph.startsWith('_Example._'));

/** The specs compute these figures from facts; the page may not say others. */
const specs = ['savings', 'participation', 'reliability', 'concentration', 'utilisation', 'cost-recovery']
  .map((name) => read(`libs/indicators/src/${name}.spec.ts`))
  .join('\n');

describe('docs/indicators.md', () => {
  it('has an example for each family', () => {
    expect(examples).toHaveLength(5);
  });

  it('gives no computed figure that a test does not compute', () => {
    const figures = examples.flatMap((example) => example.match(/\d+\.\d{6}|(?<![\d,])\d{4,}\.\d\d/g) ?? []);
    expect(figures.length).toBeGreaterThan(20);
    expect(figures.filter((figure) => !specs.includes(`'${figure}'`))).toEqual([]);
  });
});
