import { PRIVACY_VERSION } from '../../types/member'
import { people } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'

const boundInHuajiang = people.filter(p => p.tenantId === 'ent-huajiang' && !p.wx.startsWith('none:')).map(p => p._id).sort()

const ZHAO = 'demo-zhao'
const ZHENG = 'demo-zheng'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const stored = async (id: string) => (await t.db.collection('people').doc(id).get()).data[0]
const person = (id: string) => t.call(ZHAO, 'members', 'person', { id })
let made = 0
const add = (more: object = {}) => {
  const n = ++made
  return t.call(ZHAO, 'members', 'addPerson', { id: `unit-person-${n}`, name: `职工${n}`, employeeNo: `U${n}`, phone: '', unitId: 'hj-jiguan', ...more })
}
const handler = (id: string, unitId = 'hj-jiguan') => ({ id, role: 'handler', unitId, from: '2026-01-01', to: null }) as const

describe('units', () => {
  test('a branch gets a team, once even when tapped five times; a closed unit stays but takes nobody', async () => {
    const unit = { id: 'unit-new-0001', parentId: 'hj-jiguan', kind: 'team', name: '打印班' } as const
    const replies = await Promise.all(Array.from({ length: 5 }, () => t.call(ZHAO, 'members', 'addUnit', unit)))
    expect(new Set(replies.map(r => JSON.stringify(r))).size).toBe(1)
    expect(replies[0]).toMatchObject({ tenantId: 'ent-huajiang', path: expect.arrayContaining(['ent-huajiang', 'hj-jiguan', 'unit-new-0001']) })
    expect(await t.refusal(ZHAO, 'members', 'addUnit', { ...unit, name: '别的名称' })).toBe('TAKEN')

    const inside = await add({ unitId: unit.id })
    expect(await t.refusal(ZHAO, 'members', 'closeUnit', { id: unit.id, rev: 0 })).toBe('NOT_EMPTY')
    await t.call(ZHAO, 'members', 'changePerson', { id: inside._id, rev: inside.rev, name: inside.name, employeeNo: inside.employeeNo, unitId: 'hj-jiguan' })
    expect(await t.call(ZHAO, 'members', 'closeUnit', { id: unit.id, rev: 0 })).toMatchObject({ closedOn: today() })
    expect(await t.refusal(ZHAO, 'members', 'addPerson', { id: 'unit-nobody-1', name: '迟到', employeeNo: 'LATE', phone: '', unitId: unit.id })).toBe('CLOSED')
    expect((await t.call(ZHAO, 'members', 'units', {})).units).toContainEqual(expect.objectContaining({ _id: unit.id, closedOn: today() }))
  })

  test('the order of the tree is kept, and a unit with units in it stays open', async () => {
    expect(await t.refusal(ZHAO, 'members', 'addUnit', { id: 'unit-bad-0001', parentId: 'hj-dongli-1', kind: 'branch', name: '反了' })).toBe('BAD_KIND')
    expect(await t.refusal(ZHAO, 'members', 'addUnit', { id: 'unit-bad-0002', parentId: 'ent-huajiang', kind: 'station', name: '反了' })).toBe('BAD_KIND')
    expect(await t.refusal(ZHAO, 'members', 'closeUnit', { id: 'hj-dongli', rev: 0 })).toBe('NOT_EMPTY')
    expect(await t.refusal(ZHAO, 'members', 'closeUnit', { id: 'ent-huajiang', rev: 0 })).toBe('NOT_ALLOWED')
  })

  test('two who rename at once: one wins, the other is told', async () => {
    const replies = await Promise.all(['甲名', '乙名'].map(name => t.ask(ZHAO, 'members', 'changeUnit', { id: 'hj-zhuzao', rev: 0, name })))
    expect(replies.map(r => (r.ok ? 'ok' : r.code)).sort()).toEqual(['STALE', 'ok'])
  })

  test('of two enterprises that take one code at once, never both keep it', async () => {
    const one = (id: string) => t.ask(ZHENG, 'members', 'addUnit', { id, parentId: 'fed-huacheng', kind: 'enterprise', name: id, code: 'same-1' })
    await Promise.all([one('ent-race-0001'), one('ent-race-0002')])
    expect((await t.db.collection('units').where({ code: 'SAME1' }).count()).total).toBeLessThanOrEqual(1)
    expect(await t.refusal(ZHENG, 'members', 'addUnit', { id: 'ent-race-0003', parentId: 'fed-huacheng', kind: 'enterprise', name: '占用', code: 'hjzg' })).toBe('TAKEN')
  })

  test('a federation founds an enterprise and its first union staff, who then rule alone', async () => {
    const unit = await t.call(ZHENG, 'members', 'addUnit', { id: 'ent-founded', parentId: 'station-east', kind: 'enterprise', name: '新建企业' })
    expect(unit).toMatchObject({ tenantId: 'ent-founded', code: expect.stringMatching(/^[2-9A-Z]{6}$/) })
    const first = await t.call(ZHENG, 'members', 'addPerson', { id: 'founder-0001', name: '首任', employeeNo: '1', phone: '', unitId: 'ent-founded' })
    const membership = { id: 'founder-staff', role: 'staff', unitId: 'ent-founded', from: today(), to: null } as const
    expect(await t.refusal(ZHENG, 'members', 'grant', { personId: first._id, rev: first.rev, membership: { ...membership, role: 'leader' } })).toBe('NOT_ALLOWED')
    await t.call(ZHENG, 'members', 'grant', { personId: first._id, rev: first.rev, membership })
    const { code } = await t.call(ZHENG, 'members', 'issueCode', { personId: first._id })
    await t.call('wx-founder', 'members', 'bindByCode', { unitCode: unit.code!, employeeNo: '1', code, consent: PRIVACY_VERSION })
    expect((await t.call('wx-founder', 'members', 'people', {})).items.map(p => p.name)).toEqual(['首任'])
    expect(await t.refusal(ZHENG, 'members', 'addPerson', { id: 'founder-0002', name: '插手', employeeNo: '2', phone: '', unitId: 'ent-founded' })).toBe('NOT_ALLOWED')
    expect(await t.refusal(ZHAO, 'members', 'addPerson', { id: 'founder-0003', name: '插手', employeeNo: '3', phone: '', unitId: 'ent-founded' })).toBe('NOT_FOUND')
  })
})

describe('people', () => {
  test('adding is idempotent; a 工号 belongs to one person, also when two add it at once', async () => {
    const one = { id: 'unit-person-x1', name: '同号', employeeNo: 'same-no', phone: '', unitId: 'hj-jiguan' }
    const replies = await Promise.all([t.ask(ZHAO, 'members', 'addPerson', one), t.ask(ZHAO, 'members', 'addPerson', one), t.ask(ZHAO, 'members', 'addPerson', { ...one, id: 'unit-person-x2', name: '另一人' })])
    expect(replies.filter(r => r.ok).length).toBeGreaterThan(0)
    expect((await t.db.collection('people').where({ employeeNo: 'SAME-NO' }).count()).total).toBe(1)
    const other = await add()
    expect(await t.refusal(ZHAO, 'members', 'changePerson', { id: other._id, rev: other.rev, name: '抢号', employeeNo: 'same-no', unitId: 'hj-jiguan' })).toBe('SAME_NO')
  })

  test('an edit leaves the phone alone unless it names one; two edits at once: one wins', async () => {
    const p = await add({ phone: '13600000001' })
    const edit = { id: p._id, rev: p.rev, employeeNo: p.employeeNo, unitId: 'hj-jiguan' }
    const replies = await Promise.all(['甲', '乙'].map(name => t.ask(ZHAO, 'members', 'changePerson', { ...edit, name })))
    expect(replies.map(r => (r.ok ? 'ok' : r.code)).sort()).toEqual(['STALE', 'ok'])
    expect((await stored(p._id)).phone).toBe('13600000001')
  })

  test('a move is dated', async () => {
    const p = await add()
    await t.db.collection('people').doc(p._id).update({ 'memberships.0.from': '2026-01-01' })
    const moved = await t.call(ZHAO, 'members', 'changePerson', { id: p._id, rev: p.rev, name: p.name, employeeNo: p.employeeNo, unitId: 'hj-dongli' })
    expect(moved.memberships).toMatchObject([{ role: 'worker', unitId: 'hj-jiguan', from: '2026-01-01', to: expect.any(String) }, { role: 'worker', unitId: 'hj-dongli', from: today(), to: null }])
  })

  test('lists page through everybody once, in order, and filter by unit with its teams, role, text and binding', async () => {
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const page: { items: { _id: string; name: string }[]; next?: string } = await t.call(ZHAO, 'members', 'people', { cursor })
      expect(page.items.map(p => p.name)).toEqual(page.items.map(p => p.name).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
      seen.push(...page.items.map(p => p._id))
      if (!(cursor = page.next)) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength((await t.db.collection('people').where({ tenantId: 'ent-huajiang' }).count()).total as number)
    const list = async (filter: object) => (await t.call(ZHAO, 'members', 'people', filter)).items
    expect(new Set((await list({ unitId: 'hj-dongli' })).map(p => p.unitId))).toEqual(new Set(['hj-dongli', 'hj-dongli-1', 'hj-dongli-2', 'hj-dongli-3']))
    expect((await list({ role: 'staff' })).map(p => p.name)).toEqual(['赵敏'])
    expect((await list({ bound: true })).map(p => p._id).sort()).toEqual(boundInHuajiang)
    expect((await list({ bound: false })).every(p => !p.bound)).toBe(true)
    expect((await list({ text: '10021' })).map(p => p.employeeNo)).toEqual(['10021'])
  })

  test('a role counts on its days only', async () => {
    const p = await add()
    const future = { id: 'm-future-01', role: 'handler', unitId: 'hj-jiguan', from: '2099-01-01', to: null } as const
    await t.call(ZHAO, 'members', 'grant', { personId: p._id, rev: p.rev, membership: future })
    expect((await t.call(ZHAO, 'members', 'people', { role: 'handler', text: p.employeeNo })).items).toEqual([])
  })
})

describe('memberships', () => {
  test('granted once however often it is sent, never twice over the same time, and only ended', async () => {
    const p = await add()
    const act = { personId: p._id, rev: p.rev, membership: handler('m-grant-001') }
    const granted = await t.call(ZHAO, 'members', 'grant', act)
    expect(await t.call(ZHAO, 'members', 'grant', act)).toEqual(granted)
    expect(await t.refusal(ZHAO, 'members', 'grant', { ...act, rev: granted.rev, membership: handler('m-grant-002') })).toBe('OVERLAP')
    expect(await t.refusal(ZHAO, 'members', 'grant', { ...act, membership: handler('m-grant-003', 'hj-dongli') })).toBe('STALE')
    const ended = await t.call(ZHAO, 'members', 'end', { personId: p._id, rev: granted.rev, membershipId: 'm-grant-001', to: '2026-06-30' })
    expect(ended.memberships.find(m => m.id === 'm-grant-001')).toEqual({ ...handler('m-grant-001'), to: '2026-06-30' })
    expect(await t.refusal(ZHAO, 'members', 'end', { personId: p._id, rev: ended.rev, membershipId: 'm-grant-001', to: '2026-07-31' })).toBe('ENDED')
    expect((await stored(p._id)).events.map((e: { act: string }) => e.act)).toEqual(['grant', 'end'])
  })

  test('the last of the union staff stays, even when the last two leave at once', async () => {
    const zhao = await person('person-zhao-min')
    const end = (p: { _id: string; rev: number }, membershipId: string) => t.ask(ZHAO, 'members', 'end', { personId: p._id, rev: p.rev, membershipId, to: '2099-12-31' })
    expect(await end(zhao, 'person-zhao-min-staff')).toMatchObject({ ok: false, code: 'LAST_STAFF' })
    const p = await add()
    const second = await t.call(ZHAO, 'members', 'grant', { personId: p._id, rev: p.rev, membership: { id: 'm-second-01', role: 'staff', unitId: 'ent-huajiang', from: '2026-01-01', to: null } })
    const replies = await Promise.all([end(zhao, 'person-zhao-min-staff'), end(second, 'm-second-01')])
    expect(replies.filter(r => r.ok)).toHaveLength(1)
    const staff = (await t.db.collection('people').where({ tenantId: 'ent-huajiang' }).limit(1000).get()).data
      .filter((q: { memberships: { role: string; to: string | null }[] }) => q.memberships.some(m => m.role === 'staff' && m.to === null))
    expect(staff).toHaveLength(1)
  })
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
