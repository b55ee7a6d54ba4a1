import { spawn } from 'node:child_process'
import { ensurePackages } from './lib/ensure.mjs'

ensurePackages()

const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start/serve.ts'], { stdio: 'inherit' })
// Ctrl-C reaches the child by itself; a signal sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { if (signal === 'SIGTERM') child.kill(signal) })
child.on('exit', code => process.exit(code ?? 1))
