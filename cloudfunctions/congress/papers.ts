import { sessionStageWords } from '../../domain/congress/session-graph'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { SessionPaper } from '../../types/congress-session'
import type { MatterDoc, PaperReadDoc, RollDoc, SessionDoc, SessionPaperDoc } from '../_kit/documents'
import { demandSoundFiles, temporaryUrls } from '../_kit/files'
import type { Me } from '../_kit/identity'
import type { Call, Handlers } from '../_kit/serve'
import { oneBeside, type Store } from '../_kit/store'
import { noSession, readKnown } from './known'
import { mySeat, sightOfMe } from './viewer'

type Papers = Pick<Handlers<typeof congress>, 'papers' | 'paperSave' | 'paperDeliver' | 'paper' | 'paperRead' | 'paperUnread'>

const MOST = 500
const ROLL = 5000
const noPaper = () => notFound('份会议文件')
/** Papers belong to a session that is not over: what was read ahead is proved in its archive as it was. */
const over = (s: Pick<SessionDoc, 'stage'>) => ['closed', 'archived', 'cancelled'].includes(s.stage)

function demandRunning(s: Pick<SessionDoc, 'stage'>) {
  if (over(s)) throw new Refusal('WRONG_STATE', `会议现在是“${sessionStageWords[s.stage]}”，会议文件不能再改`)
}

const countsOf = (reads: readonly { _id: string; n: number }[]) => new Map(reads.map(r => [r._id, r.n]))
const viewOf = (doc: SessionPaperDoc, readers = 0, mine: number | null = null): SessionPaper => ({ ...doc, readers, mine })

/** The paper with its session, the caller's line of the roll and own reading, in one round trip. */
async function readPaper({ me, store, now }: Pick<Call<unknown>, 'me' | 'store' | 'now'>, id: string) {
  const personId = me.person!._id
  const found = await store.sessionPapers.joined(id, {
    session: oneBeside('sessions', '$sessionId', { without: ['rules', 'events', 'freezing', 'keys'] }),
    row: oneBeside('roll', { $concat: ['$sessionId', '.', personId] }),
    mine: { from: 'paperReads', match: { _id: `${id}.${personId}` }, limit: 1 },
    readers: { from: 'paperReads', match: { paperId: id }, tally: '$paperId' },
  })
  const session = found?.beside.session[0] as SessionDoc | undefined
  if (!found || !session) throw noPaper()
  const row = found.beside.row[0] as RollDoc | undefined
  const sight = sightOfMe(session, me, now, row)
  if (sight === 'none' || sight === 'worker' || (found.doc.deliveredAt === null && sight !== 'office')) throw noPaper()
  const { n: readers = 0 } = (found.beside.readers[0] as unknown as { n: number } | undefined) ?? {}
  return { doc: found.doc, session, row, mine: (found.beside.mine[0] as PaperReadDoc | undefined)?.at ?? null, readers }
}

/** Who proves to have read: the delegates, on the roll or, before there is one, with a seat. */
const isDelegate = (me: Me, now: number, session: SessionDoc, row: RollDoc | undefined) =>
  row ? !row.observer : session.rollAt === null && (session.rehearsal || session.kind === 'joint' ? session.invited.includes(me.person!._id) : mySeat(me, now) !== undefined)

export const paperActs: Papers = {
  papers: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run({ input: { sessionId }, me, store, now }) {
      const personId = me.person?._id ?? ''
      const found = await store.sessions.joined(sessionId, {
        papers: { from: 'sessionPapers', match: { sessionId }, sort: { _id: 1 }, limit: MOST, without: ['text'] },
        row: { from: 'roll', match: { _id: `${sessionId}.${personId}` }, limit: 1 },
        mine: { from: 'paperReads', match: { sessionId, personId }, limit: MOST },
        readers: { from: 'paperReads', match: { sessionId }, tally: '$paperId', limit: MOST },
      })
      const sight = found ? sightOfMe(found.doc, me, now, found.beside.row[0]) : 'none'
      if (!found || sight === 'none' || sight === 'worker') throw noSession()
      const readers = countsOf(found.beside.readers as unknown as { _id: string; n: number }[])
      const mine = new Map(found.beside.mine.map(r => [r.paperId, r.at]))
      const shown = found.beside.papers.filter(p => sight === 'office' || p.deliveredAt !== null)
      const delegates = found.doc.rollCount || (sight === 'office' ? await delegatesToCome(store, me, now, sessionId, found.doc.tenantId) : 0)
      return { items: shown.map(p => viewOf(p, readers.get(p._id) ?? 0, mine.get(p._id) ?? null)), delegates }
    },
  },

  paperSave: {
    allow: ['staff'],
    trips: 4,
    async run({ input, me, store, app }) {
      const { id, rev, ...fields } = input
      const found = await store.sessions.joined(input.sessionId, {
        paper: { from: 'sessionPapers', match: { _id: id }, limit: 1 },
        matters: { from: 'matters', match: { sessionId: input.sessionId }, limit: 200 },
      })
      if (!found) throw noSession()
      const there = found.beside.paper[0]
      demandRunning(found.doc)
      demandPlace(input, found.beside.matters)
      await demandSoundFiles(app, me, input.files.filter(f => !there?.files.some(old => old.fileId === f.fileId)))
      if (there && isSame(there, fields)) return viewOf(there)
      if (there?.deliveredAt != null) throw new Refusal('DELIVERED', '这份文件已经送达代表，不能再改。请另建一份新的文件')
      if (rev === 0) {
        const doc = { _id: id, rev: 1, ...fields, deliveredAt: null }
        if (await store.sessionPapers.add(doc)) return viewOf(doc as SessionPaperDoc)
        const first = await store.sessionPapers.get(id)
        if (first && isSame(first, fields)) return viewOf(first)
        throw stale('这份文件')
      }
      const saved = await store.sessionPapers.changeOne({ _id: id, rev, sessionId: input.sessionId, deliveredAt: null }, fields)
      if (!saved) throw there ? stale('这份文件') : noPaper()
      return viewOf(saved)
    },
  },

  paperDeliver: {
    allow: ['staff'],
    trips: 3,
    async run(call) {
      const { input: { id }, store, now } = call
      const { doc, session, readers, mine } = await readPaper(call, id)
      if (doc.deliveredAt !== null) return viewOf(doc, readers, mine)
      demandRunning(session)
      if (!doc.text && !doc.files.length) throw new Refusal('EMPTY', '这份文件还没有内容，请先填写正文或添加附件')
      const saved = await store.sessionPapers.changeOne({ _id: id, deliveredAt: null }, { deliveredAt: now })
      return viewOf(saved ?? { ...doc, deliveredAt: now }, readers, mine)
    },
  },

  paper: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run(call) {
      const { doc, readers, mine } = await readPaper(call, call.input.id)
      return { paper: viewOf(doc, readers, mine), files: await temporaryUrls(call.app, doc.files.map(f => f.fileId)) }
    },
  },

  paperRead: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { id }, me, store, now } = call
      const { doc, session, row, mine } = await readPaper(call, id)
      // What is read after the session is over, or before it was sent, proves nothing; nor does it need to be refused.
      if (mine !== null || over(session) || doc.deliveredAt === null) return {}
      if (!isDelegate(me, now, session, row)) throw new Refusal('NOT_DELEGATE', '只有这次会议的正式代表需要阅知，您可以阅读，不必登记')
      const personId = me.person!._id
      await store.paperReads.add({ _id: `${id}.${personId}`, sessionId: doc.sessionId, paperId: id, personId, at: now })
      return {}
    },
  },

  paperUnread: {
    allow: ['staff', 'presidium'],
    trips: 5,
    async run(call) {
      const { input: { id }, me, store, now } = call
      const { doc, session } = await readPaper(call, id)
      const found = await store.sessionPapers.joined(id, {
        reads: { from: 'paperReads', match: { paperId: id }, limit: ROLL, fields: ['personId'] },
        roll: { from: 'roll', match: { sessionId: doc.sessionId, observer: false }, sort: { delegation: 1, name: 1 }, limit: ROLL, fields: ['personId', 'name', 'delegation'] },
      })
      const read = new Set(found?.beside.reads.map(r => r.personId))
      const delegates = session.rollAt === null ? await rollToCome(store, me, now, session._id, session.tenantId) : (found?.beside.roll ?? [])
      return { items: delegates.filter(d => !read.has(d.personId)).map(({ personId, name, delegation }) => ({ personId, name, delegation })) }
    },
  },
}

function demandPlace({ matterId, leaderId }: { matterId: string | null; leaderId: string | null }, matters: MatterDoc[]) {
  const matter = matters.find(m => m._id === matterId)
  if (matterId !== null && !matter) throw new Refusal('NOT_FOUND', '这次会议没有这个议题', 'matterId')
  const leaders = matter?.question?.kind === 'appraise' ? matter.question.leaders : []
  if (leaderId !== null && !leaders.some(l => l.id === leaderId)) throw new Refusal('NOT_FOUND', '所选议题的评议名单里没有这个人', 'leaderId')
}

const isSame = (doc: SessionPaperDoc, fields: object) => Object.entries(fields).every(([k, v]) => JSON.stringify(doc[k as keyof SessionPaperDoc]) === JSON.stringify(v))

/** Before the roll is frozen: those who would be on it today. */
async function rollToCome(store: Store, me: Me, now: number, sessionId: string, tenantId: string) {
  const known = await readKnown({ me, store, now, tenantId }, sessionId)
  return (known?.seeds ?? []).filter(s => !s.observer)
}

const delegatesToCome = async (...[store, me, now, sessionId, tenantId]: Parameters<typeof rollToCome>) => (await rollToCome(store, me, now, sessionId, tenantId)).length

