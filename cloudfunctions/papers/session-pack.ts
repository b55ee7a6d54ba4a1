import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { settledOf } from '../../domain/congress/batch'
import { CHAIN_START, canonicalJson, chain } from '../../domain/congress/chain'
import { PACK_FORMAT, PACK_PARTS, logOf, type PackData, type PackedVotes } from '../../domain/congress/pack'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { papers } from '../../types/paper'
import type { RoundDoc, SessionDoc, SessionPaperDoc, VoteDoc } from '../_kit/documents'
import { command } from '../_kit/cloud'
import { every } from '../_kit/every'
import { readFile, temporaryUrls } from '../_kit/files'
import { sha256 } from '../_kit/secrets'
import type { Call, Handlers } from '../_kit/serve'
import { openStore, type Store } from '../_kit/store'
import { printed } from './print'
import { reportOf } from './session-report'

type SessionPack = Handlers<typeof papers>['sessionPack']
type PackCall = Call<{ id: string }>

/** All attachments of a session together: what the function's memory holds beside the rest. */
const MOST_BYTES = 80 * 1024 * 1024

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The document as it goes into the pack: without what is the database's own business. */
const plain = <D extends object>(doc: D, ...drop: string[]): D =>
  Object.fromEntries(Object.entries(doc).filter(([k]) => !['rev', 'tenantId', ...drop].includes(k))) as D

const recordName = (roundId: string) => `ballots/${roundId}.json`

/** Public records of the secret ballots on phones, as anybody could have loaded them. */
async function records({ app }: PackCall, { votes }: PackData): Promise<Record<string, Uint8Array>> {
  const heads = openStore(app, { tenantId: null }).heads
  const found: Record<string, Uint8Array> = {}
  for (const v of votes) {
    if (v.by !== 'ballot') continue
    const head = await heads.get(`${v.roundId}.1`)
    const bytes = head && (await readFile(app, head.record, MOST_BYTES))
    if (!bytes) throw new Refusal('STALE', '有一轮无记名投票的公开记录不在云存储中，档案不能封存。请联系系统管理员')
    found[v.record] = bytes
  }
  return found
}

/** A round's votes: on a motion by name; otherwise what was chosen and counted, sorted, so that no order says whose it was. */
function votesOf(round: RoundDoc, votes: readonly VoteDoc[]): PackedVotes {
  if (round.ballot && round.state === 'counted') return { roundId: round._id, by: 'ballot', record: recordName(round._id) }
  const own = votes.filter(v => v.roundId === round._id)
  if (round.question.kind === 'motion') {
    return { roundId: round._id, by: 'name', votes: own.map(({ personId, channel, choice, at }) => ({ personId, channel, choice, at })) }
  }
  const counted = new Set(round.counted ?? [])
  const choices = own.flatMap(v => (v.choice && counted.has(v.personId) ? [v.choice] : []))
  return {
    roundId: round._id, by: 'none', papers: own.filter(v => v.channel === 'paper').length,
    choices: choices.map(c => ({ c, text: canonicalJson(c) })).sort((a, b) => (a.text < b.text ? -1 : 1)).map(x => x.c),
  }
}

async function gathered(store: Store, session: SessionDoc): Promise<{ data: PackData; papers: SessionPaperDoc[] }> {
  const mine = { sessionId: session._id }
  const [matters, roll, rounds, papers, reads, opinions] = await Promise.all([
    every(store.matters, mine), every(store.roll, mine), every(store.rounds, mine), every(store.sessionPapers, mine), every(store.paperReads, mine), every(store.opinions, mine),
  ])
  const ids = command.in(rounds.map(r => r._id))
  const [votes, batches] = rounds.length ? await Promise.all([every(store.votes, { roundId: ids }), every(store.batches, { roundId: ids })]) : [[], []]
  const data: PackData = {
    session: plain(session, 'keys', 'freezing', 'archive'),
    matters: matters.sort((a, b) => a.order - b.order || (a._id < b._id ? -1 : 1)).map(m => plain(m)),
    roll: roll.map(r => ({ personId: r.personId, name: r.name, delegation: r.delegation, kind: r.kind, observer: r.observer, marks: r.marks })),
    rounds: rounds.sort((a, b) => a.openedAt - b.openedAt || a.no - b.no).map(r => ({ ...plain(r), counted: r.question.kind === 'motion' ? r.counted ?? [] : [] })),
    votes: rounds.map(r => votesOf(r, votes)),
    batches: batches.flatMap(b => {
      const settled = settledOf(b)
      return settled ? [{ roundId: b.roundId, no: b.no, settled, note: b.note, entries: Object.values(b.entries) }] : []
    }),
    papers: papers.map(p => plain(p)),
    reads: reads.map(({ paperId, personId, at }) => ({ paperId, personId, at })),
    opinions: opinions.map(o => plain(o, 'personId')),
  }
  return { data, papers }
}

/** Attachments under their own names in `files/<paper>/`; one that is gone from storage is said so instead. */
async function attachments({ app }: PackCall, papers: readonly SessionPaperDoc[]): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = {}
  let size = 0
  for (const paper of papers) {
    for (const [i, file] of paper.files.entries()) {
      const bytes = await readFile(app, file.fileId, MOST_BYTES)
      size += bytes?.length ?? 0
      if (size > MOST_BYTES) throw new Refusal('TOO_BIG', '会议文件的附件合计超过 80 MB，请先减小附件再封存档案')
      const name = `files/${paper._id}/${i + 1}-${file.name}`
      found[bytes ? name : `${name}.missing.txt`] = bytes ?? strToU8('封存档案时，这个附件已不在云存储中。')
    }
  }
  return found
}

async function packed(call: PackCall, session: SessionDoc, tenantName: string): Promise<Uint8Array> {
  const { data, papers } = await gathered(call.store, session)
  const log = chain(logOf(data), sha256)
  const last = log.at(-1)?.hash ?? CHAIN_START
  const files: Record<string, Uint8Array> = {
    ...Object.fromEntries(PACK_PARTS.map(part => [`${part}.json`, strToU8(JSON.stringify(data[part], null, 1))])),
    'log.json': strToU8(JSON.stringify(log, null, 1)),
    'report.pdf': Buffer.from(await printed(reportOf(data, tenantName, last, call.now)), 'base64'),
    ...await records(call, data),
    ...await attachments(call, papers),
  }
  const manifest = {
    format: PACK_FORMAT, sessionId: session._id, title: session.title, madeAt: call.now, chain: last,
    files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, digest(bytes)])),
  }
  return zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest, null, 1)), ...files }, { level: 6 })
}

const answer = async ({ app }: PackCall, session: Pick<SessionDoc, 'title'>, archive: { file: string; sha256: string }) =>
  ({ fileName: `${session.title} 会议档案.zip`.replace(/[\\/:*?"<>|\s]+/g, ' '), url: (await temporaryUrls(app, [archive.file]))[0]!.url, sha256: archive.sha256 })

/**
 * 会议档案包: everything of a session that is over as one .zip that can be checked by itself (`npm run check-archive`).
 * Its hash is kept in the session by one conditional write; whoever asks again gets the pack that is kept.
 */
export const sessionPack: SessionPack = {
  allow: ['staff'],
  // One for each hundred people, votes and readings; five for the rest.
  trips: 600,
  async run(call) {
    const { input: { id }, store, app, me, now } = call
    const found = await store.sessions.joined(id, { home: { from: 'units', match: { _id: me.tenantId }, limit: 1 } })
    if (!found) throw notFound('次会议')
    const { doc, beside } = found
    if (doc.archive) return answer(call, doc, doc.archive)
    if (doc.stage !== 'closed') throw new Refusal('WRONG_STATE', '会议闭会以后才能封存档案')
    const zip = Buffer.from(await packed(call, doc, beside.home[0]?.name ?? ''))
    const hash = digest(zip)
    const { fileID } = await app.uploadFile({ cloudPath: `${me.tenantId}/archives/${id}/${hash}.zip`, fileContent: zip })
    const kept = await store.sessions.changeOne({ _id: id, rev: doc.rev, stage: 'closed' }, { archive: { file: fileID, sha256: hash, at: now } })
    if (!kept) throw stale('这次会议')
    return answer(call, doc, kept.archive!)
  },
}
