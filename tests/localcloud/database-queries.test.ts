import { openCloud, type Cloud, type Db } from './database-cloud'

let cloud: Cloud
const at = (day: number) => new Date(Date.UTC(2026, 0, day))

const docs = [
  { _id: 'a', n: 1, s: 'apple', d: at(1), tags: ['x', 'y'], deep: { list: [{ k: 1, v: 10 }, { k: 2, v: 20 }] }, flag: true },
  { _id: 'b', n: 2, s: 'Banana', d: at(2), tags: ['y'], deep: { list: [{ k: 1, v: 20 }] }, flag: false, nil: null },
  { _id: 'c', n: 3.5, s: 'cherry', d: at(3), tags: [], deep: { list: [] }, scores: [1, 5, 9], pair: { a: 1, b: 2 } },
  { _id: 'd', n: -4, s: '中文', tags: ['x', 'z', 'y'], deep: { leaf: 'here' }, scores: [4], pair: { b: 2, a: 1 } },
  { _id: 'e', s: '', tags: [['x']], mixed: [1, 'one', { k: 1 }], bits: 6 },
]

type Case = [name: string, query: (_: Db['command'], db: Db) => Record<string, unknown>, ids: string]

const cases: Case[] = [
  ['equality', () => ({ n: 1 }), 'a'],
  ['equality of text in Chinese', () => ({ s: '中文' }), 'd'],
  ['equality of empty text', () => ({ s: '' }), 'e'],
  ['equality of a date', () => ({ d: at(2) }), 'b'],
  ['equality of a boolean', () => ({ flag: false }), 'b'],
  ['null matches null and missing', () => ({ nil: null }), 'abcde'],
  ['eq null on a field that some have', _ => ({ d: _.eq(null) }), 'de'],
  ['equality with an item of an array', () => ({ tags: 'y' }), 'abd'],
  ['equality with a whole array', _ => ({ tags: _.eq(['x', 'y']) }), 'a'],
  ['equality with an array inside an array', _ => ({ tags: _.eq(['x']) }), 'e'],
  ['embedded equality keeps the order of fields', _ => ({ pair: _.eq({ a: 1, b: 2 }) }), 'c'],
  ['nested objects become dotted paths', () => ({ pair: { a: 1 } }), 'cd'],
  ['dotted path into documents of an array', () => ({ 'deep.list.v': 20 }), 'ab'],
  ['dotted path with an index', () => ({ 'deep.list.0.v': 20 }), 'b'],
  ['dotted null: missing below, not an empty array', () => ({ 'deep.list.v': null }), 'de'],
  ['neq', _ => ({ n: _.neq(1) }), 'bcde'],
  ['neq on an array means no item', _ => ({ tags: _.neq('y') }), 'ce'],
  ['gt', _ => ({ n: _.gt(1) }), 'bc'],
  ['gte', _ => ({ n: _.gte(2) }), 'bc'],
  ['lt', _ => ({ n: _.lt(2) }), 'ad'],
  ['lte', _ => ({ n: _.lte(2) }), 'abd'],
  ['gt and lt', _ => ({ n: _.gt(0).and(_.lt(3)) }), 'ab'],
  ['gt on text keeps to text', _ => ({ s: _.gt('b') }), 'cd'],
  ['gt on a date', _ => ({ d: _.gt(at(1)) }), 'bc'],
  ['ranges may be met by different items', _ => ({ scores: _.and([_.gt(8), _.lt(2)]) }), 'c'],
  ['in', _ => ({ n: _.in([1, 3.5, 99]) }), 'ac'],
  ['in with null', _ => ({ n: _.in([1, null]) }), 'ae'],
  ['in with a pattern', _ => ({ s: _.in([/^b/i, 'apple']) }), 'ab'],
  ['in, none', _ => ({ n: _.in([]) }), ''],
  ['nin', _ => ({ n: _.nin([1, 2]) }), 'cde'],
  ['nin with null', _ => ({ n: _.nin([1, null]) }), 'bcd'],
  ['all', _ => ({ tags: _.all(['x', 'y']) }), 'ad'],
  ['all of nothing', _ => ({ tags: _.all([]) }), ''],
  ['elemMatch on documents', _ => ({ 'deep.list': _.elemMatch({ k: 1, v: _.gt(10) }) }), 'b'],
  ['elemMatch on values', _ => ({ scores: _.elemMatch(_.gt(4)) }), 'c'],
  ['elemMatch with a field does not match bare values', _ => ({ scores: _.elemMatch({ k: _.exists(false) }) }), ''],
  ['exists', _ => ({ flag: _.exists(true) }), 'ab'],
  ['exists counts null', _ => ({ nil: _.exists(true) }), 'b'],
  ['exists not', _ => ({ d: _.exists(false) }), 'de'],
  ['exists below an array', _ => ({ 'deep.list.k': _.exists(true) }), 'ab'],
  ['size', _ => ({ tags: _.size(1) }), 'be'],
  ['size zero', _ => ({ tags: _.size(0) }), 'c'],
  ['mod', _ => ({ n: (_.mod as (...parts: number[]) => object)(2, 0) }), 'bd'],
  ['pattern', () => ({ s: /an/ }), 'b'],
  ['pattern with options', (_, db) => ({ s: db.RegExp({ regexp: '^BAN', options: 'i' }) }), 'b'],
  ['not', _ => ({ n: _.not(_.gt(1)) }), 'ade'],
  ['not a pattern', _ => ({ s: _.not(/e/) }), 'bde'],
  ['or across fields', _ => _.or([{ n: 1 }, { s: 'cherry' }]) as never, 'ac'],
  ['or on one field', _ => ({ n: _.or([_.lt(0), _.gt(3)]) }), 'cd'],
  ['nor', _ => _.nor([{ n: 1 }, { tags: 'x' }]) as never, 'bce'],
  ['and of ors', _ => _.and([_.or([{ n: 1 }, { n: 2 }]), _.or([{ flag: false }, { s: 'x' }])]) as never, 'b'],
  ['expr', _ => ({ $expr: { $gt: ['$n', 2] } }), 'c'],
  ['a list with many kinds', () => ({ mixed: 'one' }), 'e'],
  ['a document as an item', _ => ({ mixed: _.eq({ k: 1 }) }), 'e'],
  ['a dotted path past bare values', () => ({ 'mixed.k': 1 }), 'e'],
  ['_id in', _ => ({ _id: _.in(['a', 'e', 'zz']) }), 'ae'],
  ['nothing asked', () => ({}), 'abcde'],
]

beforeAll(async () => {
  cloud = await openCloud([{ name: 'things', indexes: [] }, {
    name: 'indexed',
    indexes: ['n', 's', 'd', 'tags', 'flag', 'nil', 'deep.list.v', 'scores', 'pair.a', 'mixed'].map(field =>
      ({ name: field, keys: [{ field, direction: field === 'n' ? -1 as const : 1 as const }], unique: false })),
  }])
  await cloud.db.collection('things').add(docs)
  await cloud.db.collection('indexed').add(docs)
})
afterAll(() => cloud.close())

describe.each(['things', 'indexed'])('%s', name => {
  test.each(cases)('%s', async (_name, query, ids) => {
    const found = cloud.db.collection(name).where(query(cloud.db.command, cloud.db))
    expect((await found.get()).data.map(doc => (doc as { _id: string })._id).sort().join('')).toBe(ids)
    expect((await found.count()).total).toBe(ids.length)
  })
})

test('raw queries: types and bits', async () => {
  const ids = async (query: object) => (await cloud.db.collection('things').where(query).options({ raw: true }).get()).data.map(d => d._id).join('')
  const raw = async (query: object) => {
    const found = await cloud.db.collection('things').options({ raw: true }).where(query).get()
    return found.data.map(doc => (doc as { _id: string })._id).join('')
  }
  expect(await ids({ n: 1 })).toBe('a')
  expect(await raw({ n: { $type: 'number' } })).toBe('abcd')
  expect(await raw({ tags: { $type: 'array' } })).toBe('abcde')
  expect(await raw({ bits: { $bitsAllSet: 2 } })).toBe('e')
})

const refusals: Case[] = [
  ['an unknown operator', () => ({ n: { $near_enough: 1 } }), 'unknown query operator'],
  ['a pattern that is none', () => ({ s: { $regularExpression: { pattern: '(', options: '' } } }), 'Regular expression is invalid'],
  ['a list that is none', () => ({ n: { $in: 3 } }), '$in needs an array'],
  ['code', () => ({ $where: 'true' }), '$where'],
]

test.each(refusals)('refuses %s', async (_name, query, message) => {
  const found = cloud.db.collection('things').options({ raw: true }).where(query(cloud.db.command, cloud.db))
  await expect(found.get()).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining(message) })
})

describe('order, fields, pages', () => {
  const list = () => cloud.db.collection('things')
  const ids = (found: { data: unknown[] }) => found.data.map(doc => (doc as { _id: string })._id).join('')

  test('orderBy goes by type first, then by value; missing counts as null', async () => {
    expect(ids(await list().orderBy('n', 'asc').get())).toBe('edabc')
    expect(ids(await list().orderBy('n', 'desc').get())).toBe('cbade')
    expect(ids(await list().orderBy('s', 'asc').get())).toBe('ebacd')
    expect(ids(await list().orderBy('scores', 'desc').orderBy('_id', 'desc').get())).toBe('cdeba')
  })

  test('skip and limit', async () => {
    expect(ids(await list().orderBy('_id', 'asc').skip(1).limit(2).get())).toBe('bc')
    expect(ids(await list().orderBy('_id', 'asc').skip(4).limit(2).get())).toBe('e')
  })

  test('field keeps, drops, cuts', async () => {
    const one = async (projection: Record<string, unknown>) =>
      (await list().where({ _id: 'a' }).field(projection).get()).data[0]
    expect(await one({ n: true })).toEqual({ _id: 'a', n: 1 })
    expect(await one({ n: 1, _id: 0 })).toEqual({ n: 1 })
    expect(await one({ 'deep.list.k': 1 })).toEqual({ _id: 'a', deep: { list: [{ k: 1 }, { k: 2 }] } })
    expect(await one({ deep: false, tags: false, d: false, flag: false })).toEqual({ _id: 'a', n: 1, s: 'apple' })
    expect(await one({ tags: cloud.db.command.project.slice(1), n: 1 })).toEqual({ _id: 'a', n: 1, tags: ['x'] })
    expect(await one({ 'deep.list': cloud.db.command.project.elemMatch({ k: 2 }) }))
      .toEqual({ _id: 'a', deep: { list: [{ k: 2, v: 20 }] } })
    expect((await list().doc('a').field({ s: true }).get()).data).toEqual([{ _id: 'a', s: 'apple' }])
    await expect(one({ n: 1, s: 0 })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })
})
