import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { inspect, type Fact } from '../../domain/ballot/lines'
import { openRound, type Manifest, type Round } from '../../domain/ballot/manifest'
import { INCOMPLETE, no } from '../../domain/ballot/problems'
import { demandCode, framing, problemAt, type Problem, type Verdict, type Wanted } from '../../domain/ballot/record'
import { recounting } from '../../domain/ballot/recount'
import { linesOf } from './lines'

/** Elements of a record that go to a worker together, and the first of their lines in the file. */
interface Block { first: number; elements: string[] }

/** What was right of a block, up to the first thing wrong. */
interface Inspected { facts: Fact[]; problem: Problem | null }

const BLOCK = 64

function inspectBlock({ first, elements }: Block, round: Round): Inspected {
  const facts: Fact[] = []
  for (const [i, element] of elements.entries()) {
    try {
      facts.push(inspect(element, round, nodeEngine))
    } catch (error) {
      return { facts, problem: problemAt(first + i, error) }
    }
  }
  return { facts, problem: null }
}

/** In a worker: the signatures of block after block. */
export function serveBlocks(): void {
  const round = openRound(workerData as Manifest)
  parentPort!.on('message', (block: Block) => parentPort!.postMessage(inspectBlock(block, round)))
}

type Inspector = (block: Block) => Promise<Inspected>

function inWorkers(count: number, round: Round): { inspect: Inspector; stop(): Promise<unknown> } {
  const workers = Array.from({ length: count }, () => new Worker(fileURLToPath(import.meta.url), { workerData: round.manifest }))
  const idle = [...workers]
  let waiting: ((worker: Worker) => void)[] = []
  return {
    async inspect(block) {
      const worker = idle.pop() ?? await new Promise<Worker>(resolve => { waiting = [...waiting, resolve] })
      worker.postMessage(block)
      const [inspected] = (await once(worker, 'message')) as [Inspected]
      const next = waiting.shift()
      if (next) next(worker)
      else idle.push(worker)
      return inspected
    },
    stop: () => Promise.all(workers.map(worker => worker.terminate())),
  }
}

/** The elements of a file in blocks, framed as a record must be. */
async function* blocksOf(path: string): AsyncGenerator<Block | { manifest: string } | { problem: Problem }> {
  const frame = framing()
  let at = 0
  let block: Block = { first: 0, elements: [] }
  try {
    for await (const lines of linesOf(path)) {
      for (const line of lines) {
        at++
        const element = frame.element(line)
        if (element === null) continue
        if (at === 2) { yield { manifest: element }; continue }
        if (block.elements.length === 0) block.first = at
        block.elements.push(element)
        if (block.elements.length === BLOCK) { yield block; block = { first: 0, elements: [] } }
      }
    }
    if (block.elements.length > 0) yield block
    block = { first: 0, elements: [] }
    frame.end()
  } catch (error) {
    // What stands before the broken line is looked at first.
    if (block.elements.length > 0) yield block
    yield { problem: problemAt(at, error) }
  }
}

/** Checks a record of any size: the signatures in `workers` threads, the sum of it here, the file never whole in memory. */
export async function checkFile(path: string, workers: number, wanted: Wanted = {}): Promise<{ verdict: Verdict; round: Round | null }> {
  let known: { round: Round; count: ReturnType<typeof recounting>; pool: ReturnType<typeof inWorkers> } | null = null
  let at = 2
  const pending: Promise<Inspected>[] = []

  const begin = (element: string) => {
    const fact = inspect(element, null, nodeEngine) as Extract<Fact, { kind: 'manifest' }>
    demandCode(fact.round, wanted.code)
    known = { round: fact.round, count: recounting(fact.round), pool: inWorkers(workers, fact.round) }
    return known
  }

  /** Adds up the oldest blocks until so many are left; answers what is wrong with them. */
  const addUp = async (left: number): Promise<Problem | null> => {
    while (pending.length > left) {
      const { facts, problem } = await pending.shift()!
      for (const fact of facts) {
        at++
        known!.count.take(fact)
      }
      if (problem) return problem
    }
    return null
  }

  const run = async (): Promise<Problem | null> => {
    for await (const part of blocksOf(path)) {
      if ('manifest' in part) begin(part.manifest)
      else if ('problem' in part) return (await addUp(0)) ?? part.problem
      else {
        const inspected = known!.pool.inspect(part)
        // Whoever stops at an earlier line does not wait for this one.
        inspected.catch(() => undefined)
        pending.push(inspected)
        // Enough for every worker to have its next block ready, no more: the file may be larger than the memory.
        const problem = await addUp(workers * 2)
        if (problem) return problem
      }
    }
    return addUp(0)
  }

  const verdict = await run().then<Verdict>(problem => {
    if (problem) return { ok: false, problem }
    at++
    if (!known) throw no(INCOMPLETE)
    return { ok: true, outcome: known.count.end(wanted.until) }
  }).catch((error: unknown): Verdict => ({ ok: false, problem: problemAt(at, error) }))
    .finally(() => known?.pool.stop())
  return { verdict, round: known ? (known as { round: Round }).round : null }
}
