import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { startLocalCloud, type LocalCloud, type LocalCloudOptions } from '../../localcloud/host/start'

const fixtures = join(__dirname, 'fixtures')
const started: LocalCloud[] = []

// A test that fails half way leaves its cloud running, and the run would never end.
afterAll(() => Promise.all(started.map(cloud => cloud.stop())))

/** A folder that is gone when the tests of the calling file are over. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A local cloud with the fixture functions in each of the environments. */
export async function startWith(dir: string, ids = ['test'], more: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
  const cloud = await startLocalCloud({
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
  started.push(cloud)
  return cloud
}

/** The real SDK, brought to the local cloud by environment variables alone. */
export function sdk(cloud: LocalCloud, env?: string, eventID?: string) {
  const variables = cloud.exports(env)
  Object.assign(process.env, variables)
  return tcb.init({ env: variables['TCB_ENV']!, ...(eventID ? { context: { eventID } as never } : {}) })
}

/** Waits for something that another process or thread brings about. @throws after half a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!await holds()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${holds}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
