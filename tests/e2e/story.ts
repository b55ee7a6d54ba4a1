/**
 * The parts of a story, told in order, each with its own time; after a break nothing further would mean anything.
 * @param minutes that a part may take
 * @param onBreak says what stood on the screens, which tells more than a stack
 */
export function telling(minutes: number, onBreak: () => Promise<void> = async () => {}) {
  let broken = ''
  return (name: string, tell: () => Promise<void>): void => test(name, async () => {
    if (broken) throw new Error(`broken off: ${broken}`)
    broken = name
    try {
      await tell()
    } catch (error) {
      await onBreak()
      throw error
    }
    broken = ''
  }, minutes * 60_000)
}
