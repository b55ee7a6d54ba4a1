import { HOLIDAYS_2026 } from '../../domain/holidays'
import { currentRules, demandSoundRules } from '../../domain/motion-rules'
import { isDay } from '../../domain/calendar'
import { Refusal, stale } from '../../domain/refusal'
import type { motions } from '../../types/motion'
import type { Holiday, MotionRules } from '../../types/motion-rules'
import { command } from '../_kit/cloud'
import type { RulesDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import type { Change } from '../_kit/store'

type Rules = Pick<Handlers<typeof motions>, 'rulesGet' | 'rulesSave' | 'holidaysSave'>

function demandSoundDays(holidays: readonly Holiday[]) {
  const seen = new Set<string>()
  for (const { day } of holidays) {
    if (!isDay(day)) throw new Refusal('BAD_DAY', `日历上没有 ${day} 这一天`, 'holidays')
    if (seen.has(day)) throw new Refusal('BAD_DAY', `${day} 写了两次`, 'holidays')
    seen.add(day)
  }
}

/** Writes the tenant's one document of rules: the first time as a new one, then only on top of what the person saw. */
async function write({ me, store }: Call<unknown>, rev: number, first: Pick<RulesDoc, 'versions' | 'holidays'>, change: Change<RulesDoc>) {
  const _id = me.tenantId
  // `rev` 0 = nothing was ever kept, so a kept document begins at 1.
  if (rev === 0 && (await store.motionRules.add({ _id, rev: 1, ...first }))) return { ...first, rev: 1 }
  const saved = rev === 0 ? undefined : await store.motionRules.changeOne({ _id, rev }, change)
  if (!saved) throw stale('提案规则')
  return saved
}

export const rules: Rules = {
  rulesGet: {
    allow: 'anyone',
    reach: 'below',
    trips: 3,
    async run({ input, me, store }) {
      const kept = await store.motionRules.get(input.tenant ?? me.tenantId)
      return { rules: currentRules(kept?.versions), versions: kept?.versions ?? [], holidays: kept?.holidays ?? [...HOLIDAYS_2026], rev: kept?.rev ?? 0 }
    },
  },

  rulesSave: {
    allow: ['staff'],
    trips: 3,
    async run(call) {
      const { input: { rev, rules: edit }, me, store, now } = call
      demandSoundRules(edit)
      const kept = rev === 0 ? undefined : await store.motionRules.get(me.tenantId)
      const next: MotionRules = { ...edit, version: (kept?.versions.at(-1)?.version ?? 0) + 1, by: me.person!.name, at: now }
      await write(call, rev, { versions: [next], holidays: [...HOLIDAYS_2026] }, { versions: command.push([next]) })
      return next
    },
  },

  holidaysSave: {
    allow: ['staff'],
    trips: 2,
    async run(call) {
      const { rev, holidays } = call.input
      demandSoundDays(holidays)
      const sorted = [...holidays].sort((a, b) => (a.day < b.day ? -1 : 1))
      const saved = await write(call, rev, { versions: [], holidays: sorted }, { holidays: sorted })
      return { holidays: saved.holidays, rev: saved.rev }
    },
  },
}
