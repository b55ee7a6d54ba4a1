/** Nothing came back: no network, no server, or no answer in time. Whether the act was done is not known. */
export class Unreachable extends Error {}

/** Something came back that is not a reply of ours: the platform refused or the function died. */
export class Broken extends Error {
  constructor(message: string, readonly requestId?: string) {
    super(message)
  }
}

const PATIENCE_MS = 15_000

/** Gives up after 15 seconds: a person with a weak signal wants to hear something. */
export const inTime = <T>(work: Promise<T>): Promise<T> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Unreachable('no answer in time')), PATIENCE_MS)
  work.then(resolve, reject).finally(() => clearTimeout(timer))
})

/** Our functions answer `{ok: …}` and nothing else. */
export const isReply = (value: unknown): boolean => typeof value === 'object' && value !== null && 'ok' in value

/** What was read is an array of texts. @throws Broken */
export const demandLines = (value: unknown, status: number): string[] => {
  if (!Array.isArray(value) || value.some(line => typeof line !== 'string')) throw new Broken(`status ${status}`)
  return value as string[]
}

/** This machine itself. */
export const isLoopback = (hostName: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostName)
