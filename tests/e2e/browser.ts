import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { startLocalCloud, type LocalCloud } from '../../localcloud/host/start'
import { noticeVariables } from '../../scripts/lib/local-variables'
import { withWitness } from '../../scripts/lib/witness'
import { demoPeople } from '../../scripts/seed/people'
import { seed } from '../../scripts/seed/seed'
import { demonstration } from '../../scripts/seed/units'

/** Screenshots of the stories; `npm run shots` makes the contact sheet of them. */
const SHOTS = 'tests/e2e/shots'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1280, height: 800 }

export interface Stage {
  cloud: LocalCloud
  /** Opens the app as a demo person (undefined = a visitor) in a browser context of its own. */
  as(openid: string | undefined, options?: { desktop?: boolean; dark?: boolean; scale?: '1.25' | '1.6'; size?: { width: number; height: number }; kept?: Kept }): Promise<Actor>
  stop(): Promise<void>
}

/** What a phone keeps when its browser is closed. */
export type Kept = Awaited<ReturnType<BrowserContext['storageState']>>

export interface Actor {
  page: Page
  context: BrowserContext
  go(route: string): Promise<void>
  shot(name: string): Promise<void>
  /** Errors that the page wrote to its console or threw. */
  errors: string[]
}

const chromePath = () => {
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (!path) throw new Error('no Chromium found: npm test installs it')
  return path
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb']

/** In the page, before all scripts: an iPhone with iOS 14 and an Android phone with Chrome 86 have none of these. */
const makeOld = () => {
  const absent: [object, string[]][] = [
    [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with']],
    [String.prototype, ['at']],
    [Object.getPrototypeOf(Uint8Array.prototype) as object, ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with']],
    [Object, ['hasOwn', 'groupBy']],
    [Map, ['groupBy']],
    [Promise, ['withResolvers', 'try']],
    [Array, ['fromAsync']],
    [AbortSignal, ['any', 'timeout']],
    [Crypto.prototype, ['randomUUID']],
    [globalThis, ['structuredClone']],
  ]
  for (const [holder, names] of absent) for (const name of names) Reflect.deleteProperty(holder, name)
}

/** In the page: no page slides in or out any more. */
const isStill = () => [...document.querySelectorAll('.taro_page')].map(p => getComputedStyle(p)).every(s => s.display === 'none' || ['none', 'matrix(1, 0, 0, 1, 0, 0)'].includes(s.transform))

/** The H5 build on a local cloud with the demo data, and a real Chromium. */
export async function startStage(dist = 'dist/h5'): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'zdt-e2e-'))
  mkdirSync(SHOTS, { recursive: true })
  mkdirSync(join(dir, 'public'))
  writeFileSync(join(dir, 'public', 'people.json'), JSON.stringify(demoPeople))
  const cloud = await startLocalCloud({
    timers: true,
    environments: withWitness({
      id: 'e2e', dir: join(dir, 'cloud'), functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json',
      collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')),
      variables: { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: demonstration._id, ...noticeVariables },
    }, join(dir, 'witness'), 'a secret shared with the witness only', 0),
    static: [{ path: '/demo', dir: join(dir, 'public') }, { path: '/', dir: dist }],
  })
  await seed(cloud.exports(), Date.now())
  const browser: Browser = await chromium.launch({ executablePath: chromePath(), args: FLAGS })

  return {
    cloud,
    async as(openid, { desktop = false, dark = false, scale, size, kept } = {}) {
      const context = await browser.newContext({
        viewport: size ?? (desktop ? DESKTOP : PHONE), isMobile: !desktop, hasTouch: !desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
        colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', acceptDownloads: true, storageState: kept,
      })
      await context.addInitScript(([who, zoom]) => {
        if (who) localStorage.setItem('demoPerson', who)
        if (zoom) localStorage.setItem('textSize', JSON.stringify({ data: Number(zoom) }))
      }, [openid, scale] as const)
      if (!desktop) await context.addInitScript(makeOld)
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      const errors: string[] = []
      // The console says only that something failed to load; the response says what.
      page.on('console', m => { if (m.type() === 'error' && !m.text().startsWith('Failed to load resource')) errors.push(m.text()) })
      page.on('response', r => { if (r.status() >= 400) errors.push(`${r.status()} ${r.url()}`) })
      page.on('pageerror', e => errors.push(e.message))
      return {
        page, context, errors,
        go: async route => void (await page.goto(`${cloud.url}/#/${route}`)),
        async shot(name) {
          await page.waitForFunction(isStill)
          await page.screenshot({ path: join(SHOTS, `${name}.png`) })
        },
      }
    },
    async stop() {
      await browser.close()
      await cloud.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
