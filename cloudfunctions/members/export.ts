import { collections, type CollectionSpec } from '../_kit/collections'
import { command } from '../_kit/cloud'
import { every } from '../_kit/every'
import type { Store, Table } from '../_kit/store'
import { answerId } from '../_kit/survey-key'

const PAGE = 100
const MOST = 2000

type Doc = Record<string, unknown> & { _id: string }

/** Entries of other people are left out, whether kept as a list or by person id. */
function ownEntries(value: unknown, personId: string): unknown {
  if (Array.isArray(value)) return value.filter(v => (v as { personId?: string }).personId === personId)
  const own = (value as Record<string, unknown> | undefined)?.[personId]
  return own === undefined ? {} : { [personId]: own }
}

function exported(doc: Doc, { withheld = [], perPerson = [], mine }: CollectionSpec, personId: string): Doc {
  if (mine) return { _id: doc._id, ...mine(doc as never, personId) }
  const { rev: _rev, tenantId: _tenant, ...kept } = doc
  for (const field of withheld) delete kept[field]
  for (const field of perPerson) kept[field] = ownEntries(kept[field], personId)
  return kept as Doc
}

async function all(table: Table<Doc>, where: Record<string, string>): Promise<Doc[]> {
  const found: Doc[] = []
  while (found.length < MOST) {
    const page = await table.find(where, { order: [['_id', 'asc']], limit: PAGE, skip: found.length })
    found.push(...page)
    if (page.length < PAGE) break
  }
  return found
}

const AT_ONCE = 100

/** Answers to confidential surveys name nobody: they are found by what the person's answer to each survey would be called. */
async function secretAnswers(store: Store, personId: string): Promise<Doc[]> {
  const asked = await every(store.surveys, { mode: 'confidential', publishedRev: command.gt(0) }, ['_id'])
  const ids = asked.map(s => answerId(s._id, personId))
  const found: Doc[] = []
  for (let at = 0; at < ids.length; at += AT_ONCE) found.push(...await (store.surveyAnswers as unknown as Table<Doc>).find({ _id: command.in(ids.slice(at, at + AT_ONCE)) }))
  return found
}

/** Everything that is kept about a person (PIPL 45), by collection: no secrets, nothing about others. */
export async function exportOf(store: Store, personId: string): Promise<Record<string, Doc[]>> {
  const result: Record<string, Doc[]> = {}
  for (const spec of collections) {
    const from = store[spec.name] as unknown as Table<Doc>
    const docs = new Map<string, Doc>()
    if (spec.name === 'surveyAnswers') for (const doc of await secretAnswers(store, personId)) docs.set(doc._id, doc)
    for (const field of spec.personal) for (const doc of await all(from, { [field]: personId })) docs.set(doc._id, doc)
    if (docs.size) result[spec.name] = [...docs.values()].map(doc => exported(doc, spec, personId))
  }
  return result
}
