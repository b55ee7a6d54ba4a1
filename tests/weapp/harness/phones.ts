import type { TestCloud } from '../../functions/cloud'
import { launch, type MiniProgram } from './launch'
import type { OpenPage } from './page'

/** Controls that a screen reader could not name. */
export const nameless = (page: OpenPage): string[] => page.controls().filter(c => !/^\S+ \S/.test(c))

/**
 * The phones of a suite: `start` one as somebody (an openid), or one that was killed; after each test they are ended, and none
 * may have met an error. The cloud is asked for late: it is there when the suite has begun.
 */
export function phonesOf(cloud: () => TestCloud) {
  const phones: MiniProgram[] = []
  afterEach(() => {
    const errors = phones.splice(0).flatMap(app => {
      app.kill()
      return app.errors
    })
    expect(errors).toEqual([])
  })
  return (given: Parameters<typeof launch>[0] | string): MiniProgram => {
    const app = launch(typeof given === 'string' ? { cloud: cloud().cloud.url, openid: given } : given)
    phones.push(app)
    return app
  }
}

/** The same phone after the app was ended by the system; its calls and requests are counted anew. */
export function relaunched(app: MiniProgram): MiniProgram {
  const phone = app.kill()
  expect(app.errors).toEqual([])
  return launch({ ...phone, calls: [], requests: [], online: true })
}
