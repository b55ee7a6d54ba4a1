// Plain CommonJS on purpose: a worker that needed the TypeScript loader would start slower than any function.
// One worker is one function instance of production: it serves one invocation at a time.
'use strict'

const { parentPort } = require('node:worker_threads')

const RESULT_LIMIT = 6 * 1024 * 1024

let handler
let previousKeys = []

const post = message => parentPort.postMessage(message)

// Lines travel on the same channel as the result, so that they are logged before it, under its request id.
const capture = level => (chunk, encoding, done) => {
  post({ kind: 'log', level, text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') })
  const finished = typeof encoding === 'function' ? encoding : done
  if (finished) finished()
  return true
}
process.stdout.write = capture('info')
process.stderr.write = capture('error')

const describe = error => ({
  code: 'FUNCTIONS_EXECUTE_FAIL',
  message: error instanceof Error ? error.message : String(error),
  stack: error instanceof Error ? error.stack : undefined,
})

// What one call brought into process.env must not be there for the next: an anonymous caller would inherit a name.
function enter(variables) {
  for (const key of previousKeys) delete process.env[key]
  Object.assign(process.env, variables)
  previousKeys = Object.keys(variables)
}

function load({ file, name, variables }) {
  try {
    Object.assign(process.env, variables)
    handler = require(file)[name]
    if (typeof handler !== 'function') throw new Error(`${file} exports no function ${name}`)
    post({ kind: 'loaded' })
  } catch (error) {
    post({ kind: 'broken', error: describe(error) })
  }
}

async function run({ event, context, variables, deadline }) {
  enter(variables)
  try {
    const left = () => Math.max(0, deadline - Date.now())
    const result = await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis: left })
    const json = JSON.stringify(result) ?? 'null'
    if (Buffer.byteLength(json) > RESULT_LIMIT) {
      throw new Error('The size of response exceeds the upper limit (6MB)')
    }
    post({ kind: 'done', json })
  } catch (error) {
    post({ kind: 'failed', error: describe(error) })
  }
}

function preload({ file }) {
  require(file)
  post({ kind: 'ready' })
}

const tasks = { preload, load, run }
parentPort.on('message', message => tasks[message.kind](message))
