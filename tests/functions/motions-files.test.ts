import type { Motion } from '../../types/motion'
import { formOf, replyOf } from '../../cloudfunctions/papers/forms'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, newId, text } from './motion-helpers'

const { zhou, li, qian, zhao, chen, feng } = WHO
const LONG = `${'关于三号行车限位装置检修情况的现场勘查记录和照片说明'.repeat(3)}.docx`
const MB = 1024 * 1024

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(() => t.stop())

/** Puts a file into the person's own folder, as a phone does; answers its id. */
async function upload(openid: string, folder: string, bytes: Uint8Array<ArrayBuffer>, ending: string): Promise<string> {
  const path = `ent-huajiang/${folder}/motions/${newId('file')}.${ending}`
  const answer = await fetch(`${t.cloud.url}/storage/upload?path=${path}`, { method: 'POST', headers: { 'x-local-openid': openid }, body: bytes })
  return ((await answer.json()) as { fileID: string }).fileID
}
const bytesOf = (words: string) => new Uint8Array(Buffer.from(words))
const attached = async (openid: string, folder: string, name: string, words = '内容') => {
  const bytes = bytesOf(words)
  return { fileId: await upload(openid, folder, bytes, name.split('.').pop()!), name, size: bytes.length }
}
const ZHOU = 'person-zhou-jianguo'
const CHEN = 'person-chen-zhiqiang'
const note = (files: unknown) => ({ act: 'note', kind: 'progress', text: '现场看过，附上记录', files })
const ask = (id: string, given: object) => t.ask(chen, 'motions', 'act', { id, key: newId('key'), ...given })

test('a motion, a note and a reply carry documents; each is opened by whoever may read the motion', async () => {
  const id = newId()
  const files = [await attached(zhou, ZHOU, LONG, '勘查记录'), await attached(zhou, ZHOU, '报价 2026.pdf')]
  await t.call(zhou, 'motions', 'saveDraft', { id, rev: 0, text: { ...text, files } })
  const draft = await t.call(zhou, 'motions', 'saveDraft', { id, rev: 1, text })
  expect(draft.files).toEqual(files)
  await t.call(zhou, 'motions', 'file', { id, rev: draft.rev, text: { ...text, files }, invite: ['person-li-xiuying', 'person-wang-haiyan'] })
  for (const who of [li, WHO.wang]) await t.call(who, 'motions', 'answer', { id, accept: true })
  await t.call(zhou, 'motions', 'submit', { id })
  await d.act(qian, id, 'admit')
  await d.act(zhao, id, 'assign', { lead: 'hj-dongli', assist: [] })
  await d.act(chen, id, 'signFor')
  const [noted, replied] = [await attached(chen, CHEN, '会议纪要.xlsx', '纪要'), await attached(chen, CHEN, '验收单.PDF', '验收')]
  const photo = await attached(chen, CHEN, '现场.jpg')
  const { trips } = await ask(id, note([noted, photo]))
  expect(trips).toBe(3)
  await d.act(chen, id, 'reply', { code: 'A', text: '已更换完毕，请职工监督。', promisedOn: null, files: [replied] })
  await d.act(feng, id, 'sign')
  const { motion, files: urls } = await t.call(li, 'motions', 'get', { id })
  expect(motion).toMatchObject({ files, notes: [{ files: [noted, photo] }], replies: [{ files: [replied] }] })
  const read = async (fileId: string) => (await fetch(encodeURI(urls.find(u => u.fileId === fileId)!.url))).text()
  expect(await Promise.all([files[0]!, noted, replied].map(f => read(f.fileId)))).toEqual(['勘查记录', '纪要', '验收'])
  const [form, reply] = [JSON.stringify(formOf(motion, '华江重工', 0)), JSON.stringify(replyOf(motion, '华江重工'))]
  for (const name of [LONG, '报价 2026.pdf', '会议纪要.xlsx', '现场.jpg', '验收单.PDF']) expect(form).toContain(name)
  expect(reply).toContain('验收单.PDF')
  expect(reply).not.toContain('会议纪要')
})

test('one that was given back is completed with a document', async () => {
  const id = await d.submitted()
  await d.act(qian, id, 'giveBack', { note: '请附上检修记录' })
  const files = [await attached(zhou, ZHOU, '检修记录.pdf')]
  expect(await d.act(zhou, id, 'resubmit', { text: { ...text, files } })).toMatchObject({ files })
})

test('what may not be attached is refused in words, and nothing is written', async () => {
  const id = await d.handling()
  const good = await attached(chen, CHEN, '记录.pdf')
  const theirs = await attached(zhou, ZHOU, '别人的.pdf')
  const large = { fileId: await upload(chen, CHEN, new Uint8Array(20 * MB + 1), 'pdf'), name: '扫描件.pdf', size: 1000 }
  const before = (await d.get(id)).rev
  const refused = async (files: unknown, code: string, words: RegExp) => {
    const reply = await ask(id, note(files))
    expect([files, reply.ok ? 'ok' : reply.code]).toEqual([files, code])
    expect(reply.ok ? '' : reply.message).toMatch(words)
  }
  await refused([theirs], 'NOT_ALLOWED', /不是您上传的/)
  await refused([{ ...good, fileId: good.fileId.replace('.pdf', '-gone.pdf') }], 'BAD_INPUT', /没有传完/)
  await refused([large], 'BAD_INPUT', /超过 20 MB/)
  await refused([{ ...good, size: 20 * MB + 1 }], 'BAD_INPUT', /不超过 20 MB/)
  await refused([{ ...good, size: 0 }], 'BAD_INPUT', /空文件/)
  await refused([good, good], 'BAD_INPUT', /添加了两次/)
  await refused([{ ...good, name: '记录.docx' }], 'BAD_INPUT', /类型和内容不一致/)
  for (const name of ['木马.exe', '网页.html', '记录.pdf.js', '没有结尾', '压缩.zip']) await refused([{ ...good, name }], 'BAD_INPUT', /只能是 PDF、Word、Excel、PPT 或图片/)
  await refused([{ ...good, name: '../../记录.pdf' }], 'BAD_INPUT', /斜线/)
  await refused([{ ...good, name: '记\u202Efdp.录.pdf' }], 'BAD_INPUT', /控制字符/)
  await refused([{ ...good, name: `${'长'.repeat(100)}.pdf` }], 'BAD_INPUT', /最多 100/)
  await refused(Array.from({ length: 10 }, () => good), 'BAD_INPUT', /最多 9 个/)
  for (const files of [[good.fileId], [{ ...good, url: 'x' }], [{ fileId: { $gt: '' }, name: '记录.pdf', size: 1 }], 'x', null]) expect(await ask(id, note(files))).toMatchObject({ ok: false, code: 'BAD_INPUT' })
  expect((await d.get(id)).rev).toBe(before)
  for (const files of [[theirs], [{ ...theirs, fileId: theirs.fileId.replace(ZHOU, `${ZHOU}/../${CHEN}`) }]]) {
    expect(await t.refusal(li, 'motions', 'saveDraft', { id: newId(), rev: 0, text: { ...text, files } })).toBe('NOT_ALLOWED')
    expect(await t.refusal(li, 'motions', 'file', { id: newId(), rev: 0, text: { ...text, files }, invite: [] })).toBe('NOT_ALLOWED')
  }
})

test('more files than storage answers for at once can all be opened', async () => {
  const id = await d.handling()
  const one = await attached(chen, CHEN, '记录.pdf')
  const fileId = (i: number) => one.fileId.replace('.pdf', `-${i}.pdf`)
  const notes: Motion['notes'] = Array.from({ length: 7 }, (_, n) => ({
    kind: 'progress', text: '进展', by: '陈志强', unitName: '动力分厂', at: n, files: Array.from({ length: 9 }, (_f, i) => ({ ...one, fileId: i + n === 0 ? one.fileId : fileId(n * 9 + i) })),
  }))
  await t.db.collection('motions').where({ _id: id }).update({ notes })
  const { files } = await t.call(zhao, 'motions', 'get', { id })
  expect(files).toHaveLength(63)
  expect(files.filter(f => f.url).map(f => f.fileId)).toEqual([one.fileId])
})

test('a draft that is thrown away takes its files with it', async () => {
  const id = newId()
  const file = await attached(zhou, ZHOU, '草稿.pdf')
  await t.call(zhou, 'motions', 'saveDraft', { id, rev: 0, text: { ...text, files: [file] } })
  const { files: [{ url } = { url: '' }] } = await t.call(zhou, 'motions', 'get', { id })
  expect((await fetch(encodeURI(url))).status).toBe(200)
  await Promise.all([t.call(zhou, 'motions', 'dropDraft', { id }), t.call(zhou, 'motions', 'dropDraft', { id })])
  expect((await fetch(encodeURI(url))).status).toBe(404)
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
