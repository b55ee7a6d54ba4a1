import { likeness, termsOfText, wordsOf } from '../../domain/motion-likeness'
import type { motions } from '../../types/motion'
import { command } from '../_kit/cloud'
import type { Handlers } from '../_kit/serve'

type Similar = Pick<Handlers<typeof motions>, 'similar'>

/** As many as are compared, however many motions there are. */
const CANDIDATES = 100
const SHOWN = 5
const LEAST = 20
const FIELDS = ['_id', 'title', 'number', 'state', 'session', 'words'] as const

export const alike: Similar = {
  similar: {
    allow: ['delegate', 'staff', 'committee'],
    trips: 3,
    async run({ input: { title, text }, store }) {
      const terms = termsOfText(title, text)
      const titled = wordsOf(title)
      if (terms.length === 0) return { items: [] }
      const seen = { state: command.nin(['draft', 'cosigning']) }
      const find = (words: unknown) => store.motions.find({ ...seen, words } as never, { limit: CANDIDATES, fields: [...FIELDS] })
      // Two words of the title in common first: one alone may be in half of all motions.
      const [near, far] = await Promise.all([
        titled.length >= 2 ? find(command.all(titled.sort((a, b) => b.length - a.length).slice(0, 2))) : [],
        find(command.in(terms)),
      ])
      const found = [...new Map([...near, ...far].map(m => [m._id, m])).values()]
      const scores = likeness({ title, terms }, found.map(m => ({ title: m.title, terms: m.words })))
      const items = found.map(({ _id, title, number, state, session }, i) => ({ _id, title, number, state, session, likeness: scores[i]! }))
      return { items: items.filter(i => i.likeness >= LEAST).sort((a, b) => b.likeness - a.likeness).slice(0, SHOWN) }
    },
  },
}
