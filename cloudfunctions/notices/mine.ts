import { listKey } from '../../domain/notice/keys'
import { changedUnwanted, isWanted, preferencesOf } from '../../domain/notice/preferences'
import type { MyNotice, notices } from '../../types/notice'
import type { NoticeKind } from '../../types/notice-fields'
import { command } from '../_kit/cloud'
import type { NoticeBoxDoc, NoticeDoc, ReceiptDoc } from '../_kit/notice-documents'
import { noNotice } from '../_kit/notice-recipients'
import type { Call, Handlers } from '../_kit/serve'
import type { Store, Where } from '../_kit/store'
import { keysOf, pathOf, readNews, shownSince, unwantedOf } from './reader'

type Mine = Pick<Handlers<typeof notices>, 'inbox' | 'unread' | 'open' | 'confirm' | 'readAll' | 'preferences' | 'savePreferences'>

const PAGE = 20
const LISTED = 1000
const MOST_SHOWN = 99

const receiptId = (noticeId: string, personId: string) => `${noticeId}.${personId}`

/** `seenUpTo`: everything before was swept together with 全部已读. */
const myView = (doc: NoticeDoc, receipt: Pick<ReceiptDoc, 'readAt' | 'confirmedAt'> | undefined, seenUpTo: number): MyNotice => ({
  _id: doc._id, kind: doc.kind, mustConfirm: doc.mustConfirm, title: doc.title, text: doc.text, link: doc.link, by: doc.by, shownAt: doc.shownAt!,
  readAt: receipt?.readAt ?? (doc.shownAt! <= seenUpTo ? seenUpTo : null), confirmedAt: receipt?.confirmedAt ?? null,
})

/** The notice, if it was shown to this person, and their receipt: two round trips where the path is known. */
async function shownTo(call: Call<{ id: string }>): Promise<{ doc: NoticeDoc; receipt: ReceiptDoc | undefined }> {
  const { input: { id }, me, store } = call
  const personId = me.person!._id
  const found = await store.notices.joined(id, {
    receipt: { from: 'receipts', match: { _id: receiptId(id, personId) }, limit: 1 },
    listed: { from: 'noticeLists', match: { people: personId, noticeId: id, shownAt: { $gt: 0 } }, limit: 1, fields: ['_id'] },
  })
  if (!found || found.doc.shownAt === null) throw noNotice()
  const keys = new Set(keysOf(call, await pathOf(call)))
  if (found.beside.listed.length === 0 && !found.doc.to.some(k => keys.has(k))) throw noNotice()
  return { doc: found.doc, receipt: found.beside.receipt[0] }
}

/** Writes what was read or confirmed now, once. */
async function receive(call: Call<{ id: string }>, confirms: boolean): Promise<MyNotice> {
  const { input: { id }, me, store, now } = call
  const { doc, receipt } = await shownTo(call)
  const _id = receiptId(id, me.person!._id)
  const confirmed = confirms && doc.mustConfirm
  if (receipt && (receipt.confirmed || !confirmed)) return myView(doc, receipt, 0)
  const mark = { confirmed, confirmedAt: confirmed ? now : null }
  if (!receipt && await store.receipts.add({ _id, noticeId: id, personId: me.person!._id, shownAt: doc.shownAt!, readAt: now, ...mark })) return myView(doc, { readAt: now, ...mark }, 0)
  if (confirmed) await store.receipts.change({ _id, confirmed: false }, mark)
  return myView(doc, await store.receipts.get(_id), 0)
}

async function boxOf(store: Store, personId: string): Promise<NoticeBoxDoc | undefined> {
  return store.noticeBoxes.get(personId)
}

/** One box a person, made when it is first needed. */
async function writeBox({ me, store }: Pick<Call<unknown>, 'me' | 'store'>, change: Partial<Pick<NoticeBoxDoc, 'seenUpTo' | 'inbox' | 'message'>>, only: Where<NoticeBoxDoc> = {}) {
  const _id = me.person!._id
  if (await store.noticeBoxes.change({ _id, ...only }, change)) return
  if (await store.noticeBoxes.add({ _id, personId: _id, seenUpTo: 0, inbox: [], message: [], ...change })) return
  await store.noticeBoxes.change({ _id, ...only }, change)
}

export const mine: Mine = {
  inbox: {
    allow: 'person',
    // Identity, what is wanted and which lists, a page, its receipts; one more where the unit's path is not known yet.
    trips: 5,
    async run(call) {
      const { input: { kind, which, cursor }, me, store, now } = call
      const personId = me.person!._id
      const since = shownSince(now)
      const [path, beside] = await Promise.all([pathOf(call), store.people.joined(personId, {
        lists: { from: 'noticeLists', match: { people: personId, shownAt: { $gt: since } }, sort: { shownAt: -1 }, limit: LISTED, fields: ['noticeId'] },
        box: { from: 'noticeBoxes', match: { _id: personId }, limit: 1 },
      })])
      const box = beside?.beside.box[0]
      const keys = [...keysOf(call, path), ...(beside?.beside.lists ?? []).map(l => listKey(l.noticeId))]
      const where = { to: command.in(keys), shownAt: command.gt(since), ...(kind ? { kind } : {}), ...(which === 'toConfirm' ? { mustConfirm: true } : {}) }
      const page = await store.notices.page(where, { field: 'shownAt', direction: 'desc', limit: PAGE, cursor })
      const receipts = page.items.length ? await store.receipts.find({ _id: command.in(page.items.map(n => receiptId(n._id, personId))) }) : []
      const byNotice = new Map(receipts.map(r => [r.noticeId, r]))
      const items = page.items.filter(n => isWanted(unwantedOf(box), n)).map(n => myView(n, byNotice.get(n._id), box?.seenUpTo ?? 0))
        .filter(n => which !== 'unread' || n.readAt === null).filter(n => which !== 'toConfirm' || n.confirmedAt === null)
      return { ...page, items }
    },
  },

  unread: {
    allow: 'person',
    // Identity and one request; one more where this instance does not know the unit's path yet.
    trips: 3,
    async run(call) {
      const { heads, receipts, must, confirmed, box } = await readNews(call, keysOf(call, await pathOf(call)))
      const wanted = heads.filter(n => isWanted(unwantedOf(box), n))
      const unread = wanted.filter(n => !receipts.has(n._id) && n.shownAt! > (box?.seenUpTo ?? 0)).slice(0, MOST_SHOWN)
      const toConfirm = must.filter(n => !confirmed.has(n._id)).length
      const kinds: Partial<Record<NoticeKind, number>> = {}
      for (const { kind } of unread) kinds[kind] = (kinds[kind] ?? 0) + 1
      return { unread: unread.length, toConfirm: Math.min(toConfirm, MOST_SHOWN), kinds }
    },
  },

  open: { allow: 'person', trips: 6, run: call => receive(call, false) },

  confirm: { allow: 'person', trips: 6, run: call => receive(call, true) },

  readAll: {
    allow: 'person',
    trips: 4,
    async run(call) {
      const { input: { until }, now } = call
      const seenUpTo = Math.min(until, now)
      // Never backwards: the other phone may have swept further.
      await writeBox(call, { seenUpTo }, { seenUpTo: command.lt(seenUpTo) })
      return {}
    },
  },

  preferences: {
    allow: 'person',
    trips: 2,
    run: async ({ me, store }) => ({ items: preferencesOf(unwantedOf(await boxOf(store, me.person!._id))) }),
  },

  savePreferences: {
    allow: 'person',
    trips: 5,
    async run(call) {
      const { input: { items }, me, store } = call
      const unwanted = changedUnwanted(unwantedOf(await boxOf(store, me.person!._id)), items)
      await writeBox(call, unwanted as Pick<NoticeBoxDoc, 'inbox' | 'message'>)
      return { items: preferencesOf(unwanted) }
    },
  },
}
