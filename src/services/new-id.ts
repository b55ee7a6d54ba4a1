import { host } from './host'

// 64 characters, so that six bits of every byte choose one without bias.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LENGTH = 21

/** A new id, 126 random bits. The phone makes it, so that a repeat of the same act is the same act. */
export const newId = async (): Promise<string> =>
  [...await host.randomBytes(LENGTH)].map(byte => ALPHABET[byte & 63]).join('')
