import { Refusal } from '../../domain/refusal'
import { serveAnonymous, type Anonymous } from '../_kit/serve-anonymous'
import { cast } from './cast'
import { board, record, state, whole } from './public'

/** Answers of 12,000 Chinese characters are 36,000 bytes, and a paper's tokens, keys and signatures 4,000; whatever is longer is no ballot. */
const LARGEST = 40_960

const reads: Record<string, (round: string, request: Anonymous) => Promise<unknown>> = { '': whole, state, board, record }

export const main = serveAnonymous({
  route: '/api/box', largest: LARGEST,
  async run(request) {
    const { method, path } = request
    if (method === 'POST' && path === '') return cast(request)
    const [, round, what = ''] = /^rounds\/([A-Za-z0-9._-]{8,80})(?:\/(state|board|record))?$/.exec(path) ?? []
    if (method !== 'GET' || round === undefined) throw new Refusal('NOT_FOUND', '没有这个页面')
    return reads[what]!(round, request)
  },
})
