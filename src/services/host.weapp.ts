import Taro from '@tarojs/taro'
import type { Reply } from '../../types/contract'
import { Broken, demandLines, inTime, isLoopback, isReply, Unreachable } from './failures'
import type { Host, PickedFile } from './host'
import { QUIET_KEY } from './quiet-key'

// WeChat's size at its middle setting; 关怀模式 reports 22 to 24.
const STANDARD_FONT_PX = 16
const OPENABLE = /\.(xlsx?|docx?|pptx?|pdf)$/i
const PICTURE = /\.(jpe?g|png|gif|webp)$/i

interface CloudFailure {
  errCode?: number
  errMsg?: string
  requestID?: string
}

const quietLaunch = Taro.getStorageSync(QUIET_KEY) !== ''
let started = false
const cloud = () => {
  if (!started) {
    // WeChat keeps who opened the app and when; not of a voter who opens it while a ballot is cast.
    Taro.cloud.init({ traceUser: !quietLaunch })
    started = true
  }
  return Taro.cloud
}

/** WeChat reports every failure alike; only these say that nothing reached the function or no answer came back. */
const isUnreachable = ({ errCode, errMsg = '' }: CloudFailure) =>
  errCode === -1 || errCode === -404012 || (errCode === undefined && /fail/.test(errMsg))
  || /request:fail|timeout|time ?out|ERR_|network|abort/i.test(errMsg)

const failed = (error: unknown): Error => {
  if (error instanceof Unreachable) return error
  const failure = (error ?? {}) as CloudFailure
  return isUnreachable(failure)
    ? new Unreachable(failure.errMsg ?? 'unreachable')
    : new Broken(failure.errMsg ?? String(error), failure.requestID)
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** Not every wx function returns a promise when it gets no callbacks. */
const ask = <O extends object, R>(api: (options: O) => unknown, options: Omit<O, 'success' | 'fail' | 'complete'>) =>
  new Promise<R>((success, fail) => { api({ ...options, success, fail } as unknown as O) })

/** Backing out of WeChat's picker is reported as a failure. */
const unlessCancelled = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if (/cancel/i.test((error as CloudFailure).errMsg ?? '')) return undefined
    throw error
  }
}

const upload = (file: PickedFile, cloudPath: string, onProgress?: (percent: number) => void) =>
  new Promise<string>((resolve, reject) => {
    const task = cloud().uploadFile({
      cloudPath,
      filePath: file.path,
      success: done => resolve(done.fileID),
      fail: error => reject(failed(error)),
    }) as unknown as { onProgressUpdate?(listener: (at: { progress: number }) => void): void } | undefined
    if (onProgress) task?.onProgressUpdate?.(({ progress }) => onProgress(progress))
  })

const writeTemporary = async (fileName: string, data: string, encoding: 'base64' | 'utf8') => {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  await ask<Taro.FileSystemManager.WriteFileOption, unknown>(
    Taro.getFileSystemManager().writeFile, { filePath, data, encoding })
  return filePath
}

const withPart: Host['withPart'] = async (file, from, to, work) => {
  const files = Taro.getFileSystemManager()
  const filePath = `${emptiedFolder('part')}${from}`
  try {
    const { data } = await ask<Taro.FileSystemManager.ReadFileOption, Taro.FileSystemManager.ReadFileSuccessCallbackResult>(
      files.readFile, { filePath: file.path, position: from, length: to - from })
    await ask<Taro.FileSystemManager.WriteFileOption, unknown>(files.writeFile, { filePath, data })
  } catch (error) {
    throw new Broken(String((error as CloudFailure).errMsg ?? error))
  }
  return work({ path: filePath, name: file.name, size: to - from })
}

/** A folder with nothing in it: WeChat gives an app 200 MB in all, and one opened file at a time is enough. */
const emptiedFolder = (name: string): string => {
  const files = Taro.getFileSystemManager()
  const folder = `${Taro.env.USER_DATA_PATH}/${name}`
  try {
    files.rmdirSync(folder, true)
  } catch { /* nothing was opened before */ }
  files.mkdirSync(folder, true)
  return `${folder}/`
}

/** @returns where the file now is on the phone, under its own name */
const fetched = async (url: string, name: string): Promise<string> => {
  const filePath = emptiedFolder('opened') + name
  try {
    const { statusCode } = await Taro.downloadFile({ url, filePath })
    if (statusCode >= 300) throw new Broken(`status ${statusCode}`)
    return filePath
  } catch (error) {
    throw error instanceof Broken ? error : failed(error)
  }
}

const openFile = async (url: string, name: string) => {
  // WeChat's document viewer knows no pictures.
  if (PICTURE.test(name)) return void await Taro.previewImage({ urls: [url] })
  // Picked on this phone a moment ago: it is here already.
  if (!/^https?:/.test(url)) return void await Taro.openDocument({ filePath: url, showMenu: true })
  await Taro.openDocument({ filePath: await fetched(url, name), showMenu: true })
}

/** What WeChat cannot open, such as a .zip, is sent on to a computer through a chat. */
const forward = async (url: string, fileName: string) =>
  void await unlessCancelled(ask<Taro.shareFileMessage.Option, unknown>(Taro.shareFileMessage, { filePath: await fetched(url, fileName), fileName }))

const request = async (url: string, body?: string) => {
  const header: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  try {
    return await inTime(Taro.request<TaroGeneral.IAnyObject, string>({ url: url.startsWith('/') ? APP_API + url : url, method: body === undefined ? 'GET' : 'POST', data: body, header }))
  } catch (error) {
    throw failed(error)
  }
}

const fetchLines = async (url: string) => {
  const { data, statusCode } = await request(url)
  return demandLines(data, statusCode)
}

const anonymous = async (url: string, body?: string): Promise<Reply<unknown>> => {
  const response = await request(url, body)
  if (isReply(response.data)) return response.data as unknown as Reply<unknown>
  if (response.statusCode === 502 || response.statusCode === 503) throw new Unreachable(`status ${response.statusCode}`)
  throw new Broken(`status ${response.statusCode}`)
}

export const host: Host = {
  kind: 'weapp',
  anonymous,
  fetchLines,
  // WeChat takes whole addresses only: without one it is the tests' phone.
  local: APP_API === '' || isLoopback(/^https?:\/\/(\[[^\]]*\]|[^:/]*)/.exec(APP_API)?.[1] ?? ''),

  async invoke(area, action, input) {
    try {
      const { result } = await inTime(
        cloud().callFunction({ name: area, data: { action, input } }) as Promise<Taro.cloud.CallFunctionResult>,
      )
      if (!isReply(result)) throw new Broken('not a reply')
      return result as unknown as Reply<unknown>
    } catch (error) {
      throw error instanceof Broken ? error : failed(error)
    }
  },

  upload,
  withPart,

  followNetwork(say) {
    Taro.onNetworkStatusChange(({ isConnected }) => say(isConnected))
    Taro.getNetworkType({ success: ({ networkType }) => say(networkType !== 'none') })
  },

  async randomBytes(count) {
    const { randomValues } = await ask<Taro.UserCryptoManager.getRandomValues.Option,
      Taro.UserCryptoManager.getRandomValues.SuccessCallbackResult>(Taro.getRandomValues, { length: count })
    return new Uint8Array(randomValues)
  },

  // A phone's original has 3 to 10 MB; WeChat compresses before anything is sent.
  async pickPictures(atMost) {
    const chosen = await unlessCancelled(
      ask<Taro.chooseMedia.Option, Taro.chooseMedia.SuccessCallbackResult>(
        Taro.chooseMedia, { count: atMost, mediaType: ['image'], sizeType: ['compressed'] }),
    )
    return (chosen?.tempFiles ?? []).map(({ tempFilePath, size }) => ({ path: tempFilePath, size, name: baseName(tempFilePath) }))
  },

  async pickFiles(extensions, atMost) {
    const chosen = await unlessCancelled(
      ask<Taro.chooseMessageFile.Option, Taro.chooseMessageFile.SuccessCallbackResult>(
        Taro.chooseMessageFile, { count: atMost, type: 'file', extension: [...extensions] }),
    )
    return (chosen?.tempFiles ?? []).map(({ path, size, name, time }) => ({ path, size, name, modified: time * 1000 }))
  },

  openFile,
  handOverFrom: (url, fileName) => OPENABLE.test(fileName) ? openFile(url, fileName) : forward(url, fileName),

  async handOver(fileName, content, encoding) {
    const filePath = await writeTemporary(fileName, content, encoding)
    if (OPENABLE.test(fileName)) await Taro.openDocument({ filePath, showMenu: true })
    else await unlessCancelled(ask<Taro.shareFileMessage.Option, unknown>(Taro.shareFileMessage, { filePath, fileName }))
  },

  fontScale() {
    const { fontSizeSetting = STANDARD_FONT_PX } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
    return fontSizeSetting / STANDARD_FONT_PX
  },

  async privacyPending() {
    const { needAuthorization } = await ask<Taro.getPrivacySetting.Option,
      Taro.getPrivacySetting.SuccessCallbackResult>(Taro.getPrivacySetting, {})
    return needAuthorization
  },
}
