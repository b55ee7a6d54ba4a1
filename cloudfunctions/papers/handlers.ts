import { dayOf } from '../../domain/calendar'
import { maySee } from '../../domain/motion'
import { blankLife } from '../../domain/motion-case'
import { motionStateWords } from '../../domain/motion-graph'
import { placeKey, standingsOf } from '../../domain/motion-stats'
import { isOutsider, sightOf } from '../../domain/motion-sight'
import { viewerOf } from '../../domain/motion-viewer'
import { Refusal, notFound } from '../../domain/refusal'
import type { Motion } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'
import type { papers } from '../../types/paper'
import { command, contains } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import { sha256 } from '../_kit/secrets'
import type { Call, Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'
import { bankReading } from './bank-reading'
import { formOf, replyOf } from './forms'
import { PAGE, STEP_TRIPS, handOut } from './handout'
import { LIST_FIELDS, listRow, openList } from './list'
import { lessonList } from './lessons'
import { noticePapers } from './notices'
import { printed } from './print'
import { sessionPack } from './session-pack'
import { surveyReading } from './survey-reading'
import { surveyPapers } from './surveys'

/** What has reached the union. */
const sentStates = (Object.keys(motionStateWords) as MotionState[]).filter(s => s !== 'draft' && s !== 'cosigning')

/** The motion, if the caller may read it, and the name of its enterprise. */
async function readable({ input: { id }, me, store }: Call<{ id: string; tenant?: string }>): Promise<{ m: Motion; tenantName: string }> {
  const found = await store.motions.joined(id, {
    parts: { from: 'motions', match: { 'merged.into': id } },
    home: { from: 'units', bind: { home: '$tenantId' }, match: { $expr: { $eq: ['$_id', '$$home'] } }, limit: 1 },
  })
  if (!found) throw notFound('件提案')
  const { doc, beside: { parts, home } } = found
  const m: Motion = {
    ...blankLife, ...doc,
    cosigners: doc.cosigners.map(c => ({ ...c, answer: 'invited' as const, ...doc.answers[c.personId] })),
    parts: parts.map(p => ({ _id: p._id, title: p.title, personId: p.proposerId, name: p.proposerName, delegation: p.delegation })),
  }
  const roles = me.memberships.map(r => r.role).filter(r => (r !== 'staff' && r !== 'station') || me.has(r))
  if (!maySee(m, me.person?._id, roles)) throw notFound('件提案')
  const viewer = viewerOf({ personId: me.person!._id, name: me.person!.name, tenantId: me.tenantId, memberships: me.memberships })
  if (isOutsider(m, viewer)) throw new Refusal('NOT_ALLOWED', '提案的登记表和答复书由代表、承办部门和工会打印。公开的提案可以在“公开的提案”里看')
  return { m: sightOf(m, viewer), tenantName: home[0]?.name ?? '' }
}

/** A name that every system can save a file under. */
const fileName = (kind: string, m: Motion, ending: string) => `${kind} ${m.number || m.title.slice(0, 20)}`.replace(/[\\/:*?"<>|\s]+/g, ' ').trim() + ending

export const handlers: Handlers<typeof papers> = {
  sessionPack,
  ...surveyPapers,
  ...noticePapers,
  lessonList,
  ...bankReading,
  ...surveyReading,

  motionForm: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run(call) {
      const { m, tenantName } = await readable(call)
      return { fileName: fileName('提案登记表', m, '.pdf'), base64: await printed(formOf(m, tenantName, call.now)) }
    },
  },

  motionReply: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run(call) {
      const { m, tenantName } = await readable(call)
      if (!m.answer && !m.replies.some(r => r.signedAt !== null)) throw new Refusal('WRONG_STATE', '这件提案还没有签发的答复')
      return { fileName: fileName('提案答复书', m, '.pdf'), base64: await printed(replyOf(m, tenantName)) }
    },
  },

  motionList: {
    allow: ['staff', 'station', 'committee', 'presidium', 'leader', 'handler'],
    reach: 'platform',
    // Who asks, and whose motions; then the step itself.
    trips: 2 + STEP_TRIPS,
    async run({ input: { key, ...wanted }, me, store, platform, app, now }) {
      const { session, state, category, unitId, text, counted } = wanted
      const where: Where<MotionDoc> = counted
        ? { session, ...placeKey(counted.by, counted.key), standing: command.in(standingsOf(counted.measure)) }
        : {
          session, state: command.in(sentStates.filter(s => !state || s === state)),
          ...(category ? { category } : {}), ...(unitId ? { 'lead.unitId': unitId } : {}), ...(text ? { title: contains(text) } : {}),
        }
      const page = async (cursor: string | undefined) => {
        const { items, next } = await store.motions.page(where, { field: 'updatedAt', direction: 'asc', limit: PAGE, cursor, fields: [...LIST_FIELDS] })
        return { rows: items.map(listRow), ...(next ? { next } : {}) }
      }
      const id = sha256(JSON.stringify([me.person!._id, key, wanted])).slice(0, 32)
      return { fileName: `提案清单 ${session} ${dayOf(now)}.xlsx`, ...await handOut({ id, page, open: openList, me, platform, app, now }) }
    },
  },
}
