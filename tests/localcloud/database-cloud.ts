import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { openDatabase, type CloudDatabase, type CollectionSpec, type Options } from '../../localcloud/database/open'

export type Db = ReturnType<ReturnType<typeof tcb.init>['database']>

/** A transaction, which the SDK leaves without a type. */
export interface Transaction {
  collection(name: string): ReturnType<Db['collection']>
}

export interface Cloud {
  /** The real SDK's database, talking to the local one over HTTP. */
  db: Db
  database: CloudDatabase
  dir: string
  /** Closes everything; `again` leaves the files for another opening. */
  close(again?: 'again'): Promise<void>
}

/** What the SDK needs to know, as environment variables alone. */
export function sdkEnvironment(port: number): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    TENCENTCLOUD: 'true',
    SILENCE: 'true',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
  }
}

/** The wire and nothing else: a JSON body in, the database's reply out. */
export async function serve(database: CloudDatabase) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk as Buffer))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
      database.handle(String(body.action), body).then(
        reply => response.end(JSON.stringify({ requestId: 'r', ...reply })),
        error => response.writeHead(500).end(String(error)),
      )
    })
  })
  // A connection that the server closes as idle may just be taking the client's next request.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

export async function openCloud(specs: CollectionSpec[], options: Options = {}, folder?: string): Promise<Cloud> {
  const dir = folder ?? await mkdtemp(join(tmpdir(), 'localcloud-'))
  const database = await openDatabase(dir, options)
  await database.ensure(specs)
  const server = await serve(database)
  Object.assign(process.env, sdkEnvironment(server.port))
  const db = tcb.init({ env: 'local' }).database()
  return {
    db,
    database,
    dir,
    close: async again => {
      await server.close()
      await database.close()
      if (!again) await rm(dir, { recursive: true })
    },
  }
}
