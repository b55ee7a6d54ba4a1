import type { surveys } from '../../types/survey'
import { audienceWhere, unitsAsked } from '../_kit/audience-people'
import { ballotStore } from '../_kit/ballot-store'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import type { Store, Where } from '../_kit/store'
import type { SurveyDoc } from '../_kit/survey-documents'
import { answerId } from '../_kit/survey-key'
import { answeredIn, asOf, demandSight, isExact, namedGroups, noSurvey, readTallies, sizesOf } from '../_kit/survey-read'
import { isPlaced, seatId } from './joining'

type Turnouts = Pick<Handlers<typeof surveys>, 'turnout' | 'people'>

const PAGE = 50
const MOST_ROUNDS = 100

/** How many joined, and how many drew once that is settled. */
async function ballotTurnout(store: Store, id: string) {
  const found = await store.surveys.joined(id, {
    seats: { from: 'surveySeats', match: { surveyId: id }, tally: '$surveyId' },
    rounds: { from: 'surveyRounds', match: { surveyId: id }, limit: MOST_ROUNDS, fields: ['drawn', 'state'] },
  })
  const [seats] = (found?.beside.seats ?? []) as unknown as { n: number }[]
  const rounds = found?.beside.rounds ?? []
  const settled = rounds.length > 0 && rounds.every(r => r.state !== 'preparing' && r.state !== 'drawing')
  return { joined: seats?.n ?? 0, drawn: settled ? rounds.reduce((sum, r) => sum + (r.drawn ?? 0), 0) : null }
}

/** Which of these people have answered; or joined, or drawn a paper, of an anonymous survey. */
async function whoHave({ app, store }: Pick<Call<unknown>, 'app' | 'store'>, { _id, ballot }: SurveyDoc, people: readonly string[]): Promise<{ step: 'answered' | 'joined' | 'drawn'; have: Set<string> }> {
  if (!ballot) {
    const keys = new Map(people.map(p => [answerId(_id, p), p]))
    const there = await store.surveyAnswers.find({ _id: command.in([...keys.keys()]) }, { fields: ['_id'] })
    return { step: 'answered', have: new Set(there.map(a => keys.get(a._id)!)) }
  }
  const seats = new Map(people.map(p => [seatId(_id, p), p]))
  const named = (ids: readonly string[]) => new Set(ids.map(id => seats.get(id)!))
  if (!isPlaced(ballot.phase)) {
    const there = await store.surveySeats.find({ _id: command.in([...seats.keys()]) }, { fields: ['_id'] })
    return { step: 'joined', have: named(there.map(s => s._id)) }
  }
  const places = new Map((await store.ballotRoll.find({ rollId: command.in([...seats.keys()]) }, { fields: ['_id', 'rollId'] })).map(p => [p._id, p.rollId]))
  const drawn = await ballotStore({ app }).issued.find({ _id: command.in([...places.keys()]) }, { fields: ['_id'] })
  return { step: 'drawn', have: named(drawn.map(i => places.get(i._id)!)) }
}

export const turnouts: Turnouts = {
  turnout: {
    allow: ['staff', 'leader'],
    // One more of an anonymous survey.
    trips: 3,
    async run({ input: { id }, me, store }) {
      const { doc, tallies } = await readTallies(store, id, ['sizes.unit'])
      if (doc.kept === 'draft') throw noSurvey()
      demandSight(me, doc)
      const head = { expected: doc.expected, answered: answeredIn(tallies), asOf: asOf(tallies), exact: isExact(doc) }
      // How many of a group answered while others still do would tell who did: of papers the groups stand in the results alone.
      if (doc.ballot) return { ...head, answered: head.exact ? head.answered : 0, ballot: await ballotTurnout(store, id), units: [] }
      const sizes = sizesOf(doc, tallies, 'unit')
      const units = doc.settings.by.includes('unit') ? namedGroups(doc, 'unit', Object.keys(sizes)) : []
      return { ...head, ballot: null, units: units.map(u => ({ ...u, expected: doc.expectedUnits[u.group] ?? 0, answered: sizes[u.group]?.n ?? 0 })) }
    },
  },

  people: {
    allow: ['staff'],
    // Identity, survey, people, their answers (or places and papers), their units; and the units asked, by the hundred.
    trips: 26,
    async run(call) {
      const { input: { id, answered, unitId, cursor }, store, now } = call
      const doc = await store.surveys.get(id)
      if (!doc || doc.kept === 'draft') throw noSurvey()
      const asked = await unitsAsked(store, doc.audience)
      const chosen = unitId ? await unitsAsked(store, { ...doc.audience, units: [unitId] }) : null
      const units = asked && chosen ? chosen.filter(u => asked.includes(u)) : asked ?? chosen
      const page = await store.people.page(audienceWhere(doc.audience, units, now) as Where<PersonDoc>, { field: 'name', direction: 'asc', limit: PAGE, cursor, fields: ['_id', 'name', 'employeeNo', 'unitId'] })
      const [{ step, have }, named] = await Promise.all([
        whoHave(call, doc, page.items.map(p => p._id)),
        store.units.find({ _id: command.in([...new Set(page.items.map(p => p.unitId))]) }, { fields: ['_id', 'name'] }),
      ])
      const names = new Map(named.map(u => [u._id, u.name]))
      const items = page.items.filter(p => have.has(p._id) === answered).map(p => ({ personId: p._id, name: p.name, employeeNo: p.employeeNo, unitName: names.get(p.unitId) ?? '' }))
      return { items, step, ...(page.next ? { next: page.next } : {}) }
    },
  },
}
