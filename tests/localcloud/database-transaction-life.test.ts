import { openCloud, type Cloud } from './database-cloud'

let cloud: Cloud

beforeAll(async () => {
  cloud = await openCloud([{ name: 'accounts', indexes: [] }], { transactionLife: 1000 })
})
afterAll(() => cloud.close())

test('a forgotten transaction ends by itself and lets its documents go', async () => {
  const accounts = cloud.db.collection('accounts')
  await accounts.add({ _id: 'a', n: 10 })
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('accounts').doc('a').update({ n: 0 })
  expect(await accounts.doc('a').update({ n: cloud.db.command.inc(1) })).toMatchObject({ updated: 1 })
  await expect(transaction.commit()).rejects.toMatchObject({
    code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionNotExist'),
  })
  expect((await accounts.doc('a').get()).data).toEqual([{ _id: 'a', n: 11 }])
})
