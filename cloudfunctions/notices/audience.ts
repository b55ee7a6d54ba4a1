import type { NoticeAudience } from '../../types/notice-fields'
import { command } from '../_kit/cloud'
import { every } from '../_kit/every'
import { walkUnconfirmed } from '../_kit/notice-recipients'
import { walkGroup, walkList, type AudienceCall, type Walk } from '../_kit/notice-walk'
import type { Store } from '../_kit/store'
import { walkAnonymous, walkUnanswered, walkUnfinished } from './audience-left'
import { idsByState } from './audience-state'

/** Opens an audience for walking. @throws Refusal when what it names is not there, or nobody can be reminded any more */
export async function openAudience(call: AudienceCall, audience: NoticeAudience): Promise<Walk> {
  switch (audience.kind) {
    case 'group': return walkGroup(call, audience)
    case 'people': return walkList(call, audience.people)
    case 'unanswered': return walkUnanswered(call, audience.surveyId)
    case 'notJoined':
    case 'sheetNotDrawn':
    case 'sheetDrawn': return walkAnonymous(call, audience.surveyId, audience.kind)
    case 'unfinished': return walkUnfinished(call, audience)
    case 'unconfirmed': return walkUnconfirmed(call, audience.noticeId)
    default: return walkList(call, await idsByState(call, audience))
  }
}

/** Names of a page of people; whoever is gone is said to be. */
export async function peopleOf(store: Store, ids: readonly string[]) {
  const people = ids.length ? await store.people.find({ _id: command.in([...ids]) }, { fields: ['_id', 'name', 'employeeNo', 'unitId', 'erased'] }) : []
  const units = [...new Set(people.map(p => p.unitId))]
  const names = new Map((units.length ? await every(store.units, { _id: command.in(units) }, ['_id', 'name']) : []).map(u => [u._id, u.name]))
  const byId = new Map(people.map(p => [p._id, p.erased ? { name: '（已注销）', employeeNo: '', unitName: '' } : { name: p.name, employeeNo: p.employeeNo, unitName: names.get(p.unitId) ?? '' }]))
  return (id: string) => ({ personId: id, ...(byId.get(id) ?? { name: '（已不在名册）', employeeNo: '', unitName: '' }) })
}
