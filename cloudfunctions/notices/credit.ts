import { answered, emptyLedger, switched, usable, type Ledger } from '../../domain/notice/ledger'
import { momentTemplates, noticeTemplates, templateOf } from '../../domain/notice/templates'
import { stale } from '../../domain/refusal'
import type { notices } from '../../types/notice'
import type { TemplateKey } from '../../types/notice-fields'
import type { Consent } from '../../types/notice-sending'
import { command } from '../_kit/cloud'
import type { CreditDoc } from '../_kit/notice-documents'
import { templateIds } from '../_kit/notice-templates'
import type { Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'

type Credits = Pick<Handlers<typeof notices>, 'credits' | 'accepted'>

export const creditId = (personId: string, template: TemplateKey) => `${personId}.${template}`

/** As often as somebody else may be quicker: a send, WeChat's event and the phone may meet. */
const TRIES = 6

/**
 * One read and one conditional write of a ledger; again when somebody was quicker. The rule decides anew on what is there,
 * and answers the same ledger when it was told before: then nothing is written.
 */
export async function changeLedger(store: Store, personId: string, template: TemplateKey, rule: (ledger: Ledger) => Ledger): Promise<Ledger> {
  const _id = creditId(personId, template)
  for (let tries = 0; tries < TRIES; tries++) {
    const doc = await store.credits.get(_id)
    const next = rule(doc ?? emptyLedger)
    if (next === doc || next === emptyLedger) return next
    // Whoever is refused on a credit of before keeps the one that comes now.
    const since = doc && next.left > doc.left ? Object.fromEntries(Object.keys(doc.reserved).map(key => [`reserved.${key}.more`, true])) : {}
    const fields = { left: next.left, off: next.off, lines: [...next.lines] }
    const written = doc
      ? await store.credits.change({ _id, rev: doc.rev }, { ...fields, ...since })
      : await store.credits.add({ _id, personId, template, reserved: {}, unknown: {}, ...fields })
    if (written) return next
  }
  throw stale('订阅次数')
}

/** What WeChat's settings or a popup say of a template, told by WeChat itself. */
export const toldByWeChat = (store: Store, personId: string, template: TemplateKey, told: Consent | 'on' | 'off', key: string, at: number) =>
  changeLedger(store, personId, template, ledger =>
    told === 'on' || told === 'off' ? switched(ledger, told === 'on', key, at) : answered(ledger, told, 'wx', key, at))

const view = (template: TemplateKey, id: string, ledger: Pick<CreditDoc, 'left' | 'off'> | Ledger) =>
  ({ template, id, title: templateOf(template).scene, left: usable(ledger) ? ledger.left : 0, off: ledger.off })

async function creditsOf(store: Store, personId: string, templates: readonly TemplateKey[]) {
  const ids = templateIds()
  const docs = await store.credits.find({ _id: command.in(templates.map(t => creditId(personId, t))) })
  return templates.map(t => view(t, ids[t] ?? '', docs.find(d => d.template === t) ?? emptyLedger))
}

export const credit: Credits = {
  credits: {
    allow: 'person',
    trips: 2,
    run: async ({ input: { moment }, me, store }) => ({ items: await creditsOf(store, me.person!._id, moment ? momentTemplates[moment] : noticeTemplates.map(t => t.key)) }),
  },

  accepted: {
    allow: 'person',
    // Identity; each template (three at a time) is read and written, and again when somebody was quicker.
    trips: 1 + 3 * 2 + 8,
    async run({ input: { tapId, at, results, mainSwitch }, me, store, now }) {
      // Of a phone's clock no more is believed than that it was not later than now.
      const tapped = Math.min(at ?? now, now)
      const ids = templateIds()
      const told = (Object.entries(results) as [TemplateKey, Consent][]).filter(([template]) => ids[template])
      const ledgers = await Promise.all(told.map(async ([template, answer]) =>
        view(template, ids[template]!, await changeLedger(store, me.person!._id, template, l => answered(l, mainSwitch ? 'mainSwitch' : answer, 'tap', tapId, tapped)))))
      return { items: ledgers }
    },
  },
}
