import { refused } from './errors'
import { compile } from './match'
import { matchedIndex } from './update'
import { isDoc, type Doc, type Value } from './values'

interface Tree {
  [name: string]: Tree | true
}

function grow(tree: Tree, path: string): void {
  const parts = path.split('.')
  let at = tree
  for (const part of parts.slice(0, -1)) {
    const next = at[part]
    if (next === true) throw refused(`Path collision at ${path}`)
    at = at[part] = next ?? {}
  }
  const last = parts.at(-1)!
  if (at[last] !== undefined) throw refused(`Path collision at ${path}`)
  at[last] = true
}

function keep(value: Value, tree: Tree): Value | undefined {
  if (Array.isArray(value)) return value.map(item => keep(item, tree)).filter(item => item !== undefined)
  if (!isDoc(value)) return undefined
  const kept: Doc = {}
  for (const [name, inner] of Object.entries(value)) {
    const branch = Object.hasOwn(tree, name) ? tree[name] : undefined
    const part = branch === true ? inner : branch && keep(inner, branch)
    if (part !== undefined) kept[name] = part
  }
  return kept
}

function drop(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map(item => drop(item, tree))
  if (!isDoc(value)) return value
  const left: Doc = {}
  for (const [name, inner] of Object.entries(value)) {
    const branch = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (branch !== true) left[name] = branch ? drop(inner, branch) : inner
  }
  return left
}

function slice(list: Value[], spec: Value): Value[] {
  if (typeof spec === 'number') return spec >= 0 ? list.slice(0, spec) : list.slice(spec)
  const [skip, limit] = Array.isArray(spec) ? spec : []
  if (typeof skip !== 'number' || typeof limit !== 'number' || limit <= 0) throw refused('$slice limit must be positive')
  const from = skip >= 0 ? skip : Math.max(0, list.length + skip)
  return list.slice(from, from + limit)
}

type Special = (value: Value) => Value | undefined

function specialOf(operand: Doc): Special {
  const [[name, spec]] = Object.entries(operand) as [[string, Value]]
  if (name === '$slice') return value => (Array.isArray(value) ? slice(value, spec) : value)
  if (name === '$elemMatch' && isDoc(spec)) {
    const test = compile({ item: { $elemMatch: spec } })
    return value => {
      const found = Array.isArray(value) ? value.find(item => test({ item: [item] })) : undefined
      return found === undefined ? undefined : [found]
    }
  }
  throw refused(`Unsupported projection option: ${name}`)
}

/** Applies `work` where a path ends; `undefined` takes the field away. */
function revise(value: Value, parts: string[], work: Special): Value {
  if (Array.isArray(value)) return value.map(item => revise(item, parts, work))
  const [part, ...rest] = parts as [string, ...string[]]
  if (!isDoc(value) || !Object.hasOwn(value, part)) return value
  const next = rest.length ? revise(value[part]!, rest, work) : work(value[part]!)
  const { [part]: _old, ...others } = value
  return next === undefined ? others : { ...value, [part]: next }
}

/** What `field()` leaves of a document. Compiled once for a whole list of answers. */
export function projector(spec: Doc, query: Doc): (doc: Doc) => Doc {
  const tree: Tree = {}
  const specials: { path: string; work: (doc: Doc) => Special }[] = []
  const modes = new Set<'keep' | 'drop'>()
  let idWanted: boolean | null = null
  for (const [path, operand] of Object.entries(spec)) {
    const wanted = isDoc(operand) ? null : Boolean(operand)
    if (path === '_id' && wanted !== null) {
      idWanted = wanted
    } else if (wanted === null) {
      const work = specialOf(operand as Doc)
      specials.push({ path, work: () => work })
      if (Object.hasOwn(operand as Doc, '$elemMatch')) {
        modes.add('keep')
        grow(tree, path)
      }
    } else if (path.endsWith('.$') && wanted) {
      modes.add('keep')
      grow(tree, path.slice(0, -2))
      specials.push({ path: path.slice(0, -2), work: doc => value => positional(doc, path.slice(0, -2), value, query) })
    } else {
      modes.add(wanted ? 'keep' : 'drop')
      grow(tree, path)
    }
  }
  if (modes.size > 1) throw refused('Cannot do exclusion on field in inclusion projection')
  const keeping = modes.has('keep') || (modes.size === 0 && specials.length === 0 && idWanted === true)
  if (keeping) for (const { path } of specials) if (tree[path] === undefined && !path.includes('.')) tree[path] = true
  if (idWanted === false && !keeping) tree._id = true
  if (keeping && idWanted !== false) tree._id = true
  return doc => {
    const base = (keeping ? keep(doc, tree) : drop(doc, tree)) as Doc
    return specials.reduce((left, { path, work }) => revise(left, path.split('.'), work(doc)) as Doc, base)
  }
}

function positional(doc: Doc, path: string, value: Value, query: Doc): Value {
  const index = matchedIndex(doc, query)(path)
  return index !== null && Array.isArray(value) ? [value[index]!] : value
}
