// Nest 12 is published as ES modules only; swc turns what Jest loads into CommonJS, our code and theirs alike.
const swc = [
  '@swc/jest',
  { ...JSON.parse(require('node:fs').readFileSync(`${__dirname}/.swcrc`, 'utf8')), swcrc: false, exclude: [] },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  transform: { '\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: [
    'node_modules/(?!(@nestjs|uuid|@noble|@graphql-tools|content-disposition|cookie|jose|temporal-polyfill|temporal-utils)/)',
  ],
};
