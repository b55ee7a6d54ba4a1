import { Refusal } from '../../domain/refusal'
import { leafLine, leafOf } from '../../domain/ballot/merkle'
import type { PublicBoard, PublicRound } from '../../types/ballot'
import { readLines } from '../_kit/ballot-files'
import { roundOf } from '../_kit/ballot-round'
import { config } from '../_kit/config'
import type { HeadDoc } from '../_kit/documents'
import { temporaryUrls } from '../_kit/files'
import type { Anonymous } from '../_kit/serve-anonymous'
import { noRound } from './rounds'

/** Addresses of the issuers in the manifest's order: the own one first, then the witness's. */
const issuers = () => ['/api/issuer', ...(config().ZDT_WITNESS_URL ? [config().ZDT_WITNESS_URL!] : [])]

/** What phones ask instead of anything that would say who they are; the same for everybody. One round trip. */
export async function whole(id: string, { store }: Anonymous): Promise<PublicRound> {
  const doc = await store.ballotRounds.get(id)
  if (!doc || doc.state === 'preparing') throw noRound()
  const { manifest } = roundOf(doc)
  const { delay } = manifest.rule as { delay: number }
  return { state: doc.state, manifest: doc.manifest, issuers: issuers().slice(0, manifest.issuers.length), closesAt: doc.closesAt, delay }
}

/** The same without what never changes, for asking again and again. */
export async function state(id: string, { store }: Anonymous): Promise<Pick<PublicRound, 'state' | 'closesAt'>> {
  const [doc] = await store.ballotRounds.find({ _id: id }, { fields: ['state', 'closesAt'], limit: 1 })
  if (!doc || doc.state === 'preparing') throw noRound()
  return { state: doc.state, closesAt: doc.closesAt }
}

const boards = new Map<string, PublicBoard>()
const KEPT = 4

/** More lines than this are given as hashes: a phone finds its own ballot by its hash just as well. */
const MOST_LINES = 2_000

/** The whole board, for everybody alike: nobody is asked which ballot is looked for. */
export async function board(id: string, { store, app }: Anonymous): Promise<PublicBoard> {
  const kept = boards.get(id)
  if (kept) return kept
  const doc = await closed(id, store)
  const lines = await readLines(app, doc.file)
  const hashes = doc.sealedBoard || lines.length > MOST_LINES
  const shown = { head: { ...JSON.parse(doc.head), sigs: doc.sigs }, lines: hashes ? lines.map(line => leafLine(leafOf(line))) : lines }
  if (boards.size >= KEPT) boards.clear()
  boards.set(id, shown)
  return shown
}

/** Where the public record lies as a file: the opening one until the round is counted. */
export async function record(id: string, { store, app }: Anonymous): Promise<{ url: string; complete: boolean }> {
  const [final, opening] = await Promise.all([store.heads.get(`${id}.1`), store.heads.get(`${id}.0`)])
  const file = final?.record || opening?.record
  if (!file) throw new Refusal('NOT_YET', '领票结束并签封以后，才有公开记录')
  const [{ url } = { url: '' }] = await temporaryUrls(app, [file])
  return { url, complete: Boolean(final?.record) }
}

async function closed(id: string, store: Anonymous['store']): Promise<HeadDoc & { sealedBoard: boolean }> {
  const found = await store.heads.joined(`${id}.1`, { round: { from: 'ballotRounds', match: { _id: id }, limit: 1 } })
  const round = found?.beside.round[0]
  // Without the record it is not counted yet: until then the box stays shut.
  if (!found?.doc.record || !round) throw new Refusal('NOT_YET', '还没有计票。计票以后才能查验')
  return { ...found.doc, sealedBoard: roundOf(round).manifest.board === 'sealed' }
}
