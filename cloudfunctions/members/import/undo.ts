import { Refusal } from '../../../domain/refusal'
import { command } from '../../_kit/cloud'
import type { ImportDoc, PersonDoc } from '../../_kit/documents'
import type { Store } from '../../_kit/store'
import { touchedAtMeeting } from '../at-meeting'

/** The import that counted last, undone or not: only this one can still be undone. */
export async function newestApplied(store: Store): Promise<ImportDoc | undefined> {
  return (await store.imports.find({ appliedAt: command.gt(0) }, { order: [['at', 'desc']], limit: 1 }))[0]
}

const named = (people: PersonDoc[]) => people.map(p => p.name).join('、')

/** Why the import cannot be undone any more: somebody whom it touched was edited by hand or is at a meeting. */
export async function undoObstacle(store: Store, doc: ImportDoc): Promise<Refusal | undefined> {
  const touched = { 'roster.importId': doc._id }
  const edited = await store.people.find({ ...touched, editedAt: command.gt(doc.appliedAt ?? 0) }, { limit: 5 })
  if (edited.length) {
    return new Refusal('EDITED', `导入之后又手工改动过这些职工，不能整批撤销：${named(edited)}${edited.length === 5 ? '等' : ''}。请逐人修改`)
  }
  const present = await touchedAtMeeting(store, doc._id)
  if (present.length) return new Refusal('CHECKED_IN', `这些职工正在会议签到期间，请会后再撤销：${named(present)}`)
  return undefined
}
