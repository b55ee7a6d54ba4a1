import { maskPhone } from '../../domain/membership'
import type { Person } from '../../types/member'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { Store } from '../_kit/store'
import { isBound } from './bind'

/** Erased and trial persons have no 工号 of their own: what is kept in the field only keeps it unique. */
const shownNo = (p: PersonDoc) => (p.erased || p.trialUntil !== null ? '' : p.employeeNo)

/** People as others may see them, with the names of their units: one round trip for all of them. */
export async function viewsOf(store: Store, people: PersonDoc[]): Promise<Person[]> {
  const ids = [...new Set(people.map(p => p.unitId))]
  const units = ids.length ? await store.units.find({ _id: command.in(ids) }, { fields: ['_id', 'name'] }) : []
  const names = new Map(units.map(u => [u._id, u.name]))
  return people.map(p => ({
    _id: p._id, name: p.name, employeeNo: shownNo(p), phoneMasked: maskPhone(p.phone), unitId: p.unitId,
    unitName: names.get(p.unitId) ?? '', memberships: p.memberships, bound: isBound(p), rev: p.rev,
  }))
}

export const viewOf = async (store: Store, person: PersonDoc): Promise<Person> => (await viewsOf(store, [person]))[0]!

/** One person as the union's staff edit them. */
export const staffViewOf = async (store: Store, person: PersonDoc): Promise<Person> => ({ ...await viewOf(store, person), gender: person.gender ?? null })
