import { startCloud, type TestCloud } from './cloud'
import { actors } from '../../scripts/seed/people'

const ZHOU = 'demo-zhou', LI = 'demo-li', WANG = 'demo-wang', ZHAO = 'demo-zhao', LIU = 'demo-liu', WU = 'demo-wu', MA = 'demo-ma', HE = 'demo-he'

const text = {
  title: '关于更换旧行车的提案',
  reason: '总装分厂三号行车已使用二十二年，今年停机七次，影响装配进度。',
  proposal: '请设备部在明年一季度前更换三号行车，并先行检修限位装置。',
  category: 'safety' as const,
  pictures: [],
}

let t: TestCloud
let no = 0
const newId = () => `motion-test-${String(++no).padStart(6, '0')}`

beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const file = (id: string, invite: string[] = [actors.li._id, actors.wang._id], openid = ZHOU) =>
  t.call(openid, 'motions', 'file', { id, rev: 0, text, invite })

describe('the way of a motion', () => {
  test('draft, file, two co-signs, submit; the union sees it', async () => {
    const id = newId()
    const draft = await t.call(ZHOU, 'motions', 'saveDraft', { id, rev: 0, text: { ...text, proposal: '' } })
    expect(draft).toMatchObject({ state: 'draft', rev: 1, proposerName: '周建国', delegation: '总装分厂代表团' })
    const filed = await t.call(ZHOU, 'motions', 'file', { id, rev: draft.rev, text, invite: [actors.li._id, actors.wang._id] })
    expect(filed.cosigners.map(c => [c.name, c.answer])).toEqual([['李秀英', 'invited'], ['王海燕', 'invited']])

    const asked = await t.call(LI, 'motions', 'waiting', {})
    expect(asked.items).toContainEqual(expect.objectContaining({ kind: 'answer', motion: expect.objectContaining({ _id: id }) }))
    await t.call(LI, 'motions', 'answer', { id, accept: true })
    expect(await t.refusal(ZHOU, 'motions', 'submit', { id })).toBe('TOO_FEW')
    await t.call(WANG, 'motions', 'answer', { id, accept: true })

    expect((await t.call(ZHOU, 'motions', 'waiting', {})).items).toContainEqual(expect.objectContaining({ kind: 'submit', motion: expect.objectContaining({ _id: id, accepted: 2 }) }))
    const submitted = await t.call(ZHOU, 'motions', 'submit', { id })
    expect(submitted.state).toBe('submitted')
    expect(submitted.events.map(e => [e.act, e.by])).toEqual([['file', '周建国'], ['accept', '李秀英'], ['accept', '王海燕'], ['submit', '周建国']])
    const seen = await t.call(ZHAO, 'motions', 'list', {})
    expect(seen.items[0]).toMatchObject({ _id: id, state: 'submitted', accepted: 2 })
  })

  test('five taps make one motion, and each gets the same answer', async () => {
    const id = newId()
    const replies = await Promise.all(Array.from({ length: 5 }, () => file(id)))
    expect(new Set(replies.map(r => r._id)).size).toBe(1)
    expect(replies.every(r => r.state === 'cosigning')).toBe(true)
    const { total } = await t.db.collection('motions').where({ _id: id }).count()
    expect(total).toBe(1)
    expect((await t.call(ZHOU, 'motions', 'get', { id })).motion.events).toHaveLength(1)
  })

  test('two phones with one draft: the second is told, and nothing of the first is lost', async () => {
    const id = newId()
    const first = await t.call(ZHOU, 'motions', 'saveDraft', { id, rev: 0, text })
    await t.call(ZHOU, 'motions', 'saveDraft', { id, rev: first.rev, text: { ...text, title: '第一部手机写的' } })
    expect(await t.refusal(ZHOU, 'motions', 'saveDraft', { id, rev: first.rev, text: { ...text, title: '第二部手机写的' } })).toBe('STALE')
    expect((await t.call(ZHOU, 'motions', 'get', { id })).motion.title).toBe('第一部手机写的')
  })

  test('all co-signers answer in the same moment: no answer overwrites another', async () => {
    const delegates = (await t.call(ZHOU, 'motions', 'delegates', {})).items.slice(0, 10).map(d => d.personId)
    await Promise.all(delegates.map(personId => t.db.collection('people').where({ _id: personId }).update({ wx: `tmp-${personId}` })))
    const id = newId()
    await file(id, delegates)
    await Promise.all(delegates.map((personId, i) => t.call(`tmp-${personId}`, 'motions', 'answer', { id, accept: i % 2 === 0 })))
    const { motion } = await t.call(ZHOU, 'motions', 'get', { id })
    expect(motion.cosigners.map(c => c.answer)).toEqual(delegates.map((_, i) => (i % 2 === 0 ? 'accepted' : 'declined')))
  })

  test('a co-sign can be taken back until the motion is submitted, and not afterwards', async () => {
    const id = newId()
    await file(id)
    await t.call(LI, 'motions', 'answer', { id, accept: true })
    await t.call(LI, 'motions', 'answer', { id, accept: false })
    await t.call(WANG, 'motions', 'answer', { id, accept: true })
    expect(await t.refusal(ZHOU, 'motions', 'submit', { id })).toBe('TOO_FEW')
    await t.call(LI, 'motions', 'answer', { id, accept: true })
    await t.call(ZHOU, 'motions', 'submit', { id })
    expect(await t.refusal(LI, 'motions', 'answer', { id, accept: false })).toBe('WRONG_STATE')
    expect((await t.call(LI, 'motions', 'answer', { id, accept: true })).state).toBe('submitted')
  })

  test('inviting twice, oneself, a worker or a stranger is refused', async () => {
    const id = newId()
    await file(id, [actors.li._id])
    await t.call(ZHOU, 'motions', 'invite', { id, invite: [actors.wang._id] })
    expect((await t.call(ZHOU, 'motions', 'invite', { id, invite: [actors.wang._id] })).cosigners).toHaveLength(2)
    expect(await t.refusal(ZHOU, 'motions', 'invite', { id, invite: [actors.zhou._id] })).toBe('BAD_INPUT')
    expect(await t.refusal(ZHOU, 'motions', 'invite', { id, invite: [actors.liu._id] })).toBe('BAD_INPUT')
    expect(await t.refusal(ZHOU, 'motions', 'invite', { id, invite: [actors.he._id] })).toBe('BAD_INPUT')
    const more = (await t.call(ZHOU, 'motions', 'delegates', {})).items.slice(0, 2).map(d => d.personId)
    expect(await t.refusal(ZHOU, 'motions', 'invite', { id, invite: [actors.wang._id, more[0]] })).toBe('ALREADY_ASKED')
    await t.call(ZHOU, 'motions', 'invite', { id, invite: more })
  })

  test('a risky text is refused and nothing is stored', async () => {
    const id = newId()
    t.cloud.wx().risky.add('违禁')
    expect(await t.refusal(ZHOU, 'motions', 'file', { id, rev: 0, text: { ...text, title: '含有违禁词的提案' }, invite: [] })).toBe('RISKY_TEXT')
    t.cloud.wx().risky.clear()
    expect((await t.db.collection('motions').where({ _id: id }).count()).total).toBe(0)
  })

  test('lists page through every motion once, newest first', async () => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await t.call(ZHAO, 'motions', 'list', { cursor })
      all.push(...page.items.map(m => m._id))
      cursor = page.next
    } while (cursor)
    expect(new Set(all).size).toBe(all.length)
    const { total } = await t.db.collection('motions').where({ tenantId: 'ent-huajiang', state: t.db.command.neq('draft') }).count()
    expect(all).toHaveLength(total)
  })
})

describe('who may see and do what', () => {
  let mine: string, sent: string, tried: string
  beforeAll(async () => {
    mine = newId()
    sent = newId()
    tried = newId()
    await t.call(ZHOU, 'motions', 'saveDraft', { id: mine, rev: 0, text })
    await file(sent, [actors.li._id])
    await file(tried, [actors.li._id])
  })

  // For each action: who may, and what the others are told.
  const delegates = [ZHOU, LI, WANG, HE]
  const everyone = [ZHOU, LI, WANG, ZHAO, LIU, WU, MA, HE, 'demo-chen', 'demo-sun', 'demo-zheng', undefined]
  const acts: [string, () => unknown][] = [
    ['saveDraft', () => ({ id: newId(), rev: 0, text })],
    ['dropDraft', () => ({ id: newId() })],
    ['file', () => ({ id: newId(), rev: 0, text, invite: [] })],
    ['invite', () => ({ id: tried, invite: [actors.wang._id] })],
    ['answer', () => ({ id: tried, accept: true })],
    ['delegates', () => ({})],
  ]
  test.each(acts)('%s is for delegates only', async (action, input) => {
    for (const openid of everyone) {
      const reply = await t.ask(openid, 'motions', action as 'submit', input() as never)
      const closed = !reply.ok && ['NOT_ALLOWED', 'NOT_BOUND'].includes(reply.code) && !/提案人|邀请/.test(reply.message)
      expect([openid, closed]).toEqual([openid, !delegates.includes(openid ?? '')])
    }
  })

  // Not by role: a proposer who lost the seat may still hand it in (motions-gone.test.ts).
  test('submit is for the proposer only', async () => {
    const alone = newId()
    await file(alone, [actors.li._id])
    for (const openid of everyone.filter(o => o !== ZHOU)) {
      expect([openid, await t.refusal(openid, 'motions', 'submit', { id: alone })]).toEqual([openid, openid === undefined ? 'NOT_BOUND' : 'NOT_FOUND'])
    }
    expect(await t.refusal(ZHOU, 'motions', 'submit', { id: alone })).toBe('TOO_FEW')
  })

  test.each([['saveDraft', () => ({ id: mine, rev: 1, text })], ['file', () => ({ id: mine, rev: 1, text, invite: [] })], ['get', () => ({ id: mine })], ['submit', () => ({ id: mine })]])(
    'another person’s draft cannot be touched: %s', async (action, input) => {
      for (const openid of [LI, ZHAO, HE, MA, WU]) {
        const code = await t.refusal(openid, 'motions', action, input())
        expect(['NOT_FOUND', 'NOT_ALLOWED']).toContain(code)
      }
      expect((await t.call(ZHOU, 'motions', 'get', { id: mine })).motion).toMatchObject({ rev: 1, state: 'draft' })
    })

  test('a motion gathering co-signs is seen by its people and the union only', async () => {
    for (const openid of [ZHOU, LI, ZHAO]) expect((await t.call(openid, 'motions', 'get', { id: sent })).motion._id).toBe(sent)
    for (const openid of [WANG, LIU, HE, MA, WU, undefined]) expect(await t.refusal(openid, 'motions', 'get', { id: sent })).toBe('NOT_FOUND')
  })

  test('a higher unit looks into the enterprises below it, and only there', async () => {
    expect((await t.call(WU, 'motions', 'list', { tenant: 'ent-huajiang' })).items.length).toBeGreaterThan(0)
    expect((await t.call('demo-zheng', 'motions', 'list', { tenant: 'ent-qingyuan' })).items.length).toBeGreaterThan(0)
    for (const [openid, tenant] of [[ZHAO, 'ent-qingyuan'], [MA, 'ent-huajiang'], [WU, 'ent-shifan'], [ZHOU, 'ent-qingyuan'], [undefined, 'ent-huajiang']] as const) {
      expect(await t.refusal(openid, 'motions', 'list', { tenant })).toBe('NOT_FOUND')
    }
  })

  test('a visitor sees the demonstration unit and nothing else', async () => {
    const seen = await t.call(undefined, 'motions', 'list', {})
    expect(seen.items.map(m => m.title)).toEqual(['（示例）关于公开班组绩效考核办法的提案'])
    expect((await t.call('a-stranger', 'motions', 'list', {})).items).toHaveLength(1)
  })
})

describe('the list of all', () => {
  const idsOf = async (input: object) => {
    const { items, next } = await t.call(ZHAO, 'motions', 'list', input)
    expect(next).toBeUndefined()
    return items.map(m => m._id).sort()
  }
  type Kept = { _id: string; state: string; session: string; category: string; lead: { unitId: string } | null }
  /** What a filter must give, found without any index. */
  const kept = async (fits: (m: Kept) => boolean) => {
    const { data } = await t.db.collection('motions').where({ tenantId: 'ent-huajiang' }).limit(1000).get()
    return (data as Kept[]).filter(m => m.state !== 'draft' && fits(m)).map(m => m._id).sort()
  }

  test('is narrowed by department and by session, alone and with everything else', async () => {
    await t.db.collection('motions').where({ _id: 'motion-life-0013' }).update({ session: '6-1' })
    const dongli = (m: Kept) => m.lead?.unitId === 'hj-dongli'
    for (const [input, fits] of [
      [{ unitId: 'hj-dongli' }, dongli],
      [{ session: '6-1' }, m => m.session === '6-1'],
      [{ session: '6-1', unitId: 'hj-dongli' }, m => m.session === '6-1' && dongli(m)],
      [{ session: '6-2', unitId: 'hj-dongli', state: 'handling' }, m => m.session === '6-2' && dongli(m) && m.state === 'handling'],
      [{ session: '6-2', category: 'welfare', unitId: 'hj-dongli' }, m => m.session === '6-2' && dongli(m) && m.category === 'welfare'],
      [{ session: '1-1' }, () => false],
      [{ unitId: 'qy-yunxing' }, () => false],
    ] as [object, (m: Kept) => boolean][]) {
      expect([input, await idsOf(input)]).toEqual([input, await kept(fits)])
    }
    expect((await idsOf({ session: '6-1' }))).toEqual(['motion-life-0013'])
  })

  test('knows the sessions that there are, the newest first', async () => {
    await t.cloud.call('motions-timer', {}, {})
    expect(await t.call(ZHAO, 'motions', 'sessions', {})).toEqual({ sessions: ['6-2', '6-1'] })
    expect((await t.call(undefined, 'motions', 'sessions', {})).sessions.length).toBeGreaterThan(0)
    expect(await t.refusal(MA, 'motions', 'sessions', { tenant: 'ent-huajiang' })).toBe('NOT_FOUND')
    for (const session of ['6', '6-2-1', '../..', { $ne: '' }]) expect(await t.refusal(ZHAO, 'motions', 'list', { session })).toBe('BAD_INPUT')
    for (const unitId of ['x', { $gt: '' }]) expect(await t.refusal(ZHAO, 'motions', 'list', { unitId })).toBe('BAD_INPUT')
  })

  test('costs two round trips whatever it is narrowed by', async () => {
    for (const input of [{ unitId: 'hj-dongli' }, { session: '6-2' }, { session: '6-2', unitId: 'hj-dongli', state: 'closed', category: 'safety', text: '行车' }]) {
      expect([input, (await t.ask(ZHAO, 'motions', 'list', input)).trips]).toEqual([input, 2])
    }
    expect((await t.ask(ZHAO, 'motions', 'sessions', {})).trips).toBe(3)
  })
})

describe('budgets', () => {
  test('no action costs more database round trips than it declares', async () => {
    const { handlers } = await import('../../cloudfunctions/motions/served')
    const id = newId()
    const cost = async (openid: string, action: keyof typeof handlers, input: unknown) => {
      const { trips } = await t.ask(openid, 'motions', action, input)
      expect({ action, trips, within: trips <= handlers[action].trips }).toMatchObject({ within: true })
      return trips
    }
    expect(await cost(ZHOU, 'saveDraft', { id, rev: 0, text })).toBe(2)
    await cost(ZHOU, 'saveDraft', { id, rev: 9, text: { ...text, title: '旧的' } })
    expect(await cost(ZHOU, 'file', { id, rev: 1, text, invite: [actors.li._id, actors.wang._id] })).toBe(3)
    await cost(ZHOU, 'file', { id, rev: 0, text, invite: [actors.li._id] })
    expect(await cost(LI, 'answer', { id, accept: true })).toBe(2)
    await cost(LI, 'answer', { id, accept: true })
    await cost(WANG, 'answer', { id, accept: true })
    await cost(ZHOU, 'invite', { id, invite: [actors.wang._id] })
    expect(await cost(ZHOU, 'submit', { id })).toBe(3)
    expect(await cost(ZHAO, 'list', {})).toBe(2)
    await cost(ZHAO, 'get', { id })
    await cost(ZHOU, 'mine', { which: 'proposed' })
    expect(await cost(ZHOU, 'waiting', {})).toBe(3)
    await cost(ZHOU, 'delegates', { text: '王' })
    await cost(ZHOU, 'dropDraft', { id })
  })
})
