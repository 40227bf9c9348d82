import { plant, runTool, type Tree } from './tree';

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

const events = `type Event = { type: 'Opened' } | { type: 'Closed' };\n`;
const aSwitch = (more: string) => `switch (event.type) { case 'Opened': return 1; ${more} }`;

const forbidden: readonly (readonly [risk: string, rule: string, file: string, source: string])[] = [
  ['any', '@typescript-eslint/no-explicit-any', 'apps/api/any.ts', 'export const x: any = 1;'],
  [
    'a promise nobody waits for',
    '@typescript-eslint/no-floating-promises',
    'libs/event-store/src/floating.ts',
    'export function f(): void { Promise.resolve(1); }',
  ],
  [
    'a case left out of a union',
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/projections/src/union.ts',
    `${events}export function f(event: Event): number | undefined { ${aSwitch('')} return undefined; }`,
  ],
  ...['AggregateRoot', 'EventPublisher', 'EventBus', 'Saga'].map(
    (name) =>
      [
        `${name} of @nestjs/cqrs`,
        'no-restricted-imports',
        `apps/api/${name}.ts`,
        `import { ${name} } from '@nestjs/cqrs';\nexport const x = ${name};`,
      ] as const,
  ),
  [
    'an import past a library’s index',
    'no-restricted-imports',
    'apps/api/deep.ts',
    "export * from '@jointly/kernel/event';",
  ],
  ...['kernel', 'joint-actions', 'indicators'].flatMap(
    (pure) =>
      [
        [`new Date() in ${pure}`, 'no-restricted-syntax', `libs/${pure}/src/date.ts`, 'export const x = new Date();'],
        [`Date.now in ${pure}`, 'no-restricted-syntax', `libs/${pure}/src/now.ts`, 'export const x = Date.now;'],
        [
          `Math.random in ${pure}`,
          'no-restricted-syntax',
          `libs/${pure}/src/dice.ts`,
          'export const x = Math.random();',
        ],
        [`node: in ${pure}`, 'no-restricted-imports', `libs/${pure}/src/node.ts`, "export * from 'node:path';"],
        [`process in ${pure}`, 'no-restricted-globals', `libs/${pure}/src/env.ts`, 'export const x = process.env;'],
      ] as const,
  ),
  [
    'a default in an evolve function',
    'no-restricted-syntax',
    'libs/joint-actions/src/evolve-function.ts',
    `${events}export function evolveTerms(event: Event): number { ${aSwitch('default: return 2;')} }`,
  ],
  [
    'a default in an evolve method',
    'no-restricted-syntax',
    'libs/joint-actions/src/evolve-method.ts',
    `${events}export const a = { evolve(event: Event): number { ${aSwitch('default: return 2;')} } };`,
  ],
  [
    'a default in an evolve constant',
    'no-restricted-syntax',
    'libs/joint-actions/src/evolve-constant.ts',
    `${events}export const evolve = (event: Event): number => { ${aSwitch('default: return 2;')} };`,
  ],
  ['the console', 'no-console', 'apps/api/console.ts', "console.log('x');"],
  ['a file over 300 lines', 'max-lines', 'libs/privacy/src/long.ts', 'export {};\n'.repeat(301)],
  [
    'a rule put aside without a reason',
    'house/reasoned-disable',
    'apps/api/mute.ts',
    '// eslint-disable-next-line no-console\nconsole.log(1);',
  ],
  ...[
    'it.only',
    'it.skip',
    'test.only',
    'test.skip',
    'describe.only',
    'describe.skip',
    'it.todo',
    'it.only.each([1])',
  ].map(
    (call, at) =>
      [call, 'no-restricted-syntax', `test/silenced${at}.spec.ts`, `${call}('x', () => undefined);`] as const,
  ),
  ...['fit', 'xit', 'fdescribe', 'xdescribe', 'xtest'].map(
    (call) =>
      [call, 'no-restricted-syntax', `libs/kernel/src/${call}.spec.ts`, `${call}('x', () => undefined);`] as const,
  ),
];

const allowed: Readonly<Record<string, string>> = {
  'libs/kernel/src/clock.ts': 'export const now = (): number => Date.now();\n',
  'libs/kernel/src/instant.ts': "export const date = new Date('2026-01-01');\n",
  'libs/projections/src/fold.ts': `${events}export const fold = (event: Event): number => { ${aSwitch('default: return 2;')} };\n`,
  'apps/cli/print.ts': "console.log('x');\n",
  'apps/api/mute-with-reason.ts':
    '// eslint-disable-next-line no-console -- the one line before the logger exists\nconsole.log(1);\n',
  'libs/kernel/src/fine.spec.ts':
    "import { join } from 'node:path';\nit('joins', () => expect(join('a', 'b')).toBe('a/b'));\n",
};

describe('What the house refuses to read', () => {
  let tree: Tree;
  let report: readonly Linted[];

  beforeAll(async () => {
    tree = await plant({ ...Object.fromEntries(forbidden.map(([, , file, source]) => [file, source])), ...allowed });
    report = await runTool<Linted[]>(tree.path, 'eslint/bin/eslint.js', '--format', 'json', 'apps', 'libs', 'test');
  }, 60_000);

  afterAll(() => tree.remove());

  const complaints = (file: string) => {
    const linted = report.find(({ filePath }) => filePath.endsWith(`/${file}`));
    if (!linted) throw new Error(`${file} was not linted.`);
    return linted.messages.map(({ ruleId, message }) => ruleId ?? message);
  };

  it.each(forbidden)('%s: %s', (_risk, rule, file) => {
    expect(complaints(file)).toContain(rule);
  });

  it.each(Object.keys(allowed))('nothing about %s', (file) => {
    expect(complaints(file)).toEqual([]);
  });
});
