import { startLocalCloud } from '../../localcloud/host/start'
import { collections } from './documents'

/** The local cloud in a process of its own, as a program under load has it: prints how the SDK reaches it. */
async function main(dir: string): Promise<void> {
  const cloud = await startLocalCloud({ environments: [{ id: 'bench', dir, collections }] })
  process.stdout.write(`${JSON.stringify(cloud.exports())}\n`)
  process.once('disconnect', () => void cloud.stop())
}

void main(process.argv[2]!)
