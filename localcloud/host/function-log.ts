import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

export interface LogEntry {
  time: string
  level: 'info' | 'error'
  function: string
  /** Absent for what a module says while it is loaded. */
  requestId?: string
  message: string
}

export interface CallEntry {
  time: string
  function: string
  requestId: string
  source: string
  /** `event.action` where the event has one: enough to recognise a call without showing what was in it. */
  action: string | undefined
  ms: number
  trips: number
  cold: boolean
  fault: string | undefined
}

const KEPT_LINES = 2_000
const KEPT_CALLS = 200
const MAX_FILE_BYTES = 10 * 1024 * 1024

/** What the functions of one environment said and how their calls went: in a file, and the latest in memory. */
export class FunctionLog {
  readonly lines: LogEntry[] = []
  readonly calls: CallEntry[] = []
  private readonly file: WriteStream

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true })
    const path = join(dir, 'functions.log')
    if (existsSync(path) && statSync(path).size > MAX_FILE_BYTES) renameSync(path, `${path}.1`)
    this.file = createWriteStream(path, { flags: 'a' })
  }

  line(entry: Omit<LogEntry, 'time'>) {
    const timed = { time: new Date().toISOString(), ...entry, message: entry.message.trimEnd() }
    keep(this.lines, timed, KEPT_LINES)
    this.file.write(`${JSON.stringify(timed)}\n`)
  }

  call(entry: Omit<CallEntry, 'time'>) {
    keep(this.calls, { time: new Date().toISOString(), ...entry }, KEPT_CALLS)
  }

  close(): Promise<void> {
    return new Promise(resolve => this.file.end(resolve))
  }
}

function keep<T>(list: T[], item: T, limit: number) {
  list.push(item)
  if (list.length > limit) list.splice(0, list.length - limit)
}
