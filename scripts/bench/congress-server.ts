import { readFileSync } from 'node:fs'
import { startLocalCloud } from '../../localcloud/host/start'
import { seed } from '../seed/seed'

/** Functions, SDK and local cloud in a process of their own, as in a hall: whoever votes is somewhere else. */
async function main(dir: string): Promise<void> {
  const cloud = await startLocalCloud({
    environments: [{
      id: 'congress', dir, functions: 'dist/cloudfunctions', deploy: 'cloudbaserc.json', collections: JSON.parse(readFileSync('dist/collections.json', 'utf8')),
      variables: { ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan' },
    }],
  })
  await seed(cloud.exports(), Date.now())
  process.stdout.write(`${JSON.stringify({ url: cloud.url, exports: cloud.exports() })}\n`)
  process.once('disconnect', () => void cloud.stop())
}

void main(process.argv[2]!)
