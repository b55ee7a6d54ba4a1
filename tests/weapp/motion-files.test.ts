import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud, type TestCloud } from '../functions/cloud'
import { launch, type MiniProgram } from './harness/launch'
import { nameless } from './harness/phones'

const TITLE = '关于检修三号行车限位装置的提案'
const LONG = '总装分厂三号行车二零二六年度限位装置检修情况现场勘查记录及整改建议（第二稿，含照片说明和设备部门意见）.docx'

let cloud: TestCloud
let folder: string
let app: MiniProgram

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zdt-files-'))
  cloud = await startCloud()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await cloud.stop()
})
afterEach(() => {
  app.kill()
  expect(app.errors).toEqual([])
})

const onDisk = (name: string, content: string | Buffer = `内容：${name}`) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const start = (openid: string) => { app = launch({ cloud: cloud.cloud.url, openid }) }

test('a motion takes a document with a long name along; it is opened on another phone under its name', async () => {
  start('demo-zhou')
  const edit = await app.open('pages/motions/edit')
  await edit.type('案由', TITLE)
  await edit.tap('类别：请选择类别')
  await edit.tap('劳动安全')
  await edit.type('理由', '三号行车限位装置今年失灵三次，检修记录附后。')
  await edit.type('建议', '请设备部门在下月底前全面检修限位装置。')
  app.phone.files = [onDisk('木马.exe'), onDisk('空表.xlsx', ''), onDisk('扫描件.pdf', Buffer.alloc(20 * 1024 * 1024 + 1)), onDisk(LONG)]
  await edit.tap('添加文件，已有 0 个，最多 9 个')
  await edit.see(LONG)
  await edit.see('“木马.exe”不能添加：附件只能是 PDF、Word、Excel、PPT 或图片')
  await edit.see('“空表.xlsx”是空文件')
  await edit.see('“扫描件.pdf”有 20.0 MB，超过 20 MB，没有添加')
  await edit.until(() => edit.controls().includes('button 添加文件，已有 1 个，最多 9 个'))
  await edit.see('Word · 1 KB')
  expect(nameless(edit)).toEqual([])
  await edit.until(() => edit.controls().some(c => c.startsWith(`button ${LONG}，Word`)))
  await edit.tap('下一步：邀请附议')
  await edit.type('搜索代表姓名', '李秀英')
  await edit.until(() => edit.controls().some(c => c.startsWith('checkbox 李秀英')))
  await edit.tap('李秀英，铸造分厂代表团 · 铸造分厂')
  await edit.tap('下一步：核对')
  await edit.see(LONG)
  await edit.tap('发出，征集附议')
  await (await app.arrive('pages/motions/detail')).see(LONG)
  app.kill()
  expect(app.errors).toEqual([])

  const { _id: id } = (await cloud.call('demo-zhou', 'motions', 'mine', { which: 'proposed' })).items.find(m => m.title === TITLE)!
  start('demo-li')
  const detail = await app.open('pages/motions/detail', { id })
  await detail.see('附件 1 个')
  for (const times of [1, 2]) {
    await detail.tap(`${LONG}，Word · 1 KB，打开`)
    await detail.until(() => app.phone.opened.length === times)
  }
  expect(app.phone.opened[0]).toEqual({ name: LONG, text: `内容：${LONG}` })
  app.setOnline(false)
  await detail.tap(`${LONG}，Word · 1 KB，打开`)
  await detail.see('现在连不上服务器')
  expect(nameless(detail)).toEqual([])
})

test('a department puts a photo and a document to its note; one can be taken away again', async () => {
  const { _id: id } = (await cloud.call('demo-chen', 'motions', 'queue', { queue: 'department' })).items.find(m => m.state === 'handling')!
  start('demo-chen')
  const act = await app.open('pages/motions/act', { id, act: 'note' })
  await act.type('情况', '到现场看过，会议纪要附后。')
  app.phone.files = [onDisk('现场.png', 'PNG')]
  await act.tap('添加图片，已有 0 张，最多 9 张')
  await act.until(() => act.controls().includes('button 查看第 1 张图片'))
  app.phone.files = [onDisk('会议纪要.pdf'), onDisk('多余.xlsx')]
  await act.tap('添加文件，已有 0 个，最多 8 个')
  await act.until(() => act.controls().includes('button 添加文件，已有 2 个，最多 8 个'))
  await act.tap('去掉多余.xlsx')
  await act.until(() => act.controls().includes('button 添加文件，已有 1 个，最多 8 个'))
  // It can be opened once it has been sent.
  await act.until(() => act.controls().includes('button 会议纪要.pdf，PDF · 1 KB，打开'))
  expect(nameless(act)).toEqual([])
  await act.tap('记录')
  const detail = await app.arrive('pages/motions/detail')
  await detail.see('会议纪要.pdf')
  const { motion } = await cloud.call('demo-chen', 'motions', 'get', { id })
  expect(motion.notes.at(-1)!.files.map(f => f.name)).toEqual(['现场.png', '会议纪要.pdf'])
})
