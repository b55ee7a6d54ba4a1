import { handlers } from '../../cloudfunctions/lessons/served'
import { lessons } from '../../types/lesson'
import { COURSES } from '../../scripts/seed/lesson-courses'
import { startCloud, type TestCloud } from './cloud'
import { demandRefusals } from './hostile'
import { HOUR, WHO, article, covered, doing, edit, film, newId, question } from './lesson-helpers'

const { zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng, chen } = WHO
type Action = keyof typeof lessons
const actions = Object.keys(lessons) as Action[]
const id = 'course-attack-1'
const at = { courseId: id, episode: 'e1' }
const instructor = { name: '吴方', employeeNo: null, unitName: '职工大学', field: '法律', term: '', intro: '', photo: null }
const training = { title: '面授', place: '三楼', startsAt: Date.now(), endsAt: Date.now() + HOUR, tenths: 20, instructorId: null, note: '' }
const upload = { upload: 'upload-one1', fileName: '课.mp4', size: 9 }

/** A sound input for each action. */
const sound: Record<Action, Record<string, unknown>> = {
  home: {}, waiting: {}, course: { id }, media: at, watch: { ...at, viewing: 'viewing-one', device: 'device-one', deviceName: '手机' }, report: { viewing: 'viewing-one', segments: [[0, 1000]], position: 1000 },
  quizDraw: { ...at, paper: 'paper-one1' }, quizHand: { ...at, paper: 'paper-one1', picks: {} }, rate: { ...at, stars: 5 },
  notes: {}, saveNote: { id: 'note-one-1', ...at, ms: 5, text: '笔记' }, removeNote: { id: 'note-one-1' }, asks: { courseId: id }, ask: { id: 'ask-one-01', ...at, ms: 5, text: '为什么？' },
  record: {}, certificate: { courseId: id }, instructors: {}, nominate: { id: 'nominee-01', name: '吴方', employeeNo: null, unitName: '', field: '法律', why: '讲得好' }, attend: { code: 'ZDT2.training-x.1.aaaaaaaaaaaaaaaa' },
  list: {}, create: { id, title: '课程', category: 'law' }, get: { id }, save: { id, rev: 1, edit: edit() }, submit: { id, rev: 1 }, approve: { id, rev: 1 }, sendBack: { id, rev: 1, note: '改一改' }, withdraw: { id, rev: 1, note: '' },
  remove: { id }, reach: { audience: { units: [], roles: [] } }, uploadLook: upload, assemble: upload,
  questions: { courseId: id }, saveQuestion: { id: 'question-1', courseId: id, rev: null, question: question(0) }, removeQuestion: { id: 'question-1' },
  importQuestions: { courseId: id, items: [{ id: 'question-1', question: question(0) }] }, moreTries: { ...at, personId: 'person-liu-yang' },
  overview: {}, stats: { id }, people: { id, show: 'all' }, askQueue: { answered: false }, answerAsk: { id: 'ask-one-01', rev: 0, text: '因为' },
  instructorPool: {}, saveInstructor: { id: 'instructor-9', rev: null, edit: instructor }, decideInstructor: { id: 'instructor-9', rev: 0, to: 'approved', note: '' },
  trainings: {}, training: { id }, saveTraining: { id: 'training-99', rev: null, edit: training }, removeTraining: { id }, trainingCode: { id }, enterList: { id, employeeNos: ['10021'] }, attendances: { id }, removeAttendance: { id, personId: 'person-liu-yang' },
  certificates: {}, revoke: { number: '0000000000000000', why: '误发' },
}

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

const COLLECTIONS = ['courses', 'quizQuestions', 'learners', 'lessonNotes', 'lessonAsks', 'certificates', 'instructors', 'trainings', 'attendances']
const counts = () => Promise.all(COLLECTIONS.map(async n => (await t.db.collection(n).where({}).count()).total as number))

const allowed = (action: Action) => handlers[action].allow
/** Who may, by hand: a table that a changed handler does not change with it. */
const PEOPLE: Action[] = ['home', 'waiting', 'course', 'media', 'watch', 'report', 'quizDraw', 'quizHand', 'rate', 'notes', 'saveNote', 'removeNote', 'asks', 'ask', 'record', 'certificate', 'instructors', 'nominate', 'attend', 'askQueue', 'answerAsk']
const COMMITTEE: Action[] = ['list', 'get', 'approve', 'sendBack', 'questions', 'stats']
const LEADERS: Action[] = ['overview', 'stats']
const everyone = [zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng, chen, undefined]
const done: Action[] = ['home', 'waiting', 'notes', 'removeNote', 'record', 'instructors', 'nominate', 'list', 'create', 'remove', 'reach', 'uploadLook', 'removeQuestion', 'overview', 'askQueue', 'instructorPool', 'saveInstructor', 'trainings', 'saveTraining', 'removeTraining', 'attendances', 'removeAttendance', 'certificates', 'questions']
const other: Partial<Record<Action, string>> = { attend: 'WRONG_CODE', assemble: 'NOT_COMPLETE' }

test('visitors may do nothing; every action is tried here', () => {
  expect(Object.keys(sound).sort()).toEqual([...actions].sort())
  expect(actions.filter(a => allowed(a) === 'anyone')).toEqual([])
  expect(actions.filter(a => allowed(a) === 'person').sort()).toEqual([...PEOPLE].sort())
})

test.each(actions)('%s: by everybody, about a course that they have nothing to do with', async action => {
  for (const who of everyone) {
    const staff = [zhao, ma, zheng].includes(who as never)
    const may = who !== undefined && (PEOPLE.includes(action) || staff || (COMMITTEE.includes(action) && who === qian) || (LEADERS.includes(action) && who === sun))
    const input = { ...sound[action], ...(['create', 'nominate', 'saveInstructor', 'saveTraining'].includes(action) ? { id: newId('attack') } : {}) }
    const { ok, code } = (await t.ask(who, 'lessons', action, input)) as { ok: boolean; code?: string }
    const expected = who === undefined ? 'NOT_BOUND' : !may ? 'NOT_ALLOWED' : done.includes(action) ? 'done' : other[action] ?? 'NOT_FOUND'
    expect([action, who, ok ? 'done' : code]).toEqual([action, who, expected])
  }
})

test('another enterprise’s courses, papers, notes, questions, trainings and certificates find nothing', async () => {
  const draft = await d.draft()
  const course = await d.published({ episodes: [article('e1', 10, { quiz: { draw: 1, tries: 0 } })] }, [question(0)])
  await d.learned(liu, 'person-liu-yang', course._id, 'e1', 10)
  const strangers = ['course', 'media', 'watch', 'quizDraw', 'quizHand', 'rate', 'saveNote', 'asks', 'ask', 'certificate'] as const
  for (const action of strangers) {
    for (const [who, courseId] of [[he, course._id], [zhou, draft._id]] as const) {
      const input = { ...sound[action], ...('id' in sound[action] && !('courseId' in sound[action]) ? { id: courseId } : { courseId }) }
      const expected = action === 'certificate' && who === zhou ? 'NOT_FINISHED' : 'NOT_FOUND'
      expect([action, who, await t.refusal(who, 'lessons', action, { ...input, ...(action === 'saveNote' || action === 'ask' ? { id: newId('note') } : {}) })]).toEqual([action, who, expected])
    }
  }
  for (const action of ['get', 'save', 'submit', 'approve', 'sendBack', 'withdraw', 'stats', 'people', 'questions', 'saveQuestion', 'importQuestions', 'moreTries'] as Action[]) {
    const input = { ...sound[action], ...('courseId' in sound[action] ? { courseId: course._id } : { id: course._id }) }
    const reply = await t.ask(ma, 'lessons', action, input)
    expect([action, reply.ok ? reply.data : reply.code]).toEqual([action, action === 'questions' ? { items: [] } : 'NOT_FOUND'])
  }
  for (const action of ['training', 'removeTraining', 'trainingCode', 'enterList', 'attendances'] as Action[]) {
    const reply = await t.ask(ma, 'lessons', action, { ...sound[action], id: 'training-demo-past' })
    expect([action, reply.ok ? reply.data : reply.code]).toEqual([action, action === 'removeTraining' ? {} : action === 'attendances' ? { items: [] } : 'NOT_FOUND'])
  }
  expect((await t.call(zhao, 'lessons', 'training', { id: 'training-demo-past' })).attended).toBeGreaterThan(0)
  await t.call(ma, 'lessons', 'remove', { id: draft._id })
  expect((await t.call(zhao, 'lessons', 'get', { id: draft._id })).course._id).toBe(draft._id)
})

/** What looks wrong and is right for a field. */
const fine: Record<string, unknown[]> = { deviceName: [''], unitName: [''], picks: [{}], answered: [true], note: [''], rev: [null], employeeNo: [null] }

test.each(actions.filter(a => Object.keys(sound[a]).length))('%s: every field missing, of a wrong form, with operators, and an unknown one', async action => {
  const before = await counts()
  await demandRefusals({ t, openid: zhao, area: 'lessons', fine }, action, sound[action])
  expect(await counts()).toEqual(before)
})

describe('reports that cannot be', () => {
  const bad = (segments: unknown, more: object = {}) => ({ viewing: 'viewing-attack', segments, position: 0, ...more })

  test.each([
    ['negative', [[-1, 5]]], ['not a number', [[Number.NaN, 5]]], ['endless', [[0, Number.POSITIVE_INFINITY]]], ['halves', [[0, 5.5]]], ['text', [['0', '5']]], ['one end', [[5]]], ['three', [[1, 2, 3]]],
    ['operators', [{ $gt: 0 }]], ['by the thousand', Array.from({ length: 1000 }, (_, i) => [i, i + 5])], ['longer than any episode', [[0, 14_400_001]]],
  ])('%s: refused by the contract', async (_what, segments) => {
    expect(await t.refusal(zhou, 'lessons', 'report', bad(segments))).toBe('BAD_INPUT')
  })

  test('beyond the length, turned round, empty, a position beyond the end: nothing is credited', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 100)] })
    const begun = await d.watch(zhou, _id)
    await d.earlier('person-zhou-jianguo', 60_000)
    for (const [segments, position] of [[[[0, 100_001]], 0], [[[0, 50], [200_000, 300_000]], 0], [[[5, 5]], 0], [[[9, 5]], 0], [[], 100_001]] as [[number, number][], number][]) {
      for (const token of [begun.token, undefined]) expect(await t.refusal(zhou, 'lessons', 'report', { viewing: begun.viewing, segments, position, ...(token ? { token } : {}) })).toBe('BAD_INPUT')
    }
    expect(covered(await d.reported(zhou, { viewing: begun.viewing }, []))).toBe(0)
  })

  test('another’s viewing, another’s token, a forged one, an old one again: nothing is credited that was not watched', async () => {
    const { _id } = await d.published({ maxSpeed: 2, episodes: [film('e1', 1000)] })
    const mine = await d.watch(li, _id)
    await d.earlier('person-li-xiuying', 100_000)
    expect(await t.refusal(wang, 'lessons', 'report', { viewing: mine.viewing, segments: [[0, 5_000]], position: 0 })).toBe('NOT_FOUND')
    expect(await t.refusal(wang, 'lessons', 'report', { viewing: mine.viewing, token: mine.token, segments: [[0, 5_000]], position: 0 })).toBe('NOT_FOUND')
    const started = Date.now()
    const own = await d.watch(wang, _id)
    // Ten thousand hours of credit, signed by nobody; the signature of another body; another's under one's own viewing.
    const [body = '', sign = ''] = own.token.split('.')
    const carried = JSON.parse(Buffer.from(body, 'base64url').toString()) as { viewing: { startedAt: number } }
    carried.viewing.startedAt = 0
    const forged = Buffer.from(JSON.stringify(carried)).toString('base64url')
    let last = own
    for (const token of [`${forged}.${sign}`, `${forged}.${'0'.repeat(64)}`, mine.token, 'x', own.token, own.token, own.token]) last = await d.reported(wang, { viewing: own.viewing, token }, [[0, 1_000_000]])
    expect(covered(last)).toBeLessThanOrEqual((Date.now() - started) * 2)
    // The same report twenty times at once.
    const many = await Promise.all(Array.from({ length: 20 }, () => d.report(wang, { viewing: own.viewing, token: last.token }, [[0, 1_000_000]])))
    expect(many.every(r => r.ok || r.code === 'STALE')).toBe(true)
    expect(covered(await d.reported(wang, own, [[0, 1_000_000]]))).toBeLessThanOrEqual((Date.now() - started) * 2)
    expect(await t.refusal(wang, 'lessons', 'watch', d.watchInput(_id, { viewing: own.viewing, episode: 'e9' }))).toBe('TAKEN')
  })

  test('episodes that are not there, names of the language as keys', async () => {
    for (const episode of ['e99', 'constructor1', '__proto__', 'toString', 'a.b1', '$set1', 'e1.x']) {
      const code = await t.refusal(zhou, 'lessons', 'watch', d.watchInput(COURSES.duties, { episode }))
      expect([episode, ['BAD_INPUT', 'NOT_FOUND']]).toEqual([episode, expect.arrayContaining([code])])
    }
  })
})

describe('quizzes', () => {
  test('picks of questions that are not on the paper, another’s paper, a paper that was never drawn', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 10, { quiz: { draw: 1, tries: 0 } })] }, [question(0), question(1)])
    const on = { courseId: _id, episode: 'e1' }
    await d.learned(tang, 'person-tang-yong', _id, 'e1', 10)
    await d.learned(sun, 'person-sun-li', _id, 'e1', 10)
    const paper = await t.call(tang, 'lessons', 'quizDraw', { ...on, paper: newId('paper') })
    const foreign = (await t.call(zhao, 'lessons', 'questions', { courseId: _id })).items.find(q => q._id !== paper.questions[0]!.id)!
    expect(await t.refusal(tang, 'lessons', 'quizHand', { ...on, paper: paper.paper, picks: { [foreign._id]: [0] } })).toBe('BAD_INPUT')
    expect(await t.refusal(sun, 'lessons', 'quizHand', { ...on, paper: paper.paper, picks: {} })).toBe('NOT_FOUND')
    expect(await t.refusal(tang, 'lessons', 'quizHand', { ...on, paper: newId('paper'), picks: {} })).toBe('NOT_FOUND')
    // Nothing that a learner is ever sent tells the answer before the paper is in.
    for (const reply of [await t.call(tang, 'lessons', 'course', { id: _id }), paper, await t.call(tang, 'lessons', 'home', {})]) expect(JSON.stringify(reply)).not.toMatch(/因为|"right"|explanation/)
    const exported = JSON.stringify(await t.call(tang, 'members', 'exportMine', {}))
    expect(exported).not.toMatch(/因为/)
    const handed = await Promise.all([0, 1, 2].map(pick => t.call(tang, 'lessons', 'quizHand', { ...on, paper: paper.paper, picks: { [paper.questions[0]!.id]: [pick] } })))
    expect(new Set(handed.map(h => `${h.score}${h.best}`)).size).toBe(1)
    expect((await d.learner('person-tang-yong') as unknown as { episodes: Record<string, { quiz: { tries: number } }> }).episodes[`${_id}_e1`]!.quiz.tries).toBe(1)
  })
})

test('no bad input was a fault', () => expect(t.faults()).toBe(0))
