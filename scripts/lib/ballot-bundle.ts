import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'

/** What a phone needs of the protocol, from drawing a paper to finding the ballot. */
const PHONE = `
export { findOnBoard } from './domain/ballot/find'
export { demandReceipt, receiptCode } from './domain/ballot/ballot'
export { expectFewSignatures } from './domain/ballot/ed25519'
export { pureEngine } from './domain/ballot/engine'
export { hallCode, openRound } from './domain/ballot/manifest'
export { deviceKeyOf, drawRequest, markBallot, paperOf, tokenOf } from './domain/ballot/paper'
export { choiceOf } from './domain/ballot/question'
export { canonical } from './domain/ballot/canonical'
export { toText, fromText } from './domain/ballot/bytes'
`

const common = { bundle: true, write: false, target: 'es2020', charset: 'utf8', legalComments: 'none', logLevel: 'error' } as const

async function built(contents: string, more: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: process.cwd(), loader: 'ts' }, ...common, ...more })
  return outputFiles![0]!.text
}

/** One script that leaves its exports in the global `ballot`, for engines without modules; the syntax is the mini-program's. */
export const phoneScript = (): Promise<string> => built(PHONE, { format: 'iife', globalName: 'ballot' })

/** How many bytes a page loads for it. */
export const phoneBytes = async (): Promise<number> => Buffer.byteLength(await built(PHONE, { format: 'esm', minify: true }))

/** A script of ours as one file in a folder of its own; whoever asks removes the folder. */
export async function bundled(entry: string): Promise<{ file: string; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'bundle-'))
  const file = join(dir, 'main.mjs')
  await build({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node', target: 'node20', format: 'esm', legalComments: 'none', logLevel: 'error' })
  return { file, dir }
}
