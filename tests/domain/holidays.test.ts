import { HOLIDAYS_2026, missingYear } from '../../domain/holidays'
import { calendarOf, isWorkingDay } from '../../domain/working-days'

// As the notice of the State Council's office prints them: 放假 from and to, then 上班.
const notice: [name: string, from: string, to: string, work: string[]][] = [
  ['元旦', '2026-01-01', '2026-01-03', ['2026-01-04']],
  ['春节', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
  ['清明节', '2026-04-04', '2026-04-06', []],
  ['劳动节', '2026-05-01', '2026-05-05', ['2026-05-09']],
  ['端午节', '2026-06-19', '2026-06-21', []],
  ['中秋节', '2026-09-25', '2026-09-27', []],
  ['国庆节', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
]

test.each(notice)('%s is as 国办发明电〔2025〕7号 says', (name, from, to, work) => {
  const off = HOLIDAYS_2026.filter(h => h.kind === 'off' && h.name === name).map(h => h.day)
  expect([off[0], off.at(-1)]).toEqual([from, to])
  expect(off).toHaveLength((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1)
  expect(HOLIDAYS_2026.filter(h => h.kind === 'work' && h.name.startsWith(name)).map(h => h.day).sort()).toEqual([...work].sort())
})

test('the year has 33 days off and six weekend days of work, and nothing else is in the table', () => {
  expect(HOLIDAYS_2026.filter(h => h.kind === 'off')).toHaveLength(33)
  expect(HOLIDAYS_2026.filter(h => h.kind === 'work')).toHaveLength(6)
  const calendar = calendarOf(HOLIDAYS_2026)
  for (const { day, kind } of HOLIDAYS_2026) {
    expect(isWorkingDay(day, calendar)).toBe(kind === 'work')
    if (kind === 'work') expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
  }
})

test('from December on the next year is asked for, and at any time the year that it is', () => {
  expect(missingYear(HOLIDAYS_2026, '2026-11-30')).toBeNull()
  expect(missingYear(HOLIDAYS_2026, '2026-12-01')).toBe('2027')
  expect(missingYear([...HOLIDAYS_2026, { day: '2027-01-01', kind: 'off', name: '元旦' }], '2026-12-31')).toBeNull()
  expect(missingYear(HOLIDAYS_2026, '2027-01-01')).toBe('2027')
  expect(missingYear([], '2026-12-01')).toBe('2026')
})
