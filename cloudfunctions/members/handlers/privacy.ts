import { clockOf, dayOf } from '../../../domain/calendar'
import { Refusal, notFound } from '../../../domain/refusal'
import { isLastingStaff } from '../../../domain/roster-membership'
import type { members } from '../../../types/member'
import { command } from '../../_kit/cloud'
import { collections } from '../../_kit/collections'
import type { Handlers } from '../../_kit/serve'
import { atMeeting } from '../at-meeting'
import { event } from '../bind'
import { erase } from '../erase'
import { exportOf } from '../export'
import { viewsOf } from '../view'
import { whyNot } from './people'

type Privacy = Pick<Handlers<typeof members>, 'exportMine' | 'askErasure' | 'erasures' | 'settleErasure'>

const PAGE = 50

export const privacy: Privacy = {
  exportMine: {
    allow: 'person',
    // One for each field of each collection that may name a person, while none has a hundred of them; two for confidential surveys.
    trips: 3 + collections.flatMap(c => c.personal).length,
    async run({ me, store, now }) {
      const kept = await exportOf(store, me.person!._id)
      const json = JSON.stringify({ 说明: '职代通中与您有关的全部信息', 导出时间: clockOf(now), ...kept }, null, 2)
      return { fileName: `我的信息-${dayOf(now)}.json`, json }
    },
  },

  askErasure: {
    allow: 'person',
    trips: 2,
    async run({ input: { reason }, me, store, now }) {
      const id = me.person!._id
      await store.people.change({ _id: id, erasure: null }, { erasure: { reason, askedAt: now }, events: event('ask-erasure', id, now) })
      return {}
    },
  },

  erasures: {
    allow: ['staff', 'station'],
    trips: 3,
    async run({ input: { cursor }, store }) {
      const page = await store.people.page({ 'erasure.askedAt': command.gt(0) }, { field: 'name', direction: 'asc', limit: PAGE, cursor })
      const persons = await viewsOf(store, page.items)
      return { ...page, items: page.items.map(({ erasure }, i) => ({ person: persons[i]!, reason: erasure!.reason, askedAt: erasure!.askedAt })) }
    },
  },

  settleErasure: {
    allow: ['staff', 'station'],
    // Two more for each motion, notice, term or session in preparation that bears the person's name, and for each hundred lines of own motions' histories.
    trips: 36,
    async run(call) {
      const { input: { personId, rev, erase: agreed, note }, store, me, now } = call
      const person = await store.people.get(personId)
      if (!person || person.erased || !person.erasure) throw notFound('项注销申请')
      if (person.rev !== rev || !person.settled) throw await whyNot(store, personId)
      const by = me.person!._id
      if (!agreed) {
        if (!person.live) throw new Refusal('WRONG_STATE', '这项注销已经办了一半，不能再改为保留，请继续办完')
        if (!note) throw new Refusal('BAD_INPUT', '不同意注销时，请写明理由', 'note')
        const kept = await store.people.change({ _id: personId, rev }, { erasure: null, events: event('keep', by, now, note) })
        if (!kept) throw await whyNot(store, personId)
        return {}
      }
      if (await atMeeting(store, [personId])) throw new Refusal('CHECKED_IN', '这位职工正在会议签到期间，请会后再办理注销')
      if (isLastingStaff(person.memberships, person.tenantId)) {
        throw new Refusal('STILL_STAFF', '这位职工还是工会工作人员。请先结束这个身份，再办理注销')
      }
      if (!(await erase(call, person, by, note))) throw await whyNot(store, personId)
      return {}
    },
  },
}
