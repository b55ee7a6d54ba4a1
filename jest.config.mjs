import { availableParallelism } from 'node:os'

const transform = {
  '\\.[jt]sx?$': ['babel-jest', {
    configFile: false,
    presets: [
      ['@babel/preset-env', { targets: { node: '20' } }],
      ['@babel/preset-react', { runtime: 'automatic' }],
      ['@babel/preset-typescript', { onlyRemoveTypeImports: true }],
    ],
  }],
}

// These ship ES modules only.
const transformIgnorePatterns = ['/node_modules/(?!(zod|@noble|mingo|@cloudflare)/)']

const project = (name, more = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`, `<rootDir>/tests/${name}/**/*.test.tsx`],
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns,
  // Built functions are loaded by the local cloud, never by jest; two of them share a package name.
  modulePathIgnorePatterns: ['<rootDir>/dist/cloudfunctions'],
  ...more,
})

export default {
  testTimeout: 60_000,
  // Browsers and clouds wait more than they work: two suites at a time on two cores, and on more no more than half of them.
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  projects: [
    project('domain'),
    project('localcloud'),
    project('functions', { globalSetup: '<rootDir>/tests/setup/functions.ts' }),
    project('project'),
    project('weapp', {
      globalSetup: '<rootDir>/tests/setup/weapp.ts',
      // The simulator leaves caches on the window that belong to no test.
      testEnvironmentOptions: { globalsCleanup: 'off' },
    }),
    project('e2e', { globalSetup: '<rootDir>/tests/setup/e2e.ts' }),
  ],
}
