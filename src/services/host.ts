import type { Reply } from '../../types/contract'

/** A file that the person picked; `path` is a temporary path on WeChat and a blob: address in a browser. */
export interface PickedFile {
  path: string
  name: string
  /** Bytes. */
  size: number
  /** When its content last changed, milliseconds, where the platform says so: tells two files of one name apart. */
  modified?: number
}

/** A person of the demonstration data, to be chosen on the local cloud instead of signing in. */
export interface DemoPerson {
  openid: string
  name: string
  /** What there is to try as this person. */
  note: string
}

/** What differs between WeChat and a browser. Only host.weapp.ts and host.h5.ts touch the cloud, files and random bytes. */
export interface Host {
  kind: 'weapp' | 'h5'
  /** @throws Unreachable, Broken */
  invoke(area: string, action: string, input: unknown): Promise<Reply<unknown>>
  /**
   * Asks without saying who asks: no identity, cookie, token or referrer.
   * @param url absolute, or a path of the host that the API is on
   * @param body JSON to post; absent = a question only
   * @throws Unreachable, Broken
   */
  anonymous(url: string, body?: string): Promise<Reply<unknown>>
  /**
   * A JSON array of texts in cloud storage.
   * @param url a temporary address of it
   * @throws Unreachable, Broken
   */
  fetchLines(url: string): Promise<string[]>
  /** The API runs on this very machine: development, tests, a rehearsal on one computer. */
  local: boolean
  /**
   * Works with a part of a picked file as if it were one, and forgets the part afterwards.
   * @param from first byte
   * @param to first byte that no longer belongs to it
   * @throws what `work` throws; Broken when the file cannot be read any more
   */
  withPart<T>(file: PickedFile, from: number, to: number, work: (part: PickedFile) => Promise<T>): Promise<T>
  /**
   * Puts a picked file into cloud storage.
   * @param path where to put it, `motions/<id>/<name>`
   * @param onProgress 0 to 100
   * @returns the file's id, `cloud://…`
   * @throws Unreachable, Broken
   */
  upload(file: PickedFile, path: string, onProgress?: (percent: number) => void): Promise<string>
  /** Says whether there is a network, now and whenever it changes. */
  followNetwork(say: (online: boolean) => void): void
  randomBytes(count: number): Promise<Uint8Array>
  /** Pictures from the camera or the album, compressed where the platform can; [] when the person backed out. */
  pickPictures(atMost: number): Promise<PickedFile[]>
  /** Files of the given extensions (`xlsx`), from the disk or from a WeChat chat; [] when the person backed out. */
  pickFiles(extensions: readonly string[], atMost: number): Promise<PickedFile[]>
  /**
   * Shows a file in cloud storage: in a new tab of the browser, by WeChat's own viewer on a phone.
   * @param url a temporary address of it
   * @throws Unreachable, Broken
   */
  openFile(url: string, name: string): Promise<void>
  /** Hands a file made by the server to the person: a download in a browser, opened or forwarded on WeChat. */
  handOver(fileName: string, content: string, encoding: 'base64' | 'utf8'): Promise<void>
  /**
   * The same of a file in cloud storage.
   * @param url a temporary address of it
   * @throws Unreachable, Broken
   */
  handOverFrom(url: string, fileName: string): Promise<void>
  /** The platform's body size relative to its own standard; 1 when it does not say. */
  fontScale(): number
  /** True when WeChat itself still wants the person's consent to the privacy guide. */
  privacyPending(): Promise<boolean>
  /** Signing in by a token, in a browser. */
  web?: { signIn(token: string): void; signOut(): void; signedIn(): boolean }
  /** Choosing a demo person, in a browser on the local cloud; never part of a production build. */
  demo?: { people(): Promise<DemoPerson[]>; choose(openid: string | undefined): void; chosen(): string | undefined }
}

/** Taro's builds put host.weapp.ts or host.h5.ts in this file's place. */
export declare const host: Host
