import { maySee } from '../../domain/motion'
import { motionStateWords, replays } from '../../domain/motion-graph'
import { meritStateWords } from '../../domain/motion-words'
import { allMotions } from '../../scripts/seed/seed'
import { demoMerits } from '../../scripts/seed/merits'
import { people } from '../../scripts/seed/people'
import { federation, huajiang, station, units } from '../../scripts/seed/units'

// In the evening of one day, in China the morning of the next; in a night before a new year; and now.
const moments = [Date.UTC(2026, 10, 21, 23, 30), Date.UTC(2027, 11, 31, 16, 0), Date.now()]

describe.each(moments)('the demo data of %i', now => {
  const motions = allMotions(now)
  const merits = demoMerits(now, motions)

  test('show a motion of one enterprise in every state, and every history leads there', () => {
    const here = motions.filter(m => m.tenantId === huajiang._id)
    expect([...new Set(here.map(m => m.state))].sort()).toEqual(Object.keys(motionStateWords).sort())
    for (const m of motions) expect([m._id, replays(m.events, m.state)]).toEqual([m._id, true])
  })

  test('have no id and no number twice, and no event from tomorrow', () => {
    expect(new Set(motions.map(m => m._id)).size).toBe(motions.length)
    expect(new Set(motions.map(m => `${m.tenantId} ${m.session} ${m.caseNo}`)).size).toBe(motions.length)
    expect(new Set(people.flatMap(p => p.memberships.map(m => m.id))).size).toBe(people.flatMap(p => p.memberships).length)
    for (const m of motions) for (const e of m.events) expect(e.at).toBeLessThanOrEqual(now)
    for (const m of merits) for (const e of m.events) expect(e.at).toBeLessThanOrEqual(now)
  })

  test('are handled by departments that are there, and seen by the union', () => {
    for (const m of motions) {
      for (const u of [m.lead, ...m.assist]) if (u) expect(units.map(x => x._id)).toContain(u.unitId)
      if (m.state !== 'draft') expect(maySee({ ...m, cosigners: [] }, undefined, ['staff'])).toBe(true)
    }
  })

  test('hold nominations in every stage, an award, and one recommended up to the federation', () => {
    const at = (unit: string) => merits.filter(m => m.tenantId === unit)
    expect([...new Set(at(huajiang._id).map(m => m.state))].sort()).toEqual(Object.keys(meritStateWords).sort())
    const [best] = at(federation._id)
    expect(best).toMatchObject({ homeId: huajiang._id, fromName: station.name, state: 'nominated' })
    expect(at(station._id).map(m => m.motionId)).toContain(best!.motionId)
    expect(at(huajiang._id).find(m => m.motionId === best!.motionId)).toMatchObject({ state: 'awarded', level: 'first' })
    for (const m of merits) expect(motions.find(x => x._id === m.motionId)).toMatchObject({ state: 'closed' })
  })
})
