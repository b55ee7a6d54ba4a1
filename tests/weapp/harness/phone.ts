import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What a phone is and has; tests change it while the app runs. */
export interface Phone {
  /** The local cloud's address. */
  cloud: string
  /** Whose WeChat this is; undefined = none was logged in. */
  openid: string | undefined
  online: boolean
  /** WeChat's font size setting, px. */
  fontSize: number
  dark: boolean
  /** What the album or the file chooser gives next; empty = the person backs out. */
  files: string[]
  /** What WeChat's own viewer was asked to show, the newest last. */
  opened: { name: string; text: string }[]
  /** What players of films and sounds were told to do, the newest last: `play`, `seek 12`. */
  told: string[]
  /** Sounds that pages have made, the newest last. */
  sounds: Sound[]
  /** Words drawn on canvases. */
  drawn: string[]
  /** Rectangles filled on canvases with something else than white. */
  painted: [x: number, y: number, width: number, height: number][]
  /** What the camera reads next; empty = the person backs out. */
  scans: string[]
  /** Survives a relaunch: pass it on to have the same phone again after the app was killed. */
  storage: Map<string, string>
  /** Calls to functions so far, the newest last. */
  calls: { area: string; action: string; ms: number }[]
  /** What the person answers to the window of subscription messages, by template id, or the error that WeChat gives; absent = 允许 to all. */
  consents: Record<string, string> | number | undefined
  /** Template ids of each window of subscription messages, the newest last. */
  windows: string[][]
  /** Every function of `wx` that was called, the newest last. */
  hostCalls: string[]
  /** Plain requests so far, the newest last: WeChat adds no identity to them. */
  requests: { url: string; method: string; header: Record<string, string>; data: string | undefined }[]
}

/** A player of sound: a test lets it speak as WeChat's does. */
export interface Sound {
  src: string
  startTime: number
  currentTime: number
  playbackRate: number
  say(event: 'Play' | 'Pause' | 'Ended' | 'TimeUpdate' | 'Error'): void
}

export interface Navigation {
  open(url: string): Promise<void>
  redirect(url: string): Promise<void>
  relaunch(url: string): Promise<void>
  switchTab(url: string): Promise<void>
  back(delta: number): Promise<void>
  /** Whether the page in front has an element of this id. */
  shows(id: string): boolean
}

type Options = Record<string, unknown> & {
  success?(result: unknown): void
  fail?(error: unknown): void
  complete?(result: unknown): void
}

/** WeChat answers by callbacks when it got any, and always by a promise. */
const answer = (name: string, work: (options: Options) => unknown) => (options: Options = {}) => {
  const settled = (async () => work(options))().then(
    result => {
      const reply = { errMsg: `${name}:ok`, ...(result as object | undefined) }
      options.success?.(reply)
      options.complete?.(reply)
      return reply
    },
    (error: unknown) => {
      const failure = { errMsg: `${name}:fail ${error instanceof Error ? error.message : ''}`, ...(error as object) }
      options.fail?.(failure)
      options.complete?.(failure)
      throw failure
    },
  )
  if (options.success ?? options.fail ?? options.complete) settled.catch(() => undefined)
  return settled
}

const USER_DATA = 'wxfile://usr'

const copy = (value: unknown) => value === undefined ? '' : JSON.parse(JSON.stringify(value)) as unknown

const storageApi = (phone: Phone) => {
  const get = (key: string) => phone.storage.has(key) ? JSON.parse(phone.storage.get(key)!) as unknown : ''
  const set = (key: string, data: unknown) => { phone.storage.set(key, JSON.stringify(copy(data))) }
  const info = () => ({ keys: [...phone.storage.keys()], currentSize: 1, limitSize: 10240 })
  return {
    getStorageSync: get,
    setStorageSync: set,
    removeStorageSync: (key: string) => { phone.storage.delete(key) },
    clearStorageSync: () => phone.storage.clear(),
    getStorageInfoSync: info,
    getStorage: answer('getStorage', ({ key }) => ({ data: get(String(key)) })),
    setStorage: answer('setStorage', ({ key, data }) => set(String(key), data)),
    removeStorage: answer('removeStorage', ({ key }) => { phone.storage.delete(String(key)) }),
    getStorageInfo: answer('getStorageInfo', info),
  }
}

const post = async (phone: Phone, path: string, body: string | Uint8Array<ArrayBuffer>) => {
  if (!phone.online) throw { errCode: -1, errMsg: 'cloud:fail request:fail -118:net::ERR_INTERNET_DISCONNECTED' }
  const headers: Record<string, string> = phone.openid === undefined ? {} : { 'x-local-openid': phone.openid }
  let response: Response
  try {
    response = await fetch(phone.cloud + path, { method: 'POST', headers, body })
  } catch (error) {
    throw { errCode: -1, errMsg: `cloud:fail request:fail ${error}` }
  }
  const result = await response.json() as { errMsg?: string; errCode?: number }
  if (!response.ok) throw result
  return result
}

const requestApi = (phone: Phone) => answer('request', async ({ url, method, header, data }) => {
  const sent = { url: String(url), method: String(method ?? 'GET'), header: (header ?? {}) as Record<string, string>, data: data as string | undefined }
  phone.requests.push(sent)
  if (!phone.online) throw { errno: 5, errMsg: 'request:fail -118:net::ERR_INTERNET_DISCONNECTED' }
  // Built without an address of the API, the app names paths only: they are the local cloud's.
  const response = await fetch(sent.url.startsWith('/') ? phone.cloud + sent.url : sent.url, { method: sent.method, headers: sent.header, body: sent.data })
  return { statusCode: response.status, header: {}, cookies: [], data: await response.json() as unknown }
})

const cloudApi = (phone: Phone) => ({
  init: () => undefined,
  callFunction: answer('cloud.callFunction', async ({ name, data }) => {
    const began = performance.now()
    const result = await post(phone, `/functions/${String(name)}`, JSON.stringify(data))
    const { action } = data as { action: string }
    phone.calls.push({ area: String(name), action, ms: performance.now() - began })
    return { result }
  }),
  uploadFile(options: Options) {
    const listeners = new Set<(at: { progress: number }) => void>()
    const send = answer('cloud.uploadFile', async ({ cloudPath, filePath }) => {
      const sent = await post(phone, `/storage/upload?path=${encodeURIComponent(String(cloudPath))}`, new Uint8Array(readFileSync(String(filePath))))
      listeners.forEach(listener => listener({ progress: 100 }))
      return sent
    })
    const sending = send(options)
    return Object.assign(sending, {
      onProgressUpdate: (listener: (at: { progress: number }) => void) => { listeners.add(listener) },
      abort: () => undefined,
    })
  },
})

const pickedFiles = (phone: Phone, count: unknown) => {
  const taken = phone.files.splice(0, Number(count ?? 9))
  if (taken.length === 0) throw { errMsg: 'fail cancel' }
  return taken.map(path => ({ path, tempFilePath: path, name: path.split('/').pop(), size: readFileSync(path).length, fileType: 'image' }))
}

/** The app's own files on the phone, by path. */
const filesApi = (phone: Phone) => {
  const files = new Map<string, Uint8Array>()
  const folders = new Set<string>()
  const shown = (path: string) => {
    const bytes = files.get(path) ?? (path.startsWith(USER_DATA) ? undefined : readFileSync(path))
    if (!bytes) throw { errMsg: `openDocument:fail no such file ${path}` }
    phone.opened.push({ name: path.split('/').pop()!, text: Buffer.from(bytes).toString() })
  }
  return {
    downloadFile: answer('downloadFile', async ({ url, filePath }) => {
      if (!phone.online) throw { errMsg: 'downloadFile:fail request:fail -118:net::ERR_INTERNET_DISCONNECTED' }
      const path = String(filePath)
      if (!folders.has(path.slice(0, path.lastIndexOf('/')))) throw { errMsg: `downloadFile:fail no such directory ${path}` }
      const response = await fetch(String(url))
      if (response.ok) files.set(path, new Uint8Array(await response.arrayBuffer()))
      return { statusCode: response.status, filePath: path }
    }),
    openDocument: answer('openDocument', ({ filePath }) => shown(String(filePath))),
    getFileSystemManager: () => ({
      mkdirSync: (path: string) => { folders.add(path) },
      rmdirSync: (path: string) => {
        if (!folders.delete(path)) throw new Error(`rmdir:fail no such directory ${path}`)
        for (const file of files.keys()) if (file.startsWith(`${path}/`)) files.delete(file)
      },
      writeFile: answer('writeFile', ({ filePath, data, encoding }) => {
        files.set(String(filePath), new Uint8Array(Buffer.from(String(data), encoding as BufferEncoding)))
      }),
    }),
  }
}

const soundOf = (phone: Phone) => {
  const listeners: Record<string, (() => void) | undefined> = {}
  const sound = {
    src: '', startTime: 0, currentTime: 0, playbackRate: 1,
    say: (event: string) => listeners[event]?.(),
    seek(to: number) {
      phone.told.push(`seek ${to}`)
      sound.currentTime = to
    },
    play: () => { phone.told.push('play') },
    pause: () => { phone.told.push('pause') },
    destroy: () => { phone.told.push('destroy') },
    ...Object.fromEntries(['Play', 'Pause', 'Ended', 'TimeUpdate', 'Error'].map(event => [`on${event}`, (listener: () => void) => { listeners[event] = listener }])),
  }
  phone.sounds.push(sound)
  return sound
}

/** Looks on the page in front, once `exec` is called and not before; null for what is not there. */
const queryOf = (shows: Navigation['shows'], node: unknown) => {
  const asked: (() => void)[] = []
  let selected = ''
  const query = {
    select(selector: string) {
      selected = selector
      return query
    },
    fields(_: unknown, found: (it: { node: unknown } | null) => void) {
      const id = selected.replace('#', '')
      asked.push(() => found(shows(id) ? { node } : null))
      return query
    },
    exec: () => { void Promise.resolve().then(() => asked.forEach(ask => ask())) },
  }
  return query
}

/** Players and canvases: what they are told is written down, nothing is shown. */
const mediaApi = (phone: Phone, shows: Navigation['shows']) => {
  const tell = (name: string) => (...given: unknown[]) => { phone.told.push([name, ...given].join(' ')) }
  const pen = { measureText: (text: string) => ({ width: text.length * 10 }), fillStyle: '', fillRect: (...at: [number, number, number, number]) => { if (pen.fillStyle !== '#ffffff') phone.painted.push(at) }, strokeRect: () => undefined, fillText: (text: string) => { phone.drawn.push(text) } }
  const canvas = { width: 0, height: 0, getContext: () => pen }
  return {
    createVideoContext: () => ({ play: tell('play'), pause: tell('pause'), seek: tell('seek'), playbackRate: tell('speed'), exitFullScreen: () => undefined }),
    createInnerAudioContext: () => soundOf(phone),
    createSelectorQuery: () => queryOf(shows, canvas),
    canvasToTempFilePath: answer('canvasToTempFilePath', () => ({ tempFilePath: `${USER_DATA}/drawn.png` })),
    saveImageToPhotosAlbum: answer('saveImageToPhotosAlbum', ({ filePath }) => { phone.told.push(`save ${String(filePath)}`) }),
  }
}

const scanned = (phone: Phone) => {
  const result = phone.scans.shift()
  if (result === undefined) throw { errMsg: 'scanCode:fail cancel' }
  return { result, scanType: 'QR_CODE', path: '' }
}

/** One window at a time, and only for three templates. */
const subscribed = (phone: Phone, tmplIds: unknown) => {
  const ids = tmplIds as string[]
  phone.windows.push(ids)
  const said = phone.consents
  if (typeof said === 'number') throw { errCode: said, errMsg: 'requestSubscribeMessage:fail' }
  if (ids.length > 3) throw { errCode: 20003, errMsg: 'requestSubscribeMessage:fail Templates count out of max bounds' }
  return Object.fromEntries(ids.map(id => [id, said?.[id] ?? 'accept']))
}

const deviceApi = (phone: Phone) => {
  const windowInfo = () => ({
    pixelRatio: 3, windowWidth: 390, windowHeight: 760, screenWidth: 390, screenHeight: 844, statusBarHeight: 47,
    safeArea: { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 },
  })
  const appBase = () => ({
    SDKVersion: '3.6.1', version: '8.0.50', language: 'zh_CN', theme: phone.dark ? 'dark' : 'light', fontSizeSetting: phone.fontSize,
  })
  const device = () => ({ brand: 'devtools', model: 'test', system: 'iOS 14.0', platform: 'ios' })
  const system = () => ({ ...windowInfo(), ...appBase(), ...device() })
  return {
    getWindowInfo: windowInfo,
    getAppBaseInfo: appBase,
    getDeviceInfo: device,
    getSystemSetting: () => ({ deviceOrientation: 'portrait' }),
    getSystemInfoSync: system,
    getSystemInfo: answer('getSystemInfo', system),
    getNetworkType: answer('getNetworkType', () => ({ networkType: phone.online ? 'wifi' : 'none' })),
    getPrivacySetting: answer('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '隐私保护指引' })),
    getRandomValues: answer('getRandomValues', ({ length }) => ({ randomValues: new Uint8Array(randomBytes(Number(length))).buffer })),
    chooseMedia: answer('chooseMedia', ({ count }) => ({ tempFiles: pickedFiles(phone, count) })),
    requestSubscribeMessage: answer('requestSubscribeMessage', ({ tmplIds }) => subscribed(phone, tmplIds)),
    openSetting: answer('openSetting', () => ({ authSetting: {} })),
    scanCode: answer('scanCode', () => scanned(phone)),
    chooseMessageFile: answer('chooseMessageFile', ({ count }) => ({ tempFiles: pickedFiles(phone, count) })),
    getMenuButtonBoundingClientRect: () => ({ left: 281, right: 368, top: 51, bottom: 83, width: 87, height: 32 }),
    canIUse: () => true,
    env: { USER_DATA_PATH: USER_DATA },
    nextTick: (work: () => void) => { void Promise.resolve().then(work) },
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
  }
}

// Things that only show something; the tests look at the page instead.
const SILENT = [
  'setNavigationBarTitle', 'setNavigationBarColor', 'showToast', 'hideToast', 'showLoading', 'hideLoading', 'stopPullDownRefresh',
  'pageScrollTo', 'hideKeyboard', 'vibrateShort', 'previewImage', 'setClipboardData', 'hideTabBar', 'showTabBar', 'setTabBarBadge',
  'removeTabBarBadge', 'setBackgroundColor', 'hideHomeButton', 'shareFileMessage', 'openPrivacyContract',
  'requirePrivacyAuthorize', 'enableAlertBeforeUnload', 'disableAlertBeforeUnload', 'setKeepScreenOn',
]

/** The parts of `wx` that the app uses; Taro says "not supported" about every other. */
export const createWx = (phone: Phone, go: Navigation) => {
  const networkListeners = new Set<(state: { isConnected: boolean; networkType: string }) => void>()
  const visit = (name: string, work: (url: string) => Promise<void>) => answer(name, ({ url }) => work(String(url)))
  const wx: Record<string, unknown> = {
    ...Object.fromEntries(SILENT.map(name => [name, answer(name, () => undefined)])),
    ...storageApi(phone),
    ...deviceApi(phone),
    ...filesApi(phone),
    ...mediaApi(phone, go.shows),
    cloud: cloudApi(phone),
    request: requestApi(phone),
    onNetworkStatusChange: (listener: (state: { isConnected: boolean; networkType: string }) => void) => { networkListeners.add(listener) },
    offNetworkStatusChange: () => networkListeners.clear(),
    onThemeChange: () => undefined,
    offThemeChange: () => undefined,
    navigateTo: visit('navigateTo', go.open),
    redirectTo: visit('redirectTo', go.redirect),
    reLaunch: visit('reLaunch', go.relaunch),
    switchTab: visit('switchTab', go.switchTab),
    navigateBack: answer('navigateBack', ({ delta }) => go.back(Number(delta ?? 1))),
  }
  // The cloud is an object of its own, whose calls `phone.calls` keeps.
  for (const [name, api] of Object.entries(wx)) {
    if (typeof api !== 'function') continue
    wx[name] = (...given: unknown[]) => {
      phone.hostCalls.push(name)
      return api(...given) as unknown
    }
  }
  const setOnline = (online: boolean) => {
    phone.online = online
    networkListeners.forEach(listener => listener({ isConnected: online, networkType: online ? 'wifi' : 'none' }))
  }
  return { wx, setOnline }
}
