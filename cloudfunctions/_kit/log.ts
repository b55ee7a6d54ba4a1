/** One line an act: what was asked and how it ended. No names, no openid, no input: logs hold no personal data. */
export function logAct(line: { area: string; action: string; requestId: string; outcome: string; ms: number }): void {
  console.log(JSON.stringify({ level: 'act', ...line }))
}

/** A fault, with its stack; the person was told the request id. */
export function logFault({ error, ...line }: { area: string; action: string; requestId: string; error: unknown }): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.error(JSON.stringify({ level: 'fault', ...line, error: withoutValues(text) }))
}

/** The database quotes values in its messages (a duplicate phone number, say): cut everything behind the key's name. */
const withoutValues = (text: string) => text.replace(/dup key:.*$/gm, 'dup key: …').replace(/1[3-9]\d{9}/g, '1**********')
