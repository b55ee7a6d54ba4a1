/** A rule said no: expected, told to the person in plain Chinese, never logged as a fault. */
export class Refusal extends Error {
  constructor(
    /** Stable name for programs, `ALREADY_BOUND`. */
    readonly code: string,
    /** What happened and what to do, in Chinese. */
    message: string,
    /** The input field that is at fault, when one is. */
    readonly field?: string,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

export const notFound = (what: string) => new Refusal('NOT_FOUND', `找不到这${what}，可能已被删除，或不属于您的单位`)

/** Somebody else changed it first: nothing was written. */
export const stale = (what: string) => new Refusal('STALE', `${what}刚刚被改动过，您的改动没有保存。请刷新后再试`)
