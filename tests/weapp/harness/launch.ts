import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OpenPage, until } from './page'
import { createWx, type Navigation, type Phone } from './phone'
import { createScripts } from './scripts'
import { onSimulatorError, renderPage } from './simulator'

export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

const MOST_PAGES = 10

// A story is many conditions, each of which may wait on a machine under load.
jest.setTimeout(240_000)

const parse = (url: string) => {
  const [path = '', search = ''] = url.replace(/^\//, '').split('?')
  return { path, query: Object.fromEntries(new URLSearchParams(search)) }
}

/** The built mini-program, running on one phone. */
export class MiniProgram {
  readonly phone: Phone
  /** What went wrong inside the app without anybody having said so. */
  readonly errors: string[] = []
  private readonly stack: OpenPage[] = []
  /** Tab pages stay alive while another tab is in front. */
  private readonly tabPages = new Map<string, OpenPage>()
  private readonly app: Record<string, unknown> = {}
  private readonly scripts: ReturnType<typeof createScripts>
  private readonly known: Set<string>
  private readonly tabs: Set<string>
  private readonly network: (online: boolean) => void

  constructor(private readonly dist: string, phone: Partial<Phone> & Pick<Phone, 'cloud'>) {
    this.phone = {
      openid: undefined, online: true, fontSize: 16, dark: false, files: [], opened: [], told: [], sounds: [], drawn: [], painted: [], scans: [], storage: new Map(), calls: [], requests: [],
      consents: undefined, windows: [], hostCalls: [], ...phone,
    }
    const config = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as AppJson
    this.tabs = new Set(config.tabBar.list.map(tab => tab.pagePath))
    this.known = new Set([...config.pages, ...(config.subPackages ?? []).flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`))])
    const { wx, setOnline } = createWx(this.phone, this.navigation())
    this.network = setOnline
    onSimulatorError(error => this.errors.push(String(error.stack ?? error)))
    this.scripts = createScripts(dist, {
      wx,
      App: options => { Object.assign(this.app, options) },
      getApp: () => this.app,
      getCurrentPages: () => this.stack.map(page => page.instance),
      console: { ...console, error: (...args: unknown[]) => { this.errors.push(args.map(String).join(' ')) } },
    })
    this.scripts.run('app')
    this.runApp('onLaunch', { path: config.pages[0], query: {}, scene: 1001 })
    this.runApp('onShow', { path: config.pages[0], query: {}, scene: 1001 })
  }

  /** The page in front. */
  get page(): OpenPage {
    const top = this.stack.at(-1)
    if (!top) throw new Error('no page is open')
    return top
  }

  get depth() { return this.stack.length }

  /** Opens a page as a link, a notice or another page would. */
  async open(path: string, query: Record<string, string> = {}): Promise<OpenPage> {
    const url = `${path}?${new URLSearchParams(query)}`
    const go = this.navigation()
    await (this.tabs.has(path) ? go.switchTab(url) : go.open(url))
    return this.page
  }

  /** Waits for a page to come to the front. */
  async arrive(path: string): Promise<OpenPage> {
    await until(() => this.depth > 0 && this.page.route === path, () => `in front: ${this.stack.at(-1)?.route}`)
    return this.page
  }

  goBack() { return this.navigation().back(1) }

  setOnline(online: boolean) { this.network(online) }

  /** WeChat in the background and again in front. */
  hide() {
    this.stack.at(-1)?.run('onHide')
    this.runApp('onHide')
  }

  show() {
    this.runApp('onShow', { path: this.page.route, query: {}, scene: 1001 })
    this.page.run('onShow')
  }

  /** Ends the app without a word to it, as the system does; the phone's storage stays. */
  kill(): Phone {
    this.scripts.end()
    for (const page of new Set([...this.stack, ...this.tabPages.values()])) page.rendered.detach()
    return this.phone
  }

  private runApp(method: string, options?: unknown) {
    const found = this.app[method]
    if (typeof found === 'function') found.call(this.app, options)
  }

  private push(url: string) {
    const { path, query } = parse(url)
    if (!this.known.has(path)) throw new Error(`page "${path}" is not found`)
    if (this.stack.length >= MOST_PAGES) throw new Error('webview count limit exceed')
    const page = new OpenPage(path, query, renderPage(this.dist, join(this.dist, path), file => this.scripts.optionsOf(file)))
    Object.assign(page.instance, { route: path, __route__: path, options: query })
    this.stack.push(page)
    page.run('onLoad', query)
    page.run('onShow')
    page.run('onReady')
    return page
  }

  private close(page: OpenPage) {
    page.run('onUnload')
    page.rendered.detach()
  }

  private toTab(path: string) {
    const front = this.stack.at(-1)
    if (front?.route === path) return
    for (const page of this.stack.splice(0)) {
      if (this.tabPages.get(page.route) !== page) this.close(page)
      else if (page === front) page.run('onHide')
    }
    const alive = this.tabPages.get(path)
    if (!alive) {
      this.tabPages.set(path, this.push(path))
      return
    }
    this.stack.push(alive)
    alive.run('onShow')
  }

  private relaunch(url: string) {
    const all = new Set([...this.stack.splice(0), ...this.tabPages.values()])
    this.tabPages.clear()
    all.forEach(page => this.close(page))
    const { path } = parse(url)
    if (this.tabs.has(path)) this.toTab(path)
    else this.push(url)
  }

  private navigation(): Navigation {
    const tabless = (url: string) => {
      if (this.tabs.has(parse(url).path)) throw new Error('can not navigateTo a tabbar page')
    }
    return {
      open: async url => {
        tabless(url)
        this.stack.at(-1)?.run('onHide')
        this.push(url)
      },
      redirect: async url => {
        tabless(url)
        const replaced = this.stack.pop()
        if (replaced) this.close(replaced)
        this.push(url)
      },
      relaunch: async url => this.relaunch(url),
      switchTab: async url => {
        const { path } = parse(url)
        if (!this.tabs.has(path)) throw new Error('can not switch to no-tabBar page')
        this.toTab(path)
      },
      back: async delta => {
        // WeChat stays where it is on the first page: nothing is shown again that never was left.
        if (this.stack.length === 1) return
        for (let i = 0; i < delta && this.stack.length > 1; i++) this.close(this.stack.pop()!)
        this.page.run('onShow')
      },
      shows: id => this.stack.at(-1)?.elements().some(element => element.node.id === id) ?? false,
    }
  }
}

/** Starts the built mini-program on a phone that reaches the given local cloud. */
export const launch = (phone: Partial<Phone> & Pick<Phone, 'cloud'>, dist = resolve('dist/weapp')) => new MiniProgram(dist, phone)
