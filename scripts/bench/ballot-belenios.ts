import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordOf, recount, run, tool } from './ballot'
import type { BenchCloud } from './cloud'
import { figure, type Group } from './harness'

const BALLOTS = 1000
const GROUP = 'BELENIOS-2048'

/** An election of Belenios with a question of three answers, made by its own tool: every ballot is its own process there. */
async function beleniosElection(bench: BenchCloud): Promise<string> {
  const cwd = join(await bench.folder(), 'belenios')
  mkdirSync(cwd)
  const belenios = (args: string[], input = '') => run('belenios-tool', args, { cwd, input, env: { ...process.env, BELENIOS_USE_URANDOM: '1' } })
  const file = (name: string, text: string) => writeFileSync(join(cwd, name), text)
  const found = (end: string) => readdirSync(cwd).find(name => name.endsWith(end))!
  const uuid = belenios(['setup', 'generate-token']).trim()
  belenios(['setup', 'generate-credentials', '--uuid', uuid, '--group', GROUP, '--count', String(BALLOTS)])
  renameSync(join(cwd, found('.pubcreds')), join(cwd, 'public_creds.json'))
  const credentials = readFileSync(join(cwd, found('.privcreds')), 'utf8').trim().split('\n').map(line => line.trim().split(/\s+/).at(-1)!)
  belenios(['setup', 'generate-trustee-key', '--group', GROUP])
  file('public_keys.jsons', readFileSync(join(cwd, found('.pubkey')), 'utf8'))
  belenios(['setup', 'make-trustees'])
  file('template.json', JSON.stringify({
    description: 'bench', name: 'bench', administrator: 'bench', credential_authority: 'bench',
    questions: [{ answers: ['yes', 'no', 'abstain'], min: 1, max: 1, question: 'bench' }],
  }))
  belenios(['setup', 'make-election', '--uuid', uuid, '--group', GROUP, '--template', 'template.json'])
  belenios(['archive', 'init'])
  file('vote.json', '[[1,0,0]]')
  for (const [i, credential] of credentials.entries()) {
    file('credential', credential)
    belenios(['archive', 'add-event', '--type=Ballot'], belenios(['election', 'generate-ballot', '--privcred', 'credential', '--ballot', 'vote.json']))
    if (i % 250 === 249) bench.progress(`  ${i + 1} ballots of Belenios made`)
  }
  return cwd
}

/** CPU seconds of Belenios's own verification of the whole election. */
function beleniosSeconds(cwd: string): number {
  const told = run('bash', ['-c', 'TIMEFORMAT="%U %S"; { time belenios-tool election verify >verified 2>&1; } 2>&1; grep -q "all checks passed" verified'], { cwd })
  return told.trim().split(/\s+/).map(Number).reduce((a, b) => a + b, 0)
}

/** What each design costs to verify: ballots a CPU-second, ours over Belenios's. */
export const ballotBelenios: Group = {
  name: 'ballot.vs-belenios',
  what: `${BALLOTS} ballots of three answers verified, ours and those of belenios-tool`,
  async run(bench) {
    if (!tool(bench, 'belenios-tool', 'ballot.vs-belenios', 'Debian: belenios-tool')) return []
    const ours = await recount(await recordOf(bench, BALLOTS), 1)
    const theirs = beleniosSeconds(await beleniosElection(bench))
    return [figure('ballot.vs-belenios', BALLOTS / ours.cpuSeconds, 'ops/s', BALLOTS / theirs)]
  },
}
