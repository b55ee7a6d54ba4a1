import type { NoticeAudience } from '../../types/notice-fields'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { Store } from '../_kit/store'
import { walkAnonymous, walkUnanswered, walkUnfinished } from './audience-left'
import { idsByState } from './audience-state'
import { walkGroup, walkList, type AudienceCall, type Walk } from './walk'

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
    default: return walkList(call, await idsByState(call, audience))
  }
}

/** What units are called, for lists of people. */
export async function unitNames(store: Store, people: readonly Pick<PersonDoc, 'unitId'>[]): Promise<Map<string, string>> {
  const ids = [...new Set(people.map(p => p.unitId))]
  return new Map((ids.length ? await every(store.units, { _id: command.in(ids) } as never, ['_id', 'name']) : []).map(u => [u._id, u.name]))
}
