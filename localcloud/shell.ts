import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CollectionSpec } from './database/open'
import { startLocalCloud, type LocalCloud } from './host/start'

const USAGE = `npm run localcloud -- [--port 端口] [--data 目录] [--env 名称]...
  --port  监听的端口，默认 3700；0 表示任选一个空闲端口
  --data  数据存放的目录，默认 .data
  --env   云开发环境的名称，默认 local；可以写多次，各环境互不相通
  --dist  构建产物的目录，默认 dist`

const ECHO_MS = 1000

const ifThere = (path: string) => existsSync(path) ? path : undefined

type Options = ReturnType<typeof options>
/** What the functions of an environment are configured with, given the folder of its data. */
export type Variables = (dir: string) => Record<string, string>

function options() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3700' },
      data: { type: 'string', default: '.data' },
      dist: { type: 'string', default: 'dist' },
      env: { type: 'string', multiple: true, default: ['local'] },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`端口不对：${values.port}`)
  return { ...values, port, data: resolve(values.data), dist: resolve(values.dist) }
}

function start({ port, data, dist, env }: Options, variables: Variables): Promise<LocalCloud> {
  const functions = ifThere(join(dist, 'cloudfunctions'))
  const collections = ifThere(join(dist, 'collections.json'))
  const deploy = functions && ifThere('cloudbaserc.json')
  const h5 = ifThere(join(dist, 'h5'))
  return startLocalCloud({
    port,
    watch: true,
    timers: true,
    environments: env.map(id => ({
      id,
      dir: join(data, id),
      variables: variables(join(data, id)),
      ...(functions ? { functions } : {}),
      ...(deploy ? { deploy } : {}),
      collections: collections ? JSON.parse(readFileSync(collections, 'utf8')) as CollectionSpec[] : [],
    })),
    static: h5 ? [{ path: '/', dir: h5 }] : [],
  })
}

/** Everything but the export lines is a comment, so that a shell can read the whole output. */
function announce(cloud: LocalCloud, { data, dist, env }: Options) {
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say(`# 本地云已启动：${cloud.url}（只接受本机访问，仅供开发、测试和演练）`)
  say(`# 开发者页面：${cloud.url}/dev`)
  say(`# 数据目录：${data}`)
  if (!existsSync(join(dist, 'cloudfunctions'))) say('# 还没有构建云函数，现在只有数据库、云存储可用')
  for (const id of env) {
    if (env.length > 1) say(`# 环境 ${id}`)
    for (const [key, value] of Object.entries(cloud.exports(id))) say(`export ${key}='${value}'`)
  }
  say('# 按 Ctrl-C 停止')
}

function stopOnSignal(cloud: LocalCloud) {
  let asked: number | undefined
  const stop = () => {
    // npm passes a Ctrl-C on that the terminal has sent already: only a later one is impatience.
    if (asked !== undefined) return Date.now() - asked > ECHO_MS ? process.exit(130) : undefined
    asked = Date.now()
    process.stdout.write('# 正在停止，等待进行中的调用结束；再按一次 Ctrl-C 立即退出\n')
    cloud.stop().then(() => process.exit(0), error => {
      process.stderr.write(`停止时出错：${error instanceof Error ? error.message : error}\n`)
      process.exit(1)
    })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function serve(variables: Variables) {
  // Production's functions run in UTC; a worker thread shares the clock of its process.
  process.env['TZ'] = 'UTC'
  if (process.argv.includes('--help')) return void process.stdout.write(`${USAGE}\n`)
  const chosen = options()
  const cloud = await start(chosen, variables)
  stopOnSignal(cloud)
  announce(cloud, chosen)
}

/** Serves as the command line says, until Ctrl-C. */
export async function runFromShell(variables: Variables = () => ({})): Promise<void> {
  await serve(variables).catch((error: NodeJS.ErrnoException & { port?: number }) => {
    const text = error.code === 'EADDRINUSE' ? `端口 ${error.port} 已被占用，请用 --port 换一个` : error.message
    process.stderr.write(`本地云没有启动：${text}\n`)
    process.exit(1)
  })
}
