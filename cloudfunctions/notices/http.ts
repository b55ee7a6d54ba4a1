import { serveHttp } from '../_kit/serve-http'
import { served } from './served'

export const main = serveHttp(served)
