import Taro from '@tarojs/taro'

/** What somebody typed on this phone and has not sent yet. */
export interface DeviceDraft<T> {
  id: string
  data: T
  /** When it was last written to the phone, milliseconds. */
  savedAt: number
}

const PREFIX = 'draft'

const place = (person: string, kind: string, id: string) => `${PREFIX}:${person}:${kind}:${id}`

/**
 * Writes a draft to the phone before it returns, so that it survives the app being killed in the next moment.
 * @param person personKey(me): people who share a phone do not see each other's drafts
 * @throws when the phone's storage is full
 */
export const saveDraft = <T>(person: string, kind: string, id: string, data: T): DeviceDraft<T> => {
  const draft = { id, data, savedAt: Date.now() }
  Taro.setStorageSync(place(person, kind, id), draft)
  return draft
}

export const readDraft = <T>(person: string, kind: string, id: string): DeviceDraft<T> | undefined =>
  Taro.getStorageSync<DeviceDraft<T> | ''>(place(person, kind, id)) || undefined

export const dropDraft = (person: string, kind: string, id: string) =>
  Taro.removeStorageSync(place(person, kind, id))

/** This person's drafts of one kind, the newest first. */
export const listDrafts = <T>(person: string, kind: string): DeviceDraft<T>[] => {
  const start = place(person, kind, '')
  return Taro.getStorageInfoSync().keys
    .filter(key => key.startsWith(start))
    .map(key => Taro.getStorageSync<DeviceDraft<T> | ''>(key))
    .filter((draft): draft is DeviceDraft<T> => draft !== '')
    .sort((a, b) => b.savedAt - a.savedAt)
}

/** Forgets every draft of this person, when the phone goes to somebody else. */
export const dropAllDrafts = (person: string) => Taro.getStorageInfoSync().keys
  .filter(key => key.startsWith(`${PREFIX}:${person}:`))
  .forEach(key => Taro.removeStorageSync(key))
