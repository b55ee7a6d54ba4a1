import { Refusal } from '../../domain/refusal'
import type { NoticeDoc, ReceiptDoc } from '../_kit/notice-documents'
import { listKey, noNotice } from './reader'
import { leaving, peopleByIds, walkGroup, walkList, type AudienceCall, type Recipient, type Walk } from './walk'

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
async function recipientsOf(call: AudienceCall, doc: NoticeDoc): Promise<Walk> {
  if (doc.audience.kind === 'group') return walkGroup(call, doc.audience)
  if (doc.to.includes(listKey(doc._id))) return walkPutDown(call, doc)
  return walkList(call, doc.to.flatMap(key => (key.startsWith('p:') ? [key.slice(2)] : [])))
}

type Mark = Pick<ReceiptDoc, 'personId' | 'readAt' | 'confirmed'>

/** What these people have read of it, by person. One request. */
export async function marksOf({ store }: AudienceCall, id: string, people: readonly Pick<Recipient, '_id'>[]): Promise<Map<string, Mark>> {
  const found = await store.notices.joined(id, { read: { from: 'receipts', match: { _id: { $in: people.map(p => `${id}.${p._id}`) } }, limit: people.length, fields: ['personId', 'readAt', 'confirmed'] } })
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
