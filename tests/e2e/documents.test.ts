import { startStage, type Actor, type Stage } from './browser'

const LONG = '总装分厂三号行车二零二六年度限位装置检修情况现场勘查记录及整改建议（第二稿，含照片说明和设备部门意见）.pdf'
const UNBROKEN = `${'Q3-inspection-report-crane-03-limit-switches-'.repeat(2)}v2.xlsx`

let stage: Stage
beforeAll(async () => { stage = await startStage() })
afterAll(() => stage.stop())

const button = (a: Actor, name: string | RegExp) => a.page.getByRole('button', { name, exact: typeof name === 'string' }).filter({ visible: true }).first()
const seen = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor()
const file = (name: string, content = '%PDF-1.4 内容') => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })

async function leave(a: Actor) {
  expect(a.errors).toEqual([])
  await a.context.close()
}

test('a department puts documents to its note; a delegate opens one in a new tab', async () => {
  const chen = await stage.as('demo-chen')
  await chen.go('pages/motions/act?id=motion-life-0015&act=note')
  await chen.page.getByRole('textbox', { name: '情况', exact: true }).fill('到现场看过，勘查记录附后。')
  const chooser = chen.page.waitForEvent('filechooser')
  await button(chen, '添加文件，已有 0 个，最多 9 个').click()
  const chosen = await chooser
  expect(chosen.isMultiple()).toBe(true)
  await chosen.setFiles([file(LONG), file(UNBROKEN), file('木马.exe'), file('空.pdf', '')])
  await seen(chen, '“木马.exe”不能添加：附件只能是 PDF、Word、Excel、PPT 或图片；“空.pdf”是空文件，没有添加')
  await button(chen, '添加文件，已有 2 个，最多 9 个').waitFor()
  for (const name of [LONG, UNBROKEN]) await button(chen, new RegExp(`^${name}，.*，打开`)).waitFor()
  await chen.shot('note-documents')
  await button(chen, '记录').click()
  await seen(chen, '已记录')
  await leave(chen)

  const wang = await stage.as('demo-wang', { size: { width: 320, height: 568 }, scale: '1.6' })
  await wang.go('pages/motions/detail?id=motion-life-0015')
  const row = button(wang, new RegExp(`^${UNBROKEN}，Excel · 1 KB，打开`))
  await row.scrollIntoViewIfNeeded()
  await wang.shot('documents-320')
  const { width } = (await row.boundingBox())!
  expect(width).toBeLessThanOrEqual(320)
  expect(await wang.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  // The new tab asks storage for the very file, whatever this browser then does with it.
  const asked = wang.context.waitForEvent('request', r => r.url().includes('/storage/files/') && r.url().includes('.pdf'))
  const tab = wang.context.waitForEvent('page')
  await button(wang, new RegExp(`^${LONG.slice(0, 20)}`)).click()
  await tab
  const { url } = await asked.then(r => ({ url: r.url() }))
  expect(await (await fetch(url)).text()).toBe('%PDF-1.4 内容')
  await leave(wang)
})
