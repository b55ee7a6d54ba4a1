import { openCloud, type Cloud, type Db } from './database-cloud'

let cloud: Cloud
let number = 0
const items = () => cloud.db.collection('items')

beforeAll(async () => {
  cloud = await openCloud([{ name: 'items', indexes: [{ name: 'key', keys: [{ field: 'key', direction: 1 }], unique: false }] }])
})
afterAll(() => cloud.close())

type Update = (_: Db['command'], db: Db) => Record<string, unknown>
type Good = [name: string, before: object, update: Update, after: object]
type Bad = [name: string, before: object, update: Update, message: string]

async function change(before: object, update: Update, raw = false) {
  const key = `k${++number}`
  await items().add({ _id: key, key, ...before })
  const target = raw ? items().options({ raw: true }) : items()
  const done = target.where({ key }).update(update(cloud.db.command, cloud.db))
  return { key, done, now: async () => {
    const { _id, key: _key, ...rest } = (await items().doc(key).get()).data[0]
    return rest as object
  } }
}

const good: Good[] = [
  ['plain fields', { a: 1 }, () => ({ b: 2 }), { a: 1, b: 2 }],
  ['a dotted field, made on the way', {}, () => ({ 'a.b.c': 1 }), { a: { b: { c: 1 } } }],
  ['a nested object sets its leaves only', { a: { x: 1 } }, () => ({ a: { y: 2 } }), { a: { x: 1, y: 2 } }],
  ['set replaces a whole object', { a: { x: 1 } }, _ => ({ a: _.set({ y: 2 }) }), { a: { y: 2 } }],
  ['an item of an array', { a: [1, 2] }, () => ({ 'a.1': 9 }), { a: [1, 9] }],
  ['an item far out pads with null', { a: [1] }, () => ({ 'a.3': 9 }), { a: [1, null, null, 9] }],
  ['remove', { a: 1, b: { c: 1, d: 2 } }, _ => ({ a: _.remove(), 'b.c': _.remove() }), { b: { d: 2 } }],
  ['remove what is not there', { a: 1 }, _ => ({ 'a.b': _.remove(), z: _.remove() }), { a: 1 }],
  ['inc and mul', { a: 1, b: 3 }, _ => ({ a: _.inc(2), b: _.mul(2), c: _.inc(5), d: _.mul(5) }), { a: 3, b: 6, c: 5, d: 0 }],
  ['min and max', { a: 5, b: 5 }, _ => ({ a: _.min(3), b: _.max(9), c: _.max(1) }), { a: 3, b: 9, c: 1 }],
  ['max across types goes by type', { a: 'text' }, _ => ({ a: _.max(9) }), { a: 'text' }],
  ['push one, many, none', { a: [1] }, _ => ({ a: _.push(2), b: _.push(['x', 'y']) }), { a: [1, 2], b: ['x', 'y'] }],
  ['push with position, sort, slice', { a: [5, 1] },
    _ => ({ a: _.push({ each: [3, 4], position: 0, sort: -1, slice: 3 } as never) }), { a: [5, 4, 3] }],
  ['push sorted by a field', { a: [{ k: 2 }] }, _ => ({ a: _.push({ each: [{ k: 1 }], sort: { k: 1 } } as never) }), { a: [{ k: 1 }, { k: 2 }] }],
  ['pop, shift, unshift', { a: [1, 2], b: [1, 2], c: [1] },
    _ => ({ a: _.pop(), b: _.shift(), c: _.unshift([8, 9]) }), { a: [1], b: [2], c: [8, 9, 1] }],
  ['pull by value and by condition', { a: [1, 2, 1], b: [1, 5, 9], c: [{ k: 1, v: 1 }, { k: 2 }] },
    _ => ({ a: _.pull(1), b: _.pull(_.gt(4)), c: _.pull({ k: 1 }) }), { a: [2], b: [1], c: [{ k: 2 }] }],
  ['pullAll', { a: [1, 2, 3, 1] }, _ => ({ a: _.pullAll([1, 3]) }), { a: [2] }],
  ['addToSet', { a: [1] }, _ => ({ a: _.addToSet(1), b: _.addToSet({ $each: [1, 1, 2] }) }), { a: [1], b: [1, 2] }],
  ['rename', { a: 1, b: { c: 2 } }, _ => ({ a: _.rename('z'), 'b.c': _.rename('b.d') }), { z: 1, b: { d: 2 } }],
  ['bit', { a: 12 }, _ => ({ a: _.bit({ and: 10 } as never) }), { a: 8 }],
  ['dates', {}, () => ({ at: new Date(77) }), { at: new Date(77) }],
  ['geo', {}, (_, db) => ({ at: new db.Geo.Point(1, 2) }), { at: expect.objectContaining({ longitude: 1, latitude: 2 }) }],
  ['an empty array and an empty object', {}, _ => ({ a: [], b: _.set({}) }), { a: [], b: {} }],
]

test.each(good)('%s', async (_name, before, update, after) => {
  const { done, now } = await change(before, update)
  expect(await done).toMatchObject({ updated: 1 })
  expect(await now()).toEqual(after)
})

const bad: Bad[] = [
  ['a field in null', { a: null }, () => ({ 'a.b': 1 }), "Cannot create field 'b' in element {a: null}"],
  ['a field in a scalar', { a: 5 }, () => ({ 'a.b': 1 }), "Cannot create field 'b' in element {a: 5}"],
  ['a field deep in a scalar', { a: { b: 'x' } }, () => ({ 'a.b.c.d': 1 }), "Cannot create field 'c' in element {b: \"x\"}"],
  ['a named field in an array', { a: [1] }, () => ({ 'a.b': 1 }), "Cannot create field 'b' in element {a: [1]}"],
  ['inc on text', { a: 'x' }, _ => ({ a: _.inc(1) }), 'Cannot apply $inc to a value of non-numeric type'],
  ['inc on null', { a: null }, _ => ({ a: _.inc(1) }), 'non-numeric type null'],
  ['inc by text', { a: 1 }, _ => ({ a: _.inc('1' as never) }), 'Cannot increment with non-numeric argument'],
  ['inc in a scalar', { a: 1 }, _ => ({ 'a.b': _.inc(1) }), "Cannot create field 'b'"],
  ['mul on an array', { a: [1] }, _ => ({ a: _.mul(2) }), 'Cannot apply $mul to a value of non-numeric type'],
  ['push on text', { a: 'x' }, _ => ({ a: _.push(1) }), "The field 'a' must be an array but is of type string"],
  ['push on null', { a: null }, _ => ({ a: _.push(1) }), 'must be an array but is of type null'],
  ['addToSet on a number', { a: 1 }, _ => ({ a: _.addToSet(1) }), 'Cannot apply $addToSet to non-array field'],
  ['pop on text', { a: 'x' }, _ => ({ a: _.pop() }), "contains an element of non-array type 'string'"],
  ['pull from an object', { a: { b: 1 } }, _ => ({ a: _.pull(1) }), 'Cannot apply $pull to a non-array value'],
  ['pullAll from a number', { a: 1 }, _ => ({ a: _.pullAll([1]) }), 'Cannot apply $pull'],
  ['rename to itself', { a: 1 }, _ => ({ a: _.rename('a') }), 'must differ'],
  ['bit on text', { a: 'x' }, _ => ({ a: _.bit({ or: 1 } as never) }), 'Cannot apply $bit'],
  ['two changes to one path', { a: 1 }, _ => ({ a: 1, 'a.b': _.inc(1) }), 'would create a conflict at'],
  ['an empty name', {}, () => ({ 'a..b': 1 }), 'empty field name'],
  ['nothing', {}, () => ({}), "is empty"],
]

test.each(bad)('refuses %s, and changes nothing', async (_name, before, update, message) => {
  const { done, now } = await change(before, update)
  await expect(done).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining(message) })
  expect(await now()).toEqual(before)
})

const badRaw: Bad[] = [
  ['another _id', {}, () => ({ $set: { _id: 'other' } }), "immutable field '_id'"],
  ['no _id', {}, () => ({ $unset: { _id: '' } }), "immutable field '_id'"],
  ['an unknown modifier', {}, () => ({ $grow: { a: 1 } }), 'Unknown modifier: $grow'],
  ['fields beside modifiers', {}, () => ({ $set: { a: 1 }, b: 2 }), 'atomic operators'],
  ['a modifier without fields', {}, () => ({ $set: 1 }), 'Modifiers operate on fields'],
  ['names with a dollar', {}, () => ({ $set: { a: { $b: 1 } } }), 'The dollar ($) prefixed field'],
  ['$pop by two', { a: [1] }, () => ({ $pop: { a: 2 } }), '$pop expects 1 or -1'],
  ['$each that is no list', { a: [] }, () => ({ $push: { a: { $each: 1 } } }), '$each'],
]

test.each(badRaw)('refuses %s', async (_name, before, update, message) => {
  const { done, now } = await change(before, update, true)
  await expect(done).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining(message) })
  expect(await now()).toEqual(before)
})

test('the positional operator changes the item that the query found', async () => {
  await items().add({ _id: 'p', list: [{ k: 1, v: 1 }, { k: 2, v: 1 }] })
  await items().where({ _id: 'p', 'list.k': 2 }).update({ 'list.$.v': 5 })
  expect((await items().doc('p').get()).data[0].list).toEqual([{ k: 1, v: 1 }, { k: 2, v: 5 }])
  await items().where({ _id: 'p' }).update({ 'list.$[].v': 7 })
  expect((await items().doc('p').get()).data[0].list).toEqual([{ k: 1, v: 7 }, { k: 2, v: 7 }])
})

test('server dates are the server\'s, with an offset', async () => {
  const from = Date.now()
  await items().add({ _id: 'dated', at: cloud.db.serverDate(), later: cloud.db.serverDate({ offset: 60_000 }) })
  const { at, later } = (await items().doc('dated').get()).data[0]
  expect(at.getTime()).toBeGreaterThanOrEqual(from)
  expect(at.getTime()).toBeLessThanOrEqual(Date.now())
  expect(later.getTime()).toBeGreaterThanOrEqual(from + 60_000)
  expect((await items().where({ _id: 'dated', at: cloud.db.command.lte(cloud.db.serverDate()) }).count()).total).toBe(1)
})

test('one and many: update, remove, updateAndReturn', async () => {
  const { command: _ } = cloud.db
  await items().add([1, 2, 3].map(n => ({ _id: `m${n}`, group: 'm', n })))
  expect(await items().where({ group: 'm' }).update({ n: _.inc(10) })).toMatchObject({ updated: 3 })
  expect(await items().where({ group: 'm' }).options({ multiple: false }).update({ n: 0 })).toMatchObject({ updated: 1 })
  expect((await items().where({ group: 'm', n: 0 }).count()).total).toBe(1)
  expect(await items().where({ group: 'm', n: 12 }).updateAndReturn({ n: _.inc(1) })).toMatchObject({ updated: 1, doc: { _id: 'm2', n: 13 } })
  expect(await items().where({ group: 'none' }).updateAndReturn({ n: 1 })).toMatchObject({ updated: 0, doc: null })
  expect(await items().where({ group: 'm' }).options({ multiple: false }).remove()).toMatchObject({ deleted: 1 })
  expect(await items().where({ group: 'm' }).remove()).toMatchObject({ deleted: 2 })
  expect(await items().doc('not there').update({ a: 1 })).toMatchObject({ updated: 0 })
  expect(await items().doc('not there').remove()).toMatchObject({ deleted: 0 })
})

test('a matched document counts as updated even where nothing changed', async () => {
  await items().add({ _id: 'same', a: 1 })
  expect(await items().doc('same').update({ a: 1 })).toMatchObject({ updated: 1 })
  expect(await items().doc('same').set({ a: 1 })).toMatchObject({ updated: 1 })
})

test('set replaces all but the _id', async () => {
  await items().add({ _id: 's', a: 1, b: 2 })
  await items().doc('s').set({ c: 3 })
  expect((await items().doc('s').get()).data).toEqual([{ _id: 's', c: 3 }])
})

test('documents keep every kind of value and the order of their fields', async () => {
  const kinds = {
    _id: 'kinds', z: 1, a: 0.1, big: 2 ** 53 - 1, minus: -0.5, tiny: 5e-324, text: '混合 "quotes" \\ \u0000 😀', no: false, nil: null,
    at: new Date(-1), list: [[], {}, [1, [2]], null], inner: { b: 1, a: { deep: new Date(0) } },
  }
  await items().add(kinds)
  const [back] = (await items().doc('kinds').get()).data
  expect(back).toEqual(kinds)
  expect(Object.keys(back)).toEqual(Object.keys(kinds))
  expect((await items().where({ text: kinds.text }).get()).data).toHaveLength(1)
})
