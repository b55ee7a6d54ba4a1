import { clockOf } from '../../../domain/calendar'
import { Refusal } from '../../../domain/refusal'
import type { members } from '../../../types/member'
import { command } from '../../_kit/cloud'
import type { SignInDoc } from '../../_kit/documents'
import { randomId, sameHash, sha256 } from '../../_kit/secrets'
import type { Handlers } from '../../_kit/serve'
import type { Store } from '../../_kit/store'
import { miniProgramCode } from '../../_kit/wx-open-api'
import { event } from '../bind'
import { openidOf } from './binding'

type WebSignIn = Pick<Handlers<typeof members>, 'webStart' | 'webLook' | 'webConfirm' | 'webFinish' | 'webLeave'>

const CONFIRM_PAGE = 'pages/members/confirm'
const CODE_LIFE = 5 * 60_000
const SESSION_LIFE = 12 * 3_600_000

const over = () => new Refusal('SIGN_IN_OVER', '这个登录码已失效，请在电脑上刷新页面，重新扫码')

const dataUrl = (image: Buffer) => `data:image/${image[0] === 0x89 ? 'png' : 'jpeg'};base64,${image.toString('base64')}`

async function waitingOne(platform: Store, scene: string): Promise<SignInDoc> {
  const signIn = await platform.signIns.get(scene)
  if (!signIn) throw over()
  return signIn
}

/**
 * H5 signs in by a mini-program code: the browser keeps a secret, the bound phone scans the code's scene and confirms,
 * and the browser exchanges the secret for a session token, once. Only hashes of both are kept.
 */
export const webSignIn: WebSignIn = {
  webStart: {
    allow: 'anyone',
    reach: 'platform',
    trips: 2,
    async run({ platform, app, now }) {
      const [scene, secret, until] = [randomId(), randomId(32), now + CODE_LIFE]
      await platform.signIns.add({
        _id: scene, tenantId: '', secretHash: sha256(secret), state: 'waiting', personId: null, place: `网页版，${clockOf(now)} 发起`, until,
      })
      return { scene, secret, image: dataUrl(await miniProgramCode(app, CONFIRM_PAGE, scene)), until }
    },
  },

  webLook: {
    allow: 'person',
    reach: 'platform',
    trips: 2,
    async run({ input, platform, now }) {
      const { state, place, until } = await waitingOne(platform, input.scene)
      return { state: until < now && state !== 'used' ? 'expired' : state, place, until }
    },
  },

  webConfirm: {
    allow: 'person',
    reach: 'platform',
    trips: 3,
    async run({ input, platform, caller, me, now }) {
      openidOf(caller)
      const personId = me.person!._id
      const confirmed = await platform.signIns.changeOne(
        { _id: input.scene, state: 'waiting', until: command.gt(now) },
        { state: 'confirmed', personId, tenantId: me.tenantId },
      )
      if (!confirmed && (await waitingOne(platform, input.scene)).personId !== personId) throw over()
      return {}
    },
  },

  webFinish: {
    allow: 'anyone',
    reach: 'platform',
    trips: 4,
    async run({ input: { scene, secret }, platform, now }) {
      const signIn = await waitingOne(platform, scene)
      if (!sameHash(signIn.secretHash, sha256(secret)) || signIn.until < now) throw over()
      if (signIn.state === 'waiting') return { state: 'waiting' }
      const used = await platform.signIns.changeOne({ _id: scene, state: 'confirmed' }, { state: 'used' })
      if (!used?.personId) throw over()
      const [token, until] = [randomId(32), now + SESSION_LIFE]
      const opened = await platform.people.changeOne(
        { _id: used.personId, wx: command.neq(`none:${used.personId}`), erased: false },
        { web: sha256(token), webUntil: until, events: event('web', used.personId, now) },
      )
      if (!opened) throw new Refusal('NOT_BOUND', '手机上的身份已解除绑定，请重新绑定后再登录')
      return { state: 'ready', token, until }
    },
  },

  webLeave: {
    allow: 'anyone',
    reach: 'platform',
    trips: 2,
    async run({ platform, me, caller }) {
      const id = me.person?._id
      if (id && caller.token) await platform.people.change({ _id: id, web: sha256(caller.token) }, { web: `none:${id}`, webUntil: 0 })
      return {}
    },
  },
}
