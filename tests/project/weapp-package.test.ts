import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import compiler from 'miniprogram-compiler'
import { buildApp } from '../../scripts/build-app'

const MAIN_LIMIT = 600_000
const SUB_LIMIT = 300_000
const WECHAT_PACKAGE_LIMIT = 2 << 20

interface AppJson {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string; iconPath: string; selectedIconPath: string }[] }
  lazyCodeLoading: string
  style: string
  __usePrivacyCheck__: boolean
}

const DIST = 'dist/weapp'
const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T

const filesOf = (dir: string): string[] => readdirSync(dir, { withFileTypes: true })
  .flatMap(entry => entry.isDirectory() ? filesOf(join(dir, entry.name)) : [join(dir, entry.name)])
// WeChat leaves dot files and the project's settings out of the package.
const packed = (dir: string) => filesOf(dir).filter(file => !/(^|\/)(\.[^/]+|project\.config\.json|[^/]+\.LICENSE\.txt)$/.test(file))
const bytesOf = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0)

let folder: string
let app: AppJson

beforeAll(async () => {
  await buildApp('weapp')
  app = readJson(join(DIST, 'app.json'))
  folder = mkdtempSync(join(tmpdir(), 'zdt-package-'))
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A copy that may be broken; the compilers remember what they saw under a path. */
const copyOf = (name: string) => {
  const copy = join(folder, name)
  cpSync(DIST, copy, { recursive: true })
  return copy
}

const compile = (dir: string) => {
  compiler.wxmlToJs(dir, { maxBuffer: 64 << 20 })
  compiler.wxssToJs(dir, { maxBuffer: 64 << 20 })
}

const check = async (dir: string) => {
  try {
    await promisify(execFile)(process.execPath, ['tests/project/miniprogram-ci.mjs', dir], { maxBuffer: 64 << 20 })
    return ''
  } catch (error) {
    return String((error as { stderr?: string }).stderr || error)
  }
}

test('the main package and every sub-package stay within their limits', () => {
  const inSub = (file: string) => app.subPackages.some(({ root }) => relative(DIST, file).startsWith(`${root}/`))
  const sizes: Record<string, number> = {
    main: bytesOf(packed(DIST).filter(file => !inSub(file))),
    ...Object.fromEntries(app.subPackages.map(({ root }) => [root, bytesOf(packed(join(DIST, root)))])),
  }
  console.log(Object.entries(sizes).map(([name, bytes]) => `${name}: ${(bytes / 1000).toFixed(1)} kB`).join('\n'))
  const { main, ...subs } = sizes
  expect(main).toBeLessThanOrEqual(MAIN_LIMIT)
  expect(Object.entries(subs).filter(([, bytes]) => bytes > SUB_LIMIT)).toEqual([])
  expect(WECHAT_PACKAGE_LIMIT).toBeGreaterThan(MAIN_LIMIT)
})

test('the main package holds the tab pages and nothing else', () => {
  expect(app.pages).toEqual(app.tabBar.list.map(tab => tab.pagePath))
})

test('the code of the secret ballot is in its own sub-package and nowhere else', () => {
  const holders = filesOf(DIST).filter(file => file.endsWith('.js') && readFileSync(file, 'utf8').includes('zhidaitong-ballot/')).map(file => relative(DIST, file))
  expect(holders.length).toBeGreaterThan(0)
  expect(holders.filter(file => !file.startsWith('pages/ballot/'))).toEqual([])
})

test('every page that has a title has a page, and every page is built', () => {
  const configs = filesOf('src/pages').filter(file => file.endsWith('.config.ts')).map(file => relative('src', file).replace('.config.ts', ''))
  const built = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`))]
  expect(built.sort()).toEqual(configs.sort())
})

test('what WeChat is told about the app and the project', () => {
  expect(app).toMatchObject({ lazyCodeLoading: 'requiredComponents', style: 'v2', __usePrivacyCheck__: true })
  const project = readJson<Record<string, unknown>>('project.config.json')
  expect(project).toMatchObject({
    miniprogramRoot: 'dist/weapp/', cloudfunctionRoot: 'dist/cloudfunctions/', libVersion: '3.6.1',
    setting: { es6: false, enhance: false, minified: false },
  })
  // Taro copies it beside the build, where it must name no folder outside.
  expect(readJson(join(DIST, 'project.config.json'))).toMatchObject({ miniprogramRoot: './' })
})

test('tab icons are 81 px square and under 40 kB', () => {
  for (const { iconPath, selectedIconPath } of app.tabBar.list) {
    for (const path of [iconPath, selectedIconPath]) {
      const png = readFileSync(join(DIST, path))
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([81, 81])
      expect(png.length).toBeLessThan(40 << 10)
    }
  }
})

test('templates carry the aria attributes, and the runtime numbers them alike', () => {
  const base = readFileSync(join(DIST, 'base.wxml'), 'utf8')
  for (const tag of ['view', 'button', 'input', 'textarea', 'image']) {
    expect(base).toMatch(new RegExp(`<${tag} [^>]*aria-label="{{i\\.p\\d+}}"`))
  }
})

test("WeChat's template and style compilers accept the package, and would not accept a broken one", () => {
  compile(DIST)
  const broken = copyOf('broken-template')
  writeFileSync(join(broken, 'pages/home/index.wxml'), '<view><text></view>')
  expect(() => compile(broken)).toThrow(/wxml/)
})

test("WeChat's offline compile check accepts the package, and would not accept a page without script", async () => {
  const whole = copyOf('whole')
  const broken = copyOf('page-without-script')
  rmSync(join(broken, 'pages/home/index.js'))
  expect(await check(whole)).toBe('')
  expect(await check(broken)).toContain('pages/home/index')
}, 300_000)
