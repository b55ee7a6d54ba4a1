import { Refusal } from '../../domain/refusal'
import { checkedCertificate } from '../_kit/lesson-certificate'
import { serveAnonymous } from '../_kit/serve-anonymous'

/** Whoever has a certificate's number may check it: `GET /api/certificates/<number>`. Numbers of 75 random bits need no other guard. */
export const main = serveAnonymous({
  route: '/api/certificates', largest: 0,
  async run({ method, path, store }) {
    const [, typed] = /^([0-9A-Za-z-]{16,40})$/.exec(path) ?? []
    if (method !== 'GET' || typed === undefined) throw new Refusal('NOT_FOUND', '没有这个编号。请核对证书上的 16 位编号')
    return checkedCertificate(store, typed)
  },
})
