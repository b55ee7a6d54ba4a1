import { sightOf, isOutsider, SOME_DELEGATE } from '../../domain/motion-sight'
import type { Motion } from '../../types/motion'
import { START, motionIn, people, type Kind } from './motion-world'

const reply = (signedAt: number | null, text: string) =>
  ({ code: 'C' as const, text, promisedOn: null, files: [{ fileId: 'file', name: '附件.pdf', size: 1 }], by: 'handler', unitName: '动力部', at: START, round: 1, signedBy: signedAt ? 'signer' : null, signedAt })
const event = (act: string, by: string, note?: string) => ({ act, by, at: START, ...(note ? { note } : {}) })

/** A case with something in it that is not for everybody. */
const full: Motion = motionIn('signing', {
  lead: { unitId: 'unit-power', name: '动力部' }, assist: [{ unitId: 'unit-office', name: '机关' }], due: START, round: 2,
  parts: [{ _id: 'motion-two', title: '另一件', personId: 'coproposer', name: 'coproposer', delegation: '乙' }],
  cosigners: [
    { personId: 'one', name: '甲某', delegation: '甲', answer: 'accepted', at: START },
    { personId: 'two', name: '乙某', delegation: '乙', answer: 'declined', at: START },
    { personId: 'delegate', name: 'delegate', delegation: '丙', answer: 'invited', at: START },
  ],
  notes: [{ kind: 'progress', text: '办理记录', files: [], by: 'handler', unitName: '动力部', at: START }],
  replies: [reply(START, '第一次答复'), reply(null, '没有签发的草稿')],
  ratings: [{ personId: 'proposer', name: 'proposer', value: 'dissatisfied', note: '原因是这样', at: START, round: 1 }],
  events: [
    event('file', 'proposer', '邀请 甲某、乙某 附议'), event('accept', '甲某'), event('decline', '乙某'), event('submit', 'proposer'), event('admit', 'committee', '编号 6-2-001'),
    event('rate', 'proposer', '不满意：原因是这样'), event('reply', 'handler', '暂缓'), event('returnReply', 'signer', '领导的话'),
  ],
})

type Secret = 'declined' | 'draft' | 'reason' | 'text' | 'name'
const tells: Record<Secret, (m: Motion) => boolean> = {
  declined: m => JSON.stringify(m).includes('乙某'),
  draft: m => /没有签发的草稿|领导的话/.test(JSON.stringify(m)),
  reason: m => JSON.stringify(m).includes('原因是这样'),
  text: m => /停机|请更换三号行车|办理记录|第一次答复/.test(JSON.stringify(m)),
  name: m => /"proposer"|甲某|coproposer/.test(JSON.stringify(m)),
}

// Who is shown what of it, written down by hand.
const everything: Secret[] = ['declined', 'draft', 'reason', 'text', 'name']
const table: Record<Kind, Secret[]> = {
  proposer: ['declined', 'reason', 'text', 'name'],
  coproposer: ['reason', 'text', 'name'],
  delegate: ['text', 'name'],
  committee: ['draft', 'reason', 'text', 'name'],
  presidium: ['draft', 'reason', 'text', 'name'],
  staff: everything,
  leader: ['draft', 'reason', 'text', 'name'],
  handler: ['draft', 'reason', 'text', 'name'],
  helper: ['draft', 'reason', 'text', 'name'],
  signer: ['draft', 'reason', 'text', 'name'],
  otherHandler: ['text', 'name'],
  otherSigner: ['text', 'name'],
  elsewhere: ['text', 'name'],
  worker: [],
}

test.each(Object.entries(table))('%s is shown %j', (kind, shown) => {
  const seen = sightOf(full, people[kind as Kind])
  expect((Object.keys(tells) as Secret[]).filter(s => tells[s](seen))).toEqual(everything.filter(s => shown.includes(s)))
})

test('whoever did not co-sign still sees that of themselves, and can change it', () => {
  const mine = { ...full, cosigners: full.cosigners.map(c => (c.personId === 'delegate' ? { ...c, answer: 'declined' as const } : c)) }
  expect(sightOf(mine, people.delegate).cosigners.map(c => c.personId)).toEqual(['one', 'delegate'])
})

test('a field that nobody thought of is not shown to workers', () => {
  expect(JSON.stringify(sightOf({ ...full, later: '以后才加的内容' } as Motion, people.worker))).not.toContain('以后才加的内容')
})

test('a worker sees how far it is, and the subject that was made public in place of the first one', () => {
  const open = { ...full, published: { title: '公开的案由', proposal: '公开的建议', reply: '公开的答复', proposer: null, unitIds: [], at: START } }
  expect(isOutsider(open, people.worker)).toBe(true)
  const seen = sightOf(open, people.worker)
  expect(seen).toMatchObject({ title: '公开的案由', proposerName: SOME_DELEGATE, proposerId: 'not-public', state: 'signing', lead: { name: '动力部' } })
  expect(seen.events.map(e => [e.act, e.by])).toEqual([['submit', SOME_DELEGATE], ['admit', 'committee'], ['rate', SOME_DELEGATE]])
  expect(JSON.stringify(seen)).not.toContain('旧行车')
  expect(seen.published?.reply).toBe('公开的答复')
  const elsewhere = sightOf({ ...open, published: { ...open.published, unitIds: ['shop-z'] } }, people.worker)
  expect(JSON.stringify(elsewhere)).not.toMatch(/公开的建议|公开的答复/)
})
