import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Instance } from './instance'

/**
 * Keeps one instance started ahead with the SDK in it, which takes a quarter of a second to load: a cold
 * start then costs what the function's own module costs.
 */
export class SpareInstances {
  private next: Promise<Instance> | undefined
  private readonly sdk: string | undefined

  constructor(functions: string | undefined) {
    this.sdk = functions && locateSdk(functions)
    if (functions) this.next = this.start()
  }

  take(): Promise<Instance> {
    const taken = this.next ?? this.start()
    this.next = this.start()
    return taken
  }

  async close(): Promise<void> {
    const last = await this.next
    this.next = undefined
    await last?.terminate()
  }

  private async start(): Promise<Instance> {
    const instance = new Instance({ PATH: process.env['PATH'] ?? '' })
    // A start that fails here fails again, and is reported, when the function itself loads the SDK.
    if (this.sdk) await instance.preload(this.sdk)
    return instance
  }
}

function locateSdk(functions: string): string | undefined {
  try {
    return createRequire(join(functions, 'package.json')).resolve('@cloudbase/node-sdk')
  } catch {
    return undefined
  }
}
