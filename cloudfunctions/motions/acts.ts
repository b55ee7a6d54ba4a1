import { dayOf } from '../../domain/calendar'
import { seatOn } from '../../domain/membership'
import { DEFAULT_COSIGNERS, MAX_COSIGNERS, demand, obstacle } from '../../domain/motion'
import { blankLife } from '../../domain/motion-case'
import { termsOfText } from '../../domain/motion-likeness'
import { listedAs } from '../../domain/motion-listed'
import { currentRules, demandFiler, sessionOf, termsOf } from '../../domain/motion-rules'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { motions } from '../../types/motion'
import type { DraftText } from '../../types/motion-text'
import { command } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import { demandOwnFiles, demandSoundFiles } from '../_kit/files'
import type { Call, Handlers } from '../_kit/serve'
import type { NewDoc, Store } from '../_kit/store'
import { demandFitText } from '../_kit/text-check'
import { demandElsewhere, inviteesOf, inviteesRead } from './invitees'
import { shownTo, unlisted, viewOf } from './view'

type Acts = Pick<Handlers<typeof motions>, 'saveDraft' | 'dropDraft' | 'file' | 'invite' | 'answer' | 'submit'>

const facts = (doc: MotionDoc) => viewOf(doc)

/** The caller's own motion, or "not found" for everybody else's. */
async function ownMotion(store: Store, id: string, personId: string): Promise<MotionDoc> {
  const doc = await store.motions.get(id)
  if (!doc || doc.proposerId !== personId) throw notFound('件提案')
  return doc
}

const sameText = (doc: MotionDoc, text: DraftText) =>
  doc.title === text.title && doc.reason === text.reason && doc.proposal === text.proposal &&
  doc.category === text.category && doc.pictures.join() === text.pictures.join() &&
  (!text.files || text.files.map(f => f.fileId).join() === doc.files.map(f => f.fileId).join())

const event = ({ me, now }: Pick<Call<unknown>, 'me' | 'now'>, act: string, state: MotionDoc['state'], note?: string) =>
  ({ act, by: me.person!.name, byId: me.person!._id, at: now, state, ...(note ? { note } : {}) })

const delegationOf = ({ me, now }: Pick<Call<unknown>, 'me' | 'now'>) => seatOn(me.person!.memberships, dayOf(now))!.delegation

function newMotion({ me, now }: Call<unknown>, id: string, text: DraftText): NewDoc<MotionDoc> {
  const person = me.person!
  return {
    ...blankLife, ...unlisted(id), _id: id, rev: 1, state: 'draft', ...text,
    proposerId: person._id, proposerName: person.name, delegation: delegationOf({ me, now }),
    cosigners: [], asked: [], answers: {}, needed: DEFAULT_COSIGNERS, events: [], createdAt: now, updatedAt: now,
  }
}

export const acts: Acts = {
  saveDraft: {
    allow: ['delegate'],
    trips: 3,
    async run(call) {
      const { input: { id, rev, text }, me, store, now } = call
      const personId = me.person!._id
      demandOwnFiles(me, text.pictures)
      demandOwnFiles(me, (text.files ?? []).map(f => f.fileId), '附件', 'files')
      if (rev === 0) {
        const doc = newMotion(call, id, text)
        if (await store.motions.add(doc)) return viewOf(doc as MotionDoc)
      } else {
        const saved = await store.motions.changeOne({ _id: id, proposerId: personId, state: 'draft', rev }, { ...text, updatedAt: now })
        if (saved) return viewOf(saved)
      }
      const there = await ownMotion(store, id, personId)
      demand('edit', facts(there), personId)
      if (sameText(there, text)) return viewOf(there)
      throw stale('这份草稿')
    },
  },

  dropDraft: {
    allow: ['delegate'],
    trips: 3,
    async run({ input: { id }, me, store, app }) {
      const personId = me.person!._id
      for (let there = await store.motions.get(id); there; there = await store.motions.get(id)) {
        demand('drop', facts(there), personId)
        if (!(await store.motions.remove({ _id: id, proposerId: personId, state: 'draft' }))) continue
        const files = [...there.pictures, ...there.files.map(f => f.fileId)]
        if (files.length) await app.deleteFile({ fileList: files })
        break
      }
      return {}
    },
  },

  file: {
    allow: ['delegate'],
    trips: 4,
    async run(call) {
      const { input: { id, rev, text, invite, asDelegation = false, open = false }, me, store, now, app } = call
      const personId = me.person!._id
      demandOwnFiles(me, text.pictures)
      await demandSoundFiles(app, me, text.files ?? [])
      await demandFitText(call, [text.title, text.reason, text.proposal, ...(text.files ?? []).map(f => f.name)])
      const { people, versions } = await inviteesRead(invite, me, store)
      const rules = currentRules(versions)
      demandFiler(rules, asDelegation)
      if (!rules.categories.includes(text.category)) throw new Refusal('BAD_INPUT', '本单位不受理这个类别的提案，请重新选择类别', 'text.category')
      const cosigners = inviteesOf(invite, people, me, now)
      const sent = {
        state: 'cosigning' as const, cosigners, asked: cosigners.map(c => c.personId), open, byDelegation: asDelegation,
        session: sessionOf(rules), terms: termsOf(rules), needed: asDelegation ? 0 : rules.needed,
        words: termsOfText(text.title, `${text.reason}${text.proposal}`),
        events: [event(call, 'file', 'cosigning', cosigners.length ? `邀请 ${cosigners.map(c => c.name).join('、')} 附议` : undefined)],
      }
      demandElsewhere(sent.terms, delegationOf(call), cosigners)
      if (rev === 0) {
        const doc = { ...newMotion(call, id, text), ...sent }
        if (await store.motions.add(doc)) return viewOf(doc as MotionDoc)
      } else {
        const saved = await store.motions.changeOne({ _id: id, proposerId: personId, state: 'draft', rev }, { ...text, ...sent, updatedAt: now })
        if (saved) return viewOf(saved)
      }
      const there = await ownMotion(store, id, personId)
      // The same filing sent again (a second tap, a lost answer) is the same act.
      if (there.state !== 'draft' && sameText(there, text)) return viewOf(there)
      demand('file', facts(there), personId)
      throw stale('这份草稿')
    },
  },

  invite: {
    allow: ['delegate'],
    trips: 4,
    async run(call) {
      const { input, me, store, now } = call
      const { people, motion } = await inviteesRead(input.invite, me, store, input.id)
      const cosigners = inviteesOf(input.invite, people, me, now)
      const ids = cosigners.map(c => c.personId)
      if (motion?.proposerId === me.person!._id) demandElsewhere(motion.terms, motion.delegation, cosigners)
      if (ids.length === 0) throw new Refusal('BAD_INPUT', '请至少选一位代表', 'invite')
      const room: `asked.${number}` = `asked.${MAX_COSIGNERS - ids.length}`
      const saved = await store.motions.changeOne(
        { _id: input.id, proposerId: me.person!._id, state: 'cosigning', asked: command.nin(ids), [room]: command.exists(false) },
        {
          cosigners: command.push(cosigners), asked: command.push(ids), updatedAt: now,
          events: command.push([event(call, 'invite', 'cosigning', `邀请 ${cosigners.map(c => c.name).join('、')} 附议`)]),
        },
      )
      if (saved) return viewOf(saved)
      const there = await ownMotion(store, input.id, me.person!._id)
      demand('invite', facts(there), me.person!._id)
      if (ids.every(id => there.asked.includes(id))) return viewOf(there)
      const again = cosigners.filter(c => there.asked.includes(c.personId)).map(c => c.name)
      throw again.length
        ? new Refusal('ALREADY_ASKED', `${again.join('、')}已经邀请过，请去掉后再发`, 'invite')
        : new Refusal('TOO_MANY', `附议人最多 ${MAX_COSIGNERS} 位`, 'invite')
    },
  },

  answer: {
    allow: ['delegate'],
    trips: 3,
    async run(call) {
      const { input: { id, accept }, me, store, now } = call
      const personId = me.person!._id
      const answer = accept ? 'accepted' as const : 'declined' as const
      const saved = await store.motions.changeOne(
        { _id: id, state: 'cosigning', asked: personId, [`answers.${personId}.answer` as const]: command.neq(answer) },
        { [`answers.${personId}` as const]: command.set({ answer, at: now }), updatedAt: now, events: command.push([event(call, accept ? 'accept' : 'decline', 'cosigning')]) },
      )
      if (saved) return shownTo(me, viewOf(saved))
      const there = await store.motions.get(id)
      if (!there || there.state === 'draft') throw notFound('件提案')
      if (there.answers[personId]?.answer !== answer) demand(accept ? 'accept' : 'decline', facts(there), personId)
      return shownTo(me, viewOf(there))
    },
  },

  submit: {
    // Whoever lost the seat while co-signs were gathered may still hand it in.
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { id }, me, store, now } = call
      const personId = me.person!._id
      const there = await ownMotion(store, id, personId)
      if (there.submittedAt) return viewOf(there)
      const no = obstacle('submit', facts(there), personId)
      if (no) throw no
      const { opensOn, closesOn } = there.terms
      if (opensOn && dayOf(now) < opensOn) throw new Refusal('TOO_EARLY', `本次征集从 ${opensOn} 开始，请到时再提交`)
      // What comes after the collection window, or from somebody who is no delegate any more, is still answered, as an opinion 意见建议.
      const why = closesOn !== null && dayOf(now) > closesOn ? '已过征集期，转为意见建议'
        : seatOn(me.person!.memberships, dayOf(now)) ? undefined : '提案人已不是职工代表，转为意见建议'
      const state = why ? 'opinion' as const : 'submitted' as const
      const saved = await store.motions.changeOne(
        { _id: id, proposerId: personId, state: 'cosigning', rev: there.rev },
        {
          state, submittedAt: now, updatedAt: now, ...listedAs({ ...viewOf(there), state }, there),
          events: command.push([event(call, 'submit', state, why)]),
        },
      )
      if (!saved) throw stale('这件提案')
      return viewOf(saved)
    },
  },
}
