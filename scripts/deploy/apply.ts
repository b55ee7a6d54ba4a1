import CloudBase from '@cloudbase/manager-node'
import type { CollectionSpec } from '../../cloudfunctions/_kit/collections'
import { functionVariables, type Plan, type Settings } from './plan'

type Say = (line: string) => void

/** Brings the environment to the plan, step by step; every step may be repeated after a failure. */
export async function applyPlan(plan: Plan, settings: Settings, say: Say): Promise<void> {
  const cloud = new CloudBase({ secretId: settings.TENCENT_SECRET_ID, secretKey: settings.TENCENT_SECRET_KEY, envId: settings.ENV_ID })
  for (const collection of plan.collections) await applyCollection(cloud, collection, settings.ENV_ID, say)
  for (const f of plan.functions) {
    const { triggers = [], ...config } = f
    // `force` makes an update of an existing function the same call as its creation.
    await cloud.functions.createFunction({
      func: { ...config, envVariables: functionVariables(settings), triggers, isWaitInstall: true },
      functionRootPath: 'dist/cloudfunctions',
      force: true,
    })
    say(`function ${f.name}`)
  }
  const { APISet } = await cloud.access.getAccessList()
  for (const route of plan.routes) {
    if (APISet.some(api => api.Path === route.path)) continue
    await cloud.access.createAccess({ path: route.path, name: route.function, auth: false })
    say(`route ${route.path}`)
  }
  await cloud.storage.setStorageAcl('CUSTOM', plan.storageRule as never)
  say('storage rule')
}

async function applyCollection(cloud: CloudBase, { name, indexes }: CollectionSpec, envId: string, say: Say) {
  await cloud.database.createCollectionIfNotExists(name)
  const { Indexes = [] } = await cloud.database.describeCollection(name)
  const wanted = indexes.filter(i => !Indexes.some(there => there.Name === i.name))
  if (wanted.length) {
    await cloud.database.updateCollection(name, {
      CreateIndexes: wanted.map(i => ({
        IndexName: i.name,
        MgoKeySchema: { MgoIsUnique: i.unique, MgoIndexKeys: i.keys.map(k => ({ Name: k.field, Direction: String(k.direction) })) },
      })),
    })
  }
  await cloud.commonService('tcb', '2018-06-08').call({ Action: 'ModifyDatabaseACL', Param: { EnvId: envId, CollectionName: name, AclTag: 'ADMINONLY' } })
  say(`collection ${name}${wanted.length ? `, ${wanted.length} new indexes` : ''}`)
}
