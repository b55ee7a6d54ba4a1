import type { Environment } from './environment'
import { plannedTimers } from './timers'

const escape = (value: unknown) => String(value ?? '')
  .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const table = (head: string[], rows: string[][]) => rows.length === 0 ? '<p>暂无</p>'
  : `<table><tr>${head.map(h => `<th>${h}</th>`).join('')}</tr>`
    + `${rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`

const time = (iso: string) => new Date(iso).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })

const SOURCES: Record<string, string> = { client: '小程序', http: 'HTTP', timer: '定时', function: '云函数' }
const SHOWN = 30

async function countDocuments(env: Environment, name: string): Promise<string> {
  const reply = await env.db.handle('database.calculateDocument', { collectionName: name, query: '{}' })
  const total = (reply['data'] as { total?: number } | undefined)?.total
  return total === undefined ? escape(reply['message']) : String(total)
}

async function section(env: Environment): Promise<string> {
  const counts = await Promise.all(env.collections.map(async c => [escape(c.name), await countDocuments(env, c.name)]))
  const calls = env.log.calls.slice(-SHOWN).reverse().map(c => [
    time(c.time), escape(c.function), escape(c.action), SOURCES[c.source] ?? '', escape(c.ms),
    escape(c.trips), c.cold ? '是' : '', c.fault ? `<b>出错</b> ${escape(c.fault)}` : '正常', escape(c.requestId),
  ])
  // Names of parameters only: what was written to whom is personal.
  const sent = env.wx.calls.slice(-SHOWN).reverse().map(c => [
    time(c.time), escape(c.api), escape(Object.keys(c.params).join(', ')),
    escape(c.answer['errcode'] ?? c.answer['contentType']), escape(c.function),
  ])
  const timers = plannedTimers(env.deploy).map(t => [
    escape(t.function), escape(t.name), escape(t.cron),
    `<button data-fire="${escape(new URLSearchParams({ env: env.id, function: t.function, trigger: t.name }))}">立即触发</button>`,
  ])
  return `<h2>环境 ${escape(env.id)}</h2>
<h3>云函数</h3><p>${env.functions.names().map(escape).join('、') || '暂无'}</p>
<h3>最近调用</h3>${table(['时间', '函数', '动作', '来源', '毫秒', '数据库次数', '冷启动', '结果', '请求编号'], calls)}
<h3>微信开放接口</h3>${table(['时间', '接口', '参数名', '返回', '函数'], sent)}
<h3>定时器</h3>${table(['函数', '名称', '时间表达式（北京时间）', ''], timers)}
<h3>集合</h3>${table(['名称', '记录数'], counts)}
<h3>云存储</h3><p>文件 ${env.storage.count()} 个</p>`
}

/** The developer page `/dev` 开发者页面: what runs here and how it went, without anybody's data. */
export async function devPage(environments: Environment[]): Promise<string> {
  const sections = await Promise.all(environments.map(section))
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>本地云</title><style>
:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 1200px; margin: 0 auto; padding: 16px }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #8888; padding: 4px 8px; text-align: left }
th { white-space: nowrap } td { overflow-wrap: anywhere } td:first-child { white-space: nowrap } button { min-height: 44px; padding: 0 16px; font: inherit } b { color: #c62828 }
</style></head><body><h1>本地云</h1><p>仅供本机开发、测试和演练使用。页面每 5 秒更新。</p>
<main>${sections.join('')}</main>
<script>
const refresh = async () => {
  const page = new DOMParser().parseFromString(await (await fetch('/dev')).text(), 'text/html')
  document.querySelector('main').replaceWith(page.querySelector('main'))
}
setInterval(() => refresh().catch(() => {}), 5000)
document.addEventListener('click', async event => {
  const query = event.target.dataset && event.target.dataset.fire
  if (!query) return
  const reply = await (await fetch('/dev/fire?' + query, { method: 'POST' })).json()
  if (!reply.ok) alert('触发失败：' + reply.error)
  await refresh()
})
</script></body></html>
`
}
