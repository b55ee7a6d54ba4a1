import { serveAnonymous } from '../_kit/serve-anonymous'
import { draw } from './draw'
import { witness } from './witness'

/** Six megabytes is what the HTTP access service lets through: the answers for some 10,000 seats. A phone sends two kilobytes. */
const LARGEST = 6_000_000

export const main = serveAnonymous({
  route: '/api/issuer', largest: LARGEST,
  run: request => (request.path === 'witness' ? witness(request) : draw(request)),
})
