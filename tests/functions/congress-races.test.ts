import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { rollHashOf } from '../../domain/congress/roll-hash'
import type { RollDoc, SessionDoc } from '../../cloudfunctions/_kit/documents'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, kept, newId } from './congress-helpers'

const { zhao, zhou, tang } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
let dir: string
/** Seconds that the short-lived copies of the function get. */
const lives = [0.02, 0.06, 0.12, 0.2, 0.3, 0.45, 0.7]
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zdt-freeze-'))
  const built = resolve('dist/cloudfunctions')
  const deploy = JSON.parse(readFileSync('cloudbaserc.json', 'utf8')) as { functions: { name: string; timeout: number }[] }
  // The same function deployed again with hardly any time to run: its calls are killed in the midst of their work.
  for (const { name } of deploy.functions) symlinkSync(join(built, name), join(dir, name))
  for (const [i, timeout] of lives.entries()) {
    symlinkSync(join(built, 'congress'), join(dir, `congress-killed-${i}`))
    deploy.functions.push({ name: `congress-killed-${i}`, timeout })
  }
  writeFileSync(join(dir, 'deploy.json'), JSON.stringify({ functions: deploy.functions }))
  t = await startCloud({ functions: dir, deploy: join(dir, 'deploy.json') })
  d = doing(t)
  await kept(t)
})
afterAll(async () => {
  await t.stop()
  rmSync(dir, { recursive: true, force: true })
})

const all = async <T>(name: string, where: object): Promise<T[]> => {
  const found: T[] = []
  for (;;) {
    const { data } = await t.db.collection(name).where(where).orderBy('_id', 'asc').skip(found.length).limit(100).get()
    found.push(...(data as T[]))
    if (data.length < 100) return found
  }
}
const roll = (sessionId: string) => all<RollDoc>('roll', { sessionId })
const stored = async (id: string) => (await t.db.collection('sessions').doc(id).get()).data[0] as SessionDoc
/** All its gates are met or passed, so that only the next step is left. */
const ready = async (more: object = {}) => {
  const id = await d.session(more)
  await d.matter(id, { way: 'secret' })
  await d.overrideAll(id)
  return id
}
const whole = async (id: string) => {
  const [session, rows] = [await stored(id), await roll(id)]
  expect(session).toMatchObject({ stage: 'preparatory', freezing: null, rollCount: rows.filter(r => !r.observer).length })
  expect(session.rollHash).toBe(rollHashOf(rows, text => createHash('sha256').update(text).digest('hex')))
  expect(session.events.filter(e => e.act === 'advance')).toHaveLength(1)
  return rows
}

test('two chairs open the session at once, five times each: one roll, one step', async () => {
  const id = await ready()
  const inputs = [d.input(id, 'advance', { from: 'preparing' }), d.input(id, 'advance', { from: 'preparing' })]
  const replies = await Promise.all([...inputs, ...inputs].map(input => t.ask(zhao, 'congress', 'act', input)))
  expect(replies.map(r => r.ok)).toEqual([true, true, true, true])
  expect(await whole(id)).toHaveLength(99)
  expect(await d.refused(zhao, id, 'advance', { from: 'preparing' }).catch(() => 'told that it is done')).toBe('told that it is done')
  expect(await d.refused(zhao, id, 'advance', { from: 'formal' })).toBe('STALE')
})

test('killed at any point of the freezing, while the roster changes: the roll of the first moment, whole and once', async () => {
  const id = await ready({ rehearsal: true, title: '推演', personIds: ['person-zhou-jianguo'], invented: { people: 900, delegations: 9 } })
  let killed = 0
  for (let i = 0; i < lives.length; i++) {
    const { error } = await t.cloud.call(`congress-killed-${i}`, { action: 'act', input: d.input(id, 'advance', { from: 'preparing' }) }, { openid: zhao })
    if (error) killed++
    const { stage, freezing } = await stored(id)
    if (stage === 'preparing' && freezing) {
      expect(freezing).toHaveLength(901)
      expect(await d.refused(zhao, id, 'cancel', { why: '名册建到一半时取消' })).toBe('FREEZING')
      expect(await t.refusal(zhao, 'congress', 'matterSave', { id: newId('matter'), rev: 0, sessionId: id, title: '又一个议题', text: '', kind: 'report', way: 'hands', question: null, about: null, major: false, order: 3 })).toBe('FREEZING')
    }
    await t.db.collection('people').doc('person-zhou-jianguo').update({ name: `周建国${i}` })
  }
  await d.act(zhao, id, 'advance', { from: 'preparing' })
  const rows = await whole(id)
  expect(rows).toHaveLength(901)
  expect(new Set(rows.map(r => r.personId)).size).toBe(901)
  expect(killed).toBeGreaterThan(0)
  await t.db.collection('people').doc('person-zhou-jianguo').update({ name: '周建国' })
})

test('left half done by somebody who died: the plan counts, not the roster of today', async () => {
  const id = await ready()
  const seeds = (await d.look(id)).session
  expect(seeds.stage).toBe('preparing')
  const plan = ['person-zhou-jianguo', 'person-li-xiuying'].map(personId => ({ personId, name: '冻结时的姓名', delegation: '一团', kind: 'worker', observer: false, invented: false }))
  await t.db.collection('sessions').doc(id).update({ freezing: plan })
  await t.db.collection('roll').add({ _id: `${id}.person-zhou-jianguo`, tenantId: 'ent-huajiang', sessionId: id, ...plan[0], present: false, device: 'none:person-zhou-jianguo', marks: [], code: null, rev: 0 })
  await d.act(tang, id, 'advance', { from: 'preparing' }).catch(e => expect(String(e)).toContain('NOT_ALLOWED'))
  await d.act(zhao, id, 'advance', { from: 'preparing' })
  expect((await whole(id)).map(r => r.name)).toEqual(['冻结时的姓名', '冻结时的姓名'])
})

test('rules that change after the opening change nothing for the session; until then they do', async () => {
  const id = await ready()
  const { rev } = await t.call(zhao, 'congress', 'rulesGet', {})
  await t.call(zhao, 'congress', 'rulesSave', { rev, jurisdiction: 'SH', kind: 'state', changes: { papersDays: { days: 9, working: false } } })
  expect((await d.look(id)).gates.find(g => g.id === 'papers')!.article).toContain('实施细则')
  await d.overrideAll(id)
  const opened = (await d.advance(id)).session
  expect(opened).toMatchObject({ rulesVersion: rev + 1, rules: { passing: { value: { strict: false } } } })
  await t.call(zhao, 'congress', 'rulesSave', { rev: rev + 1, jurisdiction: 'ZJ', kind: 'state', changes: {} })
  expect((await d.look(id)).session).toMatchObject({ rulesVersion: rev + 1, rules: { passing: { value: { strict: false } } } })
  const next = await d.session()
  await d.matter(next, { way: 'secret' })
  await d.overrideAll(next)
  expect((await d.advance(next)).session).toMatchObject({ rulesVersion: rev + 2, rules: { passing: { value: { strict: true } } } })
})

test('a delegate who leaves after the opening stays on this roll and is missing on the next', async () => {
  const first = await ready()
  await d.advance(first)
  const { data: [person] } = await t.db.collection('people').doc('person-hj-0050').get()
  await t.db.collection('people').doc('person-hj-0050').update({ memberships: person.memberships.map((m: { role: string }) => (m.role === 'delegate' ? { ...m, to: '2026-01-01' } : m)) })
  const second = await ready()
  await d.advance(second)
  expect((await roll(first)).some(r => r.personId === 'person-hj-0050')).toBe(true)
  expect((await roll(second)).some(r => r.personId === 'person-hj-0050')).toBe(false)
  expect((await stored(first)).rollCount).toBe((await stored(second)).rollCount + 1)
})

test('an applied import that is still being copied keeps the session shut', async () => {
  const id = await ready()
  await t.db.collection('imports').add({ _id: 'import-being-copied', tenantId: 'ent-huajiang', slot: 'ent-huajiang', state: 'applied', settled: false, at: Date.now(), rev: 0 })
  expect(await d.refused(zhao, id, 'advance', { from: 'preparing' })).toBe('IMPORTING')
  await t.db.collection('imports').doc('import-being-copied').remove()
  await d.advance(id)
})

test('the same act sent five times is one; different acts at once all happen', async () => {
  const id = await d.session()
  const input = d.input(id, 'notify', { text: '定于近日召开职工代表大会，请准时参加。' })
  const same = await Promise.all(Array.from({ length: 5 }, () => t.ask(zhao, 'congress', 'act', input)))
  expect(same.every(r => r.ok)).toBe(true)
  expect((await stored(id)).events.filter(e => e.act === 'notify')).toHaveLength(1)
  await Promise.all([
    d.act(zhao, id, 'qualify', { note: '经审查，全体代表资格有效。' }),
    d.act(zhao, id, 'motionWindow', { from: '2026-10-01', to: '2026-10-31' }),
    d.act(tang, id, 'askOverride', { gate: 'papers', reason: '会议提前，文件当场发放' }),
  ])
  expect(await stored(id)).toMatchObject({ qualification: { by: '赵敏' }, motionWindow: { from: '2026-10-01' }, overrides: [{ gate: 'papers' }] })
})

test('two ask, two confirm at once: one override each, and never by one person', async () => {
  const id = await d.session()
  await Promise.all([d.act(zhao, id, 'askOverride', { gate: 'papers', reason: '会议提前，文件当场发放' }), d.act(tang, id, 'askOverride', { gate: 'papers', reason: '会议提前，文件当场发放' })])
  const both = await Promise.all([zhao, tang].map(who => t.ask(who, 'congress', 'act', d.input(id, 'confirmOverride', { gate: 'papers' }))))
  expect(both.filter(r => r.ok)).toHaveLength(1)
  const { overrides } = await stored(id)
  expect(overrides).toHaveLength(1)
  expect(overrides[0]!.askedById).not.toBe(overrides[0]!.confirmedById)
})

test('fifty delegates prove their reading at once: fifty readers, each once', async () => {
  const id = await d.session()
  const paper = await d.paper(id)
  await d.act(zhao, id, 'notify', { text: '定于近日召开职工代表大会，请准时参加。' })
  await t.call(zhao, 'congress', 'paperDeliver', { id: paper })
  const readers = Array.from({ length: 30 }, (_, i) => `person-hj-${String(i).padStart(4, '0')}`)
  await Promise.all(readers.map(_id => t.db.collection('people').where({ _id }).update({ wx: `wx-${_id}` })))
  await Promise.all([...readers, ...readers].map(_id => t.call(`wx-${_id}`, 'congress', 'paperRead', { id: paper })))
  expect((await t.call(zhou, 'congress', 'paper', { id: paper })).paper.readers).toBe(30)
})

test('two of the staff edit one matter, one paper: one stands, the other is told', async () => {
  const id = await d.session()
  const m = await d.matter(id, { way: 'secret' })
  const edit = (title: string) => t.ask(zhao, 'congress', 'matterSave', { id: m._id, rev: m.rev, sessionId: id, title, text: '', kind: 'advise', way: 'secret', question: { kind: 'motion' }, about: null, major: false, order: 1 } as never)
  const both = await Promise.all([edit('甲稿'), edit('乙稿')])
  expect(both.map(r => (r.ok ? 'ok' : r.code)).sort()).toEqual(['STALE', 'ok'])
})

test('none of this was a fault, but for those who were killed', () => expect(t.faults()).toBe(0))
