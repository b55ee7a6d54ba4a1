import { workbook, type Cell } from '../functions/roster-file'
import { startStage, type Stage } from './browser'

let stage: Stage
beforeAll(async () => { stage = await startStage() })
afterAll(() => stage.stop())

/** 300 rows as a union office has them, of which three cannot be used. */
const rows = (): Cell[][] => Array.from({ length: 300 }, (_, i) => {
  const row: Cell[] = [`新职工${i + 1}`, String(70001 + i), `1370000${String(i).padStart(4, '0')}`, '总装分厂', i % 2 ? '总装一班' : '总装二班', '否', '', '', '', '']
  if (i === 10) row[2] = '12345'
  if (i === 150) row[0] = ''
  if (i === 299) row[3] = '没有的分厂'
  return row
})

test('the union office imports 300 rows, sees three bad ones with their reasons, applies and finds the people', async () => {
  const zhao = await stage.as('demo-zhao', { desktop: true })
  const { page } = zhao
  await zhao.go('pages/members/import')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /选择文件/ }).first().click()
  await (await chooser).setFiles({ name: '华江重工名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await workbook(rows()) })
  await page.getByRole('button', { name: '读取文件' }).click()
  await page.getByText(/共 300 行：297 行可导入.*3 行有问题/).filter({ visible: true }).first().waitFor()
  for (const reason of ['手机号不对，应为 11 位数字', '没有单位“没有的分厂”，请核对名称，或先在“单位”里新增', '缺少姓名']) {
    await page.getByText(reason).filter({ visible: true }).first().waitFor()
  }
  await zhao.shot('import-desktop')
  await page.getByRole('button', { name: '导入 297 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /导入/ }).first().click()
  await page.getByText('已生效：新增 297 人，变更 0 人').filter({ visible: true }).first().waitFor()

  await zhao.go('pages/members/roster')
  await page.getByRole('searchbox', { name: '搜索姓名或工号' }).fill('新职工20')
  await page.getByText('新职工20', { exact: true }).filter({ visible: true }).first().waitFor()
  await zhao.shot('roster-desktop')
  expect(zhao.errors).toEqual([])
})
