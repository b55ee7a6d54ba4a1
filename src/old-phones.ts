/**
 * What this app and its libraries call and iOS 14 and Chrome 86 have not; all of it came with iOS 15.4. core-js looks for a global
 * object, which WeChat has not.
 */
const missing = (prototype: object, methods: Record<string, (this: never, ...given: never[]) => unknown>) => {
  for (const [name, value] of Object.entries(methods)) {
    if (!(name in prototype)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true })
  }
}

function at(this: ArrayLike<unknown>, index: number) {
  return this[index < 0 ? this.length + index : index]
}

function findLastIndex(this: readonly unknown[], holds: (value: unknown, index: number, all: readonly unknown[]) => unknown) {
  for (let i = this.length - 1; i >= 0; i--) if (holds(this[i], i, this)) return i
  return -1
}

missing(Array.prototype, {
  at,
  findLastIndex,
  findLast(this: unknown[], holds: Parameters<typeof findLastIndex>[0]) { return this[findLastIndex.call(this, holds)] },
})
missing(String.prototype, { at })
missing(Object, { hasOwn: (record: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(record, key) })
