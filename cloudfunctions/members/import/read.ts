import { Refusal } from '../../../domain/refusal'
import { MAX_ROSTER_ROWS, readRoster, type RosterReading } from '../../../domain/roster'
import type { CloudApp } from '../../_kit/cloud'
import type { ImportDoc, UnitDoc } from '../../_kit/documents'
import { readFile } from '../../_kit/files'
import type { Store } from '../../_kit/store'
import { allUnits } from '../units-of'

const FILE_BYTES = 10 * 1024 * 1024

export interface ReadImport {
  readings: RosterReading[]
  units: Map<string, UnitDoc>
}

// A large workbook takes a second to read and several calls to stage. An instance serves one call at a time and keeps
// the last one; a new instance reads it again.
let last: { importId: string; read: ReadImport } | undefined

/** The workbook of an import, read; @throws Refusal when the whole file is refused. */
export async function readImport(app: CloudApp, store: Store, { _id: importId, file }: ImportDoc): Promise<ReadImport> {
  if (last?.importId === importId) return last.read
  const [bytes, units] = await Promise.all([readFile(app, file, FILE_BYTES), allUnits(store, { closedOn: null })])
  if (!bytes) throw new Refusal('BAD_FILE', '找不到上传的文件，请重新上传')
  // Loaded here only: everybody else's calls must not pay for the workbook reader.
  const { readWorkbook } = await import('../../_kit/read-workbook')
  const result = readRoster(await readWorkbook(bytes, { what: '职工名册', most: MAX_ROSTER_ROWS }), units)
  if ('problem' in result) throw new Refusal('BAD_FILE', result.problem)
  const read = { readings: result.readings, units: new Map(units.map(u => [u._id, u])) }
  last = { importId, read }
  return read
}

export function forgetImport(): void {
  last = undefined
}
