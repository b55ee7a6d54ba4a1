import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { demandKey, withKey } from '../_kit/ballot-keys'
import { command } from '../_kit/cloud'
import type { Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'
import { demandChair, demandMeeting, deviceOf, rowId } from './hall'

type Keys = Pick<Handlers<typeof congress>, 'deviceKey' | 'boothKey' | 'sealKey'>

interface Registering { _id: string; pub: string; booth: boolean; device: string; absent: string }

/**
 * Writes the key where there is none, or where the phone that checked in has lost its old one; a round keeps the keys
 * that it was opened with. From any other phone it is refused: the desk must release the first.
 */
async function register(store: Store, { _id, pub, booth, device, absent }: Registering): Promise<Record<string, never>> {
  demandKey(pub)
  const row = await store.roll.get(_id)
  if (!row || row.observer) throw new Refusal('NOT_ON_ROLL', '不在本次会议的代表名单上，没有表决权')
  if (row.devicePub === pub) return {}
  if (!row.present) throw new Refusal('ABSENT', absent)
  const own = booth ? row.booth === true : row.booth !== true && row.device === device
  if (row.devicePub !== undefined && !own) {
    throw new Refusal('OTHER_PHONE', row.booth ? '已改用秘密写票处的平板，请到那里投票' : '已经登记过另一部手机。换了手机的，请到签到台办理')
  }
  const was = row.devicePub === undefined ? command.exists(false) : row.devicePub
  if (await store.roll.change({ _id, present: true, devicePub: was }, { devicePub: pub, booth })) return {}
  throw stale('到会名册')
}

export const secretKeys: Keys = {
  deviceKey: {
    allow: 'person',
    trips: 3,
    run: ({ input: { id, pub }, me, store, caller }) =>
      register(store, { _id: rowId(id, me.person!._id), pub, booth: false, device: deviceOf(caller, id), absent: '请先签到，再登记手机' }),
  },

  boothKey: {
    allow: 'person',
    trips: 4,
    async run({ input: { id, personId, pub }, me, store }) {
      const session = await store.sessions.get(id)
      if (!session) throw notFound('次会议')
      demandChair(me, session)
      return register(store, { _id: rowId(id, personId), pub, booth: true, device: '', absent: '这位代表还没有签到，请先签到' })
    },
  },

  sealKey: {
    allow: ['scrutineer'],
    trips: 4,
    async run({ input: { id, pub }, me, store }) {
      demandKey(pub)
      const { _id: personId, name } = me.person!
      for (let tries = 0; tries < 3; tries++) {
        const session = await store.sessions.get(id)
        if (!session) throw notFound('次会议')
        demandMeeting(session)
        const keys = session.sealKeys ?? []
        const names = (all: typeof keys) => ({ scrutineers: all.map(k => k.name) })
        // A new phone: heads that the old one signed stay as they are, rounds opened from now on name the new key.
        const next = withKey(keys, { personId, name, pub })
        if (!next) return names(keys)
        if (await store.sessions.change({ _id: id, rev: session.rev }, { sealKeys: next })) return names(next)
      }
      throw stale('会议的监票人')
    },
  },
}
