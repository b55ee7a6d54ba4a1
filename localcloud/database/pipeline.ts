import type { Collection, Connection } from './connection'
import { parseEjson } from './ejson'
import { invalid, refused } from './errors'
import type { Meter } from './find'
import { isDoc, type Doc, type Value } from './values'

export interface Stage {
  name: string
  spec: Value
}

/** What a stage may reach for: the collections, the variables of the pipeline around it, and pipelines of its own. */
export interface Scope {
  connection: Connection
  meter: Meter
  variables: Doc
  run(scope: Scope, collection: Collection, stages: Stage[]): Doc[]
  valueOf(scope: Scope, doc: Doc, expression: Value): Value
}

/** The stages as the SDK sends them: a name and EJSON text each. */
export function stagesOf(stages: unknown): Stage[] {
  if (!Array.isArray(stages)) throw invalid('stages must be an array')
  return stages.map(stage => {
    const { stageKey, stageValue } = stage as { stageKey?: unknown; stageValue?: unknown }
    return { name: String(stageKey), spec: parseEjson(stageValue, 'stageValue') }
  })
}

/** The stages of a pipeline inside another, as MongoDB writes them. */
export function stagesOfPipeline(pipeline: Value | undefined): Stage[] {
  if (!Array.isArray(pipeline)) throw refused('pipeline must be an array')
  return pipeline.map(stage => {
    const entries = isDoc(stage) ? Object.entries(stage) : []
    if (entries.length !== 1) throw refused('A pipeline stage specification object must contain exactly one field.')
    return { name: entries[0]![0], spec: entries[0]![1] }
  })
}
