import type { surveys } from '../../types/survey'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'
import { answerId } from '../_kit/survey-key'
import { answeredIn, asOf, demandSight, isExact, namedGroups, noSurvey, readTallies, sizesOf } from '../_kit/survey-read'
import { audienceWhere, unitsAsked } from '../_kit/audience-people'

type Turnouts = Pick<Handlers<typeof surveys>, 'turnout' | 'people'>

const PAGE = 50

export const turnouts: Turnouts = {
  turnout: {
    allow: ['staff', 'leader'],
    trips: 2,
    async run({ input: { id }, me, store }) {
      const { doc, tallies } = await readTallies(store, id, ['sizes.unit'])
      if (doc.kept === 'draft') throw noSurvey()
      demandSight(me, doc)
      const sizes = sizesOf(doc, tallies, 'unit')
      const units = doc.settings.by.includes('unit') ? namedGroups(doc, 'unit', Object.keys(sizes)) : []
      return {
        expected: doc.expected, answered: answeredIn(tallies), asOf: asOf(tallies), exact: isExact(doc),
        units: units.map(u => ({ ...u, expected: doc.expectedUnits[u.group] ?? 0, answered: sizes[u.group]?.n ?? 0 })),
      }
    },
  },

  people: {
    allow: ['staff'],
    // Identity, survey, people, their answers, their units; and the units asked, by the hundred.
    trips: 25,
    async run({ input: { id, answered, unitId, cursor }, store, now }) {
      const doc = await store.surveys.get(id)
      if (!doc || doc.kept === 'draft') throw noSurvey()
      const asked = await unitsAsked(store, doc.audience)
      const chosen = unitId ? await unitsAsked(store, { ...doc.audience, units: [unitId] }) : null
      const units = asked && chosen ? chosen.filter(u => asked.includes(u)) : asked ?? chosen
      const page = await store.people.page(audienceWhere(doc.audience, units, now) as Where<PersonDoc>, { field: 'name', direction: 'asc', limit: PAGE, cursor, fields: ['_id', 'name', 'employeeNo', 'unitId'] })
      if (page.items.length === 0) return { items: [] }
      const keys = new Map(page.items.map(p => [answerId(id, p._id), p._id]))
      const [there, named] = await Promise.all([
        store.surveyAnswers.find({ _id: command.in([...keys.keys()]) }, { fields: ['_id'] }),
        store.units.find({ _id: command.in([...new Set(page.items.map(p => p.unitId))]) }, { fields: ['_id', 'name'] }),
      ])
      const have = new Set(there.map(a => keys.get(a._id)))
      const names = new Map(named.map(u => [u._id, u.name]))
      const items = page.items.filter(p => have.has(p._id) === answered).map(p => ({ personId: p._id, name: p.name, employeeNo: p.employeeNo, unitName: names.get(p.unitId) ?? '' }))
      return { items, ...(page.next ? { next: page.next } : {}) }
    },
  },
}
