import { Refusal, stale } from '../../domain/refusal'
import type { surveys } from '../../types/survey'
import type { SealWait } from '../../types/survey-ballot'
import { readLines } from '../_kit/ballot-files'
import { demandKey, withKey } from '../_kit/ballot-keys'
import { roundOf } from '../_kit/ballot-round'
import { isSigned, keepOpeningRecord, keepSeal, signedHead } from '../_kit/ballot-seal'
import { ballotStore } from '../_kit/ballot-store'
import { command } from '../_kit/cloud'
import type { BallotRoundDoc, HeadDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import { temporaryUrls } from '../_kit/files'
import type { Call, Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'
import type { SurveyDoc, SurveyRoundDoc } from '../_kit/survey-documents'
import { noSurvey } from '../_kit/survey-read'
import { openBox } from './round-steps'
import { headsOf, roundView } from './round-view'

type Sealing = Pick<Handlers<typeof surveys>, 'sealKey' | 'rounds' | 'toSeal' | 'seal' | 'toSealList'>

const MOST_ROUNDS = 100
const MOST_SURVEYS = 50

/** A function may answer six megabytes; longer lists are read from their file. */
const LARGEST = 4_000_000

/** May scrutineers still register? Once there are two and the papers are being set up, these two stand in them. */
const takesKeys = ({ phase, sealKeys }: NonNullable<SurveyDoc['ballot']>): boolean =>
  phase === 'joining' || phase === 'freezing' || phase === 'planning' || (phase === 'setting' && sealKeys.length < 2)

async function readAnonymous(store: Store, id: string): Promise<{ doc: SurveyDoc; ballot: NonNullable<SurveyDoc['ballot']>; rounds: SurveyRoundDoc[] }> {
  const found = await store.surveys.joined(id, { rounds: { from: 'surveyRounds', match: { surveyId: id }, sort: { no: 1 }, limit: MOST_ROUNDS } })
  if (!found || found.doc.kept === 'draft') throw noSurvey()
  if (!found.doc.ballot) throw new Refusal('NOT_ANONYMOUS', '这份问卷不是匿名问卷，没有票箱')
  return { doc: found.doc, ballot: found.doc.ballot, rounds: found.beside.rounds }
}

/** Which head is signed in which state. A signature that was kept may be sent again later: the second one moves the round on. */
const HEADS: Partial<Record<SurveyRoundDoc['state'], 0 | 1>> = { drawn: 0, open: 0, closing: 1, counted: 1 }

interface Waiting { doc: SurveyDoc; round: SurveyRoundDoc; ballot: BallotRoundDoc; head: HeadDoc; place: number; bare: Store }

/** What waits for the caller's signature: the opening head after the draw, the final one after the end. */
async function waitingFor(call: Call<{ id: string; roundId: string }>): Promise<Waiting> {
  const { input: { id, roundId }, me, store, now } = call
  const bare = ballotStore(call)
  const { doc, rounds } = await readAnonymous(store, id)
  const round = rounds.find(r => r._id === roundId)
  if (!round) throw new Refusal('NOT_FOUND', '这份问卷没有这个票箱', 'roundId')
  const place = round.scrutineers.findIndex(s => s.personId === me.person!._id)
  if (place < 0) throw new Refusal('NOT_ALLOWED', '您不是这个票箱登记的监票人，不能签封')
  if (round.state === 'drawn' && now >= doc.endsAt!) throw new Refusal('OVER', '已经到了结束时间，这个票箱没有开放作答，不能再签封')
  const n = HEADS[round.state]
  const found = n !== undefined
    ? await bare.ballotRounds.joined(roundId, { head: { from: 'heads', match: { _id: `${roundId}.${n}` }, limit: 1 } })
    : undefined
  const head = found?.beside.head[0]
  if (!found || !head) throw new Refusal('NOT_YET', '现在没有需要签封的内容')
  return { doc, round, ballot: found.doc, head, place, bare }
}

export const sealing: Sealing = {
  sealKey: {
    allow: ['scrutineer'],
    trips: 7,
    async run({ input: { id, pub }, me, store }) {
      demandKey(pub)
      const { _id: personId, name } = me.person!
      for (let tries = 0; tries < 3; tries++) {
        const { doc, ballot } = await readAnonymous(store, id)
        const names = (all: typeof ballot.sealKeys) => ({ scrutineers: all.map(k => k.name) })
        const next = withKey(ballot.sealKeys, { personId, name, pub })
        if (!next) return names(ballot.sealKeys)
        if (doc.kept !== 'published' || !takesKeys(ballot)) throw new Refusal('WRONG_STATE', '监票人已经写进选票，不能再登记或更换手机')
        if (await store.surveys.change({ _id: id, rev: doc.rev, kept: 'published' }, { 'ballot.sealKeys': next })) return names(next)
      }
      throw stale('问卷的监票人')
    },
  },

  rounds: {
    allow: ['staff', 'scrutineer'],
    // Identity, survey with rounds, their heads by the hundred.
    trips: 5,
    async run(call) {
      const { doc, ballot, rounds } = await readAnonymous(call.store, call.input.id)
      const heads = await headsOf(ballotStore(call), rounds)
      return { title: doc.title, waits: ballot.waits, keys: ballot.sealKeys, rounds: rounds.map(r => roundView(r, heads)) }
    },
  },

  toSeal: {
    allow: ['scrutineer'],
    trips: 4,
    async run(call) {
      const { ballot, head, bare } = await waitingFor(call)
      const [opening, lines] = await Promise.all([head.n === 1 ? bare.heads.get(`${ballot._id}.0`) : undefined, readLines(call.app, head.file)])
      const tooMany = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) > LARGEST
      const [file] = tooMany ? await temporaryUrls(call.app, [head.file]) : []
      return {
        manifest: ballot.manifest, head: head.head, opening: opening ? signedHead(opening) : null, lines: tooMany ? [] : lines, batches: [], tally: head.tally || null, spoilt: head.spoilt, file: file?.url ?? '',
      }
    },
  },

  seal: {
    allow: ['scrutineer'],
    // Identity; survey, round, signature; the record and three steps of the box; the round and its heads. Again when another signed first.
    trips: 24,
    async run(call) {
      const { input: { roundId, n, sig, batches }, store, app } = call
      for (let tries = 0; tries < 5; tries++) {
        const { doc, round, ballot, head, place, bare } = await waitingFor(call)
        if (head.n !== n) throw stale('这个票箱的签封')
        const there = head.sigs.some(s => s.by === `scrutineer/${place}` && s.sig === sig)
        if (round.state === 'counted' && !there) throw new Refusal('NOT_YET', '这个票箱已经签封并统计，不用再签')
        const kept = there ? head : await keepSeal(bare, ballot, head, { place, sig, batches })
        if (!kept) continue
        if (n === 0 && isSigned(roundOf(ballot), kept)) {
          await keepOpeningRecord(app, bare, ballot, kept)
          await openBox(store, bare, round)
          // Whoever is asked sees it at once, not in the timer's next minute.
          await store.surveys.change({ _id: doc._id, kept: 'published', 'ballot.phase': 'sealing' }, { 'ballot.phase': 'open' })
        }
        const now = (await store.surveyRounds.get(roundId))!
        return roundView(now, await headsOf(bare, [now]))
      }
      throw stale('这个票箱的签封')
    },
  },

  toSealList: {
    allow: ['scrutineer'],
    // Identity, surveys, their rounds and the heads by the hundred.
    trips: 12,
    async run(call) {
      const { me, store } = call
      const mine = me.person!._id
      const open = await store.surveys.find({ kept: 'published', 'ballot.due': command.gt(0) }, { order: [['endsAt', 'asc']], limit: MOST_SURVEYS, fields: ['_id', 'title', 'endsAt', 'ballot'] })
      const keys = open.filter(({ ballot }) => ballot && takesKeys(ballot) && !ballot.sealKeys.some(k => k.personId === mine))
        .map(({ _id, title, ballot }): SealWait => ({ id: _id, title, waits: 'key', rounds: 0, until: ballot!.drawFrom }))
      const rounds = open.length === 0 ? [] : await every(store.surveyRounds, { surveyId: command.in(open.map(s => s._id)), state: command.in(['drawn', 'closing']), 'scrutineers.personId': mine } as never, ['_id', 'surveyId', 'state', 'scrutineers'])
      const heads = await headsOf(ballotStore(call), rounds)
      const waiting = (survey: SurveyDoc, waits: 'opening' | 'final'): SealWait[] => {
        const n = waits === 'opening' ? 0 : 1
        const unsigned = rounds.filter(r => r.surveyId === survey._id && r.state === (n === 0 ? 'drawn' : 'closing')).filter(r => {
          const head = heads.find(h => h.round === r._id && h.n === n)
          return head && !head.sigs.some(s => s.by === `scrutineer/${r.scrutineers.findIndex(x => x.personId === mine)}`)
        })
        return unsigned.length ? [{ id: survey._id, title: survey.title, waits, rounds: unsigned.length, until: survey.endsAt! }] : []
      }
      return { items: [...keys, ...open.flatMap(s => [...waiting(s, 'opening'), ...waiting(s, 'final')])] }
    },
  },
}
