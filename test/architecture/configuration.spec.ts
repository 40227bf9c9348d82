import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tree';

const json = (name: string): any => JSON.parse(readFileSync(join(root, name), 'utf8')); // eslint-disable-line @typescript-eslint/no-explicit-any -- other tools' formats
const libraries = readdirSync(join(root, 'libs')).sort();
const apps = readdirSync(join(root, 'apps')).sort();
const aliases = Object.fromEntries(libraries.map((name) => [`@jointly/${name}`, [`libs/${name}/src/index.ts`]]));

describe('The tools agree on the rooms', () => {
  it('TypeScript and swc know each library by one name, which leads to its index', () => {
    expect(json('tsconfig.json').compilerOptions.paths).toEqual(aliases);
    expect(json('.swcrc').jsc.paths).toEqual(aliases);
  });

  it('Nest knows every app and every library', () => {
    expect(Object.keys(json('nest-cli.json').projects).sort()).toEqual([...apps, ...libraries].sort());
  });

  it('the dependency rules speak of every library', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the tool's configuration is CommonJS
    const { forbidden } = require('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    const ruled = libraries.filter((library) => forbidden.some(({ name }) => name.startsWith(`${library}-knows-`)));
    expect(ruled).toEqual(libraries);
  });
});
