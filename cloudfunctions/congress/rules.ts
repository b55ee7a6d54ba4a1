import { PACKS, findPack } from '../../domain/congress/packs'
import { editedRules } from '../../domain/congress/rules-edit'
import { stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { command } from '../_kit/cloud'
import type { CongressRulesDoc } from '../_kit/documents'
import type { Handlers } from '../_kit/serve'

type Rules = Pick<Handlers<typeof congress>, 'rulesGet' | 'rulesSave'>
type Version = CongressRulesDoc['versions'][number]

/** What holds until the union has chosen: the national pack of a state enterprise. */
const unchosen: Version = { version: 0, jurisdiction: 'national', kind: 'state', rules: findPack('national', 'state').rules, by: '', at: 0 }

export const currentVersion = (kept: CongressRulesDoc | undefined): Version => kept?.versions.at(-1) ?? unchosen

export const ruleActs: Rules = {
  rulesGet: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run({ input, me, store }) {
      const kept = await store.congressRules.get(input.tenant ?? me.tenantId)
      const packs = PACKS.map(({ jurisdiction, kind, rules }) => ({ jurisdiction, kind, rules }))
      return { current: currentVersion(kept), versions: kept?.versions ?? [], packs, rev: kept?.rev ?? 0 }
    },
  },

  rulesSave: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { rev, jurisdiction, kind, changes }, me, store, now }) {
      const rules = editedRules(findPack(jurisdiction, kind).rules, changes)
      const _id = me.tenantId
      const next = (version: number): Version => ({ version, jurisdiction, kind, rules, by: me.person!.name, at: now })
      // `rev` 0 = nothing was ever kept, so a kept document begins at 1; each save adds one to both.
      if (rev === 0 && (await store.congressRules.add({ _id, rev: 1, versions: [next(1)] }))) return next(1)
      const saved = rev === 0 ? undefined : await store.congressRules.changeOne({ _id, rev }, { versions: command.push([next(rev + 1)]) })
      if (saved) return next(rev + 1)
      const last = currentVersion(await store.congressRules.get(_id))
      // The same save sent again (a second tap, a lost answer) is the same save.
      const again = last.version === rev + 1 && last.by === me.person!.name && JSON.stringify([last.jurisdiction, last.kind, last.rules]) === JSON.stringify([jurisdiction, kind, rules])
      if (!again) throw stale('会议规则')
      return last
    },
  },
}
