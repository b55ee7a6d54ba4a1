import type { Collection } from './connection'
import { refused } from './errors'
import { findAll } from './find'
import { nearestDistance, positionOf } from './geo'
import { reach } from './paths'
import type { Scope } from './pipeline'
import { placeOf } from './update-path'
import { isDoc, type Doc, type Value } from './values'

const numberOr = (value: Value | undefined, fallback: number) => (typeof value === 'number' ? value : fallback)

/** `$geoNear`: the documents nearest first, each with its distance in metres. */
export function geoNearStage({ connection, meter, variables }: Scope, collection: Collection, spec: Doc): Doc[] {
  const center = positionOf(spec.near)
  if (!center) throw refused('$geoNear requires a near point')
  if (typeof spec.distanceField !== 'string') throw refused("$geoNear requires a 'distanceField' option as a String")
  const field = typeof spec.key === 'string' ? spec.key : null
  const [min, max] = [numberOr(spec.minDistance, 0), numberOr(spec.maxDistance, Infinity)]
  const query = isDoc(spec.query) ? spec.query : {}
  const found: { doc: Doc; metres: number; field: string }[] = []
  for (const { doc } of findAll(connection, collection, query, meter, variables)) {
    const near = nearestField(doc, field, center)
    if (near && near.metres >= min && near.metres <= max) found.push({ doc, ...near })
  }
  found.sort((a, b) => a.metres - b.metres)
  const wanted = numberOr(spec.limit ?? spec.num, Infinity)
  return found.slice(0, wanted).map(item => {
    placeOf(item.doc, spec.distanceField as string, true)!.write(item.metres * numberOr(spec.distanceMultiplier, 1))
    if (typeof spec.includeLocs === 'string') {
      placeOf(item.doc, spec.includeLocs, true)!.write((reach(item.doc, item.field.split('.'))[0] ?? null) as Value)
    }
    return item.doc
  })
}

/** Without `key` production uses the one geo index; here, the first field that holds a point. */
function nearestField(doc: Doc, field: string | null, center: [number, number]) {
  const fields = field === null ? Object.keys(doc).filter(name => positionOf(doc[name])) : [field]
  for (const name of fields) {
    const metres = nearestDistance(doc, { field: name, center, min: 0, max: Infinity })
    if (metres !== null) return { field: name, metres }
  }
  return null
}
