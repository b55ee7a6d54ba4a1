import { refused } from './errors'
import { reach } from './paths'
import { isDoc, requireDoc, type Doc, type Value } from './values'

type Position = [number, number]
type Ring = Position[]
interface Shape {
  points: Position[]
  lines: Position[][]
  polygons: Ring[][]
}

const earthRadius = 6_378_100
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two positions on a sphere of MongoDB's radius. */
export function distance(a: Position, b: Position): number {
  const [dLng, dLat] = [radians(b[0] - a[0]), radians(b[1] - a[1])]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(dLng / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)))
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && typeof value[0] === 'number' && typeof value[1] === 'number'

export function positionOf(value: unknown): Position | null {
  if (isPosition(value)) return value
  if (!isDoc(value)) return null
  if (value.type === 'Point' && isPosition(value.coordinates)) return value.coordinates
  return null
}

/** GeoJSON as points, lines and polygons; null when it is no geometry. */
function shapeOf(value: unknown): Shape | null {
  const point = positionOf(value)
  if (point) return { points: [point], lines: [], polygons: [] }
  if (!isDoc(value) || !Array.isArray(value.coordinates)) return null
  const coordinates = value.coordinates as never[]
  const empty: Shape = { points: [], lines: [], polygons: [] }
  switch (value.type) {
    case 'MultiPoint': return { ...empty, points: coordinates }
    case 'LineString': return { ...empty, lines: [coordinates] }
    case 'MultiLineString': return { ...empty, lines: coordinates }
    case 'Polygon': return { ...empty, polygons: [coordinates] }
    case 'MultiPolygon': return { ...empty, polygons: coordinates }
    default: return null
  }
}

const cross = (o: Position, a: Position, b: Position) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

function onSegment(point: Position, a: Position, b: Position): boolean {
  return cross(a, b, point) === 0 &&
    point[0] >= Math.min(a[0], b[0]) && point[0] <= Math.max(a[0], b[0]) &&
    point[1] >= Math.min(a[1], b[1]) && point[1] <= Math.max(a[1], b[1])
}

function segmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  const sides = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)] as const
  if (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) return true
  return onSegment(c, a, b) || onSegment(d, a, b) || onSegment(a, c, d) || onSegment(b, c, d)
}

const segments = (line: Position[]): [Position, Position][] => line.slice(1).map((end, i) => [line[i]!, end])

function inRing(point: Position, ring: Ring): boolean {
  let inside = false
  for (const [a, b] of segments(ring)) {
    if (onSegment(point, a, b)) return true
    if (a[1] > point[1] !== b[1] > point[1]) {
      const x = a[0] + ((point[1] - a[1]) * (b[0] - a[0])) / (b[1] - a[1])
      if (point[0] < x) inside = !inside
    }
  }
  return inside
}

const onEdge = (point: Position, ring: Ring) => segments(ring).some(([a, b]) => onSegment(point, a, b))

function inPolygon(point: Position, [outer, ...holes]: Ring[]): boolean {
  return inRing(point, outer!) && holes.every(hole => !inRing(point, hole) || onEdge(point, hole))
}

const linesOf = (shape: Shape) => [...shape.lines, ...shape.polygons.flat()]
const verticesOf = (shape: Shape) => [...shape.points, ...linesOf(shape).flat()]

function intersects(a: Shape, b: Shape): boolean {
  if (verticesOf(a).some(p => b.polygons.some(polygon => inPolygon(p, polygon)))) return true
  if (verticesOf(b).some(p => a.polygons.some(polygon => inPolygon(p, polygon)))) return true
  if (a.points.some(p => b.points.some(q => p[0] === q[0] && p[1] === q[1]))) return true
  if (touchesLine(a.points, b) || touchesLine(b.points, a)) return true
  return linesOf(a).some(x => linesOf(b).some(y => linesMeet(x, y)))
}

const touchesLine = (points: Position[], shape: Shape) =>
  points.some(p => linesOf(shape).some(line => onEdge(p, line)))

const linesMeet = (x: Position[], y: Position[]) =>
  segments(x).some(([a, b]) => segments(y).some(([c, d]) => segmentsMeet(a, b, c, d)))

/** Every corner inside one of the polygons, and no edge of theirs crossed half-way. */
function within(shape: Shape, area: Shape): boolean {
  const vertices = verticesOf(shape)
  const middles = linesOf(shape).flatMap(line => segments(line).map(([a, b]): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]))
  return vertices.length > 0 && [...vertices, ...middles].every(p => area.polygons.some(polygon => inPolygon(p, polygon)))
}

function geometry(operand: unknown, name: string): Shape {
  const shape = shapeOf(requireDoc(operand, name).$geometry)
  if (!shape) throw refused(`${name} needs a valid $geometry`)
  return shape
}

const anyShape = (selector: string, test: (shape: Shape) => boolean) => (doc: unknown) =>
  reach(doc, selector.split('.')).some(value => {
    const shape = shapeOf(value)
    if (shape) return test(shape)
    return Array.isArray(value) && value.some(item => {
      const inner = shapeOf(item)
      return inner !== null && test(inner)
    })
  })

function geoWithin(selector: string, operand: unknown) {
  const sphere = requireDoc(operand, '$geoWithin').$centerSphere
  if (sphere !== undefined) {
    const [center, radius] = sphere as [Position, number]
    if (!isPosition(center) || typeof radius !== 'number') throw refused('$centerSphere needs a center and a radius')
    const limit = radius * earthRadius
    return anyShape(selector, shape => verticesOf(shape).every(p => distance(p, center) <= limit))
  }
  const area = geometry(operand, '$geoWithin')
  return anyShape(selector, shape => within(shape, area))
}

export interface Near {
  field: string
  center: Position
  min: number
  max: number
}

function nearOf(field: string, operand: unknown): Near {
  const spec = requireDoc(operand, '$nearSphere')
  const center = positionOf(spec.$geometry)
  if (!center) throw refused('$near requires a point, given no valid $geometry')
  const bound = (value: Value | undefined, fallback: number) => (typeof value === 'number' ? value : fallback)
  return { field, center, min: bound(spec.$minDistance, 0), max: bound(spec.$maxDistance, Infinity) }
}

/** The nearest of the points kept under a field, in metres; null when there is none. */
export function nearestDistance(doc: Doc, near: Near): number | null {
  const found = reach(doc, near.field.split('.')).flatMap(value => {
    const point = positionOf(value)
    if (point) return [distance(point, near.center)]
    return Array.isArray(value) ? value.map(positionOf).filter(p => p !== null).map(p => distance(p, near.center)) : []
  })
  return found.length ? Math.min(...found) : null
}

function nearSphere(selector: string, operand: unknown) {
  const near = nearOf(selector, operand)
  return (doc: unknown) => {
    const metres = nearestDistance(doc as Doc, near)
    return metres !== null && metres >= near.min && metres <= near.max
  }
}

/** The `$nearSphere` of a query, which also asks for its answers nearest first. */
export function findNear(query: Doc): Near | null {
  for (const [field, operand] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(operand)) {
      const inner = operand.map(part => (isDoc(part) ? findNear(part) : null)).find(near => near !== null)
      if (inner) return inner
    }
    if (isDoc(operand) && (operand.$nearSphere ?? operand.$near) !== undefined) {
      return nearOf(field, operand.$nearSphere ?? operand.$near)
    }
  }
  return null
}

export const geoQueryOps = {
  $geoWithin: geoWithin,
  $geoIntersects: (selector: string, operand: unknown) => {
    const area = geometry(operand, '$geoIntersects')
    return anyShape(selector, shape => intersects(shape, area))
  },
  $nearSphere: nearSphere,
  $near: nearSphere,
}
