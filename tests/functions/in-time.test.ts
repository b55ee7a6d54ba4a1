import { eachInTime } from '../../cloudfunctions/_kit/in-time'

afterEach(() => { jest.restoreAllMocks() })

test('nothing is begun after its time, and what was not begun is told', async () => {
  let now = 0
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  const begun: number[] = []
  let under = 0
  let most = 0
  const rest = await eachInTime([1, 2, 3, 4, 5, 6, 7, 8, 9], 2, 3000, async i => {
    begun.push(i)
    most = Math.max(most, ++under)
    await Promise.resolve()
    now += 1000
    under--
  })
  expect(begun).toEqual([1, 2, 3, 4])
  expect(rest).toEqual([5, 6, 7, 8, 9])
  expect(most).toBe(2)
})

test('with time enough all are begun; with none, nobody', async () => {
  const begun: number[] = []
  expect(await eachInTime([1, 2, 3], 10, Date.now() + 60_000, async i => { begun.push(i) })).toEqual([])
  expect(begun).toEqual([1, 2, 3])
  expect(await eachInTime([1, 2], 10, Date.now(), async i => { begun.push(i) })).toEqual([1, 2])
  expect(begun).toHaveLength(3)
})
