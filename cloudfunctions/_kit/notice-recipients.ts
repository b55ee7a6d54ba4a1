import { listKey, personKey } from '../../domain/notice/keys'
import { Refusal, notFound } from '../../domain/refusal'
import { command } from './cloud'
import type { NoticeDoc, ReceiptDoc } from './notice-documents'
import { groupAmong, leaving, peopleByIds, walkGroup, walkList, type AudienceCall, type Recipient, type Walk } from './notice-walk'

export const noNotice = () => notFound('条通知')

/** The people of a list as it was put down when it was planned; a place is the person before. */
const walkPutDown = (call: AudienceCall, { _id: noticeId, plan }: NoticeDoc): Walk => ({
  listed: true,
  async page(after, limit) {
    const listOf = (n: number) => call.store.noticeLists.get(`${plan!.token}.${n}`)
    let list = after === '' ? await listOf(0) : await call.store.noticeLists.first({ noticeId, plan: plan!.token, people: after })
    let from = after === '' ? 0 : (list?.people.indexOf(after) ?? 0) + 1
    if (list && from >= list.people.length) {
      list = await listOf(Number(list._id.split('.')[1]) + 1)
      from = 0
    }
    const part = list?.people.slice(from, from + limit) ?? []
    return { people: await peopleByIds(call, part), next: part.at(-1) ?? null }
  },
})

/** A group is looked at as it is now; of any other audience the list of then counts. */
export async function recipientsOf(call: AudienceCall, doc: NoticeDoc): Promise<Walk> {
  if (doc.audience.kind === 'group') return walkGroup(call, doc.audience)
  if (doc.to.includes(listKey(doc._id))) return walkPutDown(call, doc)
  return walkList(call, doc.to.flatMap(key => (key.startsWith('p:') ? [key.slice(2)] : [])))
}

/** Which of these, a hundred at most, it was for. */
async function recipientsAmong(call: AudienceCall, { _id: noticeId, audience, to, plan }: NoticeDoc, ids: readonly string[]): Promise<string[]> {
  if (audience.kind === 'group') return groupAmong(call, audience, ids)
  if (!to.includes(listKey(noticeId))) return ids.filter(id => to.includes(personKey(id)))
  const lists = await call.store.noticeLists.find({ noticeId, plan: plan!.token, people: command.in([...ids]) }, { fields: ['people'] })
  const listed = new Set(lists.flatMap(l => l.people))
  return ids.filter(id => listed.has(id))
}

export type Which = 'read' | 'confirmed' | 'unread' | 'unconfirmed'

/** Of these people, a hundred at most, whoever has read or confirmed it, or it was for and who has not. */
export async function standingAmong(call: AudienceCall, doc: NoticeDoc, which: Which, people: readonly string[]): Promise<{ personId: string; mark: Mark | undefined }[]> {
  if (people.length === 0) return []
  const marks = await marksOf(call, doc._id, people.map(_id => ({ _id })))
  const stands: Record<Which, (mark: Mark | undefined) => boolean> = { read: Boolean, confirmed: m => m?.confirmed === true, unread: m => !m, unconfirmed: m => !m?.confirmed }
  const found = people.filter(id => stands[which](marks.get(id)))
  const meant = which === 'read' || which === 'confirmed' || found.length === 0 ? found : await recipientsAmong(call, doc, found)
  return meant.map(personId => ({ personId, mark: marks.get(personId) }))
}

type Mark = Pick<ReceiptDoc, 'personId' | 'readAt' | 'confirmed' | 'confirmedAt'>

/** What these people have read of it, by person. One request. */
export async function marksOf({ store }: AudienceCall, id: string, people: readonly Pick<Recipient, '_id'>[]): Promise<Map<string, Mark>> {
  const found = await store.notices.joined(id, { read: { from: 'receipts', match: { _id: { $in: people.map(p => `${id}.${p._id}`) } }, limit: people.length, fields: ['personId', 'readAt', 'confirmed', 'confirmedAt'] } })
  return new Map((found?.beside.read ?? []).map(r => [r.personId, r]))
}

/** A notice's people who have not read it, or have not confirmed it 已知悉, read or not. */
export async function walkNotYet(call: AudienceCall, doc: NoticeDoc, which: 'unread' | 'unconfirmed'): Promise<Walk> {
  return leaving(await recipientsOf(call, doc), async people => {
    const marks = await marksOf(call, doc._id, people)
    return people.filter(p => (which === 'unread' ? !marks.has(p._id) : !marks.get(p._id)?.confirmed))
  })
}

/** Whoever was asked to confirm a notice and has not. */
export async function walkUnconfirmed(call: AudienceCall, noticeId: string): Promise<Walk> {
  const doc = await call.store.notices.get(noticeId)
  if (!doc || doc.shownAt === null) throw noNotice()
  if (!doc.mustConfirm) throw new Refusal('WRONG_STATE', '这条通知不要求确认“已知悉”，没有可以催的人', 'audience')
  return walkNotYet(call, doc, 'unconfirmed')
}
