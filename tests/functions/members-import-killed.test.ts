import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud, type TestCloud } from './cloud'
import { settled, upload, workbook, type Cell } from './roster-file'

const ZHAO = 'demo-zhao'
const NEW = 900
const CHANGED = 250

let t: TestCloud
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zdt-killed-'))
  const built = resolve('dist/cloudfunctions')
  // The same function deployed a second time with hardly any time to run: its calls are killed in the midst of their work.
  symlinkSync(join(built, 'members'), join(dir, 'members'))
  symlinkSync(join(built, 'members'), join(dir, 'members-killed'))
  const deploy = JSON.parse(readFileSync('cloudbaserc.json', 'utf8')) as { functions: { name: string }[] }
  deploy.functions.push({ name: 'members-killed', timeout: 0.3 } as never)
  writeFileSync(join(dir, 'deploy.json'), JSON.stringify({ functions: deploy.functions }))
  t = await startCloud({ functions: dir, deploy: join(dir, 'deploy.json') })
})
afterAll(async () => {
  await t.stop()
  rmSync(dir, { recursive: true, force: true })
})

let kills = 0
/** Lets several workers die over the import, one after the other. What they leave must never be seen or counted twice. */
async function killWorkers(id: string, between: () => Promise<void>) {
  for (let i = 0; i < 3; i++) {
    const { error } = await t.cloud.call('members-killed', { action: 'importWork', input: { id } }, { openid: ZHAO })
    if (error) kills++
    await between()
    // The lease of the dead ends after a minute; nobody waits for it here.
    await t.db.collection('imports').doc(id).update({ leaseUntil: 0 })
  }
}

const count = async (where: object) => (await t.db.collection('people').where({ tenantId: 'ent-huajiang', ...where }).count()).total as number
const listed = async (text: string) => (await t.call(ZHAO, 'members', 'people', { text })).items
const noneOfThem = async () => {
  expect(await listed('杀不死')).toEqual([])
  expect((await listed('10021'))[0]).toMatchObject({ unitName: '总装分厂' })
}
const allOfThem = async () => {
  expect((await listed('杀不死')).length).toBe(50)
  expect((await listed('10021'))[0]).toMatchObject({ unitName: '动力分厂' })
  expect((await listed('X899'))[0]).toMatchObject({ name: '杀不死899' })
}

const rows: Cell[][] = [
  ...Array.from({ length: NEW }, (_, i): Cell[] => [`杀不死${i}`, `X${i}`, '', '总装分厂', '', '', '', '', '', '']),
  ['周建国', '10021', '', '动力分厂', '', '', '', '', '', ''],
  ...Array.from({ length: CHANGED }, (_, i): Cell[] => [`改名${i}`, String(11000 + i), '', '', '', '', '', '', '', '']),
]

test('workers die at every step of an import and of its undo: all of it counts or none, and nothing twice', async () => {
  const id = 'import-killed-1'
  const before = await count({ live: true })
  const file = await upload(t, ZHAO, await workbook(rows))
  await t.call(ZHAO, 'members', 'importStart', { id, file, fileName: '名册.xlsx' })

  await killWorkers(id, noneOfThem)
  const ready = await settled(t, ZHAO, id)
  expect(ready).toMatchObject({ state: 'ready', counts: { bad: 0, add: NEW, change: CHANGED + 1, same: 0 } })
  await noneOfThem()
  expect(await count({ live: false, settled: false })).toBe(NEW)

  await t.call(ZHAO, 'members', 'importApply', { id, rev: ready.rev })
  await allOfThem()
  await killWorkers(id, allOfThem)
  const done = await settled(t, ZHAO, id)
  await allOfThem()
  expect(await count({ live: true })).toBe(before + NEW)
  expect(await count({ settled: false })).toBe(0)

  await t.call(ZHAO, 'members', 'importUndo', { id, rev: done.rev })
  await killWorkers(id, async () => {
    const { state } = (await t.db.collection('imports').doc(id).get()).data[0] as { state: string }
    await (state === 'undone' ? noneOfThem() : allOfThem())
  })
  expect(await settled(t, ZHAO, id)).toMatchObject({ state: 'undone' })
  await noneOfThem()
  expect(await count({ live: true })).toBe(before)
  expect(await count({ settled: false })).toBe(0)

  // The same people come back as themselves.
  const again = 'import-killed-2'
  await t.call(ZHAO, 'members', 'importStart', { id: again, file: await upload(t, ZHAO, await workbook(rows)), fileName: '名册.xlsx' })
  await killWorkers(again, noneOfThem)
  const second = await settled(t, ZHAO, again)
  expect(second.counts).toEqual({ bad: 0, add: NEW, change: CHANGED + 1, same: 0 })
  await t.call(ZHAO, 'members', 'importDrop', { id: again, rev: second.rev })
  await killWorkers(again, noneOfThem)
  expect(await settled(t, ZHAO, again)).toMatchObject({ state: 'dropped' })
  await noneOfThem()
  expect(await count({ live: true })).toBe(before)
  expect(await count({ live: false })).toBe(NEW)
  expect(await count({ settled: false })).toBe(0)
  expect((await t.db.collection('importRows').where({ importId: again }).count()).total).toBe(0)
  expect(kills).toBeGreaterThan(0)
}, 300_000)
