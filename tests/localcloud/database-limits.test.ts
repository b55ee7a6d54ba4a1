import { openDatabase } from '../../localcloud/database/open'
import { openCloud, type Cloud } from './database-cloud'

let cloud: Cloud
const list = (name = 'many') => cloud.db.collection(name)

beforeAll(async () => {
  cloud = await openCloud([
    { name: 'many', indexes: [] },
    {
      name: 'people',
      indexes: [
        { name: 'no', keys: [{ field: 'no', direction: 1 }], unique: true },
        { name: 'unit_seat', keys: [{ field: 'unit', direction: 1 }, { field: 'seat', direction: 1 }], unique: true },
        { name: 'emails', keys: [{ field: 'emails', direction: 1 }], unique: true },
      ],
    },
  ])
  await list().add(Array.from({ length: 1200 }, (_, n) => ({ _id: `d${String(n).padStart(4, '0')}`, n })))
})
afterAll(() => cloud.close())

test('100 documents unless asked, 1000 at most', async () => {
  expect((await list().get()).data).toHaveLength(100)
  expect((await list().limit(250).get()).data).toHaveLength(250)
  expect((await list().limit(5000).get()).data).toHaveLength(1000)
  const bare = await cloud.database.handle('database.getDocument', { collectionName: 'many', limit: 1_000_000 })
  expect((bare.data as { list: string[] }).list).toHaveLength(1000)
  expect((await list().skip(1150).limit(100).get()).data).toHaveLength(50)
})

test('an unknown collection is an error, whatever is asked of it', async () => {
  const error = { code: 'DATABASE_COLLECTION_NOT_EXIST', message: expect.stringContaining('Db or Table not exist') }
  const none = () => list('none')
  await expect(none().get()).rejects.toMatchObject(error)
  await expect(none().doc('x').get()).rejects.toMatchObject(error)
  await expect(none().where({ a: 1 }).count()).rejects.toMatchObject(error)
  await expect(none().add({ a: 1 })).rejects.toMatchObject(error)
  await expect(none().doc('x').set({ a: 1 })).rejects.toMatchObject(error)
  await expect(none().where({ a: 1 }).update({ a: 2 })).rejects.toMatchObject(error)
  await expect(none().where({ a: 1 }).updateAndReturn({ a: 2 })).rejects.toMatchObject(error)
  await expect(none().where({ a: 1 }).remove()).rejects.toMatchObject(error)
  await expect(none().aggregate().match({}).end()).rejects.toMatchObject(error)
})

test('createCollection makes one, once', async () => {
  await cloud.db.createCollection('fresh')
  await list('fresh').add({ a: 1 })
  expect((await list('fresh').count()).total).toBe(1)
  await expect(cloud.db.createCollection('fresh')).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_ALREADY_EXIST' })
})

test('a reply larger than 16 MB is refused, one just below is not', async () => {
  await cloud.db.createCollection('large')
  const text = 'x'.repeat(1024 * 1024 - 60)
  await list('large').add(Array.from({ length: 17 }, (_, n) => ({ _id: String(n), text })))
  expect((await list('large').limit(16).get()).data).toHaveLength(16)
  await expect(list('large').get()).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('exceeds') })
})

test('a document larger than 16 MB is refused', async () => {
  await expect(list('large').add({ text: '汉'.repeat(6 * 1024 * 1024) })).rejects.toMatchObject({ message: expect.stringContaining('too large') })
})

const duplicate = (index: string) =>
  ({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringMatching(new RegExp(`E11000 duplicate key error.*index: ${index} `)) })

describe('unique indexes', () => {
  const people = () => list('people')
  const person = (id: string, more: object = {}) => ({ _id: id, no: id, unit: id, seat: 1, emails: [id], ...more })

  beforeAll(() => people().add([person('a'), person('b')]))

  test('refuse a second _id, a second value, a second pair', async () => {
    await expect(people().add(person('a', { no: 'z' }))).rejects.toMatchObject(duplicate('_id_'))
    await expect(people().add(person('c', { no: 'a' }))).rejects.toMatchObject(duplicate('no'))
    await expect(people().add(person('c', { unit: 'a' }))).rejects.toMatchObject(duplicate('unit_seat'))
    await people().add(person('c', { unit: 'a', seat: 2 }))
    expect(await people().doc('c').remove()).toMatchObject({ deleted: 1 })
  })

  test('hold for every item of an array, and for updates', async () => {
    await expect(people().add(person('c', { emails: ['new', 'a'] }))).rejects.toMatchObject(duplicate('emails'))
    await expect(people().doc('b').update({ no: 'a' })).rejects.toMatchObject(duplicate('no'))
    await expect(people().doc('b').set({ no: 'a', unit: 'b', seat: 1, emails: ['b'] })).rejects.toMatchObject(duplicate('no'))
    await people().doc('b').update({ emails: ['b', 'b'] })
    expect((await people().where({ emails: 'b' }).count()).total).toBe(1)
  })

  test('count a missing field as null: only one may lack it', async () => {
    await people().add({ _id: 'n1', unit: 'n1', seat: 1, emails: ['n1'] })
    await expect(people().add({ _id: 'n2', no: null, unit: 'n2', seat: 1, emails: ['n2'] })).rejects.toMatchObject(duplicate('no'))
    await people().doc('n1').update({ no: 'n1' })
    await people().add({ _id: 'n2', unit: 'n2', seat: 1, emails: ['n2'] })
  })

  test('free a value with its document', async () => {
    await people().doc('a').remove()
    await people().add(person('a'))
  })

  test('of many inserted together, those before the refused one stay, as in MongoDB', async () => {
    await expect(people().add([person('p'), person('q', { no: 'a' }), person('r')])).rejects.toMatchObject(duplicate('no'))
    expect((await people().where({ _id: cloud.db.command.in(['p', 'q', 'r']) }).get()).data).toMatchObject([{ _id: 'p' }])
  })

  test('cannot be built over duplicates, and the attempt leaves nothing behind', async () => {
    await cloud.db.createCollection('twice')
    await list('twice').add([{ a: 1 }, { a: 1 }])
    const spec = { name: 'twice', indexes: [{ name: 'a', keys: [{ field: 'a', direction: 1 as const }], unique: true }] }
    await expect(cloud.database.ensure([spec])).rejects.toThrow('E11000')
    await list('twice').add({ a: 1 })
    expect((await list('twice').where({ a: 1 }).count()).total).toBe(3)
  })

  test('two arrays in one index are refused', async () => {
    const spec = { name: 'pairs', indexes: [{ name: 'ab', keys: [{ field: 'a', direction: 1 as const }, { field: 'b', direction: 1 as const }], unique: false }] }
    await cloud.database.ensure([spec])
    await list('pairs').add({ a: [1], b: 2 })
    await expect(list('pairs').add({ a: [1], b: [2] })).rejects.toMatchObject({ message: expect.stringContaining('cannot index parallel arrays') })
  })
})

const bodies: [string, string, Record<string, unknown>][] = [
  ['a query that is no JSON', 'database.getDocument', { query: '{' }],
  ['a query that is a list', 'database.getDocument', { query: '[]' }],
  ['a limit below zero', 'database.getDocument', { limit: -1 }],
  ['an order that is no direction', 'database.getDocument', { order: '{"a":"up"}' }],
  ['data that is no list', 'database.insertDocument', { data: '{}' }],
  ['data that is a number', 'database.insertDocument', { data: ['5'] }],
  ['an _id that is a list', 'database.insertDocument', { data: ['{"_id":[1]}'] }],
  ['a name with a dollar', 'database.insertDocument', { data: ['{"$a":1}'] }],
  ['a name from the prototype', 'database.insertDocument', { data: ['{"__proto__":1}'] }],
  ['stages that are no list', 'database.aggregateDocuments', { stages: 1 }],
  ['an unknown stage', 'database.aggregateDocuments', { stages: [{ stageKey: '$out', stageValue: '"x"' }] }],
  ['an unknown action', 'database.dropEverything', {}],
  ['a transaction that is none', 'database.commitTransaction', { transactionId: 'x' }],
]

test.each(bodies)('%s is answered, not thrown', async (_name, action, body) => {
  const reply = await cloud.database.handle(action, { collectionName: 'many', ...body })
  expect(reply).toEqual({ code: expect.stringMatching(/^(DATABASE_|INVALID_PARAM)/), message: expect.any(String) })
})

test('a folder in use is refused to a second cloud', async () => {
  await expect(openDatabase(cloud.dir)).rejects.toThrow('another local cloud is using')
})

test('ensure builds new indexes over what is there, drops those no longer listed, and survives a restart', async () => {
  const dir = cloud.dir
  const by = (field: string, name = field) => ({ name, keys: [{ field, direction: 1 as const }], unique: false })
  await cloud.database.ensure([{ name: 'many', indexes: [by('n')] }])
  expect((await list().where({ n: cloud.db.command.gte(1190) }).count()).total).toBe(10)
  await cloud.close('again')
  cloud = await openCloud([{ name: 'many', indexes: [by('m')] }], {}, dir)
  await list().doc('d0001').update({ m: 5 })
  expect((await list().where({ m: 5 }).get()).data).toMatchObject([{ _id: 'd0001', n: 1 }])
  expect((await list().where({ n: cloud.db.command.gte(1190) }).count()).total).toBe(10)
})

describe('long work goes on beside the rest', () => {
  const big = () => list('big')
  const { length } = { length: 6000 }

  beforeAll(async () => {
    await cloud.database.ensure([{ name: 'big', indexes: [{ name: 'tag', keys: [{ field: 'tags', direction: 1 }], unique: false }] }])
    for (let at = 0; at < length; at += 1000) {
      await big().add(Array.from({ length: 1000 }, (_, n) => ({ _id: `b${at + n}`, n: at + n, tags: [(at + n) % 2, 'all'] })))
    }
  })

  test('reads over more rows than a quick reader may see', async () => {
    const { command: _ } = cloud.db
    expect((await big().count()).total).toBe(length)
    expect((await big().where({ n: _.gte(5990) }).count()).total).toBe(10)
    expect((await big().where({ tags: 'all' }).count()).total).toBe(length)
    expect((await big().where(_.or([{ tags: 1 }, { tags: 'all' }])).count()).total).toBe(length)
    expect((await big().orderBy('n', 'desc').limit(2).get()).data).toMatchObject([{ n: 5999 }, { n: 5998 }])
    const sum = await big().aggregate().group({ _id: null, sum: _.aggregate.sum('$n') }).end()
    expect(sum.data).toEqual([{ _id: null, sum: (length * (length - 1)) / 2 }])
  })

  test('writes over more rows than the writer may see', async () => {
    const { command: _ } = cloud.db
    expect(await big().where({ n: _.gte(1000) }).update({ m: _.inc(1) })).toMatchObject({ updated: 5000 })
    expect((await big().where({ m: 1 }).count()).total).toBe(5000)
    expect(await big().where({ n: 5999 }).updateAndReturn({ m: _.inc(1) })).toMatchObject({ updated: 1, doc: { _id: 'b5999', m: 2 } })
    expect(await big().where({ n: _.gte(3000) }).options({ multiple: false }).update({ one: true })).toMatchObject({ updated: 1 })
    expect((await big().where({ one: true }).count()).total).toBe(1)
    expect(await big().where({ n: -1 }).update({ m: 0 })).toMatchObject({ updated: 0 })
    await expect(big().where({ n: _.gte(0) }).update({ 'n.x': 1 })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect(await big().where({ n: _.lt(4000) }).remove()).toMatchObject({ deleted: 4000 })
    expect((await big().count()).total).toBe(2000)
  })
})

test('a value nested without end is refused', async () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  const reply = await cloud.database.handle('database.insertDocument', { collectionName: 'many', data: [deep] })
  expect(reply).toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('nested') })
})
