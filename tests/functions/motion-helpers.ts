import { actors } from '../../scripts/seed/people'
import type { LifeAct, MotionActInput } from '../../types/motion-acts'
import type { Motion } from '../../types/motion'
import type { TestCloud } from './cloud'

export const WHO = {
  zhou: 'demo-zhou', li: 'demo-li', wang: 'demo-wang', qian: 'demo-qian', tang: 'demo-tang', zhao: 'demo-zhao', sun: 'demo-sun',
  chen: 'demo-chen', feng: 'demo-feng', jiang: 'demo-jiang', liu: 'demo-liu', ma: 'demo-ma', he: 'demo-he', wu: 'demo-wu', zheng: 'demo-zheng',
} as const

export const text = {
  title: '关于更换旧行车的提案',
  reason: '总装分厂三号行车已使用二十二年，今年停机七次，影响装配进度。',
  proposal: '请设备部在明年一季度前更换三号行车，并先行检修限位装置。',
  category: 'safety' as const,
  pictures: [] as string[],
}

let made = 0
export const newId = (kind = 'life') => `motion-${kind}-${process.pid}-${String(++made).padStart(5, '0')}`

type Given<N extends LifeAct> = Omit<Extract<MotionActInput, { act: N }>, 'act' | 'id' | 'key'>

/** People doing things with motions. */
export const doing = (t: TestCloud) => {
  const act = <N extends LifeAct>(openid: string, id: string, name: N, ...[given]: Record<string, never> extends Given<N> ? [Given<N>?] : [Given<N>]) =>
    t.call(openid, 'motions', 'act', { act: name, id, key: newId('key'), ...given } as never)
  const refused = (openid: string, id: string, name: LifeAct, given: object = {}) =>
    t.refusal(openid, 'motions', 'act', { act: name, id, key: newId('key'), ...given })
  /** A motion of 周建国 (or another) that has reached the union. */
  const submitted = async (by: string = WHO.zhou, more: object = {}): Promise<string> => {
    const id = newId()
    const [a, b] = by === WHO.zhou ? [actors.li, actors.wang] : by === WHO.li ? [actors.zhou, actors.wang] : [actors.zhou, actors.li]
    await t.call(by, 'motions', 'file', { id, rev: 0, text: { ...text, ...more }, invite: [a!._id, b!._id] })
    await t.call(a!.wx, 'motions', 'answer', { id, accept: true })
    await t.call(b!.wx, 'motions', 'answer', { id, accept: true })
    await t.call(by, 'motions', 'submit', { id })
    return id
  }
  const filed = async (by: string = WHO.zhou) => {
    const id = await submitted(by)
    await act(WHO.qian, id, 'admit')
    return id
  }
  const handling = async (by: string = WHO.zhou) => {
    const id = await filed(by)
    await act(WHO.zhao, id, 'assign', { lead: 'hj-dongli', assist: ['hj-jiguan'] })
    await act(WHO.chen, id, 'signFor')
    return id
  }
  const replied = async (by: string = WHO.zhou) => {
    const id = await handling(by)
    await act(WHO.chen, id, 'reply', { code: 'A', text: '已更换完毕，请职工监督。', promisedOn: null, files: [] })
    await act(WHO.feng, id, 'sign')
    return id
  }
  const get = async (id: string, openid: string = WHO.zhao): Promise<Motion> => (await t.call(openid, 'motions', 'get', { id })).motion
  return { act, refused, submitted, filed, handling, replied, get }
}
