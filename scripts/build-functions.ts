import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'
import { collections } from '../cloudfunctions/_kit/collections'
import { fingerprint } from './lib/fingerprint'

const SOURCE = 'cloudfunctions'
const TARGET = 'dist/cloudfunctions'
const STAMP = 'dist/cloudfunctions.stamp'

/** An area's entry files and what each becomes: `http.ts` of `motions` is the function `motions-http`. */
const ENTRIES = { 'index.ts': '', 'http.ts': '-http', 'timer.ts': '-timer', 'push.ts': '-push' }

const areas = () => readdirSync(SOURCE, { withFileTypes: true }).filter(d => d.isDirectory() && !d.name.startsWith('_')).map(d => d.name)

/** Every deployable function: its name and its entry file. */
export const functionEntries = () =>
  areas().flatMap(area => Object.entries(ENTRIES)
    .map(([file, suffix]) => ({ name: area + suffix, area, entry: join(SOURCE, area, file) }))
    .filter(f => existsSync(f.entry)))

/** Bundles every function to `dist/cloudfunctions/<name>` as it is deployed, and writes `dist/collections.json`. */
export async function buildFunctions(): Promise<{ built: boolean; names: string[] }> {
  const functions = functionEntries()
  const names = functions.map(f => f.name)
  const stamp = fingerprint([SOURCE, 'domain', 'types', 'package-lock.json', 'scripts/build-functions.ts'])
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return { built: false, names }
  // Built aside and swapped, so that a running cloud never sees half a build.
  const aside = `${TARGET}.${process.pid}`
  await Promise.all(functions.map(f => bundle(f, join(aside, f.name))))
  rmSync(TARGET, { recursive: true, force: true })
  renameSync(aside, TARGET)
  writeFileSync('dist/collections.json', JSON.stringify(collections, null, 1))
  writeFileSync(STAMP, stamp)
  return { built: true, names }
}

interface Assets {
  /** Packages that read files of their own at run time: installed with the function instead of bundled. */
  packages: string[]
  /** Files of packages (a font), laid beside the function. */
  files: string[]
}

const assetsOf = (area: string): Assets => {
  const file = join(SOURCE, area, 'assets.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Assets) : { packages: [], files: [] }
}

async function bundle({ name, area, entry }: { name: string; area: string; entry: string }, dir: string) {
  mkdirSync(dir, { recursive: true })
  const { packages, files } = assetsOf(area)
  const external = ['@cloudbase/node-sdk', ...packages]
  await build({
    entryPoints: [entry],
    outfile: join(dir, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    external,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const known = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }
  const versions = { ...known.devDependencies, ...known.dependencies }
  const dependencies = Object.fromEntries(external.map(p => [p, versions[p]]))
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name, main: 'index.js', dependencies }, null, 2))
  const permissions = join(SOURCE, area, 'config.json')
  if (existsSync(permissions)) copyFileSync(permissions, join(dir, 'config.json'))
  for (const file of files) copyFileSync(join('node_modules', file), join(dir, basename(file)))
}

if (process.argv[1] === resolve('scripts/build-functions.ts')) {
  void buildFunctions().then(({ built, names }) => console.log(built ? `functions: ${names.join(', ')}` : 'functions: unchanged'))
}
