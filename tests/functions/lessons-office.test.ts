import tcb from '@cloudbase/node-sdk'
import { unzipSync, strFromU8 } from 'fflate'
import type { CloudApp } from '../../cloudfunctions/_kit/cloud'
import { foldLearners } from '../../cloudfunctions/_kit/lesson-fold'
import { handlers } from '../../cloudfunctions/lessons/served'
import { openStore, type Store } from '../../cloudfunctions/_kit/store'
import { countLearners } from '../../domain/lesson/tally'
import { actors } from '../../scripts/seed/people'
import { PIECE_BYTES } from '../../types/lesson'
import { startCloud, type TestCloud } from './cloud'
import { HOUR, WHO, article, doing, edit, newId, question } from './lesson-helpers'
import { upload, workbook, type Cell } from './roster-file'

const { zhao, zhou, li, liu, qian, chen, wang, ma, sun } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
let store: Store
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  store = openStore(tcb.init({ env: 'test' }) as CloudApp, { tenantId: null })
})
afterAll(() => t.stop())

describe('a course', () => {
  test('goes from draft to review to published, by two people, each act once however often it is tapped', async () => {
    const course = await d.draft()
    const { _id: id, rev } = course
    const submitted = await Promise.all([1, 2].map(() => t.call(zhao, 'lessons', 'submit', { id, rev })))
    expect(submitted.map(c => c.state)).toEqual(['review', 'review'])
    expect(await t.refusal(zhao, 'lessons', 'approve', { id, rev: rev + 1 })).toBe('OWN')
    expect([(await t.call(zhao, 'lessons', 'get', { id })).approvable, (await t.call(qian, 'lessons', 'get', { id })).approvable]).toEqual([false, true])
    expect(await t.refusal(zhao, 'lessons', 'save', { id, rev: rev + 1, edit: edit() })).toBe('WRONG_STATE')
    const back = await t.call(qian, 'lessons', 'sendBack', { id, rev: rev + 1, note: '标题太长' })
    expect(back).toMatchObject({ state: 'draft', events: expect.arrayContaining([expect.objectContaining({ act: 'sendBack', by: actors.qian.name, note: '标题太长' })]) })
    await t.call(zhao, 'lessons', 'submit', { id, rev: back.rev })
    const published = await Promise.all([1, 2].map(() => t.call(qian, 'lessons', 'approve', { id, rev: back.rev + 1 })))
    expect(published.map(c => [c.state, c.expected > 0])).toEqual([['published', true], ['published', true]])
    expect(published[0]!.events.filter(e => e.act === 'approve')).toHaveLength(1)
    expect(await t.refusal(zhao, 'lessons', 'remove', { id })).toBe('WRONG_STATE')
    expect((await t.call(zhou, 'lessons', 'home', {})).items.some(c => c._id === id)).toBe(true)
    await t.call(zhao, 'lessons', 'withdraw', { id, rev: published[0]!.rev, note: '' })
    expect(await t.refusal(zhou, 'lessons', 'course', { id })).toBe('WITHDRAWN')
  })

  test('knows a save whose answer was lost: the same edit is done, another on the old revision is stale', async () => {
    const { _id: id, rev } = await d.published()
    const { rev: withdrawn } = await t.call(zhao, 'lessons', 'withdraw', { id, rev, note: '' })
    const save = { id, rev: withdrawn, edit: edit({ intro: '答复丢了', episodes: [article('e1', 300), article('e2', 200, { prompts: [60], quiz: { draw: 2, tries: 0 } })] }) }
    const first = await t.call(zhao, 'lessons', 'save', save)
    expect(first.course.episodes.map(e => e.edition)).toEqual([2, 1])
    const again = await t.ask(zhao, 'lessons', 'save', save)
    expect(again).toMatchObject({ ok: true, data: { course: first.course } })
    expect(again.trips).toBeLessThanOrEqual(handlers.save.trips)
    expect((await t.call(zhao, 'lessons', 'get', { id })).course.rev).toBe(withdrawn + 1)
    expect(await t.refusal(zhao, 'lessons', 'save', { ...save, edit: { ...save.edit, percent: 80 } })).toBe('STALE')
    expect(await t.refusal(zhao, 'lessons', 'save', { ...save, edit: { ...save.edit, episodes: [article('e1', 300)] } })).toBe('STALE')
  })

  test('is not published by whoever handed it in, however many have a role in a branch only', async () => {
    const branch = Array.from({ length: 60 }, (_, i) => ({
      ...actors.ma, _id: `a-branch-${String(i).padStart(2, '0')}`, tenantId: 'ent-huajiang', unitId: 'hj-dongli', employeeNo: `B${i}`, phone: `139000010${String(i).padStart(2, '0')}`, wx: `none:branch-${i}`, web: `none:branch-${i}`,
      name: `丁${i}`, memberships: actors.qian.memberships.map(m => ({ ...m, unitId: 'hj-dongli' })),
    }))
    // The one who could review stands behind them all.
    const reviewer = (await t.db.collection('people').where({ _id: actors.qian._id }).get()).data[0] as object
    await t.db.collection('people').where({ _id: actors.qian._id }).remove()
    await t.db.collection('people').add([...branch, reviewer])
    try {
      const { _id: id, rev } = await d.draft()
      await t.call(zhao, 'lessons', 'submit', { id, rev })
      expect(await t.refusal(zhao, 'lessons', 'approve', { id, rev: rev + 1 })).toBe('OWN')
    } finally {
      await t.db.collection('people').where({ _id: t.db.command.in(branch.map(p => p._id)) }).remove()
    }
  })

  test('is published by the only one there is, and says so', async () => {
    await t.db.collection('people').where({ _id: actors.ma._id }).update({ wx: ma })
    const id = newId('course')
    const { course } = await t.call(ma, 'lessons', 'create', { id, title: '一个人的课', category: 'law' })
    const saved = await t.call(ma, 'lessons', 'save', { id, rev: course.rev, edit: edit() })
    await t.call(ma, 'lessons', 'submit', { id, rev: saved.course.rev })
    const published = await t.call(ma, 'lessons', 'approve', { id, rev: saved.course.rev + 1 })
    expect(published.events.at(-1)).toMatchObject({ act: 'approveAlone' })
  })

  test('is refused with what stands in the way, a circle of courses, a stranger’s files; a copy brings its questions', async () => {
    const empty = await d.draft({ episodes: [] })
    expect(await t.ask(zhao, 'lessons', 'submit', { id: empty._id, rev: empty.rev })).toMatchObject({ ok: false, code: 'NOT_READY', field: 'episodes' })
    const [a, b] = [await d.draft(), await d.draft()]
    const next = await t.call(zhao, 'lessons', 'save', { id: b._id, rev: b.rev, edit: edit({ before: [a._id] }) })
    expect(next.course.beforeTitles).toEqual(['测试课程'])
    expect(await t.refusal(zhao, 'lessons', 'save', { id: a._id, rev: a.rev, edit: edit({ before: [b._id] }) })).toBe('BAD_INPUT')
    expect(await t.refusal(zhao, 'lessons', 'save', { id: a._id, rev: a.rev, edit: edit({ cover: 'cloud://test.bucket/ent-huajiang/person-li-xiuying/a.jpg' }) })).toBe('NOT_ALLOWED')
    expect(await t.refusal(zhao, 'lessons', 'save', { id: a._id, rev: a.rev, edit: edit({ episodes: [article('e1'), article('e1')] }) })).toBe('BAD_INPUT')
    expect(await t.refusal(zhao, 'lessons', 'save', { id: a._id, rev: a.rev + 7, edit: edit() })).toBe('STALE')
    expect(await t.refusal(zhao, 'lessons', 'save', { id: a._id, rev: a.rev, edit: edit({ instructorId: 'instructor-demo-tang' }) })).toBe('BAD_INPUT')
    const full = await d.draft({}, [question(0), question(1, { episode: null })])
    const copy = await t.call(zhao, 'lessons', 'create', { id: newId('course'), title: '副本', category: 'law', copyOf: full._id })
    expect([copy.course.episodes.map(e => e.key), copy.questions.map(q => [q.episode, q.n]).sort()]).toEqual([['e1'], [['', 1], ['e1', 1]]])
    // All of a large bank, and the same again after the first tap was cut off in the middle.
    const items = Array.from({ length: 230 }, (_, i) => ({ id: newId('question'), question: question(i) }))
    for (let at = 0; at < items.length; at += 100) await t.call(zhao, 'lessons', 'importQuestions', { courseId: full._id, items: items.slice(at, at + 100) })
    const large = { id: newId('course'), title: '大题库的副本', category: 'law' as const, copyOf: full._id }
    const inAll = (of: { questions: { n: number }[] }) => of.questions.reduce((sum, q) => sum + q.n, 0)
    expect(inAll(await t.call(zhao, 'lessons', 'create', large))).toBe(232)
    const [lost] = (await t.call(zhao, 'lessons', 'questions', { courseId: large.id })).items
    await t.call(zhao, 'lessons', 'removeQuestion', { id: lost!._id })
    expect(inAll(await t.call(zhao, 'lessons', 'create', large))).toBe(232)
  })
})

describe('an upload in pieces', () => {
  test('goes on after a cut, is put together once, and leaves no pieces', async () => {
    const bytes = Buffer.alloc(PIECE_BYTES + 1_000, 7)
    const given = { upload: newId('upload'), fileName: '第一课.MP4', size: bytes.length }
    expect(await t.call(zhao, 'lessons', 'uploadLook', given)).toEqual({ pieces: 2, there: [], fileId: null })
    const put = (n: number, part: Buffer) => upload(t, zhao, part, `lessons/${given.upload}/${n}.part`)
    await put(1, bytes.subarray(PIECE_BYTES))
    // A piece that was cut off is no piece.
    await put(0, bytes.subarray(0, 500))
    expect(await t.call(zhao, 'lessons', 'uploadLook', given)).toMatchObject({ there: [1], fileId: null })
    expect(await t.refusal(zhao, 'lessons', 'assemble', given)).toBe('NOT_COMPLETE')
    const piece = await put(0, bytes.subarray(0, PIECE_BYTES))
    const whole = await t.call(zhao, 'lessons', 'assemble', given)
    expect(Buffer.from(await (await fetch(whole.url)).arrayBuffer()).equals(bytes)).toBe(true)
    expect((await t.call(zhao, 'lessons', 'assemble', given)).fileId).toBe(whole.fileId)
    expect(await t.call(zhao, 'lessons', 'uploadLook', given)).toEqual({ pieces: 2, there: [], fileId: whole.fileId })
    expect((await tcb.init({ env: 'test' }).getFileInfo({ fileList: [piece] })).fileList[0]).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
    const course = await d.draft({ episodes: [article('e1', 60, { kind: 'video', article: '', file: whole.fileId, fileName: '第一课.MP4', size: given.size })] })
    expect(course.episodes[0]!.file).toBe(whole.fileId)
    for (const fileName of ['课.exe', '课', '课.html']) expect(await t.refusal(zhao, 'lessons', 'assemble', { ...given, fileName })).toBe('BAD_INPUT')
  })
})

describe('statistics', () => {
  const statsOf = async (id: string) => {
    const reply = await t.ask(zhao, 'lessons', 'stats', { id })
    if (!reply.ok) throw new Error(reply.code)
    return reply
  }

  test('keep hits, learners and completions apart, in two round trips, and people can be told by name', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 60), article('e2', 60)] })
    for (let i = 0; i < 3; i++) await d.watch(zhou, _id)
    await d.learned(liu, actors.liu._id, _id, 'e1', 60)
    await d.learned(liu, actors.liu._id, _id, 'e2', 60)
    await t.call(liu, 'lessons', 'rate', { courseId: _id, episode: 'e1', stars: 4 })
    await d.fold()
    const { trips, data } = await statsOf(_id)
    expect(trips).toBe(2)
    expect(data.total).toMatchObject({ hits: 5, learners: 2, completed: 1, tenths: 2 })
    expect(data.episodes).toMatchObject([{ key: 'e1', hits: 4, learners: 2, completed: 1, ratings: 1, stars: 4 }, { key: 'e2', hits: 1, learners: 1, completed: 1, stars: null }])
    expect(data.units.find(u => u.group === 'hj-zongzhuang')).toMatchObject({ hits: 5, learners: 2, completed: 1, cells: [{ hits: 4 }, { hits: 1 }] })
    expect(data.trend).toMatchObject([{ began: 2, completed: 1 }])
    // The one among three hundred is found by one answer.
    expect((await t.call(zhao, 'lessons', 'people', { id: _id, show: 'finished' })).items.map(p => p.personId)).toEqual([actors.liu._id])
    const all: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await t.call(zhao, 'lessons', 'people', { id: _id, show: 'finished', ...(cursor ? { cursor } : {}) })
      all.push(...page.items.map(p => `${p.name} ${p.percent}`))
      if (!(cursor = page.next)) break
    }
    expect(all).toEqual([`${actors.liu.name} 100`])
    const list = await t.call(zhao, 'papers', 'lessonList', { key: newId('list'), id: _id, show: 'finished' })
    const sheet = Object.entries(unzipSync(Buffer.from(list.base64!, 'base64'))).map(([, b]) => strFromU8(b)).join('')
    expect([sheet.includes(actors.liu.name), sheet.includes(actors.zhou.name), list.fileName]).toEqual([true, false, expect.stringMatching(/^测试课程 学习情况（已学完） .*\.xlsx$/)])
    // The same key for other units is another list.
    const key = newId('list')
    const listed = async (unitId: string) => {
      const { base64 } = await t.call(zhao, 'papers', 'lessonList', { key, id: _id, show: 'all', unitId })
      return Object.values(unzipSync(Buffer.from(base64!, 'base64'))).map(b => strFromU8(b)).join('')
    }
    for (const [unitId, there] of [['hj-zongzhuang', [true, true, false]], ['hj-zhuzao', [false, false, true]], ['qy-yunxing', [false, false, false]]] as const) {
      const text = await listed(unitId)
      expect([unitId, [actors.liu, actors.zhou, actors.li].map(p => text.includes(p.name))]).toEqual([unitId, there])
    }
    const overview = await t.ask(zhao, 'lessons', 'overview', {})
    expect(overview).toMatchObject({ ok: true, data: { byCourse: expect.arrayContaining([expect.objectContaining({ id: _id, hits: 5, learners: 2, completed: 1 })]) } })
    expect(overview.trips).toBeLessThanOrEqual(5)
    if (!overview.ok) return
    const { byCourse, byUnit } = overview.data
    const total = (of: (row: (typeof byUnit)[number]) => number) => byUnit.reduce((sum, u) => sum + of(u), 0)
    for (const key of ['expected', 'hits', 'learners', 'completed'] as const) expect([key, total(u => u[key])]).toEqual([key, byCourse.reduce((sum, c) => sum + c[key], 0)])
    const must = byCourse.filter(c => c.compulsory)
    expect(must.length).toBeGreaterThan(0)
    expect([total(u => u.must.completed), total(u => u.must.expected)]).toEqual([must.reduce((sum, c) => sum + c.completed, 0), must.reduce((sum, c) => sum + c.expected, 0)])
    expect(byUnit.map(u => u.name)).toContain('总装分厂')
  })

  test('a fold that dies anywhere, meets another or a change is made good by the next round', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 60)] })
    class Killed extends Error {}
    for (let kill = 0; kill < 4; kill++) {
      await d.watch(wang, _id)
      const bucket = (await d.learner(actors.wang._id) as unknown as { bucket: number }).bucket
      let step = 0
      const dying = new Proxy({} as Store, {
        get: (_t, name: keyof Store) => new Proxy(store[name] as object, {
          get: (table, method) => (...args: unknown[]) => {
            if (step++ === kill) throw new Killed()
            return (Reflect.get(table, method) as (...a: unknown[]) => unknown)(...args)
          },
        }),
      })
      await foldLearners(dying, 'ent-huajiang', bucket, Date.now()).catch(e => { if (!(e instanceof Killed)) throw e })
      await Promise.all([d.fold(), d.watch(wang, _id), d.fold()])
      await d.fold()
      expect((await statsOf(_id)).data.total.hits).toBe((kill + 1) * 2)
    }
  })

  test('every bucket equals a recount of all its learners', async () => {
    await d.fold()
    const learners = (await t.db.collection('learners').where({ tenantId: 'ent-huajiang' }).limit(1000).get()).data as { bucket: number; unit: string; marks: Record<string, string>; courses: Record<string, { completedAt: number }> }[]
    const tallies = (await t.db.collection('learnTallies').where({ tenantId: 'ent-huajiang' }).limit(100).get()).data as { bucket: number; people: number; courses: Record<string, string> }[]
    for (const tally of tallies) {
      const here = learners.filter(l => l.bucket === tally.bucket)
      expect(tally.people).toBe(here.length)
      expect(Object.fromEntries(Object.entries(tally.courses).map(([k, v]) => [k, JSON.parse(v) as unknown]))).toEqual(countLearners(here))
    }
  })
})

describe('questions out of a workbook', () => {
  const HEADINGS = ['题型', '题目', '选项A', '选项B', '选项C', '答案', '解析']
  const read = async (rows: Cell[][], headings: Cell[] = HEADINGS) => t.call(zhao, 'papers', 'bankRead', { file: await upload(t, zhao, await workbook(rows, { headings }), `imports/${newId('bank')}.xlsx`) })

  test('the example is read as it stands, within its budget, and goes into the bank', async () => {
    const { fileName, base64 } = await t.call(zhao, 'papers', 'bankExample', {})
    expect(fileName).toMatch(/\.xlsx$/)
    const reply = await t.ask(zhao, 'papers', 'bankRead', { file: await upload(t, zhao, Buffer.from(base64, 'base64'), 'imports/bank-example.xlsx') })
    if (!reply.ok) throw new Error(reply.message)
    expect(reply.trips).toBeLessThanOrEqual(2)
    expect([reply.data.problems, reply.data.questions.map(q => [q.kind, q.right])]).toEqual([[], [['single', [0]], ['multiple', [0, 1, 2, 3]], ['judge', [1]]]])
    const { _id } = await d.draft()
    expect(await t.call(zhao, 'lessons', 'importQuestions', { courseId: _id, items: reply.data.questions.map(q => ({ id: newId('question'), question: q })) })).toEqual({ added: 3, already: 0 })
  })

  test('every fault is named by its row, blank rows counted; the others are read; line breaks in cells are blanks', async () => {
    const { questions, problems } = await read([
      ['单选', '多久\n一次？', '每年', '每月', '', 'A', '第八条'], [], ['单选', '', '甲', '乙', '', 'A', ''], ['单选', '缺一个', '甲', '', '丙', 'C', ''], ['单选', '长'.repeat(501), '甲', '乙', '', 'A', ''],
      ['单选', '选项太长', '甲'.repeat(201), '乙', '', 'A', ''], ['多选', '只有一个', '甲', '乙', '', 'A', ''], ['判断', 2026, '', '', '', '对', ''], ['单选', '答案不在', '甲', '乙', '', 'D', ''],
    ])
    expect(questions.map(q => q.text)).toEqual(['多久 一次？', '2026'])
    expect(problems.map(p => p.line)).toEqual([4, 5, 6, 7, 8, 10])
    expect((await read([['多久', 'A']], ['问题', '结果'])).problems).toEqual([{ line: 1, message: expect.stringContaining('表头') }])
  })

  test('too many, a file that is none, another’s file, another’s role are refused', async () => {
    await expect(read(Array.from({ length: 501 }, (_, i) => ['判断', `第 ${i} 题`, '', '', '', '对', '']))).rejects.toThrow('TOO_MANY')
    const broken = await upload(t, zhao, Buffer.from('PK no workbook'), 'imports/broken.xlsx')
    expect(await t.refusal(zhao, 'papers', 'bankRead', { file: broken })).toBe('BAD_FILE')
    expect(await t.refusal(ma, 'papers', 'bankRead', { file: broken })).toBe('NOT_ALLOWED')
    for (const who of [zhou, qian, sun]) for (const [action, input] of [['bankRead', { file: broken }], ['bankExample', {}]] as const) expect(await t.refusal(who, 'papers', action, input)).toBe('NOT_ALLOWED')
  })
})

describe('a classroom session', () => {
  test('is attended by the code on its screen, once; an old code, another’s, a made one are refused; a list counts too', async () => {
    const id = newId('training')
    const given = { title: '面授', place: '三楼', startsAt: Date.now() - HOUR, endsAt: Date.now() + HOUR, tenths: 20, instructorId: 'instructor-demo-chen', note: '' }
    const saved = await Promise.all([1, 2].map(() => t.call(zhao, 'lessons', 'saveTraining', { id, rev: null, edit: given })))
    expect(saved.map(s => [s.rev, s.instructorName])).toEqual([[0, actors.chen.name], [0, actors.chen.name]])
    const { code, image } = await t.call(zhao, 'lessons', 'trainingCode', { id })
    expect(image).toMatch(/^data:image\/svg\+xml;base64,/)
    const twice = await Promise.all([1, 2].map(() => t.call(zhou, 'lessons', 'attend', { code })))
    expect(twice.map(a => [a.trainingId, a.way])).toEqual([[id, 'qr'], [id, 'qr']])
    const [prefix, , slot, mac] = code.split('.')
    for (const wrong of [`${prefix}.${id}.${Number(slot) - 10}.${mac}`, `${prefix}.training-demo-past.${slot}.${mac}`, `ZDT1.${id}.${slot}.${mac}`, `${code}x`, code.slice(0, -1)]) expect(await t.refusal(li, 'lessons', 'attend', { code: wrong })).toBe('WRONG_CODE')
    const list = { id, employeeNos: [actors.zhou.employeeNo, actors.li.employeeNo, 'NOBODY-1', actors.li.employeeNo] }
    expect(await t.call(zhao, 'lessons', 'enterList', list)).toEqual({ added: 1, already: 1, unknown: ['NOBODY-1'] })
    expect(await t.call(zhao, 'lessons', 'enterList', list)).toEqual({ added: 0, already: 2, unknown: ['NOBODY-1'] })
    expect((await t.call(zhao, 'lessons', 'attendances', { id })).items.map(a => a.way).sort()).toEqual(['list', 'qr'])
    expect(await t.refusal(zhao, 'lessons', 'removeTraining', { id })).toBe('WRONG_STATE')
    expect((await t.call(li, 'lessons', 'record', {})).attendances).toEqual(expect.arrayContaining([expect.objectContaining({ trainingId: id, tenths: 20, way: 'list' })]))
    const over = await t.call(zhao, 'lessons', 'saveTraining', { id, rev: 0, edit: { ...given, startsAt: Date.now() - 9 * HOUR, endsAt: Date.now() - 8 * HOUR } })
    expect(over.rev).toBe(1)
    expect(await t.refusal(liu, 'lessons', 'attend', { code: (await t.call(zhao, 'lessons', 'trainingCode', { id })).code })).toBe('NOT_OPEN')
    expect(await t.refusal(zhao, 'lessons', 'saveTraining', { id, rev: 0, edit: given })).toBe('STALE')
  })
})

describe('instructors, questions and notes', () => {
  test('one is nominated, approved, asked by a learner, answers as the own person, and retires', async () => {
    const id = newId('instructor')
    const nominee = { id, name: actors.wang.name, employeeNo: actors.wang.employeeNo, unitName: '动力分厂', field: '节能', why: '讲得清楚' }
    await Promise.all([1, 2].map(() => t.call(li, 'lessons', 'nominate', nominee)))
    expect(await t.refusal(liu, 'lessons', 'nominate', nominee)).toBe('TAKEN')
    expect(await t.refusal(liu, 'lessons', 'nominate', { ...nominee, id: newId('x'), employeeNo: 'NOBODY-1' })).toBe('BAD_INPUT')
    const { items: [waiting] } = await t.call(zhao, 'lessons', 'instructorPool', { state: 'nominated', text: actors.wang.name })
    expect((await t.call(liu, 'lessons', 'instructors', { text: actors.wang.name })).items).toEqual([])
    const approved = await t.call(zhao, 'lessons', 'decideInstructor', { id, rev: waiting!.rev, to: 'approved', note: '' })
    expect(approved).toMatchObject({ state: 'approved', personId: actors.wang._id })
    // Found by name and by field, in the pool and among the courses; teaching opens the way to the questions without any role.
    for (const text of [actors.wang.name, '节能']) expect((await t.call(liu, 'lessons', 'instructors', { text })).items.map(i => i._id)).toContain(id)
    const teaches = async (who: string) => (await t.call(who, 'lessons', 'home', {})).teaches
    expect([await teaches(wang), await teaches(liu)]).toEqual([{ waiting: 0 }, null])
    const { _id } = await d.published({ instructorId: id })
    expect((await t.call(liu, 'lessons', 'home', { text: actors.wang.name })).items.map(c => c._id)).toContain(_id)
    const question = { id: newId('ask'), courseId: _id, episode: 'e1', ms: 3_000, text: '怎么算？' }
    await Promise.all([1, 2].map(() => t.call(liu, 'lessons', 'ask', question)))
    expect((await t.call(wang, 'lessons', 'askQueue', { answered: false })).items).toMatchObject([{ text: '怎么算？', name: actors.liu.name, rev: 0 }])
    expect((await t.call(chen, 'lessons', 'askQueue', { answered: false })).items.some(a => a._id === question.id)).toBe(false)
    expect(await teaches(wang)).toEqual({ waiting: 1 })
    expect(await t.refusal(chen, 'lessons', 'answerAsk', { id: question.id, rev: 0, text: '我来答' })).toBe('NOT_FOUND')
    expect((await t.call(zhou, 'lessons', 'asks', { courseId: _id })).items).toEqual([])
    await Promise.all([1, 2].map(() => t.call(wang, 'lessons', 'answerAsk', { id: question.id, rev: 0, text: '这样算。' })))
    expect((await t.call(zhou, 'lessons', 'asks', { courseId: _id })).items).toMatchObject([{ name: '', mine: false, answer: { text: '这样算。', by: actors.wang.name } }])
    expect((await t.call(liu, 'lessons', 'instructors', { text: actors.wang.name })).items).toMatchObject([{ courses: [{ _id }], lessons: 1 }])
    expect((await t.call(zhao, 'lessons', 'decideInstructor', { id, rev: approved.rev, to: 'retired', note: '调离' })).state).toBe('retired')
  })

  test('notes are one’s own, saved twice once, changed, removed; what is kept of a person comes out and goes', async () => {
    const { _id } = await d.published({ episodes: [article('e1', 10)] })
    const note = { id: newId('note'), courseId: _id, episode: 'e1', ms: 1_000, text: '记一笔' }
    await Promise.all([1, 2].map(() => t.call(liu, 'lessons', 'saveNote', note)))
    expect(await t.refusal(zhou, 'lessons', 'saveNote', note)).toBe('TAKEN')
    expect((await t.call(liu, 'lessons', 'saveNote', { ...note, text: '改一笔' })).text).toBe('改一笔')
    expect((await t.call(zhou, 'lessons', 'notes', { courseId: _id })).items).toEqual([])
    await t.call(zhou, 'lessons', 'removeNote', { id: note.id })
    expect((await t.call(liu, 'lessons', 'notes', { courseId: _id })).items).toHaveLength(1)
    await d.learned(liu, actors.liu._id, _id, 'e1', 10)
    const { number } = await t.call(liu, 'lessons', 'certificate', { courseId: _id })
    const kept = JSON.parse((await t.call(liu, 'members', 'exportMine', {})).json) as Record<string, unknown>
    expect(JSON.stringify(kept)).toContain('改一笔')
    expect(JSON.stringify(kept)).toContain(number)

    await t.call(liu, 'members', 'askErasure', { reason: '离职' })
    const person = (await t.call(zhao, 'members', 'erasures', {})).items.find(e => e.person._id === actors.liu._id)!.person
    await t.call(zhao, 'members', 'settleErasure', { personId: person._id, rev: person.rev, erase: true, note: '' })
    expect((await t.db.collection('lessonNotes').where({ personId: actors.liu._id }).get()).data).toEqual([])
    const left = JSON.stringify([await d.learner(actors.liu._id), (await t.db.collection('certificates').where({ _id: number }).get()).data, (await t.db.collection('lessonAsks').where({}).get()).data])
    expect(left).not.toContain(actors.liu.name)
    const check = await (await fetch(`${t.cloud.url}/api/certificates/${number}`)).json() as { ok: boolean; data: { name: string } }
    expect([check.ok, check.data.name.includes(actors.liu.name)]).toEqual([true, false])
  })
})

test('nothing here was a fault', () => expect(t.faults()).toBe(0))
