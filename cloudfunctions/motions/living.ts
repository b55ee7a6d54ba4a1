import { Refusal } from '../../domain/refusal'
import type { motions } from '../../types/motion'
import type { Attachment } from '../../types/attachment'
import type { MotionActInput } from '../../types/motion-acts'
import { demandOwnFiles, demandSoundFiles } from '../_kit/files'
import type { Handlers } from '../_kit/serve'
import { demandFitText } from '../_kit/text-check'
import { cosign, runAct } from './life'
import { shownTo } from './view'

type Living = Pick<Handlers<typeof motions>, 'act' | 'screenMany'>

/** What a person wrote in an act, for WeChat's text check. */
const textsOf = (input: MotionActInput): string[] =>
  Object.entries(input).flatMap(([field, value]) =>
    ['note', 'reply', 'proposal', 'title'].includes(field) && typeof value === 'string' && value ? [value]
      : field === 'text' ? (typeof value === 'string' ? [value] : [(value as unknown as { title: string; reason: string; proposal: string })].flatMap(t => [t.title, t.reason, t.proposal]))
      : [])

const filesOf = (input: MotionActInput): Attachment[] =>
  'files' in input ? input.files : input.act === 'resubmit' ? input.text.files ?? [] : []

export const living: Living = {
  act: {
    allow: 'person',
    // Three when nobody is in the way; two more for each of at most three collisions.
    trips: 9,
    async run(call) {
      const { input, me, app } = call
      if (input.act === 'resubmit') demandOwnFiles(me, input.text.pictures)
      await demandSoundFiles(app, me, filesOf(input))
      const texts = [...textsOf(input), ...filesOf(input).map(f => f.name)]
      if (texts.length) await demandFitText(call, texts)
      return shownTo(me, await (input.act === 'cosign' ? cosign(call, input) : runAct(call, input)))
    },
  },

  /** One by one, since each gets its own number: one that is refused does not keep the others back. */
  screenMany: {
    allow: ['committee', 'presidium'],
    trips: 301,
    async run(call) {
      const { ids, ...rest } = call.input
      if ('note' in rest) await demandFitText(call, [rest.note])
      const results: { id: string; done: boolean; message: string }[] = []
      for (const id of [...new Set(ids)]) {
        try {
          await runAct(call, { ...rest, id } as Parameters<typeof runAct>[1])
          results.push({ id, done: true, message: '' })
        } catch (e) {
          if (!(e instanceof Refusal)) throw e
          results.push({ id, done: false, message: e.message })
        }
      }
      return { results }
    },
  },
}
