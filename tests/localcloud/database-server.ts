import { openDatabase } from '../../localcloud/database/open'
import { serve } from './database-cloud'

/** A database in a process of its own, for a test to kill: prints its port and serves until then. */
async function main(dir: string): Promise<void> {
  const database = await openDatabase(dir)
  await database.ensure([
    { name: 'acts', indexes: [{ name: 'writer_n', keys: [{ field: 'writer', direction: 1 }, { field: 'n', direction: 1 }], unique: true }] },
    { name: 'pairs', indexes: [] },
  ])
  const { port } = await serve(database)
  process.stdout.write(`${port}\n`)
}

void main(process.argv[2]!)
