import { Refusal, notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { contains } from '../_kit/cloud'
import type { RollDoc } from '../_kit/documents'
import type { Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'
import { isChair } from './hall'

type Rolls = Pick<Handlers<typeof congress>, 'roll'>

const PAGE = 100

const shown: Record<'all' | 'present' | 'absent' | 'observers', Where<RollDoc>> = {
  all: { observer: false },
  present: { observer: false, present: true },
  absent: { observer: false, present: false },
  observers: { observer: true },
}

export const rolls: Rolls = {
  roll: {
    allow: 'person',
    trips: 3,
    async run({ input: { id, show, delegation, text, cursor }, me, store }) {
      const where: Where<RollDoc> = { sessionId: id, ...shown[show], ...(delegation ? { delegation } : {}), ...(text ? { name: contains(text) } : {}) }
      const [session, page] = await Promise.all([
        store.sessions.get(id),
        store.roll.page(where, { field: 'name', direction: 'asc', limit: PAGE, cursor }),
      ])
      if (!session) throw notFound('次会议')
      // When somebody came and left is theirs and the desk's to know.
      if (!isChair(me, session) && !me.has('scrutineer')) throw new Refusal('NOT_ALLOWED', '签到名单只给工会工作人员、主席团和监票人看')
      return page
    },
  },
}
