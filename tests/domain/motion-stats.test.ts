import fc from 'fast-check'
import { folded, lineOf, placeOf, standingOf, standingsOf, measures, type Cell, type Move } from '../../domain/motion-stats'
import { addWorkingDays, calendarOf, deadline, endOfDay, isWorkingDay, workingDaysBetween } from '../../domain/working-days'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { addDays, dayOf } from '../../domain/calendar'
import { tick, wakeAt, NEVER } from '../../domain/motion-clock'
import { likeness, termsOfText } from '../../domain/motion-likeness'
import { numberOf } from '../../domain/motion-rules'
import { obstacleTo } from '../../domain/motion-open'
import { motionIn, people, START } from './motion-world'

const DAY = 86_400_000
const calendar = calendarOf(HOLIDAYS_2026)
const count = (all: Parameters<typeof placeOf>[0][]) => folded([], '6-2', all.map(m => ({ from: [], to: placeOf(m) })))

test('the form of 2013 (深圳职院): 126 forms are 80 → 64 motions, 41 → 31 opinions and 5 refused', () => {
  const into = (as: 'filed' | 'opinion') => ({ into: 'motion-two', as, from: 'submitted' as const, at: START })
  const many = (n: number, m: ReturnType<typeof motionIn>) => Array.from({ length: n }, () => m)
  const cells = count([
    ...many(64, motionIn('filed')), ...many(16, motionIn('merged', { merged: into('filed') })),
    ...many(31, motionIn('opinion')), ...many(10, motionIn('merged', { merged: into('opinion') })),
    ...many(5, motionIn('refused', { refusal: { reason: 'solved', note: '已经解决' } })),
    ...many(3, motionIn('draft')), ...many(2, motionIn('cosigning')),
  ])
  const line = lineOf(cells.filter(c => c.by === 'all'))
  expect(line.counts).toMatchObject({ received: 126, admitted: 80, cases: 64, opinionForms: 41, opinions: 31, refused: 5 })
  expect(line.shares.find(s => s.rate === 'filing')).toMatchObject({ part: 80, whole: 126 })
})

const signed = (code: 'A' | 'B') => [{ code, text: '', promisedOn: null, files: [], by: '', unitName: '', at: START, round: 1, signedBy: 'x', signedAt: START }]
const rated = (...values: ('satisfied' | 'mostly' | 'dissatisfied')[]) => values.map((value, i) => ({ personId: `p${i}`, name: '', value, note: '', at: START, round: 1 }))

test.each([
  ['draft', motionIn('draft'), ''],
  ['overdue and silent', motionIn('handling', { overdueAt: START }), 'fx---'],
  ['answered late', motionIn('replied', { onTime: false, replies: signed('A') }), 'fl-A-'],
  ['silence is 未评价', motionIn('closed', { onTime: true, replies: signed('A'), closedAt: START }), 'ftcA-'],
  ['the least content of several', motionIn('closed', { onTime: true, replies: signed('A'), closedAt: START, ratings: rated('satisfied', 'dissatisfied') }), 'ftcA3'],
  ['a promise that was kept is solved', motionIn('closed', { onTime: true, replies: signed('B'), closedAt: START, promise: { on: '2026-06-01', state: 'kept', unitName: '' } }), 'ftcA-'],
  ['an answered opinion', motionIn('archived', { answer: { text: '', by: '', at: START } }), 'o----'],
  ['a refused motion in the archive', motionIn('archived', { refusal: { reason: 'solved', note: '' } }), 'n----'],
])('%s', (_name, m, standing) => expect(standingOf(m)).toBe(standing))

test('a list asks for exactly what its number counts', () => {
  const all = standingsOf('received')
  for (const measure of measures) for (const s of all) {
    expect([measure, s, lineOf([{ standing: s, n: 1 }]).counts[measure]]).toEqual([measure, s, standingsOf(measure).includes(s) ? 1 : 0])
  }
})

test('folding moves one by one, in any grouping, equals counting anew', () => {
  const place = fc.record({ s: fc.constantFrom(...standingsOf('received')), c: fc.constantFrom('pay', 'safety'), u: fc.constantFrom('', 'u1', 'u2'), d: fc.constantFrom('甲', '乙.丙$') })
    .map(p => ['6-2', p.s, p.c, p.u, p.d])
  fc.assert(fc.property(fc.array(fc.array(place, { minLength: 1, maxLength: 6 }), { maxLength: 12 }), fc.nat(5), (lives, size) => {
    const moves: Move[] = lives.flatMap(life => life.map((to, i) => ({ from: i ? life[i - 1]! : [], to })))
    let cells: Cell[] = []
    for (let i = 0; i < moves.length; i += size + 1) cells = folded(cells, '6-2', moves.slice(i, i + size + 1))
    const anew = folded([], '6-2', lives.map(life => ({ from: [], to: life.at(-1)! })))
    const sorted = (list: Cell[]) => list.map(c => JSON.stringify(c)).sort()
    expect(sorted(cells)).toEqual(sorted(anew))
  }))
})

describe('working days', () => {
  test.each([
    ['2026-10-01', false], ['2026-10-10', true], ['2026-02-14', true], ['2026-02-23', false], ['2026-11-21', false], ['2026-11-23', true],
  ])('%s is one: %s', (day, working) => expect(isWorkingDay(day, calendar)).toBe(working))

  test('from National Day eve the fifth working day is 10-13, over a make-up Saturday', () => {
    expect(addWorkingDays('2026-09-30', 5, calendar)).toBe('2026-10-13')
  })
  test('a period of calendar days that ends on a holiday ends with the next working day', () => {
    expect(dayOf(deadline('2026-09-24', 7, false, calendar))).toBe('2026-10-08')
  })
  test('adding is undone by counting, and the last day is always a working one', () => {
    fc.assert(fc.property(fc.nat(360), fc.integer({ min: 1, max: 90 }), (from, n) => {
      const day = addDays('2026-01-01', from)
      const end = addWorkingDays(day, n, calendar)
      expect(workingDaysBetween(day, end, calendar)).toBe(n)
      expect(isWorkingDay(end, calendar)).toBe(true)
      expect(dayOf(deadline(day, n, true, calendar))).toBe(end)
    }))
  })
})

describe('the clock', () => {
  const due = endOfDay('2026-03-31')
  const m = motionIn('handling', { lead: { unitId: 'unit-power', name: '动力部' }, due })

  test('the last millisecond of the day in China is in time, the next is not', () => {
    expect(due).toBe(Date.parse('2026-03-31T15:59:59.999Z'))
    expect(obstacleTo('askExtension', m, people.handler, due)).toBeNull()
    expect(obstacleTo('askExtension', m, people.handler, due + 1)?.code).toBe('TOO_LATE')
    expect(tick(m, ['due-2026-03-31-7', 'due-2026-03-31-3', 'due-2026-03-31-1', 'due-2026-03-31-0'], due, calendar, false).events).toEqual([])
    expect(tick(m, [], due + 1, calendar, false).set.overdueAt).toBe(due + 1)
  })

  test('reminders at 7, 3, 1 days and on the day, then the leader, then the committee; each once', () => {
    let marks: string[] = []
    const said: string[] = []
    for (let now = due - 12 * DAY; now < due + 9 * DAY; now += DAY / 8) {
      const t = tick(m, marks, now, calendar, false)
      marks = [...marks, ...t.marks]
      said.push(...t.events.map(e => `${dayOf(now)} ${e.act} ${e.note ?? ''}`.trim()))
    }
    expect(said).toEqual([
      '2026-03-24 dueSoon 还有 7 天', '2026-03-28 dueSoon 还有 3 天', '2026-03-30 dueSoon 还有 1 天', '2026-03-31 dueSoon 今天到期',
      '2026-04-01 overdue', '2026-04-03 escalate 逾期 3 天',
    ])
    expect(wakeAt(m, marks)).toBe(NEVER)
  })

  test('after days of sleep only the latest reminder is given, and nothing that has passed is left unsaid', () => {
    expect(tick(m, [], due - 2 * DAY, calendar, false).events.map(e => [e.act, e.note])).toEqual([['dueSoon', '还有 2 天']])
    expect(tick(m, [], due + 20 * DAY, calendar, false).events.map(e => e.act)).toEqual(['overdue', 'escalate'])
  })

  test('a rating that nobody gave is 未评价: closed, not content', () => {
    const t = tick(motionIn('replied', { rateBy: due, onTime: true, replies: signed('A') }), [], due + 1, calendar, false)
    expect(t.set).toMatchObject({ state: 'closed' })
    expect(t.set.ratings).toBeUndefined()
  })
})

test('a rating period and a promise that both ran out are told at once, and only once', () => {
  const m = motionIn('replied', { rateBy: START, onTime: true, replies: signed('B'), promise: { on: '2026-03-01', state: 'open', unitName: '' } })
  const t = tick(m, [], START + 10 * DAY, calendar, false)
  expect(t.events.map(e => e.act)).toEqual(['lapse', 'promiseOverdue'])
  expect(tick({ ...m, ...t.set }, t.marks, START + 10 * DAY, calendar, false).events).toEqual([])
})

test('likeness finds the same wish in other words before other wishes', () => {
  const texts = [['关于延长夜班食堂供餐时间的提案', '夜班零点交接，食堂二十三点停止供餐'], ['关于夜班食堂晚间供餐的建议', '夜班职工只能自带冷饭，食堂供餐太早结束'], ['关于更换三号行车的提案', '行车老旧，经常停机'], ['关于修订高处作业津贴的提案', '津贴多年没有调整']]
  const terms = texts.map(([title, text]) => ({ title: title!, terms: termsOfText(title!, text!) }))
  const scores = likeness(terms[0]!, terms.slice(1))
  expect(scores[0]).toBeGreaterThan(20)
  expect(Math.max(scores[1]!, scores[2]!)).toBeLessThan(10)
  expect(likeness(terms[0]!, [terms[0]!])).toEqual([100])
})

test.each([['{届}-{次}-{序号}', '6-2-017'], ['第{届}届{次}次〔{序号}〕号', '第6届2次〔017〕号']])('%s numbers as %s', (pattern, number) => expect(numberOf(pattern, '6-2', 17)).toBe(number))
