import { spawnSync } from 'node:child_process'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundled, phoneBytes, phoneScript } from '../lib/ballot-bundle'
import type { BenchCloud } from './cloud'
import { figure, timed, type Figure, type Group } from './harness'

/** What a page of the mini-program loads for drawing, casting and finding a ballot. */
export const ballotClientKb: Group = {
  name: 'ballot.client-kb',
  what: 'the phone\'s part of the secret ballot, minified',
  run: async () => [figure('ballot.client-kb', (await phoneBytes()) / 1000, 'kB', 50)],
}

export function run(command: string, args: string[], more: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...more })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${stderr || stdout}`)
  return stdout
}

/** Is the tool there? Says so where it is not: the group then has no figures. */
export function tool(bench: BenchCloud, name: string, group: string, from: string): boolean {
  const there = spawnSync(name, ['--help']).error === undefined
  if (!there) bench.progress(`${group}: SKIPPED, there is no ${name} on this machine (${from})`)
  return there
}

/** The record of an invented round, made once a run for each size. */
export async function recordOf(bench: BenchCloud, people: number): Promise<string> {
  const file = join(await bench.folder(), `record-${people}.json`)
  if (statSync(file, { throwIfNoEntry: false })) return file
  const maker = await bundled('scripts/bench/ballot-record.ts')
  try {
    bench.progress(`  making a round of ${people} voters`)
    const ms = await timed(() => run(process.execPath, ['--max-old-space-size=6000', maker.file, String(people), file]))
    bench.progress(`  made in ${(ms / 1000).toFixed(0)} s, ${(statSync(file).size / 1e6).toFixed(0)} MB`)
  } finally {
    rmSync(maker.dir, { recursive: true })
  }
  return file
}

export interface Recount { seconds: number; cpuSeconds: number; rssMb: number }

/** `npm run verify` on a record. Fails where the record is not found right. */
export async function recount(file: string, workers: number): Promise<Recount> {
  const verifier = await bundled('scripts/verify/main.ts')
  try {
    let told = ''
    const ms = await timed(() => { told = run(process.execPath, [verifier.file, file, '--json', '--workers', String(workers)]) })
    const { maxRssKb, cpuMs } = JSON.parse(told) as { maxRssKb: number; cpuMs: number }
    return { seconds: ms / 1000, cpuSeconds: cpuMs / 1000, rssMb: maxRssKb / 1024 }
  } finally {
    rmSync(verifier.dir, { recursive: true })
  }
}

/** Signature checks of one voter's lines, bare, in milliseconds of one core. */
async function bareChecks(): Promise<number> {
  const checks = await bundled('scripts/bench/ballot-checks.ts')
  try {
    return Number(run(process.execPath, [checks.file]))
  } finally {
    rmSync(checks.dir, { recursive: true })
  }
}

export const ballotRecount: Group = {
  name: 'ballot.recount-100k',
  what: 'a public record of 100,000 ballots verified on two cores',
  async run(bench) {
    const [small, large] = [10_000, 100_000]
    const some = await recount(await recordOf(bench, small), 2)
    const all = await recount(await recordOf(bench, large), 2)
    const ceiling = 2000 / (await bareChecks())
    return [
      figure('ballot.recount-100k.seconds', all.seconds, 's', 60),
      figure('ballot.recount-100k.memory', all.rssMb, 'MB', some.rssMb),
      figure('ballot.recount-100k.speed', large / all.seconds, 'ops/s', ceiling),
    ]
  },
}

const JSC = `
const b = ballot, given = JSON.parse(readFile(arguments[0]))
const now = () => preciseTime() * 1000
const stages = { round: [], draw: [], take: [], cast: [], receipt: [], find: [] }
const timed = (stage, work) => { const start = now(); const value = work(); stages[stage].push(now() - start); return value }
b.expectFewSignatures()
for (const voter of given.voters) {
  voter.device = b.deviceKeyOf(b.fromText(voter.device))
  const round = timed('round', () => b.openRound(given.manifest))
  const paper = timed('draw', () => { const p = b.paperOf(b.fromText(voter.seed), round); b.drawRequest(round, p, voter.seat, voter.device); return p })
  const tokens = timed('take', () => voter.answers.map((answer, i) => b.tokenOf(round, paper, i, answer)))
  const own = timed('cast', () => b.markBallot(round, paper, tokens, b.choiceOf('y', [], round.manifest.question)))
  timed('receipt', () => b.demandReceipt(round, own, voter.receipt, b.pureEngine))
  const found = timed('find', () => b.findOnBoard(round, own, given.leaves, given.head, b.pureEngine))
  if (found.place === 0) throw new Error('not found')
}
print(JSON.stringify(stages))
`

type Stages = Record<'round' | 'draw' | 'take' | 'cast' | 'receipt' | 'find', number[]>

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!

/** Without JIT, as iOS runs a mini-program. */
export const ballotPhone: Group = {
  name: 'ballot.phone-jsc',
  what: 'a phone draws a paper of two issuers, fills it in and signs it; JavaScriptCore without JIT',
  async run(bench): Promise<Figure[]> {
    if (!tool(bench, 'jsc', 'ballot.phone-jsc', 'Debian: libjavascriptcoregtk-4.0-bin')) return []
    const dir = await bench.folder()
    const voters = await bundled('scripts/bench/ballot-voters.ts')
    try {
      writeFileSync(join(dir, 'voters.json'), run(process.execPath, [voters.file]))
      writeFileSync(join(dir, 'phone.js'), `${await phoneScript()}\n${JSC}`)
      const stages = JSON.parse(run('jsc', [join(dir, 'phone.js'), '--', join(dir, 'voters.json')], { env: { ...process.env, JSC_useJIT: '0' } })) as Stages
      const path = stages.draw.map((_, i) => stages.round[i]! + stages.draw[i]! + stages.take[i]! + stages.cast[i]!)
      return [
        figure('ballot.phone-jsc.path', median(path), 'ms', 70),
        figure('ballot.phone-jsc.first', path[0]!, 'ms', 70),
        ...Object.entries(stages).map(([stage, times]) => figure(`ballot.phone-jsc.${stage}`, median(times), 'ms', 70)),
      ]
    } finally {
      rmSync(voters.dir, { recursive: true })
    }
  },
}
