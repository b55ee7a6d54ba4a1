import { openCloud, type Cloud } from './database-cloud'

let cloud: Cloud
const orders = () => cloud.db.collection('orders')

beforeAll(async () => {
  cloud = await openCloud([{
    name: 'orders',
    indexes: [
      { name: 'no', keys: [{ field: 'no', direction: 1 }], unique: true },
      { name: 'state_at', keys: [{ field: 'state', direction: 1 }, { field: 'at', direction: -1 }], unique: false },
    ],
  }])
})
afterAll(() => cloud.close())

test('add, get, update, set, remove', async () => {
  const added = await orders().add({ no: 1, state: 'new', at: new Date(5), tags: ['a', 'b'] })
  const found = await orders().doc(added.id!).get()
  expect(found.data).toEqual([{ _id: added.id, no: 1, state: 'new', at: new Date(5), tags: ['a', 'b'] }])
  expect(await orders().doc(added.id!).update({ state: 'old', 'deep.er': cloud.db.command.inc(2) })).toMatchObject({ updated: 1 })
  expect((await orders().where({ no: 1 }).get()).data[0]).toMatchObject({ state: 'old', deep: { er: 2 } })
  expect(await orders().doc('fresh').set({ no: 2 })).toMatchObject({ updated: 0, upsertedId: 'fresh' })
  expect(await orders().doc('fresh').set({ no: 3 })).toMatchObject({ updated: 1 })
  expect((await orders().where({}).count()).total).toBe(2)
  expect(await orders().where({ no: 3 }).remove()).toMatchObject({ deleted: 1 })
  expect(await orders().doc(added.id!).remove()).toMatchObject({ deleted: 1 })
  expect((await orders().where({}).count()).total).toBe(0)
})
