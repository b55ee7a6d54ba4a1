import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hallCode } from '../../domain/ballot/manifest'
import { recordText } from '../../domain/ballot/record'
import { bundled } from '../../scripts/lib/ballot-bundle'
import { held } from './ballot-world'

/** The command as a scrutineer runs it. */

const dir = mkdtempSync(join(tmpdir(), 'ballot-'))
const world = held({ people: 60, onPaper: 3 }, ['y', 'y', 'n', 'a'])
const record = world.record()
let verifier: { file: string; dir: string }

beforeAll(async () => { verifier = await bundled('scripts/verify/main.ts') })
afterAll(() => {
  rmSync(dir, { recursive: true })
  rmSync(verifier.dir, { recursive: true })
})

function verify(content: string | Uint8Array | null, ...args: string[]) {
  const file = join(dir, 'record.json')
  if (content !== null) writeFileSync(file, content)
  const { status, stdout, stderr } = spawnSync(process.execPath, [verifier.file, ...(content === null ? [] : [file]), ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('npm run verify says that it is right, and what was counted', () => {
  const file = join(dir, 'record.json')
  writeFileSync(file, recordText(record))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/verify.ts', file, '--code', hallCode(world.round)], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout).toContain(`校验码 ${hallCode(world.round)}`)
  expect(stdout).toContain('到会 60 人；手机领票 57 张，纸质领票 3 张')
  expect(stdout).toContain('集体合同（草案）：赞成 31，反对 15，弃权 14')
})

test('the record is plain JSON to any reader', () => {
  expect(JSON.parse(recordText(record))).toHaveLength(record.length)
})

const spoilt = (line: number) => recordText(record.map((text, i) => (i === line - 2 ? text.replace('"kind"', '"Kind"') : text)))

test.each<[string, () => string | Uint8Array, RegExp]>([
  ['an early line', () => spoilt(5), /^核对不通过。第 5 行：.*（NOT_CANONICAL）\n$/],
  ['a line in the second block', () => spoilt(100), /第 100 行：/],
  ['the last line', () => spoilt(record.length + 1), new RegExp(`第 ${record.length + 1} 行：`)],
  ['the earlier of two', () => recordText(record.map((text, i) => (i === 170 ? 'x' : i === 150 ? record[148]! : text))), /第 152 行：/],
  ['no end', () => recordText(record).slice(0, -3), /INCOMPLETE/],
  ['nothing', () => '', /INCOMPLETE/],
  ['an empty list', () => '[\n]\n', /第 2 行：.*NOT_CANONICAL/],
  ['another line end', () => recordText(record).replaceAll('\n', '\r\n'), /第 1 行：.*NOT_CANONICAL/],
  ['a byte order mark', () => `\ufeff${recordText(record)}`, /第 1 行：.*NOT_CANONICAL/],
  ['bytes that are no text', () => Buffer.concat([Buffer.from(recordText(record.slice(0, 1)).slice(0, -3)), Buffer.from([0xff, 10])]), /NOT_CANONICAL/],
  ['a line without end', () => `[\n${'x'.repeat(6_000_000)}`, /TOO_LONG/],
])('it names the first thing wrong: %s', (_name, content, said) => {
  const { status, stderr } = verify(content(), '--workers', '2')
  expect(stderr).toMatch(said)
  expect(status).toBe(1)
})

test('another code than the hall\'s, an unknown file, no file', () => {
  expect(verify(recordText(record), '--code', '0000-0000-0000-0000')).toMatchObject({ status: 1, stderr: expect.stringContaining('HALL_CODE') })
  expect(verify(null, join(dir, 'none.json'))).toMatchObject({ status: 2, stderr: expect.stringContaining('找不到文件') })
  expect(verify(null)).toMatchObject({ status: 2, stderr: expect.stringContaining('用法') })
})

test('for programs', () => {
  const { status, stdout } = verify(recordText(record), '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, outcome: { ballots: 57 } })
})

describe('a complaint: the evidence that a phone handed out', () => {
  const [ballot] = world.ballots
  const evidence = (content: unknown) => {
    const file = join(dir, 'evidence.json')
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    return file
  }
  // The box signed for it, and signed a board without it.
  const dropped = held({ people: 60, onPaper: 3 }, ['y', 'y', 'n', 'a'])
  const gone = dropped.ballots.shift()!

  test('the ballot is on the board', () => {
    const { status, stdout } = verify(recordText(record), '--evidence', evidence({ ballot, receipt: world.receipt(ballot!) }))
    expect(status).toBe(0)
    expect(stdout).toContain('投诉不成立')
  })

  test('the ballot was dropped', () => {
    const given = evidence({ ballot: gone, receipt: dropped.receipt(gone) })
    const { status, stderr } = verify(recordText(dropped.record()), '--evidence', given)
    expect(status).toBe(1)
    expect(stderr).toContain('投诉成立')
    expect(JSON.parse(verify(null, join(dir, 'record.json'), '--json', '--evidence', given).stdout)).toMatchObject({ ok: true, complaint: 'dropped' })
  })

  test.each<[string, unknown]>([
    ['no receipt', { ballot: gone, receipt: null }],
    ['the receipt of another ballot', { ballot: gone, receipt: dropped.receipt(dropped.ballots[0]!) }],
    ['an altered ballot', { ballot: { ...gone, choice: { marks: 'n', writeIns: [] } }, receipt: dropped.receipt(gone) }],
    ['no ballot', {}],
    ['no JSON', '{'],
  ])('%s proves nothing', (_, content) => {
    const { status, stderr } = verify(recordText(dropped.record()), '--evidence', evidence(content))
    expect(status).toBe(1)
    expect(stderr).toContain('凭据不成立')
  })
})
