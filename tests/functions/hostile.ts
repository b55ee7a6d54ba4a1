import type { Area } from '../../types/api'
import type { TestCloud } from './cloud'

/** What is wrong for nearly every field. */
const WRONG = [null, 7.5, -1, true, {}, '', '\u202E反向的文字', 'x'.repeat(25_000), { $gt: '' }, { $ne: null }, { $where: 'sleep(1000)' }, ['$gt', { $ne: 1 }], { __proto__: null, $set: 1 }]

interface Attack {
  t: TestCloud
  openid: string
  area: Area
  /** What looks wrong and is right, by field. */
  fine: Record<string, unknown[]>
}

/**
 * Attacks an action with all that its contract should refuse: another form, a field too many, and each field of a sound input
 * missing, of a wrong form, or with operators in it.
 */
export async function demandRefusals({ t, openid, area, fine }: Attack, action: string, sound: Record<string, unknown>): Promise<void> {
  const refused = async (input: unknown) => expect([action, input, await t.refusal(openid, area, action, input)]).toEqual([action, input, 'BAD_INPUT'])
  for (const input of [7, 'text', true, [], ['x']]) await refused(input)
  await refused({ ...sound, tenantId: 'ent-qingyuan' })
  await refused({ ...sound, openid: 'demo-li' })
  for (const field of Object.keys(sound)) {
    await refused({ ...sound, [field]: undefined })
    for (const value of WRONG) if (!(fine[field] ?? []).some(f => JSON.stringify(f) === JSON.stringify(value))) await refused({ ...sound, [field]: value })
  }
}
