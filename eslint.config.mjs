import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const pure = ['libs/kernel/**/*.ts', 'libs/joint-actions/**/*.ts', 'libs/indicators/**/*.ts'];
const tests = ['**/*.spec.ts', 'test/**/*.ts', '**/testing/**/*.ts'];

/** Deep imports walk past a library's index; the rest loses events on a crash or hides where they come from. */
const imports = {
  paths: [
    {
      name: '@nestjs/cqrs',
      importNames: ['AggregateRoot', 'EventPublisher', 'EventBus', 'Saga'],
      message: 'The log is the only source of events: decide with a command definition, react with a process manager.',
    },
  ],
  patterns: [{ group: ['@jointly/*/*'], message: 'A library is entered by its index alone.' }],
};

const builtIns = { group: ['node:*'], message: 'The domain knows nothing of the machine it runs on.' };

/** What would make a decision depend on when, where or how often it is taken. */
const impurities = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The domain takes the time from the command.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The domain takes the time from the command.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The domain takes ids and chance from the command.',
  },
];

const forgottenEvents = [
  'FunctionDeclaration[id.name=/evolve/i]',
  'VariableDeclarator[id.name=/evolve/i]',
  'Property[key.name=/evolve/i]',
  'MethodDefinition[key.name=/evolve/i]',
].map((evolve) => ({
  selector: `${evolve} SwitchCase[test=null]`,
  message: 'One case per event: with a default, a forgotten event would compile.',
}));

const silencedTests = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
    message: 'Every test runs, always.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|xit|xtest|fdescribe|xdescribe)$/]',
    message: 'Every test runs, always.',
  },
];

const impureGlobals = ['process', 'performance', 'crypto', 'Buffer', 'fetch', 'require', 'setTimeout', 'setInterval'];

const house = {
  rules: {
    'reasoned-disable': {
      meta: { type: 'problem', schema: [], messages: { missing: 'Say why beside it: eslint-disable… -- reason.' } },
      create: (context) => ({
        Program() {
          for (const comment of context.sourceCode.getAllComments())
            if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s+\S/.test(comment.value))
              context.report({ loc: comment.loc, messageId: 'missing' });
        },
      }),
    },
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: { module: 'readonly', require: 'readonly', __dirname: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { house },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'house/reasoned-disable': 'error',
      'max-lines': ['error', 300],
      'no-console': 'error',
      'no-restricted-imports': ['error', imports],
      'no-restricted-syntax': ['error', ...forgottenEvents],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': 'off', // the compiler's noUnusedLocals and noUnusedParameters say it
      '@typescript-eslint/require-await': 'off', // an async function rejects where a plain one would throw
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/unbound-method': 'off', // definitions are plain objects of functions without `this`
    },
  },
  {
    files: pure,
    rules: {
      'no-restricted-imports': ['error', { ...imports, patterns: [...imports.patterns, builtIns] }],
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...forgottenEvents, ...impurities],
    },
  },
  // The one place that asks the machine for the time; whoever needs it is handed a Clock.
  { files: ['libs/kernel/src/clock.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // People read what the command line and the benches print.
  { files: ['apps/cli/**/*.ts', 'test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: tests,
    rules: {
      'no-restricted-imports': ['error', imports],
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', ...silencedTests],
      // What a test reads from JSON is checked by the test itself.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
