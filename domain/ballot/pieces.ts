/** Work cut into short pieces, so that a phone can draw and answer in between. */
export type Pieces<T> = Generator<void, T, void>

/** All pieces one after the other, where nobody waits. */
export function whole<T>(work: Pieces<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
