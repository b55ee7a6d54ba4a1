import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { startLocalCloud, type LocalCloud, type LocalCloudOptions } from '../../localcloud/host/start'

const fixtures = join(__dirname, 'fixtures')

/** A folder that is gone when the tests of the calling file are over. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A local cloud with the fixture functions in each of the environments. */
export function startWith(dir: string, ids = ['test'], more: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
  return startLocalCloud({
    environments: ids.map(id => ({
      id,
      dir: join(dir, id),
      functions: join(fixtures, 'functions'),
      deploy: join(fixtures, 'cloudbaserc.json'),
      collections: [{ name: 'notes', indexes: [] }],
      variables: { EVERYWHERE: `everywhere in ${id}`, probe: { ONLY_PROBE: 'yes' } },
    })),
    ...more,
  })
}

/** The real SDK, brought to the local cloud by environment variables alone. */
export function sdk(cloud: LocalCloud, env?: string, eventID?: string) {
  const variables = cloud.exports(env)
  Object.assign(process.env, variables)
  return tcb.init({ env: variables['TCB_ENV']!, ...(eventID ? { context: { eventID } as never } : {}) })
}
