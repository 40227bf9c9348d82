import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { plant, root, type Tree } from './tree';

const drawers = ['utils', 'util', 'common', 'helpers', 'helper', 'misc', 'shared', 'lib'];
const longest = 300;

/** Complaints about the tree at `path`: folders and files named after nothing, sources nobody reads to the end. */
function disorder(path: string): string[] {
  return ['apps', 'libs', 'test'].flatMap((room) =>
    readdirSync(join(path, room), { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const name = relative(path, join(entry.parentPath, entry.name));
      if (drawers.includes(basename(entry.name, '.ts'))) return [`${name} is a drawer: name it after what it holds.`];
      if (!entry.isFile() || !entry.name.endsWith('.ts')) return [];
      const lines = readFileSync(join(path, name), 'utf8').trimEnd().split('\n').length;
      return lines > longest ? [`${name} has ${lines} lines, more than ${longest}.`] : [];
    }),
  );
}

describe('Order in the rooms', () => {
  let tree: Tree;

  beforeAll(async () => {
    tree = await plant({
      'apps/api/src/utils/money.ts': '',
      'libs/kernel/src/helpers.ts': '',
      'libs/kernel/src/common/id.ts': '',
      'libs/kernel/src/long.ts': 'export {};\n'.repeat(301),
      'test/fine.ts': 'export {};\n'.repeat(300),
    });
  });

  afterAll(() => tree.remove());

  it('complains of drawers and of sources nobody reads to the end', () => {
    expect(disorder(tree.path).sort()).toEqual([
      'apps/api/src/utils is a drawer: name it after what it holds.',
      'libs/kernel/src/common is a drawer: name it after what it holds.',
      'libs/kernel/src/helpers.ts is a drawer: name it after what it holds.',
      'libs/kernel/src/long.ts has 301 lines, more than 300.',
    ]);
  });

  it('finds none in the product', () => {
    expect(disorder(root)).toEqual([]);
  });
});
