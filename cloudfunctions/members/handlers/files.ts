import { Refusal } from '../../../domain/refusal'
import type { members } from '../../../types/member'
import { ownFolder } from '../../_kit/files'
import type { Handlers } from '../../_kit/serve'

type Files = Pick<Handlers<typeof members>, 'uploadTicket'>

/** The mini-program uploads with WeChat's own rights; a browser has none and is given the signature for one file. */
export const files: Files = {
  uploadTicket: {
    allow: 'person',
    trips: 1,
    async run({ input: { path }, me, app }) {
      if (path.split('/').some(part => part === '' || /^\.+$/.test(part))) throw new Refusal('BAD_INPUT', '文件名不合规', 'path')
      const { data } = await app.getUploadMetadata({ cloudPath: ownFolder(me) + path })
      const { url, token, authorization, fileId, cosFileId } = data
      const headers = { Signature: authorization, 'x-cos-security-token': token, 'x-cos-meta-fileid': cosFileId, authorization, key: encodeURIComponent(ownFolder(me) + path) }
      return { url, headers, fileId }
    },
  },
}
