import type { motions } from '../../types/motion'
import { startCloud, type TestCloud } from './cloud'

const ZHOU = 'demo-zhou'
const text = { title: '关于更换旧行车的提案', reason: '三号行车已使用二十二年，今年停机七次。', proposal: '请在明年一季度前更换三号行车。', category: 'safety', pictures: [] as string[] }
const id = 'motion-attack-0001'
// The first steps; everything later is attacked in motions-life-attack.test.ts.
const good: Partial<Record<keyof typeof motions, Record<string, unknown>>> = {
  saveDraft: { id, rev: 0, text },
  dropDraft: { id },
  file: { id, rev: 0, text, invite: [] },
  invite: { id, invite: ['person-li-xiuying'] },
  answer: { id, accept: true },
  submit: { id },
  get: { id },
  mine: { which: 'proposed' },
  waiting: {},
  list: {},
  delegates: {},
}
const actions = Object.keys(good) as (keyof typeof motions)[]

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const stored = async () => (await t.db.collection('motions').where({}).count()).total as number
const OPERATORS = [{ $gt: '' }, { $ne: null }, { $where: 'sleep(1000)' }, ['$gt'], { __proto__: null, $set: 1 }]
const WRONG = [null, 7, true, [], {}, '', 'x', '../../etc/passwd', 'a'.repeat(65), '\u202Emotion-1', 'motion 0001', ...OPERATORS]

describe.each(actions)('motions.%s', action => {
  const refused = async (input: unknown) => {
    const before = await stored()
    expect(await t.refusal(ZHOU, 'motions', action, input)).toBe('BAD_INPUT')
    expect(await stored()).toBe(before)
  }

  test('refuses an input that is no object', async () => {
    for (const input of [7, 'text', true, [], ['x']]) await refused(input)
  })

  test('refuses an unknown field', async () => {
    await refused({ ...good[action], tenantId: 'ent-qingyuan' })
    await refused({ ...good[action], openid: 'demo-li' })
  })

  const fields = Object.keys(good[action]!)
  if (fields.length) {
    test.each(fields)('refuses %s when it is missing', async field => {
      await refused({ ...good[action], [field]: undefined })
    })

    test.each(fields)('refuses %s of a wrong type, with operators or of a wrong form', async field => {
      for (const value of WRONG) {
        if (field === 'invite' && JSON.stringify(value) === '[]') continue
        if (field === 'accept' && value === true) continue
        if (field === 'rev' && value === 7) continue
        await refused({ ...good[action], [field]: value })
      }
    })
  }
})

describe('texts', () => {
  const refusedField = async (field: keyof typeof text, value: unknown) => {
    const reply = await t.ask(ZHOU, 'motions', 'file', { ...good.file, id: 'motion-attack-text', text: { ...text, [field]: value } })
    expect(reply).toMatchObject({ ok: false, code: 'BAD_INPUT', field: expect.stringContaining(`text.${field}`) })
  }

  test('too short, too long, 5 MB, and control characters are refused beside their field', async () => {
    for (const field of ['title', 'reason', 'proposal'] as const) {
      await refusedField(field, '')
      await refusedField(field, ' \n\t　')
      await refusedField(field, '长'.repeat(2001))
      await refusedField(field, 'x'.repeat(5_000_000))
      await refusedField(field, '正常的文字\u0000后面')
      await refusedField(field, '从右往左\u202E的文字写在这里')
      for (const operator of OPERATORS) await refusedField(field, operator)
    }
    await refusedField('category', '$gt')
    await refusedField('pictures', Array.from({ length: 10 }, (_, i) => `cloud://test.bucket/ent-huajiang/person-zhou-jianguo/${i}.jpg`))
    await refusedField('pictures', ['javascript:alert(1)'])
  })

  test('emoji, HTML and formulas are text and come back as they were written', async () => {
    const odd = { ...text, title: '=cmd()|"calc" <b>粗</b> 👷‍♀️', reason: '<script>alert(1)</script> {"$gt":""} 🏭🏭🏭', proposal: '@SUM(A1:A9) -1+1 \' OR 1=1 -- 以上都是文字' }
    const { motion } = await (async () => {
      await t.call(ZHOU, 'motions', 'saveDraft', { id: 'motion-attack-odd', rev: 0, text: odd as never })
      return t.call(ZHOU, 'motions', 'get', { id: 'motion-attack-odd' })
    })()
    expect(motion).toMatchObject({ title: odd.title, reason: odd.reason, proposal: odd.proposal })
  })

  test('pictures must be the proposer’s own uploads', async () => {
    const other = ['cloud://test.bucket/ent-huajiang/person-li-xiuying/secret.jpg']
    expect(await t.refusal(ZHOU, 'motions', 'saveDraft', { ...good.saveDraft, id: 'motion-attack-pic', text: { ...text, pictures: other } })).toBe('NOT_ALLOWED')
    const sneaky = ['cloud://test.bucket/ent-huajiang/person-zhou-jianguo/../person-li-xiuying/secret.jpg']
    expect(await t.refusal(ZHOU, 'motions', 'saveDraft', { ...good.saveDraft, id: 'motion-attack-pic', text: { ...text, pictures: sneaky } })).toBe('NOT_ALLOWED')
  })

  test('a made-up cursor is refused', async () => {
    for (const cursor of ['x', 'eyJhIjoxfQ', Buffer.from('[{"$gt":""},"x"]').toString('base64url'), Buffer.from('[1,{"$gt":""}]').toString('base64url')]) {
      expect(await t.refusal(ZHOU, 'motions', 'mine', { which: 'proposed', cursor })).toBe('BAD_INPUT')
    }
  })

  test('an unknown action is refused, even one that every object has', async () => {
    for (const action of ['nothing', 'constructor', '__proto__', 'toString', '', 7, null, { $gt: '' }]) {
      expect(await t.refusal(ZHOU, 'motions', action as string, {})).toBe('UNKNOWN_ACTION')
    }
  })
})

test('none of all this was a fault', () => {
  expect(t.faults()).toBe(0)
})
