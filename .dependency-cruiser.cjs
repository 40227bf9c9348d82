// Who may know whom. test/architecture/dependencies.spec.ts has seen every rule here red.

/** The libraries of ours that each library may import. Apps and test/ compose them all. */
const mayImport = {
  kernel: [],
  'joint-actions': ['kernel'],
  indicators: ['kernel'],
  'event-store': ['kernel'],
  privacy: ['kernel'],
  projections: ['kernel', 'event-store'],
  processes: ['kernel', 'event-store', 'projections', 'joint-actions'],
  'read-models': ['kernel', 'projections', 'joint-actions', 'indicators'],
};

/** And their tests: a log in memory to fold from. */
const testsMayAlsoImport = { 'read-models': ['event-store'] };

const spec = '\\.spec\\.ts$';
const pure = '^libs/(kernel|joint-actions|indicators)/';
const index = '^libs/[^/]+/src/index\\.ts$';
const purePackages = [
  '@sinclair/typebox',
  '@noble/hashes',
  'decimal\\.js',
  'currency-codes',
  'immutable',
  'uuid',
  'rrule-temporal',
  'temporal-polyfill',
];
const frameworks = ['@nestjs', 'graphql', 'mercurius', 'fastify', 'class-validator', 'class-transformer', 'rxjs'];

const package_ = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

const tests = [spec, '/testing/'];

const knows = (library, known, name, from) => ({
  name,
  severity: 'error',
  from: { path: `^libs/${library}/`, ...from },
  to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${[library, ...known].join('|')})/` },
});

const libraryRules = Object.entries(mayImport).flatMap(([library, known]) => {
  const name = `${library}-knows-${['itself', ...known].join('-')}`;
  const more = testsMayAlsoImport[library];
  if (!more) return [knows(library, known, name)];
  const inTests = { path: tests.map((part) => `^libs/${library}/.*${part}`) };
  return [
    knows(library, known, name, { pathNot: tests }),
    knows(library, [...known, ...more], `${name}-and-in-tests-${more.join('-')}`, inTests),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...libraryRules,
    {
      name: 'library-by-its-index',
      comment: 'What is not exported is free to change.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', index] },
    },
    {
      name: 'library-by-its-index-from-outside',
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: { path: '^libs/', pathNot: index },
    },
    {
      name: 'library-by-its-name',
      comment: '@jointly/<library> across rooms, a relative path within one.',
      severity: 'error',
      from: { path: '^(?:apps|test|libs)/([^/]+)/' },
      to: { path: index, pathNot: '^libs/$1/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'library-not-by-its-own-name',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/$1/', dependencyTypes: ['aliased'] },
    },
    {
      name: 'no-app-knows-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'framework-in-apps-only',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: package_(frameworks) },
    },
    {
      name: 'domain-without-the-machine',
      comment: 'A decision taken again anywhere, at any time, is the same decision.',
      severity: 'error',
      from: { path: pure, pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-with-pure-packages-only',
      severity: 'error',
      from: { path: pure, pathNot: spec },
      to: { path: 'node_modules/', pathNot: package_(purePackages) },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { path: ['^test/', ...tests] },
    },
    {
      name: 'product-without-development-packages',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that another one happens to bring may be gone after the next install.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'nothing-missing',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      // What child processes of tests load is built; before the first build it is not there.
      to: { couldNotResolve: true, pathNot: '/dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
