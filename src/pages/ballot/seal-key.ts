import { readSealKey, saveSealKey } from '../../services/credentials'
import { newSecret, pubOf } from './keys'

/**
 * Makes this scrutineer's own key, once a session or survey, and tells its public half; the same key again changes nothing.
 * @returns what was answered, and the secret
 */
export const register = async <T>(person: string, id: string, tell: (pub: string) => Promise<T>): Promise<T & { secret: string }> => {
  const secret = readSealKey(person, id) ?? await newSecret()
  // Written down before it is told: a lost answer must not leave a key that nobody has.
  saveSealKey(person, id, secret)
  return { ...await tell(pubOf(secret)), secret }
}
