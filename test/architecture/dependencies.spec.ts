import { plant, runTool, type Tree } from './tree';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** A file that breaks a rule, and the rule. Each library's own rule is broken by importing the room next to it. */
const forbidden: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['kernel-knows-itself', 'libs/kernel/src/a.ts', "import '@jointly/privacy';"],
  ['joint-actions-knows-itself-kernel', 'libs/joint-actions/src/a.ts', "import '@jointly/event-store';"],
  ['indicators-knows-itself-kernel', 'libs/indicators/src/a.ts', "import '@jointly/joint-actions';"],
  ['event-store-knows-itself-kernel', 'libs/event-store/src/a.ts', "import '@jointly/joint-actions';"],
  ['privacy-knows-itself-kernel', 'libs/privacy/src/a.ts', "import '@jointly/event-store';"],
  ['projections-knows-itself-kernel-event-store', 'libs/projections/src/a.ts', "import '@jointly/joint-actions';"],
  [
    'processes-knows-itself-kernel-event-store-projections-joint-actions',
    'libs/processes/src/a.ts',
    "import '@jointly/indicators';",
  ],
  [
    'read-models-knows-itself-kernel-projections-joint-actions-indicators',
    'libs/read-models/src/a.ts',
    "import type {} from '@jointly/privacy';",
  ],
  [
    'read-models-knows-itself-kernel-projections-joint-actions-indicators-and-in-tests-event-store',
    'libs/read-models/src/a.spec.ts',
    "import '@jointly/processes';",
  ],
  ['library-by-its-index', 'libs/projections/src/b.ts', "import '../../event-store/src/inner';"],
  ['library-by-its-index-from-outside', 'apps/api/src/b.ts', "import '../../../libs/kernel/src/inner';"],
  ['library-by-its-index-from-outside', 'test/b.ts', "import '../libs/kernel/src/inner';"],
  ['library-by-its-name', 'libs/projections/src/c.ts', "import '../../event-store/src/index';"],
  ['library-by-its-name', 'apps/api/src/c.ts', "import '../../../libs/kernel/src/index';"],
  ['library-not-by-its-own-name', 'libs/projections/src/d.ts', "import '@jointly/projections';"],
  ['no-app-knows-an-app', 'apps/cli/src/a.ts', "import '../../api/src/inner';"],
  ['framework-in-apps-only', 'libs/projections/src/e.ts', "import '@nestjs/common';"],
  ['framework-in-apps-only', 'libs/privacy/src/e.ts', "import type {} from 'graphql';"],
  ['domain-without-the-machine', 'libs/kernel/src/e.ts', "import 'node:crypto';"],
  ['domain-without-the-machine', 'libs/joint-actions/src/e.ts', "import 'fs';"],
  ['domain-with-pure-packages-only', 'libs/indicators/src/e.ts', "import 'better-sqlite3';"],
  ['no-cycle', 'libs/kernel/src/f.ts', "import './g';"],
  ['product-without-tests', 'libs/kernel/src/h.ts', "import './h.spec';"],
  ['product-without-tests', 'apps/api/src/h.ts', "import '../../../test/inner';"],
  ['product-without-development-packages', 'apps/api/src/i.ts', "import 'fast-check';"],
  ['declared-packages-only', 'apps/api/src/j.ts', "import 'light-my-request';"],
  ['nothing-missing', 'apps/api/src/k.ts', "import './nowhere';"],
];

const allowed: Readonly<Record<string, string>> = {
  'libs/read-models/src/fine.ts':
    "import '@jointly/kernel'; import '@jointly/projections'; import '@jointly/joint-actions'; import '@jointly/indicators';",
  'libs/read-models/src/fine.spec.ts': "import './fine'; import '@jointly/event-store';",
  'libs/read-models/src/testing/fine.ts': "import '@jointly/event-store';",
  'libs/processes/src/fine.ts':
    "import '@jointly/kernel'; import '@jointly/event-store'; import '@jointly/projections'; import '@jointly/joint-actions';",
  'libs/event-store/src/fine.ts': "import './inner'; import 'node:fs'; import 'better-sqlite3';",
  'libs/kernel/src/fine.ts': "import './inner'; import 'decimal.js';",
  'libs/kernel/src/fine.spec.ts': "import './fine'; import 'node:fs'; import 'fast-check';",
  'apps/api/src/fine.ts': "import '@jointly/kernel'; import '@jointly/read-models'; import '@nestjs/common';",
  'test/fine.ts': "import '@jointly/event-store'; import 'fast-check';",
};

/** What the broken files above lean on. */
const props: Readonly<Record<string, string>> = {
  'libs/kernel/src/g.ts': "import type {} from './f';",
  'libs/kernel/src/h.spec.ts': 'export {};',
};

const libraries = 'kernel joint-actions indicators event-store privacy projections processes read-models'.split(' ');
const rooms = Object.fromEntries(
  [...libraries.map((name) => `libs/${name}/src`), 'apps/api/src', 'test'].flatMap((room) => [
    [`${room}/index.ts`, 'export const room = 1;'],
    [`${room}/inner.ts`, 'export const inner = 1;'],
  ]),
);

describe('Who may know whom', () => {
  let tree: Tree;
  let violations: readonly Violation[];

  beforeAll(async () => {
    const broken = Object.fromEntries(forbidden.map(([, file, source]) => [file, source]));
    tree = await plant({ ...rooms, ...broken, ...allowed, ...props });
    const report = await runTool<{ summary: { violations: Violation[] } }>(
      tree.path,
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'test'],
    );
    violations = report.summary.violations;
  }, 60_000);

  afterAll(() => tree.remove());

  const rulesBrokenBy = (file: string) => violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

  it.each(forbidden)('%s is broken by %s', (rule, file) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it.each(Object.keys(allowed))('no rule is broken by %s', (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  it('has seen every rule broken', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the tool's configuration is CommonJS
    const { forbidden: rules } = require('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    expect([...new Set(forbidden.map(([rule]) => rule))].sort()).toEqual(rules.map(({ name }) => name).sort());
  });
});
