import { openCloud, type Cloud, type Transaction } from './database-cloud'

let cloud: Cloud
const accounts = () => cloud.db.collection('accounts')
const balance = async (id: string) => (await accounts().doc(id).get()).data[0]?.n as number | undefined

const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' }
const gone = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionNotExist') }

beforeAll(async () => {
  cloud = await openCloud([{ name: 'accounts', indexes: [
    { name: 'code', keys: [{ field: 'code', direction: 1 }], unique: true },
    { name: 'n', keys: [{ field: 'n', direction: 1 }], unique: false },
  ] }])
})
afterAll(() => cloud.close())
beforeEach(async () => {
  await accounts().where({}).remove()
  await accounts().add(['a', 'b', 'c'].map(id => ({ _id: id, code: id, n: 10 })))
})

test('all of a transaction or nothing', async () => {
  const result = await cloud.db.runTransaction(async (transaction: Transaction) => {
    await transaction.collection('accounts').doc('a').update({ n: 5 })
    await transaction.collection('accounts').doc('b').update({ n: 15 })
    return 'done'
  })
  expect(result).toBe('done')
  expect([await balance('a'), await balance('b')]).toEqual([5, 15])
  await expect(cloud.db.runTransaction(async (transaction: Transaction) => {
    await transaction.collection('accounts').doc('a').update({ n: 0 })
    throw new Error('changed my mind')
  })).rejects.toThrow('changed my mind')
  expect(await balance('a')).toBe(5)
})

test('a transaction sees its own writes, others do not until the commit', async () => {
  const transaction = await cloud.db.startTransaction()
  const inside = transaction.collection('accounts')
  await inside.doc('a').update({ n: cloud.db.command.inc(1) })
  await inside.add({ _id: 'new', code: 'new', n: 7 })
  await inside.doc('b').remove()
  await inside.doc('c').set({ code: 'c', n: 100 })
  expect((await inside.doc('a').get()).data).toMatchObject({ n: 11 })
  expect((await inside.doc('b').get()).data).toBeNull()
  expect((await inside.where({ n: cloud.db.command.gt(0) }).orderBy('n', 'desc').get()).data.map((d: { _id: string }) => d._id))
    .toEqual(['c', 'a', 'new'])
  expect((await inside.where({ n: cloud.db.command.gt(0) }).orderBy('n', 'desc').skip(1).limit(1).get()).data).toMatchObject([{ _id: 'a' }])
  expect(await balance('new')).toBeUndefined()
  expect([await balance('a'), await balance('b'), await balance('c')]).toEqual([10, 10, 10])
  await transaction.commit()
  expect([await balance('a'), await balance('b'), await balance('c'), await balance('new')]).toEqual([11, undefined, 100, 7])
})

test('a transaction goes on seeing the state of its first operation', async () => {
  const transaction = await cloud.db.startTransaction()
  const inside = transaction.collection('accounts')
  await inside.doc('a').get()
  await accounts().doc('b').update({ n: 99 })
  expect((await inside.doc('b').get()).data).toMatchObject({ n: 10 })
  expect(await balance('b')).toBe(99)
  await transaction.rollback('enough')
})

test('who changes a document first wins; the other is told at once and is over', async () => {
  const [first, second] = [await cloud.db.startTransaction(), await cloud.db.startTransaction()]
  await first.collection('accounts').doc('a').update({ n: 1 })
  await expect(second.collection('accounts').doc('a').update({ n: 2 })).rejects.toMatchObject(conflict)
  await expect(second.commit()).rejects.toMatchObject(gone)
  await first.commit()
  expect(await balance('a')).toBe(1)
})

test('a document changed since the snapshot is a conflict, a new or a removed one too', async () => {
  const change = {
    changed: () => accounts().doc('a').update({ n: 2 }),
    removed: () => accounts().doc('a').remove(),
  }
  for (const outside of Object.values(change)) {
    const transaction = await cloud.db.startTransaction()
    await transaction.collection('accounts').doc('b').get()
    await outside()
    await expect(transaction.collection('accounts').doc('a').update({ n: 3 })).rejects.toMatchObject(conflict)
  }
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('accounts').doc('b').get()
  await accounts().add({ _id: 'late', code: 'late' })
  await expect(transaction.collection('accounts').add({ _id: 'late', code: 'x' })).rejects.toMatchObject(conflict)
})

test('an ordinary write waits for the transaction that holds its document', async () => {
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('accounts').doc('a').update({ n: 1 })
  const order: string[] = []
  const waiting = accounts().where({ _id: 'a' }).update({ n: cloud.db.command.inc(100) }).then(() => order.push('write'))
  await accounts().doc('b').update({ n: 0 })
  order.push('other write')
  await transaction.commit()
  await waiting
  expect(order).toEqual(['other write', 'write'])
  expect(await balance('a')).toBe(101)
})

test('a unique value is refused at the commit, and nothing of the transaction stays', async () => {
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('accounts').doc('a').update({ n: 0 })
  await transaction.collection('accounts').add({ _id: 'x', code: 'b' })
  await expect(transaction.commit()).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('E11000') })
  expect([await balance('a'), await balance('x')]).toEqual([10, undefined])
})

test('a value freed in the transaction can be taken in it', async () => {
  await cloud.db.runTransaction(async (transaction: Transaction) => {
    await transaction.collection('accounts').doc('a').remove()
    await transaction.collection('accounts').add({ _id: 'x', code: 'a' })
  })
  expect((await accounts().where({ code: 'a' }).get()).data).toMatchObject([{ _id: 'x' }])
})

test('updateAndReturn belongs to the transaction', async () => {
  const transaction = await cloud.db.startTransaction()
  const done = await transaction.collection('accounts').where({ _id: 'a' }).updateAndReturn({ n: cloud.db.command.inc(-3) })
  expect(done).toMatchObject({ updated: 1, doc: { _id: 'a', n: 7 } })
  expect(await balance('a')).toBe(10)
  await transaction.commit()
  expect(await balance('a')).toBe(7)
})

test('the SDK\'s trap: where().update() inside a transaction is outside of it', async () => {
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('accounts').where({ _id: 'a' }).update({ n: 77 })
  await transaction.rollback('undo')
  expect(await balance('a')).toBe(77)
})

test('a failed operation ends the transaction', async () => {
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('accounts').doc('a').update({ n: 0 })
  await expect(transaction.collection('accounts').doc('a').update({ 'n.x': 0 })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  await expect(transaction.commit()).rejects.toMatchObject(gone)
  await expect(cloud.db.runTransaction(async (t: Transaction) => { await t.collection('none').add({ a: 1 }) }))
    .rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' })
  expect(await balance('a')).toBe(10)
})

test('many read-modify-writes at once lose no update', async () => {
  let committed = 0
  await Promise.all(Array.from({ length: 20 }, async () => {
    try {
      await cloud.db.runTransaction(async (transaction: Transaction) => {
        const { data } = await transaction.collection('accounts').doc('a').get()
        await transaction.collection('accounts').doc('a').update({ n: data.n + 1 })
      })
      committed++
    } catch (error) {
      expect(error).toMatchObject(conflict)
    }
  }))
  expect(committed).toBeGreaterThan(0)
  expect(await balance('a')).toBe(10 + committed)
})

test('conditional updates: 200 takers of a stock of 10 make exactly 10 winners', async () => {
  const { command: _ } = cloud.db
  const taken = await Promise.all(Array.from({ length: 200 }, () => accounts().where({ _id: 'a', n: _.gt(0) }).update({ n: _.inc(-1) })))
  expect(taken.reduce((sum, { updated }) => sum + updated!, 0)).toBe(10)
  expect(await balance('a')).toBe(0)
})

test('money moved at random is never made or lost, and every reader sees a whole state', async () => {
  const ids = ['a', 'b', 'c']
  const move = async (n: number) => cloud.db.runTransaction(async (transaction: Transaction) => {
    const [from, to] = [ids[n % 3]!, ids[(n + 1 + (n % 2)) % 3]!]
    const source = (await transaction.collection('accounts').doc(from).get()).data
    const target = (await transaction.collection('accounts').doc(to).get()).data
    await transaction.collection('accounts').doc(from).update({ n: source.n - 1 })
    await transaction.collection('accounts').doc(to).update({ n: target.n + 1 })
  }).catch((error: unknown) => expect(error).toMatchObject(conflict))
  const total = async () => {
    const { data } = await accounts().where({}).get()
    expect(data.reduce((sum, { n }) => sum + n, 0)).toBe(30)
  }
  await Promise.all(Array.from({ length: 30 }, (_, n) => [move(n), total()]).flat())
  await total()
})
