import { blankLife } from '../../domain/motion-case'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import type { ActContext } from '../../domain/motion-decide'
import type { Viewer } from '../../domain/motion-viewer'
import { calendarOf } from '../../domain/working-days'
import type { Motion } from '../../types/motion'
import type { LifeAct, MotionActInput } from '../../types/motion-acts'
import type { Role } from '../../types/member'

export const TENANT = 'ent-one'
export const START = Date.parse('2026-03-02T02:00:00Z')

const person = (personId: string, roles: [Role, string][], delegation?: string): Viewer =>
  ({ personId, name: personId, tenantId: TENANT, roles: roles.map(([role, unitId]) => ({ role, unitId })), ...(delegation ? { delegation } : {}) })

/** Somebody of each kind. */
export const people = {
  proposer: person('proposer', [['delegate', 'shop-a']], '甲'),
  coproposer: person('coproposer', [['delegate', 'shop-b']], '乙'),
  delegate: person('delegate', [['delegate', 'shop-c']], '丙'),
  committee: person('committee', [['committee', TENANT]]),
  presidium: person('presidium', [['presidium', TENANT]]),
  staff: person('staff', [['staff', TENANT]]),
  leader: person('leader', [['leader', TENANT]]),
  handler: person('handler', [['handler', 'unit-power']]),
  helper: person('helper', [['handler', 'unit-office']]),
  signer: person('signer', [['leader', 'unit-power']]),
  otherHandler: person('otherHandler', [['handler', 'unit-foundry']]),
  otherSigner: person('otherSigner', [['leader', 'unit-foundry']]),
  elsewhere: person('elsewhere', [['committee', 'shop-a'], ['staff', 'shop-a'], ['presidium', 'shop-a']]),
  worker: person('worker', [['worker', 'shop-a']]),
} as const
export type Kind = keyof typeof people

export const units = ['unit-power', 'unit-office', 'unit-foundry'].map(_id => ({ _id, name: `${_id}部`, closedOn: null }))

export const motionIn = (state: Motion['state'], more: Partial<Motion> = {}): Motion => ({
  ...blankLife, _id: 'motion-one', state, title: '关于更换旧行车的提案', reason: '行车已使用二十二年，经常停机。', proposal: '请更换三号行车。',
  category: 'safety', pictures: [], proposerId: 'proposer', proposerName: 'proposer', delegation: '甲', needed: 2, open: true,
  cosigners: ['coproposer', 'helper'].map(personId => ({ personId, name: personId, delegation: '乙', answer: 'accepted' as const, at: START })),
  events: [], createdAt: START, updatedAt: START, session: '6-2', parts: [], rev: 1, ...more,
})

export const caseToJoin = (more: Partial<Motion> = {}): Motion => motionIn('filed', { _id: 'motion-two', number: '6-2-009', serial: 9, proposerId: 'coproposer', ...more })

export const contextFor = (viewer: Viewer, now: number, more: Partial<ActContext> = {}): ActContext =>
  ({ viewer, now, units, calendar: calendarOf(HOLIDAYS_2026), lastSerial: 16, into: caseToJoin(), ...more })

/** A sound input for an act, so that only state and role can stand against it. `n` varies what can vary. */
export function inputFor(act: LifeAct, n: number, promised: string): MotionActInput {
  const base = { id: 'motion-one', key: `key-${String(n).padStart(8, '0')}` }
  const note = '写明理由'
  const pick = <T,>(...of: T[]): T => of[n % of.length]!
  const given: { [N in LifeAct]: object } = {
    cosign: {}, admit: {}, merge: { into: 'motion-two' }, split: {}, toOpinion: { note }, giveBack: { note },
    resubmit: { text: { title: '补充后的案由', reason: '补充后的理由，写得更清楚', proposal: '补充后的建议，写得更清楚', category: 'safety', pictures: [] } },
    refuse: { reason: pick('solved', 'beyondPowers'), note }, dispute: { note }, answerOpinion: { note: '已经转交后勤部门，下季度安排' },
    assign: { lead: 'unit-power', assist: ['unit-office'] }, signFor: {}, sendBack: { note }, reassign: { lead: pick('unit-foundry', 'unit-power'), assist: [], note },
    note: { kind: 'progress', text: '正在办理', files: [] }, askExtension: { days: 10, note }, grantExtension: {}, denyExtension: { note },
    reply: { code: pick('A', 'B', 'C', 'D'), text: '已经研究，答复如下所述', promisedOn: n % 4 === 1 ? promised : null, files: [] }, sign: {}, returnReply: { note },
    rate: { value: pick('dissatisfied', 'satisfied', 'dissatisfied', 'mostly'), note }, settle: { how: pick('close', 'redo'), note },
    deliver: { how: pick('kept', 'reported'), note, promisedOn: null },
    publish: { title: '公开的案由', proposal: '公开的建议', reply: '公开的答复', named: false, unitIds: [] }, unpublish: { note }, archive: {}, remind: { note },
  }
  return { act, ...base, ...given[act] } as MotionActInput
}
