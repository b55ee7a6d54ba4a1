import { demandOpenAgenda, demandSoundMatter } from '../../domain/congress/agenda'
import { knowsStrokes, strokeOrder } from '../../domain/congress/stroke'
import { isPassed, isSettled, isVoting } from '../../domain/congress/matters'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Matter } from '../../types/congress-session'
import type { Question } from '../../types/congress-vote'
import type { InputOf } from '../../types/contract'
import type { CongressRulesDoc, MatterDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Handlers } from '../_kit/serve'
import { oneBeside, type NewDoc, type Store } from '../_kit/store'
import { isNaming } from './hall'
import { noSession } from './known'
import { currentVersion } from './rules'
import { ROUND_FIELDS } from './session-read'
import { matterView } from './session-view'

type Matters = Pick<Handlers<typeof congress>, 'matterSave' | 'matterWithdraw'>
type SaveInput = InputOf<typeof congress.matterSave>

const noMatter = () => notFound('个议题')

export const matterActs: Matters = {
  matterSave: {
    allow: ['staff'],
    trips: 5,
    async run({ input, me, store, now }) {
      const { session, beside } = await readSession(store, input, me.tenantId)
      demandOpenAgenda(session)
      if (session.freezing) throw new Refusal('FREEZING', '正在建立会议名册，请先完成“进入下一阶段”，再改议题')
      const rules = session.stage === 'preparing' ? currentVersion(beside.rules[0]).rules : session.rules
      demandSoundMatter(input, session, rules)
      const fields = { ...fieldsOf(input), about: await aboutOf(store, input.about) }
      return input.rev === 0 ? add(store, input, fields) : change(store, input, fields, session, beside, now)
    },
  },

  matterWithdraw: {
    allow: ['staff'],
    trips: 4,
    async run({ input: { id, rev, why }, store, now }) {
      const found = await store.matters.joined(id, { session: oneBeside('sessions', '$sessionId', { fields: ['stage', 'roundId', 'namedAt'] }), rounds: roundsOf(id) })
      if (!found) throw noMatter()
      const there = matterView(found.doc, found.beside.rounds)
      if (there.withdrawn) return there
      demandOpenAgenda(found.beside.session[0] as SessionDoc)
      demandNotOpening(found.beside.session[0] as SessionDoc, id, there.rounds, now)
      if (isVoting(there)) throw new Refusal('VOTING', '这个议题正在表决，请先截止并计票，或作废这一轮')
      if (there.rounds.length && isSettled(there)) throw new Refusal('DECIDED', '这个议题已有表决结果，不能撤回')
      const saved = await store.matters.changeOne({ _id: id, rev, withdrawn: null }, { withdrawn: { why, at: now } })
      if (!saved) throw stale('这个议题')
      return matterView(saved, found.beside.rounds)
    },
  },
}

const roundsOf = (matterId: string) => ({ from: 'rounds' as const, match: { matterId }, limit: 50, fields: ROUND_FIELDS })

interface Beside { matter: MatterDoc[]; rounds: RoundDoc[]; rules: CongressRulesDoc[] }

async function readSession(store: Store, { id, sessionId }: SaveInput, tenantId: string): Promise<{ session: SessionDoc; beside: Beside }> {
  const found = await store.sessions.joined(sessionId, {
    matter: { from: 'matters', match: { _id: id }, limit: 1 },
    rounds: roundsOf(id),
    rules: { from: 'congressRules', match: { _id: tenantId }, limit: 1 },
  })
  if (!found) throw noSession()
  return { session: found.doc, beside: found.beside }
}

/** The session has named a round of this matter which is not written yet: what it asks is settled. */
function demandNotOpening(session: Pick<SessionDoc, 'roundId' | 'namedAt'>, matterId: string, rounds: readonly { _id: string }[], now: number): void {
  const { roundId } = session
  if (roundId?.startsWith(`${matterId}.`) && !rounds.some(r => r._id === roundId) && isNaming(session, now)) throw new Refusal('VOTING', '这个议题正要开始表决，不能再改')
}

/** Candidates stand by the strokes of their surnames 姓氏笔画; leaders stay as the union listed them. */
function inOrder(question: Question | null): Question | null {
  if (question?.kind !== 'elect') return question
  if (!knowsStrokes()) throw new Error('this machine cannot sort by strokes')
  return { ...question, candidates: strokeOrder(question.candidates) }
}

const fieldsOf = ({ sessionId, title, text, kind, way, question, major, order }: SaveInput) =>
  ({ sessionId, title, text, kind, way, question: inOrder(question), major, order })

/** The matter that this one changes must have been passed, in whichever session. */
async function aboutOf(store: Store, id: string | null): Promise<Matter['about']> {
  if (id === null) return null
  const found = await store.matters.joined(id, { rounds: roundsOf(id) })
  if (!found) throw new Refusal('NOT_FOUND', '找不到要变更的议题', 'about')
  if (!isPassed(matterView(found.doc, found.beside.rounds))) throw new Refusal('NOT_PASSED', '要变更或确认的议题还没有通过，请直接修改那个议题', 'about')
  return { matterId: id, title: found.doc.title }
}

type Fields = ReturnType<typeof fieldsOf> & Pick<Matter, 'about'>

const isSame = (doc: MatterDoc, fields: Fields) => (Object.keys(fields) as (keyof Fields)[]).every(k => JSON.stringify(doc[k]) === JSON.stringify(fields[k]))

async function add(store: Store, { id }: SaveInput, fields: Fields): Promise<Matter> {
  const doc: NewDoc<MatterDoc> = { _id: id, rev: 1, ...fields, withdrawn: null }
  if (await store.matters.add(doc)) return matterView(doc as MatterDoc, [])
  const there = await store.matters.get(id)
  if (there && isSame(there, fields)) return matterView(there, [])
  throw there ? stale('这个议题') : noMatter()
}

async function change(store: Store, { rev, id }: SaveInput, fields: Fields, session: SessionDoc, { matter: [there], rounds }: Beside, now: number): Promise<Matter> {
  if (!there) throw noMatter()
  if (isSame(there, fields)) return matterView(there, rounds)
  if (there.withdrawn) throw new Refusal('WRONG_STATE', '这个议题已撤回，不能再改')
  demandNotOpening(session, id, rounds, now)
  if (rounds.length) throw new Refusal('VOTED', '这个议题已经表决过，不能再改。要修改请撤回，或另立一个议题重新表决')
  const saved = await store.matters.changeOne({ _id: id, sessionId: fields.sessionId, rev, withdrawn: null }, { ...fields })
  if (!saved) throw stale('这个议题')
  return matterView(saved, rounds)
}
