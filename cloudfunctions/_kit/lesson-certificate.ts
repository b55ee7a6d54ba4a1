import { maskName, readNumber } from '../../domain/lesson/certificate'
import { Refusal } from '../../domain/refusal'
import type { Certificate, CertificateCheck } from '../../types/lesson-people'
import type { CertificateDoc } from './lesson-documents'
import type { Store } from './store'

export const noNumber = () => new Refusal('NOT_FOUND', '没有这个编号。请核对证书上的 16 位编号')

export const certificateOf = ({ _id, ...doc }: CertificateDoc): Certificate => ({ number: _id, ...doc })

/** What anybody may know of a certificate whose number they have. One round trip; none for what cannot be a number. */
export async function checkedCertificate(store: Store, typed: string): Promise<CertificateCheck> {
  const number = readNumber(typed)
  const doc = number === undefined ? undefined : await store.certificates.get(number)
  if (!doc) throw noNumber()
  const { courseTitle, issuer, tenths, completedAt, revoked } = doc
  return { number: doc._id, name: maskName(doc.name), courseTitle, issuer, tenths, completedAt, revoked: revoked && { at: revoked.at } }
}
