import { decideSession, demandAdvance, type SessionContext } from '../../domain/congress/session-decide'
import { nextStage } from '../../domain/congress/gates'
import { isSettled } from '../../domain/congress/matters'
import { rollHashOf } from '../../domain/congress/roll-hash'
import { sessionObstacle } from '../../domain/congress/session-graph'
import { Refusal, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { SessionActInput } from '../../types/congress-acts'
import type { OutputOf } from '../../types/contract'
import type { NamedPerson } from '../../types/congress-session'
import { command } from '../_kit/cloud'
import type { RollDoc, SessionDoc } from '../_kit/documents'
import { sha256 } from '../_kit/secrets'
import type { Call, Handlers } from '../_kit/serve'
import type { Change } from '../_kit/store'
import { demandFitText } from '../_kit/text-check'
import { noSession, readKnown } from './known'
import { demandSettledRoster, observerSeeds, peopleByIds, writeRows } from './roll-seeds'
import { closedOn, delegationsOf, gateResults, gateStates, mattersOf, resolutionOf, rulesNow, type Known } from './session-facts'
import { sessionView } from './session-view'
import { sightOfMe, viewerOf } from './viewer'

type ActCall = Call<SessionActInput>
type View = OutputOf<typeof congress.act>

/** Tries again from the start when somebody else wrote in between: the rule decides anew on what is there now. */
const TRIES = 4

const keyOf = ({ me, input }: ActCall) => `${me.person!._id}:${input.key}`

export const sessionActs: Pick<Handlers<typeof congress>, 'act'> = {
  act: {
    allow: 'person',
    // Three when nobody is in the way (five when the roll is frozen, one more when people are named); two more for each collision.
    trips: 16,
    async run(call) {
      const { input } = call
      if (input.act === 'notify') await demandFitText(call, [input.text])
      for (let tries = 0; tries < TRIES; tries++) {
        const view = await tryAct(call)
        if (view) return view
      }
      throw stale('这次会议')
    },
  },
}

/** One try; undefined = somebody else wrote first. */
async function tryAct(call: ActCall): Promise<View | undefined> {
  const { input, me, store, now } = call
  const known = await readKnown({ me, store, now, tenantId: me.tenantId }, input.id)
  if (!known) throw noSession()
  const sight = sightOfMe(known.doc, me, now, known.beside.mine[0])
  if (sight === 'none') throw noSession()
  const view = (doc: SessionDoc): View => {
    const after: Known = { ...known, doc, seeds: doc.stage === 'preparing' ? known.seeds : null }
    return sessionView(doc, known.beside, sight === 'office' ? gateStates(after, now) : [], me, sight)
  }
  const no = sessionObstacle(input.act, known.doc, viewerOf(me))
  if (known.doc.keys.includes(keyOf(call)) || (no?.code !== 'NOT_ALLOWED' && isPast(known.doc, input))) return view(known.doc)
  if (no) throw no
  demandNotFreezing(known.doc, input)
  if (input.act === 'advance' && known.doc.stage === 'preparing') return freeze(call, known, view)
  const saved = await write(call, known, await changed(call, known))
  if (saved && input.act === 'observers' && saved.rollAt !== null) await writeRows(store, saved._id, observerSeeds(saved.observers, delegateIds(known)))
  return saved && view(saved)
}

/** Who presses 进入下一阶段 a moment after somebody else finds it done. */
function isPast(doc: SessionDoc, input: SessionActInput): boolean {
  if (input.act !== 'advance' || doc.stage === input.from || doc.stage === 'cancelled') return false
  if (nextStage(input.from) === doc.stage) return true
  throw stale('会议的阶段')
}

function demandNotFreezing(doc: SessionDoc, input: SessionActInput) {
  if (doc.freezing && input.act !== 'advance') throw new Refusal('FREEZING', '正在建立会议名册，请先完成“进入下一阶段”，再办这件事')
}

const write = ({ store }: ActCall, { doc }: Known, change: Change<SessionDoc>) => store.sessions.changeOne({ _id: doc._id, rev: doc.rev }, change)

const delegateIds = ({ beside, seeds }: Known) => new Set((seeds ?? beside.roll).filter(r => !r.observer).map(r => r.personId))

/** What is written in one update: the change, its line in the history, and the key by which a repeat is known. */
async function changed(call: ActCall, known: Known): Promise<Change<SessionDoc>> {
  const { input, me, now } = call
  const { set, note } = decideSession(known.doc, input, await contextOf(call, known))
  const stage = set.stage
  const joint = stage === 'closed' && known.doc.kind === 'joint' ? { decided: mattersOf(known).filter(m => m.withdrawn === null && m.kind !== 'report' && isSettled(m)).map(m => m._id) } : {}
  return {
    ...set, ...joint,
    // A sealed archive says what was done until then: whatever is done afterwards breaks the seal.
    ...(known.doc.archive && input.act !== 'advance' ? { archive: null } : {}),
    events: command.push([{ act: input.act, by: me.person!.name, at: now, ...(note ? { note } : {}), ...(stage ? { stage } : {}) }]),
    keys: command.push([keyOf(call)]),
  }
}

async function contextOf(call: ActCall, known: Known): Promise<SessionContext> {
  const { input, me, now } = call
  return {
    now, viewer: viewerOf(me), rules: rulesNow(known).rules, matters: mattersOf(known), gates: gateResults(known, now),
    people: await peopleFor(call, known), delegations: delegationsOf(known), closedOn: closedOn(known),
    resolution: input.act === 'drawResolution' ? resolutionOf(known) : null,
    invented: new Set(known.beside.roll.filter(r => r.invented).map(r => r.personId)),
  }
}

/** The people whom an act names: the presidium from the roll, observers from the roster. */
async function peopleFor({ input, store }: ActCall, known: Known): Promise<NamedPerson[]> {
  if (input.act === 'presidium') {
    const delegates = delegateIds(known)
    const ids = [...new Set(input.personIds)]
    if (ids.some(id => !delegates.has(id))) throw new Refusal('NOT_ON_ROLL', '主席团成员须是名册上的正式代表，请重新选择', 'personIds')
    const rows = await store.roll.find({ _id: command.in(ids.map(id => `${known.doc._id}.${id}`)) })
    const names = new Map(rows.map(r => [r.personId, r.name]))
    return ids.map(personId => ({ personId, name: names.get(personId)! }))
  }
  if (input.act !== 'observers') return []
  const ids = [...new Set(input.personIds)]
  const delegates = delegateIds(known)
  if (ids.some(id => delegates.has(id))) throw new Refusal('IS_DELEGATE', '所选的人中有正式代表，不必列席', 'personIds')
  if (known.doc.rollAt !== null && known.doc.observers.some(o => !ids.includes(o.personId))) throw new Refusal('ON_ROLL', '名册已经确定，列席人员只能增加，不能去掉', 'personIds')
  const people = (await peopleByIds(store, ids)).filter(p => p.live && !p.erased)
  const names = new Map(people.map(p => [p._id, p.name]))
  if (ids.some(id => !names.has(id))) throw new Refusal('NOT_FOUND', '所选的人中有的已不在名册上，请重新选择', 'personIds')
  return ids.map(personId => ({ personId, name: names.get(personId)! }))
}

/**
 * Opens the session: its roll and its rules are frozen. The whole roll is first written into the session itself, in one
 * conditional update; then its rows, then the stage. Whoever is killed in between, and whoever presses at the same
 * time, goes on with the same list, so that there is one roll whatever happens to the roster meanwhile.
 */
async function freeze(call: ActCall, known: Known, view: (doc: SessionDoc) => View): Promise<View | undefined> {
  const { store, me, now } = call
  const planned = known.doc.freezing ? known.doc : await plan(call, known)
  if (!planned) return undefined
  const seeds = planned.freezing!
  await writeRows(store, planned._id, seeds)
  const delegates = seeds.filter(s => !s.observer)
  const opened = await store.sessions.changeOne({ _id: planned._id, rev: planned.rev }, {
    stage: 'preparatory', freezing: null, rollCount: delegates.length, rollHash: rollHashOf(seeds, sha256), rollAt: now,
    events: command.push([{ act: 'advance', by: me.person!.name, at: now, stage: 'preparatory', note: `名册 ${delegates.length} 人` }]),
    keys: command.push([keyOf(call)]),
  })
  if (!opened) return undefined
  known.beside.roll = seeds.map(s => ({ ...s, present: false }))
  known.beside.mine = seeds.filter(s => s.personId === me.person!._id).map(s => ({ ...s, present: false, marks: [] }) as unknown as RollDoc)
  return view(opened)
}

async function plan(call: ActCall, known: Known): Promise<SessionDoc | undefined> {
  const { rules, version } = rulesNow(known)
  demandAdvance(known.doc, { gates: gateResults(known, call.now), matters: mattersOf(known) })
  demandSettledRoster(known.beside)
  if (!known.seeds!.some(s => !s.observer)) throw new Refusal('NO_DELEGATES', '名册上还没有代表，不能召开会议。请先在“届与代表”里登记代表')
  return write(call, known, { freezing: known.seeds, rules, rulesVersion: version })
}
