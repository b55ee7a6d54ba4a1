import type { Motion } from '../types/motion'
import type { InputOfAct } from '../types/motion-acts'
import type { ActContext, Decided } from './motion-decide'
import { signedReplies } from './motion-handle'
import { refusalReasonWords } from './motion-words'
import { deadline } from './working-days'
import { numberOf } from './motion-rules'
import { dayOf } from './calendar'
import { Refusal } from './refusal'

/** 立案: the case gets the next number of its session. */
export function admit(m: Motion, input: InputOfAct<'admit'>, { now, lastSerial }: ActContext): Decided {
  const serial = lastSerial + 1
  const number = numberOf(m.terms.numbering, m.session, serial)
  return { set: { state: 'filed', serial, number, filedAt: now, ...(input.category ? { category: input.category } : {}) }, note: `编号 ${number}` }
}

/** 并案: the filing follows another case; its proposer stays a proposer, and rates. */
export function merge(m: Motion, _input: InputOfAct<'merge'>, { now, into }: ActContext): Decided {
  if (!into) throw new Refusal('NOT_FOUND', '找不到要并入的提案', 'into')
  if (into._id === m._id) throw new Refusal('BAD_INPUT', '不能并入自己', 'into')
  if (into.state !== 'filed' && into.state !== 'opinion') throw new Refusal('WRONG_STATE', '只能并入已立案且尚未交办、或已转意见建议且尚未答复的提案', 'into')
  return {
    set: { state: 'merged', merged: { into: into._id, as: into.state, from: m.state, at: now } },
    note: `并入“${into.title}”${into.number ? `（${into.number}）` : ''}`,
  }
}

/** 拆分: until the case it was merged into has been assigned. */
export function split(m: Motion, _input: InputOfAct<'split'>, { into }: ActContext): Decided {
  if (into && into.state !== 'filed' && into.state !== 'opinion') throw new Refusal('WRONG_STATE', '主案已经交办或答复，不能再拆分')
  return { set: { state: m.merged?.from ?? 'submitted', merged: null } }
}

export const toOpinion = (_m: Motion, input: InputOfAct<'toOpinion'>): Decided => ({ set: { state: 'opinion' }, note: input.note })

export const giveBack = (_m: Motion, input: InputOfAct<'giveBack'>): Decided => ({ set: { state: 'returned' }, note: input.note })

export const resubmit = (_m: Motion, { text }: InputOfAct<'resubmit'>): Decided => ({ set: { state: 'submitted', ...text } })

export const refuse = (_m: Motion, { reason, note }: InputOfAct<'refuse'>): Decided =>
  ({ set: { state: 'refused', refusal: { reason, note } }, note: `${refusalReasonWords[reason]}：${note}` })

export const dispute = (_m: Motion, input: InputOfAct<'dispute'>): Decided => ({ set: { state: 'disputed', refusal: null }, note: input.note })

export const answerOpinion = (_m: Motion, { note }: InputOfAct<'answerOpinion'>, { now, viewer }: ActContext): Decided =>
  ({ set: { state: 'closed', closedAt: now, answer: { text: note, by: viewer.name, at: now } } })

/** 交办 and 改派: the reply period and the window for sending it back begin today. */
export function assign(m: Motion, input: InputOfAct<'assign'> | InputOfAct<'reassign'>, { now, units, calendar }: ActContext): Decided {
  const wanted = [input.lead, ...input.assist]
  if (new Set(wanted).size !== wanted.length) throw new Refusal('BAD_INPUT', '同一个部门不能既主办又协办，也不能重复', 'assist')
  if (input.act === 'reassign' && m.lead?.unitId === input.lead) throw new Refusal('BAD_INPUT', '新的主办部门和现在的一样', 'lead')
  const named = wanted.map((id, i) => {
    const unit = units.find(u => u._id === id)
    const field = i === 0 ? 'lead' : 'assist'
    if (!unit) throw new Refusal('NOT_FOUND', '找不到所选的部门，请重新选择', field)
    if (unit.closedOn !== null) throw new Refusal('CLOSED', `“${unit.name}”已停用，请选择别的部门`, field)
    return { unitId: id, name: unit.name }
  })
  const [lead, ...assist] = named
  const today = dayOf(now)
  const { replyDays, returnDays, working } = m.terms
  return {
    set: {
      state: 'assigned', lead, assist, assignedAt: now, extension: null, overdueAt: null, replies: signedReplies(m),
      returnBy: deadline(today, returnDays, working, calendar), due: deadline(today, replyDays, working, calendar),
    },
    note: [`主办 ${lead!.name}`, assist.length ? `协办 ${assist.map(u => u.name).join('、')}` : '', 'note' in input ? input.note : ''].filter(Boolean).join('；'),
  }
}
