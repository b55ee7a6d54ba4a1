import { dayOf } from '../../domain/calendar'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { InputOf } from '../../types/contract'
import { command } from '../_kit/cloud'
import type { PersonDoc, SessionDoc, TermDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import type { NewDoc } from '../_kit/store'
import { look, noSession, tenantOf } from './known'
import { peopleByIds } from './roll-seeds'
import { currentVersion } from './rules'
import { gateStates } from './session-facts'
import { listedFor } from './session-list'
import { sessionView } from './session-view'

type Sessions = Pick<Handlers<typeof congress>, 'sessions' | 'session' | 'sessionSave'>
type SaveCall = Call<InputOf<typeof congress.sessionSave>>

const PAGE = 20

export const sessions: Sessions = {
  sessions: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run({ input: { cursor }, me, store, now }) {
      return store.sessions.page(listedFor(me, now), { field: 'startsAt', direction: 'desc', limit: PAGE, cursor, fields: ['_id', 'title', 'kind', 'rehearsal', 'place', 'startsAt', 'stage', 'rollCount', 'checkInOpen'] })
    },
  },

  session: {
    allow: 'person',
    reach: 'below',
    // Five for a rehearsal or joint meeting with more than a hundred people called, seen by a tenant above.
    trips: 5,
    async run({ input: { id, tenant }, me, store, now }) {
      const { doc, beside, sight, known } = await look({ me, store, now, tenantId: tenantOf(me, tenant) }, id)
      return sessionView(doc, beside, known ? gateStates(known, now) : [], me, sight)
    },
  },

  sessionSave: {
    allow: ['staff'],
    // Two more for each further hundred people called.
    trips: 10,
    async run(call) {
      const { input, store } = call
      const term = await readTerm(call)
      const people = input.personIds?.length ? await peopleByIds(store, input.personIds) : []
      demandSound(input, term.doc, people)
      const kept = await (input.rev === 0 ? create(call, term) : edit(call, term))
      return kept
    },
  },
}

type ReadTerm = Awaited<ReturnType<typeof readTerm>>

async function readTerm({ input, me, store }: SaveCall) {
  const found = await store.terms.joined(input.termId, {
    rules: { from: 'congressRules', match: { _id: me.tenantId }, limit: 1 },
    same: oneSession(input),
  })
  if (!found) throw new Refusal('NOT_FOUND', '找不到这一届，可能已被删除，或不属于您的单位', 'termId')
  return found
}

/** Another session of the same number; a rehearsal is no session of the term. */
const oneSession = (input: SaveCall['input']) => ({
  from: 'sessions' as const, limit: 1, fields: ['title'],
  match: { termId: input.termId, kind: input.kind, no: input.no, rehearsal: false, stage: { $ne: 'cancelled' }, _id: { $ne: input.id } },
})

function demandSound(input: SaveCall['input'], term: TermDoc, people: PersonDoc[]) {
  const { kind, rehearsal, personIds = [], invented, startsAt } = input
  const day = dayOf(startsAt)
  if (kind !== 'joint' && kind !== term.kind) throw new Refusal('WRONG_KIND', '会议的种类与这一届不符，请重新选择', 'kind')
  if (day < term.from) throw new Refusal('BAD_DAY', `这一届从 ${term.from} 开始，会议日期不能更早`, 'startsAt')
  if (personIds.length && !rehearsal && kind !== 'joint') throw new Refusal('BAD_INPUT', '正式会议的名册由代表名单产生，不能另选参加人', 'personIds')
  if (invented && !rehearsal) throw new Refusal('BAD_INPUT', '只有模拟推演才能有演练人员', 'invented')
  const there = new Set(people.filter(p => p.live && !p.erased).map(p => p._id))
  if (personIds.some(id => !there.has(id))) throw new Refusal('NOT_FOUND', '所选的人中有的已不在名册上，请重新选择', 'personIds')
  if (new Set(personIds).size !== personIds.length) throw new Refusal('BAD_INPUT', '同一个人选了两次', 'personIds')
}

/** Who is called is named when the session is set up; an edit that names nobody leaves them as they are. */
function demandCalled({ kind, rehearsal, invited, invented }: ReturnType<typeof fieldsOf>) {
  if (kind === 'joint' && !rehearsal && !invited.length) throw new Refusal('BAD_INPUT', '请选择参加联席会议的人', 'personIds')
  if (rehearsal && !invited.length && !invented.people) throw new Refusal('BAD_INPUT', '请选择参加演练的人，或填写演练人员的人数', 'invented')
}

const fieldsOf = ({ termId, no, title, kind, rehearsal, place, startsAt, personIds, invented }: SaveCall['input'], term: TermDoc) =>
  ({ termId, term: term.no, no, title, kind, rehearsal, place, startsAt, invited: personIds ?? [], invented: invented ?? { people: 0, delegations: 1 } })

const isSame = (doc: SessionDoc, fields: ReturnType<typeof fieldsOf>) =>
  (Object.keys(fields) as (keyof typeof fields)[]).every(k => JSON.stringify(doc[k]) === JSON.stringify(fields[k]))

async function create({ input, me, store, now }: SaveCall, { doc: term, beside }: ReadTerm): Promise<SessionDoc> {
  const { rules, version } = currentVersion(beside.rules[0])
  const fields = fieldsOf(input, term)
  demandCalled(fields)
  const doc: NewDoc<SessionDoc> = {
    _id: input.id, rev: 1, ...fields, stage: 'preparing', rules, rulesVersion: version, notice: null, agendaAt: null, motionWindow: null, qualification: null, presidium: [],
    agendaAdoptedAt: null, discussions: [], observers: [], rollCount: 0, rollHash: '', rollAt: null, checkInOpen: false, matterId: null, roundId: null, until: null,
    overrides: [], resolution: null, publicity: null, report: null, archive: null, events: [{ act: 'create', by: me.person!.name, at: now }], keys: [],
  }
  demandOwnNumber(input, beside.same)
  if (await store.sessions.add(doc)) return doc as SessionDoc
  const there = await store.sessions.get(input.id)
  if (there && isSame(there, fields)) return there
  throw there ? stale('这次会议') : notFound('次会议')
}

function demandOwnNumber({ rehearsal, no }: SaveCall['input'], same: SessionDoc[]) {
  if (!rehearsal && same.length) throw new Refusal('SAME_NO', `这一届已经有第 ${no} 次会议“${same[0]!.title}”`, 'no')
}

/** While it is prepared everything may change; once the roll is frozen only where and when people meet. */
async function edit({ input, me, store, now }: SaveCall, { doc: term, beside }: ReadTerm): Promise<SessionDoc> {
  const there = await store.sessions.get(input.id)
  if (!there) throw noSession()
  const { rehearsal, kind, personIds = rehearsal || kind === 'joint' ? there.invited : [], invented = rehearsal ? there.invented : undefined } = input
  const fields = fieldsOf({ ...input, personIds, invented }, term)
  demandCalled(fields)
  if (isSame(there, fields)) return there
  const { place, startsAt, title } = fields
  const later = there.stage === 'preparatory' || there.stage === 'discussion'
  if (there.stage !== 'preparing' && !later) throw new Refusal('WRONG_STATE', '会议已经正式召开或结束，不能再改会议安排')
  if (there.freezing) throw new Refusal('FREEZING', '正在建立会议名册，请先完成“进入下一阶段”')
  if (later && !isSame(there, { ...fields, place: there.place, startsAt: there.startsAt, title: there.title })) throw new Refusal('WRONG_STATE', '名册已经确定，只能改会议名称、时间和地点')
  demandOwnNumber(input, beside.same)
  const saved = await store.sessions.changeOne(
    { _id: input.id, rev: input.rev, stage: there.stage },
    { ...(later ? { place, startsAt, title } : fields), events: command.push([{ act: 'edit', by: me.person!.name, at: now }]) },
  )
  if (!saved) throw stale('这次会议')
  return saved
}

