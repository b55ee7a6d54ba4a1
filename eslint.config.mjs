import { readdirSync } from 'node:fs'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const folders = dir => readdirSync(dir, { withFileTypes: true }).filter(d => d.isDirectory()).map(d => d.name)
const areas = folders('cloudfunctions').filter(name => !name.startsWith('_'))
let pageAreas = []
try { pageAreas = folders('src/pages') } catch { /* no pages yet */ }

const wall = (target, from, message, except = []) => ({ target, from, message, except })

/** Who may import what: docs/decisions/0001-rooms-and-walls.md. Zones follow the folders, so a new area needs no edit. */
const zones = [
  ...['domain', 'cloudfunctions', 'src', 'localcloud', 'scripts', 'tests', 'config'].map(from =>
    wall('./types', `./${from}`, 'types may import zod only')),
  ...['cloudfunctions', 'src', 'localcloud', 'scripts', 'tests', 'config'].map(from =>
    wall('./domain', `./${from}`, 'domain is pure: it may import types only')),
  ...['src', 'localcloud', 'scripts', 'tests', 'config'].map(from =>
    wall('./cloudfunctions', `./${from}`, 'functions may import types, domain and _kit only')),
  wall('./cloudfunctions/_kit', './cloudfunctions', 'the kit knows no area', ['./_kit']),
  ...areas.map(area => wall(`./cloudfunctions/${area}`, './cloudfunctions', 'an area never imports another', [`./${area}`, './_kit'])),
  ...['cloudfunctions', 'localcloud', 'scripts', 'tests', 'config'].map(from =>
    wall('./src', `./${from}`, 'the app may import types and domain only')),
  ...['./src/services', './src/components'].map(target => wall(target, './src/pages', 'services and components know no page')),
  ...pageAreas.map(area => wall(`./src/pages/${area}`, './src/pages', 'an area never imports another', [`./${area}`])),
  ...['types', 'domain', 'cloudfunctions', 'src', 'scripts', 'tests', 'config'].map(from =>
    wall('./localcloud', `./${from}`, 'the local cloud knows nothing of the product')),
]

const typeOnly = (files, group, message) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, allowTypeImports: true, message }] }] },
})

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.cache/**', '.data/**', 'coverage/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs,cjs,js}'],
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver': { typescript: true, node: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { maxDepth: 4 }],
      'max-lines': ['error', { max: 400 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  // Built functions, and the worker that runs them, are CommonJS.
  { files: ['**/*.cjs', 'tests/localcloud/fixtures/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  typeOnly(['domain/**'], ['**/types/*', 'zod', 'zod/**'], 'domain may import types as types only'),
  typeOnly(['src/services/**', 'src/components/**'], ['**/types/*'], 'import types as types only; a schema belongs to its form'),
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['cloudfunctions/_kit/**', 'tests/**', 'scripts/**', 'localcloud/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: '@cloudbase/node-sdk', message: 'only the kit touches the SDK' }, { name: 'zod', message: "use zod/mini" }] }] },
  },
  {
    files: ['domain/**', 'src/**'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: 'CallExpression[callee.property.name=/^(toSorted|toReversed|toSpliced|withResolvers|fromAsync|groupBy)$/]', message: 'iOS 14 has it not, nor does src/old-phones.ts' },
        { selector: 'Literal[regex.pattern=/\\(\\?<[=!]/]', message: 'iOS 14 cannot look behind' },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/services/host.*.ts', 'src/services/open-page.ts'],
    rules: {
      'no-restricted-properties': ['error',
        { object: 'Taro', property: 'cloud', message: 'only services/host.* touches the cloud' },
        { object: 'Taro', property: 'navigateTo', message: 'openPage of services/open-page takes a double tap for one' },
      ],
      'no-restricted-globals': ['error', 'fetch'],
    },
  },
)
