import { existsSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const SHOTS = 'tests/e2e/shots'

/** The main screens, as the stories in tests/e2e left them. */
const SHEET = [
  ['home-phone', '首页'], ['edit', '写提案'], ['invite', '邀请附议'], ['review', '核对'],
  ['detail-wang', '附议'], ['submitted', '已提交'], ['motion-detail-dark', '深色'], ['motion-detail-320-largest', '最大字号'],
  ['hall-waiting', '会场'], ['ballot-drawn', '领票'], ['ballot-marking', '写票'], ['ballot-review', '核对'], ['ballot-cast', '投票'], ['ballot-found', '查验'], ['ballot-dropped', '票不在'],
  ['screen-voting', '大屏幕'], ['ballot-screen-counted', '大屏幕：结果'], ['session-matters-desktop', '议题'], ['ballot-round-counted', '计票'],
  ['survey-answer', '填写问卷'], ['survey-edit', '编辑问卷'], ['survey-results', '问卷结果'],
  ['lesson-home', '课堂'], ['lesson-watch', '听课'], ['lesson-quiz', '测验'], ['lesson-certificate', '证书'], ['lesson-stats', '学习统计'],
  ['notice-inbox', '通知'], ['notice-phone', '一条通知'], ['notice-plan', '预演'], ['notice-result', '发送结果'],
  ['anonymous-join', '匿名问卷：报名'], ['anonymous-drawn', '领答卷'], ['anonymous-question', '匿名作答'], ['anonymous-cast', '投入票箱'], ['anonymous-found', '查验答卷'], ['anonymous-office-sealing', '等签封'],
  ['list-desktop', '全部提案'], ['import-desktop', '名册导入'], ['roster-desktop', '职工名册'],
] as const

const picture = (name: string) => `data:image/png;base64,${readFileSync(`${SHOTS}/${name}.png`).toString('base64')}`

/** Puts the stories' screenshots on one sheet, docs/contact-sheet.png. */
async function main() {
  const missing = SHEET.filter(([name]) => !existsSync(`${SHOTS}/${name}.png`)).map(([name]) => name)
  if (missing.length) throw new Error(`run the stories first (npx jest --selectProjects e2e): no ${missing.join(', ')}`)
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } })
  await page.setContent(`<style>
    body { margin: 24px; background: #eceae4; font: 15px sans-serif; color: #1c1b19; display: flex; flex-wrap: wrap; gap: 20px }
    figure { margin: 0 } figcaption { margin: 0 0 6px } img { height: 400px; border-radius: 10px; box-shadow: 0 1px 6px #0003; display: block }
  </style>${SHEET.map(([name, title]) => `<figure><figcaption>${title}</figcaption><img src="${picture(name)}"></figure>`).join('')}`)
  await page.screenshot({ path: 'docs/contact-sheet.png', fullPage: true })
  await browser.close()
}

main().catch((e: Error) => {
  console.error(`✗ ${e.message}`)
  process.exit(1)
})
