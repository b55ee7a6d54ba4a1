import { findOnBoard } from '../../domain/ballot/find'
import { verifyRecord } from '../../domain/ballot/record'
import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import type { Values } from '../../types/survey-answers'
import { boardOf, recordOf, seen, type Scrutineer } from './ballot-phones'
import { startCloud, type TestCloud } from './cloud'
import { WHO, bindWorkers, good, personOf } from './survey-helpers'
import { ballots, inTurn, type SurveyPhone } from './survey-phones'

const { zhao, jiang, qian, chen, liu, sun } = WHO
let t: TestCloud
let b: ReturnType<typeof ballots>
let workers: string[]

// Dozens of phones blind and sign in one process here.
jest.setTimeout(240_000)

beforeAll(async () => {
  t = await startCloud({ witness: true })
  b = ballots(t)
  workers = await bindWorkers(t, 60)
})
afterAll(() => t.stop())

/** Workers stand in the three branches in turn. */
const ofBranch = (branch: number, n: number) => workers.filter((_, i) => i % 3 === branch).slice(0, n)
const valuesOf = (i: number): Values => (i % 3 === 0 ? good({ q2: 5, q4: `第 ${i} 条“意见”\n换行` }) : { q1: { picked: ['o2'] }, q2: 1 + (i % 5), q3: '夜班补贴' })

/** All pages of who drew, or did not. */
async function everybody(id: string, answered: boolean): Promise<string[]> {
  const all: string[] = []
  for (let cursor: string | undefined; ;) {
    const { items, next } = await t.call(zhao, 'surveys', 'people', { id, answered, cursor })
    all.push(...items.map(p => p.personId))
    if (!next) return all
    cursor = next
  }
}

describe('a whole life under two issuers, with groups of their own', () => {
  let id: string
  let seals: Scrutineer[]
  let phones: SurveyPhone[]
  let given: Values[]

  test('who wants to takes part, and may change the phone until the draw', async () => {
    ;({ _id: id } = await b.begun({ anonymous: { split: true, single: false } }))
    expect(await b.state(id)).toBe('joining')
    phones = await inTurn([...ofBranch(0, 12), ...ofBranch(1, 11), ...ofBranch(2, 10), chen], wx => b.join(wx, id))
    phones[0] = await b.join(phones[0]!.wx, id)
    expect(await t.call(phones[0].wx, 'surveys', 'place', { id })).toEqual({ joined: true, roundId: null, seat: null, devicePub: phones[0].device.pub })
    expect((await t.call(phones[0].wx, 'surveys', 'mine', {})).items.find(s => s._id === id)).toMatchObject({ state: 'joining', joined: true, answered: false, mode: 'anonymous' })
    expect(await t.call(zhao, 'surveys', 'turnout', { id })).toMatchObject({ ballot: { joined: 34, drawn: null }, answered: 0, units: [] })
    const joined = await t.call(zhao, 'surveys', 'people', { id, answered: true, unitId: 'hj-jiguan' })
    expect(joined).toMatchObject({ step: 'joined', items: [{ name: '陈志强' }] })
  })

  test('it waits for two scrutineers, and says so', async () => {
    expect((await t.call(jiang, 'surveys', 'toSealList', {})).items).toContainEqual(expect.objectContaining({ id, waits: 'key' }))
    expect(await b.drawing(id)).toMatchObject([{ state: 'preparing', seats: 12 }, { state: 'preparing', seats: 11 }, { state: 'preparing', seats: 11, name: '其他单位' }])
    expect((await t.call(liu, 'surveys', 'open', { id })).survey).toMatchObject({ state: 'drawing', waits: expect.stringContaining('现在有 0 名') })
    seals = await b.scrutineers(id)
    await b.pass(id, 60_000)
    await b.fold()
    const rounds = await b.rounds(id)
    expect(rounds.map(r => [r.state, r.name, r.issuers.length, r.scrutineers.length, r.code.length])).toEqual([['drawing', '总装分厂', 2, 2, 19], ['drawing', '铸造分厂', 2, 2, 19], ['drawing', '其他单位', 2, 2, 19]])
    expect((await t.call(liu, 'surveys', 'open', { id })).survey.waits).toBeNull()
    expect(await t.refusal(jiang, 'surveys', 'sealKey', { id, pub: (await b.join(workers[59]!, (await b.begun())._id)).device.pub })).toBe('WRONG_STATE')
  })

  test('phones draw at seats that say nothing of names; whoever did not join has no place', async () => {
    const drawn = await inTurn(phones.slice(1), one => b.drawn(one, id))
    expect(drawn.every(Boolean)).toBe(true)
    expect(await t.call(workers[59]!, 'surveys', 'place', { id })).toEqual({ joined: false, roundId: null, seat: null, devicePub: '' })
    const first = phones.filter(p => p.phone?.round.manifest.round === `${id}.s1`)
    expect(first.map(p => p.phone!.seat).sort()).not.toEqual(first.map(p => p.phone!.seat))
    expect(await t.call(zhao, 'surveys', 'people', { id, answered: true, unitId: 'hj-jiguan' })).toMatchObject({ step: 'drawn', items: [{ name: '陈志强' }] })
    const without = await everybody(id, false)
    expect([without.includes(personOf(phones[0]!.wx)), without.includes(personOf(phones[1]!.wx)), (await everybody(id, true)).length]).toEqual([true, false, 33])
  })

  test('after the draw two scrutineers sign each box, and the second signature opens it', async () => {
    const rounds = await b.settled(id)
    expect(rounds.map(r => [r.state, r.drawn, r.incomplete])).toEqual([['drawn', 11, 0], ['drawn', 11, 0], ['drawn', 11, 0]])
    expect(await b.state(id)).toBe('sealing')
    expect((await t.call(qian, 'surveys', 'toSealList', {})).items).toContainEqual(expect.objectContaining({ id, waits: 'opening', rounds: 3 }))
    await b.sealAll([seals[0]!], id)
    expect((await t.call(jiang, 'surveys', 'toSealList', {})).items.filter(i => i.id === id)).toEqual([])
    expect(await b.state(id)).toBe('sealing')
    const done = await b.sealAll([seals[1]!], id)
    expect(done.map(r => r.state)).toEqual(['open', 'open', 'open'])
    expect(await b.state(id)).toBe('open')
    expect((await seen(t, `${id}.s2`)).state).toBe('open')
    const { text, complete } = await recordOf(t, `${id}.s2`)
    expect([complete, verifyRecord(text.trimEnd().split('\n'), nodeEngine, { until: 'opening', code: done[1]!.code }).ok]).toEqual([false, true])
  })

  test('answers go into the box without a name; a repeat is the same, anything else of the same paper is refused', async () => {
    const drawn = phones.filter(p => p.phone)
    given = drawn.map((_, i) => valuesOf(i))
    // One of each box keeps its paper.
    const silent = new Set([0, 11, 22])
    await inTurn(drawn, async (one, i) => (silent.has(i) ? undefined : b.cast(one.phone!, given[i]!)))
    given = given.filter((_, i) => !silent.has(i))
    await b.cast(drawn[1]!.phone!, valuesOf(1))
    expect((await b.castMarks(drawn[1]!.phone!, b.marked(drawn[1]!.phone!, good({ q2: 2 })))).reply).toMatchObject({ ok: false, code: 'BALLOT_TWICE' })
    await b.cast(drawn[1]!.phone!, valuesOf(1))
    expect(await t.call(zhao, 'surveys', 'turnout', { id })).toMatchObject({ answered: 0, ballot: { joined: 34, drawn: 33 } })
    expect((await t.call(zhao, 'surveys', 'results', { id }))).toMatchObject({ why: 'running', questions: [] })
  })

  test('the end is told by the box; then it is shut, sealed and counted', async () => {
    const { survey } = await t.call(zhao, 'surveys', 'get', { id })
    const later = survey.endsAt! + 60_000
    await t.call(zhao, 'surveys', 'reschedule', { id, rev: survey.rev, endsAt: later })
    await b.pass(id, later - Date.now() + 1)
    await b.fold()
    expect(await b.state(id)).toBe('counting')
    const announced = await seen(t, `${id}.s1`)
    expect(announced).toMatchObject({ state: 'open', closesAt: expect.any(Number) })
    expect(announced.closesAt! - Date.now()).toBeGreaterThan(20_000)
    await b.pass(id, 100_000)
    await b.fold()
    expect((await b.rounds(id)).map(r => [r.state, r.ballots])).toEqual([['closing', null], ['closing', null], ['closing', null]])
    expect((await t.call(qian, 'surveys', 'toSealList', {})).items).toContainEqual(expect.objectContaining({ id, waits: 'final', rounds: 3 }))
    expect((await t.call(zhao, 'surveys', 'turnout', { id })).answered).toBe(0)
    expect(await b.counted(id, seals)).toBe('closed')
    expect((await b.rounds(id)).map(r => [r.state, r.ballots, r.spoilt])).toEqual([['counted', 10, 0], ['counted', 10, 0], ['counted', 10, 0]])
    expect(await t.call(zhao, 'surveys', 'turnout', { id })).toMatchObject({ answered: 30, exact: true })
  })

  test('the results are what was answered, by group too', async () => {
    const tallies = (await t.db.collection('surveyTallies').where({ surveyId: id }).get()).data as { n: number }[]
    expect(tallies.map(x => x.n)).toEqual([10, 10, 10])
    const results = await t.call(zhao, 'surveys', 'results', { id })
    expect(results).toMatchObject({ answered: 30, exact: true, why: null })
    expect(results.questions.map(q => q.n)).toEqual(['q1', 'q2', 'q3', 'q4'].map(q => given.filter(v => v[q] !== undefined).length))
    expect(results.questions[0]!.bars.map(x => x.n)).toEqual(['o1', 'o2', 'o3', 'other'].map(o => given.filter(v => JSON.stringify(v.q1).includes(`"${o}"`)).length))
    const cross = await t.call(zhao, 'surveys', 'cross', { id, question: 'q2', by: 'unit' })
    expect(cross.tables[0]!.table.rows.map(r => [r.name, r.n])).toEqual([['总装分厂', 10], ['铸造分厂', 10], ['其他单位', 10]])
    const { items } = await t.call(zhao, 'surveys', 'texts', { id, question: 'q4' })
    expect(items.map(i => i.text).sort()).toEqual(given.flatMap(v => (typeof v.q4 === 'string' ? [v.q4] : [])).sort())
    const { survey } = await t.call(zhao, 'surveys', 'get', { id })
    await t.call(zhao, 'surveys', 'share', { id, rev: survey.rev, on: true })
    expect((await t.call(liu, 'surveys', 'shared', { id })).answered).toBe(30)
    expect((await t.ask(zhao, 'papers', 'surveyReport', { id })).ok).toBe(true)
  })

  test('every phone finds its answer on the board, and anybody can check the record', async () => {
    for (const round of await b.rounds(id)) {
      const { text, complete } = await recordOf(t, round.roundId)
      expect(complete).toBe(true)
      expect(text).not.toContain('夜班补贴')
      expect(verifyRecord(text.trimEnd().split('\n'), nodeEngine, { code: round.code })).toMatchObject({ ok: true, outcome: { state: 'hashes', present: round.seats, issued: 11, ballots: 10 } })
      const { head, lines } = await boardOf(t, round.roundId)
      const cast = phones.flatMap(({ phone }) => (phone?.ballot && phone.round.manifest.round === round.roundId ? [phone] : []))
      expect(cast.map(p => findOnBoard(p.round, p.ballot!, lines, head, nodeEngine).place).sort((x, y) => x - y)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1))
    }
  })

  test('nothing anywhere leads from a person to an answer', async () => {
    const words = given.flatMap(v => [v.q3, v.q4].filter(x => typeof x === 'string')) as string[]
    const people = new Set(phones.map(p => p.wx.replace(/^wx-/, '')))
    const own = new Set(phones.flatMap(p => (p.phone ? [p.phone.paper.pub] : [])))
    const { collections } = await import('../../cloudfunctions/_kit/collections')
    for (const { name } of collections) {
      const { data } = await t.db.collection(name).where({ _id: t.db.command.neq('') }).limit(1000).get() as { data: Record<string, unknown>[] }
      for (const one of data.filter(d => JSON.stringify(d).includes(id))) {
        const text = JSON.stringify(one)
        const tells = words.some(w => text.includes(JSON.stringify(w).slice(1, -1))) || [...own].some(pub => text.includes(pub))
        const names = [...people].some(p => text.includes(p)) || phones.some(p => text.includes(p.wx) || text.includes(p.device.pub))
        expect([name, tells && names]).toEqual([name, false])
        if (name === 'surveyAnswers') expect(Object.keys(one).sort()).toEqual(['_id', 'bucket', 'dirty', 'edition', 'groups', 'rev', 'surveyId', 'tenantId', 'values', 'version'].sort())
      }
    }
    const log = t.cloud.logs().map(l => l.message).join('\n')
    expect(words.filter(w => log.includes(w)).concat([...own].filter(pub => log.includes(pub)))).toEqual([])
    expect(t.faults()).toBe(0)
  })
})

describe('endings', () => {
  const joinedBy = async (wxs: string[], given: Parameters<typeof b.begun>[0] = {}) => {
    const { _id: id } = await b.begun(given)
    const seals = await b.scrutineers(id)
    const phones = await inTurn(wxs, wx => b.join(wx, id))
    return { id, seals, phones }
  }

  test('fewer than ten joined: void, with the reason, nothing was asked; it can be copied', async () => {
    const { id } = await joinedBy(workers.slice(0, 9))
    expect(await b.drawing(id)).toEqual([])
    expect((await t.call(zhao, 'surveys', 'get', { id })).survey).toMatchObject({ state: 'void', why: expect.stringContaining('不到 10 人'), events: expect.arrayContaining([expect.objectContaining({ act: 'void' })]) })
    expect((await t.call(workers[0]!, 'surveys', 'mine', {})).items.find(s => s._id === id)).toMatchObject({ state: 'void', joined: true })
    expect((await t.call(liu, 'surveys', 'mine', {})).items.find(s => s._id === id)).toBeUndefined()
    const copy = await t.call(zhao, 'surveys', 'create', { id: `${id}-copy`, from: { kind: 'copy', surveyId: id } })
    expect(copy.survey).toMatchObject({ state: 'draft', mode: 'anonymous', anonymous: null })
    expect(copy.problems.map(p => p.at)).toContain('anonymous')
  })

  test('fewer than ten papers drawn: the box is void, and when it is the only one, the survey', async () => {
    const { id, phones } = await joinedBy(workers.slice(0, 11))
    await b.drawing(id)
    await inTurn(phones.slice(0, 9), one => b.drawn(one, id))
    expect(await b.settled(id)).toMatchObject([{ state: 'void', drawn: 9, why: expect.stringContaining('不到 10 人') }])
    expect(await b.state(id)).toBe('void')
    expect((await seen(t, `${id}.s1`)).state).toBe('void')
  })

  test('nobody signed the opening by the end: void', async () => {
    const { id, seals, phones } = await joinedBy(workers.slice(0, 10))
    await b.drawing(id)
    await inTurn(phones, one => b.drawn(one, id))
    await b.settled(id)
    await b.sealAll([seals[0]!], id)
    await b.ended(id)
    expect((await t.call(zhao, 'surveys', 'get', { id })).survey).toMatchObject({ state: 'void' })
    expect((await b.rounds(id))[0]).toMatchObject({ state: 'void', why: expect.stringContaining('没有两名监票人签封') })
  })

  test('no scrutineer until it is too late: void, and nobody had drawn', async () => {
    const { _id: id } = await b.begun()
    await inTurn(workers.slice(0, 10), wx => b.join(wx, id))
    await b.pass(id, 2.9 * 3_600_000)
    await b.fold()
    expect((await t.call(zhao, 'surveys', 'get', { id })).survey).toMatchObject({ state: 'void', why: expect.stringContaining('剩下的时间不够') })
  })

  test('answers that no phone of ours wrote are left out and counted as such', async () => {
    const { id, seals, phones } = await joinedBy(workers.slice(0, 10))
    await b.drawing(id)
    await inTurn(phones, one => b.drawn(one, id))
    await b.settled(id)
    await b.sealAll(seals, id)
    for (const { phone } of phones.slice(0, 8)) await b.cast(phone!, good())
    const odd = phones[8]!.phone!
    for (const marks of ['{}', '{"q1":{"picked":["o1"]},"q2":9}', '{"q2":4,"q1":{"picked":["o1"]}}', '{"q1":{"picked":["o3"]},"q2":4}', 'x', '[]', 'null', '{"q1":{"picked":["o1"]},"q2":4,"q4":" 空格"}', '{"q1":{"picked":["o1"]},"q2":4,"x9":1}', '{"__proto__":{"q1":1}}']) {
      expect([marks, (await b.castMarks(odd, marks)).reply]).toEqual([marks, expect.objectContaining({ ok: false, code: 'BAD_ANSWER' })])
    }
    // Written past the box, into the database, with a true paper.
    const { _id: _none, ...rest } = { _id: '', ...odd.ballot! }
    const { ballotId } = await import('../../domain/ballot/ballot')
    await t.db.collection('ballots').add({ _id: ballotId(odd.paper.pub), rev: 0, ...rest })
    await b.ended(id)
    expect(await b.counted(id, seals)).toBe('closed')
    expect(await b.rounds(id)).toMatchObject([{ state: 'counted', ballots: 9, spoilt: 1 }])
    expect(await t.call(sun, 'surveys', 'results', { id }).catch(() => null)).toBeNull()
    expect(await t.call(zhao, 'surveys', 'results', { id })).toMatchObject({ answered: 8 })
  })

  test('none of it was a fault', () => expect(t.faults()).toBe(0))
})
