import { command, contains } from '../_kit/cloud'
import type { ImportDoc, PersonDoc } from '../_kit/documents'
import type { Store, Where } from '../_kit/store'

/** What a list asks for. `unitIds`: the unit chosen and those below it. */
export interface RosterQuery {
  text?: string
  unitIds?: string[]
  role?: string
  bound?: boolean
}

// Unbound persons hold `none:<_id>` and `;` is the character after `:`; ranges can use the index, a negated pattern cannot.
const boundToNobody = { wx: command.gte('none:').and(command.lt('none;')) }
const boundToWeChat = command.or([{ wx: command.lt('none:') }, { wx: command.gte('none;') }])

/** The query on one reading of the roster: the person's own fields (`''`), or `roster.after.` / `roster.before.`. */
function conditions({ text, unitIds, role }: RosterQuery, prefix: string, today: string): object[] {
  return [
    ...(text ? [command.or([{ [`${prefix}name`]: contains(text) }, { [`${prefix}employeeNo`]: contains(text) }])] : []),
    ...(unitIds ? [{ [`${prefix}unitId`]: command.in(unitIds) }] : []),
    // Raw operators: the SDK encodes nothing inside elemMatch.
    ...(role ? [{ [`${prefix}memberships`]: command.elemMatch({ role, from: { $lte: today }, $or: [{ to: null }, { to: { $gte: today } }] }) }] : []),
  ]
}

/**
 * Everybody who is on the roster as the imports' states say. While the rows of an applied (or undone) import are still
 * being copied, people whom they touch are looked for in the reading that counts, all others in their own fields.
 */
export function rosterWhere(query: RosterQuery, copying: ImportDoc | undefined, today: string): Where<PersonDoc> {
  const always = [{ erased: false }, ...(query.bound === undefined ? [] : [query.bound ? boundToWeChat : boundToNobody])]
  const own = [{ live: true }, ...conditions(query, '', today)]
  if (!copying) return command.and([...always, ...own]) as unknown as Where<PersonDoc>
  const reading = copying.state === 'applied' ? 'after' : 'before'
  const touched = [
    { settled: false, 'roster.importId': copying._id, [`roster.${reading}`]: command.neq(null) },
    ...conditions(query, `roster.${reading}.`, today),
  ]
  const others = [{ settled: true }, ...own]
  return command.and([...always, command.or([command.and(others), command.and(touched)])]) as unknown as Where<PersonDoc>
}

/** The import of the store's tenant that counts already and is still being copied to the people, if there is one. */
export async function copyingImport(store: Store, tenantId: string): Promise<ImportDoc | undefined> {
  const open = await store.imports.first({ slot: tenantId })
  return open && !open.settled && (open.state === 'applied' || open.state === 'undone') ? open : undefined
}
