import { claimFolder } from './claim'
import { Connection } from './connection'
import { DbError } from './errors'
import { createCollection, ensureSchema, prepareFile, type CollectionSpec } from './schema'
import { Transactions } from './transactions'
import { isTransactionStep, runStep } from './transaction-writes'
import type { Body, Reply } from './wire'
import { Held, plainWrites } from './writes'

export interface Work {
  action: string
  body: Body
  ids: Uint8Array[] | null
  answer: (reply: Reply) => void
  fail: (error: unknown) => void
}

const batchSize = 200

/**
 * The one thread that writes. Work that has piled up shares a commit (and its fsync); nobody is answered
 * before that commit is on the disk.
 */
export class Writer {
  private readonly unclaim: () => void
  private readonly connection: Connection
  private readonly transactions: Transactions
  private queue: Work[] = []
  private held: Work[] = []
  private scheduled = false
  private timer: NodeJS.Timeout | null = null

  constructor(file: string, transactionLife: number) {
    this.unclaim = claimFolder(`${file}-claim`)
    this.connection = new Connection(file, false)
    this.connection.within('IMMEDIATE', () => prepareFile(this.connection))
    this.transactions = new Transactions(this.connection, file, transactionLife, () => this.release())
  }

  take(work: Work): void {
    this.queue.push(work)
    this.schedule()
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.transactions.close()
    this.connection.close()
    this.unclaim()
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      this.flush()
      if (this.queue.length) this.schedule()
    })
  }

  private flush(): void {
    const batch = this.queue.splice(0, batchSize)
    const answers: (() => void)[] = []
    try {
      this.connection.within('IMMEDIATE', () => {
        this.transactions.endExpired(Date.now())
        for (const work of batch) this.runOne(work, answers)
      })
    } catch (error) {
      for (const work of batch) work.fail(error)
      return
    }
    for (const answer of answers) answer()
    this.watchDeadlines()
  }

  private runOne(work: Work, answers: (() => void)[]): void {
    try {
      const keeps = (error: unknown) => error instanceof DbError && Object.hasOwn(plainWrites, work.action)
      const reply = this.connection.part(() => this.run(work), keeps)
      answers.push(() => work.answer(reply))
    } catch (error) {
      if (error instanceof Held) this.held.push(work)
      else answers.push(() => work.fail(error))
    }
  }

  private run({ action, body, ids }: Work): Reply {
    switch (action) {
      case 'database.startTransaction': return { transactionId: this.transactions.start(Date.now()) }
      case 'database.commitTransaction':
        this.transactions.commit(this.transactions.peek(body.transactionId))
        return {}
      case 'database.abortTransaction':
        this.transactions.end(this.transactions.peek(body.transactionId))
        return {}
      case 'database.addCollection':
        createCollection(this.connection, body.collectionName)
        return {}
      case 'ensure':
        ensureSchema(this.connection, body.specs as CollectionSpec[])
        return {}
    }
    if (body.transactionId !== undefined && isTransactionStep(action)) return runStep(this.transactions, action, body)
    return plainWrites[action]!({ connection: this.connection, transactions: this.transactions, ids }, body)
  }

  /** A transaction has ended: whoever waited for one of its documents tries again, in turn. */
  private release(): void {
    if (this.held.length === 0) return
    this.queue = [...this.held, ...this.queue]
    this.held = []
    this.schedule()
  }

  /** A forgotten transaction must not hold its documents for longer than it may live. */
  private watchDeadlines(): void {
    if (this.timer) clearTimeout(this.timer)
    const next = this.transactions.nextDeadline
    this.timer = next === null ? null : setTimeout(() => this.schedule(), Math.max(0, next - Date.now()) + 1)
  }
}
