import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { startLocalCloud, type EnvironmentOptions, type LocalCloud } from '../../localcloud/host/start'
import { withWitness } from '../../scripts/lib/witness'
import { noticeVariables } from '../../scripts/lib/local-variables'
import { demonstration } from '../../scripts/seed/units'
import { seed } from '../../scripts/seed/seed'
import type { ActionOf, Area, Input, Output } from '../../types/api'
import type { Reply } from '../../types/contract'

export interface TestCloud {
  cloud: LocalCloud
  /** The environment of the functions, where it is not `test`. */
  env?: string
  /** The reply as a phone gets it, and the database round trips that it cost. */
  ask<A extends Area, N extends ActionOf<A>>(openid: string | undefined, area: A, action: N, input: unknown): Promise<Reply<Output<A, N>> & { trips: number }>
  /** The data of an act that must succeed. */
  call<A extends Area, N extends ActionOf<A>>(openid: string | undefined, area: A, action: N, input: Input<A, N>): Promise<Output<A, N>>
  /** The code of the refusal of an act that must be refused. */
  refusal(openid: string | undefined, area: Area, action: string, input: unknown): Promise<string>
  /** The same database, through the real SDK, for arranging and for looking behind. */
  db: ReturnType<ReturnType<typeof tcb.init>['database']>
  /** Faults logged so far: bad input must never make one. */
  faults(): number
  stop(): Promise<void>
}

/** A local cloud with the built functions and the demo data, in a folder of its own; `more` replaces its settings, `witness` adds the witness's environment, `site` is where browsers find it. */
export async function startCloud({ witness, site, ...more }: Partial<EnvironmentOptions> & { witness?: boolean; site?: string } = {}): Promise<TestCloud> {
  const dir = mkdtempSync(join(tmpdir(), 'zdt-'))
  const office: EnvironmentOptions = {
    id: 'test', dir: join(dir, 'office'), functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json',
    collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')),
    variables: { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: demonstration._id, ...noticeVariables },
    ...more,
  }
  if (site) office.variables = { ...office.variables, ZDT_H5_ORIGIN: site }
  const cloud = await startLocalCloud({ environments: witness ? withWitness(office, join(dir, 'witness'), 'a secret shared with the witness only', 0) : [office] })
  await seed(cloud.exports(), Date.now())

  const ask: TestCloud['ask'] = async (openid, area, action, input) => {
    const { result, error, trips } = await cloud.call(area, { action, input }, openid ? { openid } : {})
    if (error) throw new Error(`${area}.${action}: ${JSON.stringify(error)}`)
    return { ...(result as Reply<never>), trips }
  }
  return {
    cloud,
    ask,
    async call(openid, area, action, input) {
      const reply = await ask(openid, area, action, input)
      if (!reply.ok) throw new Error(`${area}.${action} was refused: ${reply.code} ${reply.message}`)
      return reply.data
    },
    async refusal(openid, area, action, input) {
      const reply = await ask(openid, area, action as never, input)
      if (reply.ok) throw new Error(`${area}.${action} was expected to be refused`)
      if (!/[\u4e00-\u9fff]/.test(reply.message)) throw new Error(`a refusal must speak Chinese: ${reply.message}`)
      return reply.code
    },
    db: tcb.init({ env: 'test' }).database(),
    faults: () => cloud.logs().filter(l => l.message.includes('"level":"fault"')).length,
    async stop() {
      await cloud.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
