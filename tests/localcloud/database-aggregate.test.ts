import { openCloud, type Cloud } from './database-cloud'

let cloud: Cloud
const day = (n: number) => new Date(Date.UTC(2026, 0, n, 13, 14, 15, 16))
const $ = () => cloud.db.command.aggregate
const _ = () => cloud.db.command

const sales = [
  { _id: 's1', shop: 'north', n: 5, price: 10, at: day(1), tags: ['a', 'b'] },
  { _id: 's2', shop: 'south', n: 3, price: 20, at: day(4), tags: ['b'] },
  { _id: 's3', shop: 'north', n: 8, price: 5, at: day(11), tags: [] },
  { _id: 's4', shop: 'east', n: 1, price: 100, at: day(12) },
]
const shops = [{ _id: 'north', boss: 'Li', size: 3 }, { _id: 'south', boss: '王', size: 1 }]

beforeAll(async () => {
  cloud = await openCloud([
    { name: 'sales', indexes: [{ name: 'shop', keys: [{ field: 'shop', direction: 1 }], unique: false }] },
    { name: 'shops', indexes: [] },
    { name: 'places', indexes: [] },
    { name: 'one', indexes: [] },
  ])
  await cloud.db.collection('sales').add(sales)
  await cloud.db.collection('shops').add(shops)
  await cloud.db.collection('one').add({ _id: 'x' })
})
afterAll(() => cloud.close())

const on = (name = 'sales') => cloud.db.collection(name).aggregate()

test('match, sort, skip, limit, project', async () => {
  const { data } = await on().match({ n: _().gt(1) }).sort({ n: -1 }).skip(1).limit(1)
    .project({ _id: 0, shop: 1, total: $().multiply(['$n', '$price']) }).end()
  expect(data).toEqual([{ shop: 'north', total: 50 }])
})

test('sort then limit keeps MongoDB\'s order of missing values', async () => {
  const { data } = await on().sort({ tags: 1, _id: 1 }).limit(2).project({ _id: 1 }).end()
  expect(data).toEqual([{ _id: 's3' }, { _id: 's4' }])
})

test('group with every accumulator', async () => {
  const { data } = await on().sort({ _id: 1 }).group({
    _id: '$shop', sum: $().sum('$n'), avg: $().avg('$price'), max: $().max('$n'), min: $().min('$at'),
    first: $().first('$_id'), last: $().last('$_id'), all: $().push('$n'), set: $().addToSet('$shop'), count: $().sum(1),
    pop: $().stdDevPop('$n'), samp: $().stdDevSamp('$n'),
  }).sort({ _id: 1 }).end()
  expect(data[1]).toEqual({
    _id: 'north', sum: 13, avg: 7.5, max: 8, min: day(1), first: 's1', last: 's3', all: [5, 8], set: ['north'], count: 2,
    pop: 1.5, samp: expect.closeTo(2.1213, 4),
  })
  expect(data.map((row: { _id: string }) => row._id)).toEqual(['east', 'north', 'south'])
})

test('group of all, by an object, and of nothing', async () => {
  expect((await on().group({ _id: null, n: $().sum('$n') }).end()).data).toEqual([{ _id: null, n: 17 }])
  const byObject = await on().group({ _id: { shop: '$shop', big: $().gt(['$n', 4]) }, n: $().sum(1) }).sort({ n: -1, '_id.shop': 1 }).end()
  expect(byObject.data[0]).toEqual({ _id: { shop: 'north', big: true }, n: 2 })
  expect((await on().match({ shop: 'none' }).group({ _id: null, n: $().sum(1) }).end()).data).toEqual([])
})

test('unwind, addFields, replaceRoot, count, sortByCount, sample', async () => {
  expect((await on().unwind('$tags').project({ tags: 1 }).end()).data)
    .toEqual([{ _id: 's1', tags: 'a' }, { _id: 's1', tags: 'b' }, { _id: 's2', tags: 'b' }])
  const kept = await on().unwind({ path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' }).end()
  expect(kept.data).toHaveLength(5)
  expect((await on().match({ _id: 's1' }).addFields({ 'sum.of': $().add(['$n', 1]), n: 0 }).end()).data[0]).toMatchObject({ n: 0, sum: { of: 6 }, shop: 'north' })
  expect((await on().match({ _id: 's1' }).replaceRoot({ newRoot: { k: '$shop' } }).end()).data).toEqual([{ k: 'north' }])
  expect((await on().match({ n: _().gt(2) }).count('many').end()).data).toEqual([{ many: 3 }])
  expect((await on().sortByCount('$shop').limit(1).end()).data).toEqual([{ _id: 'north', count: 2 }])
  expect((await on().sample({ size: 2 }).end()).data).toHaveLength(2)
})

test('bucket and bucketAuto', async () => {
  const buckets = await on().bucket({ groupBy: '$price', boundaries: [0, 15, 50], default: 'dear', output: { n: $().sum(1) } }).end()
  expect(buckets.data).toEqual([{ _id: 0, n: 2 }, { _id: 15, n: 1 }, { _id: 'dear', n: 1 }])
  const auto = await on().bucketAuto({ groupBy: '$n', buckets: 2 }).end()
  expect(auto.data).toEqual([{ _id: { min: 1, max: 5 }, count: 2 }, { _id: { min: 5, max: 8 }, count: 2 }])
})

test('lookup by equal fields', async () => {
  const joined = await on().lookup({ from: 'shops', localField: 'shop', foreignField: '_id', as: 'where' }).sort({ _id: 1 }).end()
  expect(joined.data.map((row: { where: object[] }) => row.where)).toEqual([[shops[0]], [shops[1]], [shops[0]], []])
  const back = await on('shops').lookup({ from: 'sales', localField: '_id', foreignField: 'shop', as: 'sales' }).sort({ _id: 1 }).end()
  expect(back.data.map((row: { sales: { _id: string }[] }) => row.sales.map(({ _id }) => _id))).toEqual([['s1', 's3'], ['s2']])
  const byArray = await on().match({ _id: 's1' }).lookup({ from: 'sales', localField: 'tags', foreignField: 'tags', as: 'alike' }).end()
  expect(byArray.data[0].alike.map(({ _id }: { _id: string }) => _id)).toEqual(['s1', 's2'])
  expect((await on().lookup({ from: 'nowhere', localField: 'a', foreignField: 'b', as: 'none' }).limit(1).end()).data[0].none).toEqual([])
})

test('lookup by a pipeline with variables', async () => {
  const pipeline = $().pipeline()
    .match(_().expr($().and([$().eq(['$shop', '$$shop']), $().gt(['$n', '$$size'])])))
    .project({ _id: 0, n: 1 }).sort({ n: -1 }).done()
  const { data } = await on('shops').lookup({ from: 'sales', let: { shop: '$_id', size: '$size' }, pipeline, as: 'sold' }).sort({ _id: 1 }).end()
  expect(data.map((row: { sold: object[] }) => row.sold)).toEqual([[{ n: 8 }, { n: 5 }], [{ n: 3 }]])
})

test('geoNear and the geo queries', async () => {
  const places = cloud.db.collection('places')
  const { Point, Polygon, LineString } = cloud.db.Geo as never as Record<string, new (...args: never[]) => object>
  const at = (lng: number, lat: number) => new cloud.db.Geo.Point(lng, lat)
  await places.add([{ _id: 'gate', at: at(116.39, 39.9) }, { _id: 'near', at: at(116.4, 39.9) }, { _id: 'far', at: at(121.47, 31.23) }])
  const near = await on('places').geoNear({
    near: at(116.39, 39.9) as never, spherical: true, distanceField: 'metres', maxDistance: 5000, query: { _id: _().neq('x') }, limit: 5,
  }).end()
  expect(near.data.map((row: { _id: string }) => row._id)).toEqual(['gate', 'near'])
  expect(near.data[1].metres).toBeGreaterThan(840)
  expect(near.data[1].metres).toBeLessThan(860)
  const ids = async (query: object) => (await places.where({ at: query }).get()).data.map(doc => (doc as { _id: string })._id)
  expect(await ids(_().geoNear({ geometry: at(116.4, 39.9), maxDistance: 5000, minDistance: 0 }))).toEqual(['near', 'gate'])
  const ring = new LineString!([at(116, 39), at(117, 39), at(117, 40.5), at(116, 40.5), at(116, 39)] as never)
  const area = new Polygon!([ring] as never)
  expect(Point).toBeDefined()
  expect(await ids(_().geoWithin({ geometry: area as never }))).toEqual(['gate', 'near'])
  expect(await ids(_().geoWithin({ centerSphere: [at(121, 31), 100 / 6378.1] as never }))).toEqual(['far'])
  expect(await ids(_().geoIntersects({ geometry: area as never }))).toEqual(['gate', 'near'])
})

type Expression = [name: string, expression: () => unknown, value: unknown]

const expressions: Expression[] = [
  ['abs', () => $().abs(-3), 3],
  ['add to a date', () => $().add([day(1), 1000]), new Date(day(1).getTime() + 1000)],
  ['ceil, floor, trunc', () => [$().ceil(1.2), $().floor(-1.2), $().trunc(-1.8)], [2, -2, -1]],
  ['divide, mod, multiply, subtract', () => [$().divide([7, 2]), $().mod([7, 4]), $().multiply([3, 4]), $().subtract([5, 8])], [3.5, 3, 12, -3]],
  ['exp, ln, log, log10, pow, sqrt', () => [$().exp(0), $().ln(1), $().log([8, 2]), $().log10(1000), $().pow([2, 10]), $().sqrt(9)], [1, 0, 3, 3, 1024, 3]],
  ['arrayElemAt', () => $().arrayElemAt([[1, 2, 3], -1]), 3],
  ['arrayToObject', () => $().arrayToObject([[['a', 1], ['b', 2]]]), { a: 1, b: 2 }],
  ['objectToArray', () => $().objectToArray({ a: 1 }), [{ k: 'a', v: 1 }]],
  ['concatArrays', () => $().concatArrays([[1], [2, 3]]), [1, 2, 3]],
  ['filter', () => $().filter({ input: [1, 5, 9], as: 'x', cond: $().gt(['$$x', 4]) }), [5, 9]],
  ['map', () => $().map({ input: [1, 2], as: 'x', in: $().add(['$$x', 1]) }), [2, 3]],
  ['reduce', () => $().reduce({ input: [1, 2, 3], initialValue: 0, in: $().add(['$$value', '$$this']) }), 6],
  ['in', () => [$().in([2, [1, 2]]), $().in([5, [1, 2]])], [true, false]],
  ['indexOfArray, isArray, size, reverseArray', () => [$().indexOfArray([['a', 'b'], 'b']), $().isArray([[1]]), $().size([[1, 2]]), $().reverseArray([[1, 2]])], [1, true, 2, [2, 1]]],
  ['range, slice, zip', () => [$().range([0, 6, 2]), $().slice([[1, 2, 3], 2]), $().zip({ inputs: [[1, 2], ['a', 'b']] })], [[0, 2, 4], [1, 2], [[1, 'a'], [2, 'b']]]],
  ['and, or, not', () => [$().and([true, 1]), $().or([0, null]), $().not([false]), $().not([''])], [true, false, true, false]],
  ['cmp across types', () => [$().cmp([1, 2]), $().cmp(['a', 1]), $().cmp([null, 0])], [-1, 1, -1]],
  ['eq, neq, gt, gte, lt, lte', () => [$().eq([1, 1]), $().neq([1, 1]), $().gt(['a', 1]), $().gte([2, 2]), $().lt([1, 'a']), $().lte([3, 2])], [true, false, true, true, true, false]],
  ['cond, ifNull, switch', () => [$().cond({ if: true, then: 1, else: 2 }), $().ifNull(['$nothing', 'x']), $().switch({ branches: [{ case: false, then: 1 }], default: 9 })], [1, 'x', 9]],
  ['parts of a date', () => [$().year(day(2)), $().month(day(2)), $().dayOfMonth(day(2)), $().hour(day(2)), $().minute(day(2)), $().second(day(2)), $().millisecond(day(2))], [2026, 1, 2, 13, 14, 15, 16]],
  ['days and weeks', () => [$().dayOfWeek(day(4)), $().dayOfYear(day(31)), $().isoDayOfWeek(day(4)), $().isoWeek(day(1)), $().isoWeekYear(day(1))], [1, 31, 7, 1, 2026]],
  ['week begins on Sunday', () => [1, 3, 4, 10, 11].map(n => $().week(day(n))), [0, 0, 1, 1, 2]],
  ['a part of no date', () => $().year('$nothing'), null],
  ['dateFromParts, dateFromString, dateToString', () => [
    $().dateFromParts({ year: 2026, month: 2, day: 3 }), $().dateFromString({ dateString: '2026-02-03T04:05:06.007Z' }),
    $().dateToString({ date: day(2), format: '%Y-%m-%d %H:%M', timezone: '+08:00' })],
  [new Date('2026-02-03'), new Date('2026-02-03T04:05:06.007Z'), '2026-01-02 21:14']],
  ['literal', () => $().literal('$n'), '$n'],
  ['mergeObjects', () => $().mergeObjects([{ a: 1 }, { b: 2 }]), { a: 1, b: 2 }],
  ['sets', () => [$().setDifference([[1, 2], [2]]), $().setEquals([[1, 2], [2, 1]]), $().setIsSubset([[1], [1, 2]]), $().allElementsTrue([[1, true]]), $().anyElementTrue([[0, false]])], [[1], true, true, true, false]],
  ['setIntersection, setUnion', () => [$().setIntersection([[1, 2], [2, 3]]), $().setUnion([[1], [2]])], [[2], [1, 2]]],
  ['concat, split, toLower, toUpper', () => [$().concat(['a', '中']), $().split(['a,b', ',']), $().toLower('ABC'), $().toUpper('abc'), $().toLower(null)], ['a中', ['a', 'b'], 'abc', 'ABC', '']],
  ['strLenBytes, strLenCP, strcasecmp', () => [$().strLenBytes('中a'), $().strLenCP('中😀'), $().strcasecmp(['A', 'a'])], [4, 2, 0]],
  ['indexOfBytes, indexOfCP', () => [$().indexOfBytes(['中文', '文']), $().indexOfCP(['中文', '文']), $().indexOfCP(['abc', 'z']), $().indexOfCP(['abab', 'a', 1])], [3, 1, -1, 2]],
  ['substr, substrBytes, substrCP', () => [$().substr(['hello', 1, 2]), $().substr(['hello', 2, -1]), $().substrBytes(['中文', 3, 3]), $().substrCP(['中文字', 1, 1]), $().substr(['abc', 9, 1])], ['el', 'llo', '文', '文', '']],
  ['max, min, avg, sum of a list', () => [$().max([[1, 9, 4]]), $().min([[3, 2]]), $().avg([[1, 3]]), $().sum([[1, 2]])], [9, 2, 2, 3]],
  ['let', () => $().let({ vars: { a: 2 }, in: $().multiply(['$$a', 21]) }), 42],
]

test.each(expressions)('expression: %s', async (_name, expression, value) => {
  const { data } = await on('one').project({ _id: 0, value: expression() }).end()
  expect(data).toEqual([{ value }])
})

test('what cannot be computed is refused with a reason', async () => {
  const refusal = { code: 'DATABASE_REQUEST_FAILED' }
  await expect(on('one').project({ x: $().divide([1, 0]) }).end()).rejects.toMatchObject(refusal)
  await expect(on('one').project({ x: { $nonsense: 1 } }).end()).rejects.toMatchObject(refusal)
  await expect(cloud.db.collection('one').options({ raw: true }).aggregate([{ $out: 'shops' }] as never).end()).rejects.toMatchObject(refusal)
})
