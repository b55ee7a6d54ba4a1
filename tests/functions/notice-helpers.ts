import type { Notice, NoticeEdit } from '../../types/notice'
import type { TemplateKey } from '../../types/notice-fields'
import type { SendCounts } from '../../types/notice-sending'
import type { TestCloud } from './cloud'
import { WHO } from './motion-helpers'
import { bindWorkers } from './survey-helpers'

export { WHO, bindWorkers }

let made = 0
let fresh = 0
export const newId = (kind = 'notice') => `${kind}-${process.pid}-${String(++made).padStart(5, '0')}`

export const EVERYBODY: NoticeEdit['audience'] = { kind: 'group', units: [], roles: [], term: null }
export const people = (ids: string[]): NoticeEdit['audience'] => ({ kind: 'people', people: ids })
export const MESSAGE: NonNullable<NoticeEdit['message']> = { template: 'meeting', values: { thing1: '职工代表大会', time2: '2026-11-25 14:00', thing3: '三楼会议室', thing4: '请准时到会' } }

export const edit = (more: Partial<NoticeEdit> = {}): NoticeEdit => ({
  kind: 'meeting', mustConfirm: false, title: '关于召开会议的通知', text: '请准时参加。', link: { page: 'pages/congress/session', params: { id: 'session-0001' } }, audience: EVERYBODY, message: null, ...more,
})

/** People making, sending and reading notices. */
export const doing = (t: TestCloud) => {
  const draft = async (more: Partial<NoticeEdit> = {}): Promise<Notice> => (await t.call(WHO.zhao, 'notices', 'create', { id: newId(), edit: edit(more) })).notice
  const planned = async (more: Partial<NoticeEdit> = {}): Promise<Notice> => {
    const { _id: id, rev } = await draft(more)
    return (await t.call(WHO.zhao, 'notices', 'plan', { id, rev })).notice
  }
  const sent = async (more: Partial<NoticeEdit> = {}): Promise<Notice> => {
    const { _id: id, rev } = await planned(more)
    return t.call(WHO.zhao, 'notices', 'send', { id, rev, sendAt: null })
  }
  const work = async () => {
    const { result, error } = await t.cloud.call('notices-timer', {}, {})
    if (error) throw new Error(JSON.stringify(error))
    return result as Record<string, number>
  }
  const get = async (id: string) => (await t.call(WHO.zhao, 'notices', 'get', { id })).notice
  const counts = async (id: string): Promise<SendCounts> => (await t.call(WHO.zhao, 'notices', 'progress', { id })).counts
  /** As the phones would have told: so many accepts of a template. */
  const credit = (who: string, template: TemplateKey = 'meeting', n = 1) =>
    Promise.all(Array.from({ length: n }, () => t.call(who, 'notices', 'accepted', { tapId: newId('tap'), results: { [template]: 'accept' } })))
  const left = async (who: string, template: TemplateKey = 'meeting') => (await t.call(who, 'notices', 'credits', {})).items.find(c => c.template === template)!.left
  /** Nobody waits for a lease, for the turn of somebody dead, or for the hour of the next try. */
  const hurry = () => Promise.all([
    t.db.collection('sends').where({ wake: t.db.command.lt(8_000_000_000_000_000) }).options({ multiple: true }).update({ wake: 0 }),
    t.db.collection('noticeCursors').where({ _id: 'turn' }).update({ at: 0 }),
  ])
  const ledger = async (personId: string, template: TemplateKey = 'meeting') => (await t.db.collection('credits').doc(`${personId}.${template}`).get()).data[0] as unknown as { left: number; off: string | null; reserved: object; unknown: object; lines: { act: string; by: string }[] }
  const taken = (who: string, template: TemplateKey = 'meeting') => t.cloud.wx().taken.get(`${who}\nlocal-${template}`) ?? 0
  /** People of their own, each with a phone and so many credits. */
  const reachable = async (n: number, credits = 1): Promise<string[]> => {
    const some = (await t.db.collection('people').where({ _id: 'person-hj-0001' }).get()).data[0] as unknown as Record<string, unknown>
    const ids = Array.from({ length: n }, () => `reach-${String(++fresh).padStart(6, '0')}`)
    for (let at = 0; at < n; at += 500) {
      const part = ids.slice(at, at + 500)
      await t.db.collection('people').add(part.map(_id => ({ ...some, _id, employeeNo: _id, wx: `wx-${_id}`, web: `none:${_id}` })))
      await t.db.collection('credits').add(part.map(personId => ({ _id: `${personId}.meeting`, tenantId: 'ent-huajiang', rev: 0, personId, template: 'meeting', left: credits, off: null, lines: [], reserved: {}, unknown: {} })))
    }
    return ids.map(id => `wx-${id}`)
  }
  return { reachable, draft, planned, sent, work, get, counts, credit, left, hurry, ledger, taken }
}
