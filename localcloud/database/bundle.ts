import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'

let bundled: Promise<string> | null = null

/**
 * The worker as plain JavaScript. A thread starts without tsx's or jest's way of reading TypeScript, so it is
 * handed ready code; only SQLite's native part is still looked up from here.
 */
export function workerCode(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  const here = join(__dirname, 'worker.ts')
  const sqlite = createRequire(here).resolve('@photostructure/sqlite')
  const { outputFiles } = await build({
    entryPoints: [here],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
    sourcemap: 'inline',
    plugins: [{
      name: 'native-by-path',
      setup: plugin => plugin.onResolve({ filter: /^@photostructure\/sqlite$/ }, () => ({ path: sqlite, external: true })),
    }],
  })
  return outputFiles[0]!.text
}
