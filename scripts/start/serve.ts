import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { startLocalCloud } from '../../localcloud/host/start'
import { buildApp } from '../build-app'
import { buildFunctions } from '../build-functions'
import { localVariables } from '../lib/local-variables'
import { withWitness } from '../lib/witness'
import { demoPeople } from '../seed/people'
import { seed } from '../seed/seed'

const DATA = '.data/local'
const SEEDED = `${DATA}/seeded`
const PUBLIC = '.data/public'

/** Says how long a step took, so that nobody wonders whether it still runs. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now()
  process.stdout.write(`· ${what} …\n`)
  const result = await work()
  console.log(`  ✓ ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return result
}

const portIsFree = (port: number) => new Promise<boolean>(done => {
  const probe = createServer().once('error', () => done(false))
  probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
})

async function main() {
  const port = Number(process.env.PORT ?? 3100)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT=${process.env.PORT} is not a port number`)
  if (!(await portIsFree(port))) throw new Error(`port ${port} is taken (another npm start?). Choose another: PORT=${port + 1} npm start`)

  await step('building the cloud functions', buildFunctions)
  await step('building the H5 app (about a minute the first time)', () => buildApp('h5'))
  const cloud = await step('starting the local cloud', async () => {
    mkdirSync(PUBLIC, { recursive: true })
    const variables = localVariables(DATA)
    writeFileSync(`${PUBLIC}/people.json`, JSON.stringify(demoPeople))
    return startLocalCloud({
      port,
      timers: true,
      watch: true,
      environments: withWitness({
        id: 'local', dir: DATA, functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json',
        collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')), variables,
      }, '.data/witness', variables.ZDT_SECRET!),
      static: [{ path: '/demo', dir: PUBLIC }, { path: '/', dir: 'dist/h5' }],
    })
  })
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    console.log('\n· stopping, finishing what is under way …')
    void cloud.stop().then(() => { console.log('  ✓ stopped; the data are in .data/local'); process.exit(0) })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  if (!existsSync(SEEDED)) {
    await step('writing the demo data', () => seed(cloud.exports(), Date.now()))
    writeFileSync(SEEDED, new Date().toISOString())
  }
  welcome(cloud.url)
}

function welcome(url: string) {
  console.log(`
职代通 is running (this machine only; data in .data/local, delete that folder to begin again)

  open       ${url}/
  developer  ${url}/dev

Choose a demo person under 我的 → 演示身份:
${demoPeople.map(p => `  ${p.name}  ${p.note}`).join('\n')}

Try: as 周建国 write a motion with a picture and invite 李秀英 and 王海燕; as 李秀英 co-sign it;
     as 赵敏 look at all motions, and import a roster (我的 → 名册导入).
Stop with Ctrl-C.`)
}

main().catch((e: Error) => {
  console.error(`\n✗ ${e.message}`)
  process.exit(1)
})
