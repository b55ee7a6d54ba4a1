import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { fingerprint } from './lib/fingerprint'
import { withLock } from './lock'

export type AppTarget = 'weapp' | 'h5'

export interface AppBuild {
  /** Where the built app is, relative to the project. */
  out: string
  /** False when an earlier build of the same inputs was still there. */
  built: boolean
  seconds: number
}

const INPUTS = [
  'src', 'types', 'domain', 'config', 'babel.config.js', 'project.config.json', 'package-lock.json',
  'scripts/build-app.ts',
]
const NAMES: Record<AppTarget, string> = { weapp: '小程序', h5: '网页版' }
const STAMP = '.inputs'

const inputsHash = (target: AppTarget, api: string) => fingerprint(INPUTS, target, api, process.version)

const isFresh = (out: string, hash: string) =>
  existsSync(join(out, STAMP)) && readFileSync(join(out, STAMP), 'utf8') === hash

/** Runs Taro; rejects with webpack's own words when anything was wrong. */
const runTaro = (target: AppTarget, api: string, out: string) => new Promise<void>((resolve, reject) => {
  const child = spawn(
    process.execPath,
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', target, '--disable-global-config', '--no-check'],
    {
      env: { ...process.env, NODE_ENV: 'production', TARO_ENV: target, TARO_APP_API: api, APP_OUTPUT: out },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  child.stdout.on('data', chunk => { output += chunk })
  child.stderr.on('data', chunk => { output += chunk })
  child.once('error', reject)
  child.once('close', code => {
    // Taro can end with 0 after a failed compilation; a page without script is the sure sign.
    const made = existsSync(join(out, target === 'weapp' ? 'app.json' : 'index.html'))
    if (code === 0 && made) resolve()
    else reject(new Error(stripVTControlCharacters(output).slice(-6000)))
  })
})

const buildOnce = async (target: AppTarget, api: string, out: string, hash: string, say: (line: string) => void) => {
  const name = NAMES[target]
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  say(`${name}：正在构建 ${out}（首次约半分钟，之后只构建变动部分）`)
  const ticker = setInterval(() => say(`${name}：构建中，已用 ${seconds()} 秒`), 5000)
  // Built aside and swapped in, so that nobody ever reads half a build.
  const aside = `${out}.building`
  try {
    rmSync(aside, { recursive: true, force: true })
    await runTaro(target, api, aside)
    writeFileSync(join(aside, STAMP), hash)
    rmSync(out, { recursive: true, force: true })
    renameSync(aside, out)
  } finally {
    clearInterval(ticker)
  }
  say(`${name}：构建完成，用时 ${seconds()} 秒`)
  return seconds()
}

/**
 * Builds the app unless the last build came from the same inputs.
 * @param api base URL of the HTTP access service: H5 for production, built to dist/h5-cloud.
 */
export const buildApp = async (target: AppTarget, { api = '', say = console.log } = {}): Promise<AppBuild> => {
  const out = join('dist', target === 'h5' && api ? 'h5-cloud' : target)
  mkdirSync('dist', { recursive: true })
  return withLock(`${out}.lock`, async () => {
    const hash = inputsHash(target, api)
    if (isFresh(out, hash)) return { out, built: false, seconds: 0 }
    return { out, built: true, seconds: await buildOnce(target, api, out, hash, say) }
  })
}

const main = async () => {
  const target = process.argv[2]
  if (target !== 'weapp' && target !== 'h5') throw new Error('usage: build-app.ts weapp|h5')
  const { out, built } = await buildApp(target, { api: process.env.TARO_APP_API })
  if (!built) console.log(`${NAMES[target]}：${out} 已是最新，无需重新构建`)
}

if (process.argv[1]?.endsWith('build-app.ts')) {
  main().catch(error => {
    console.error(error instanceof Error ? error.message : error)
    console.error('构建失败，原因见上。')
    process.exitCode = 1
  })
}
