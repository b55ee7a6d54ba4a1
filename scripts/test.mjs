import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { ensureChromium, ensurePackages } from './lib/ensure.mjs'

ensurePackages()
ensureChromium()

const REPORT = '.cache/jest-report.json'
let passed = 0
let failed = 0
const failures = []

/** A check that passes or fails as a whole. */
function check(name, args) {
  console.log(`\n· ${name}`)
  const ok = spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0
  if (ok) passed++
  else { failed++; failures.push(name) }
}

function jest() {
  console.log('\n· jest')
  rmSync(REPORT, { force: true })
  // The fast projects stand first in jest.config.mjs; a test file that cannot even load counts as one failure.
  const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${REPORT}`, '--testLocationInResults'], {
    stdio: ['inherit', 'ignore', 'inherit'],
  })
  if (!existsSync(REPORT)) { failed++; failures.push('jest did not finish'); return }
  const report = JSON.parse(readFileSync(REPORT, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites
  for (const suite of report.testResults) {
    if (suite.status === 'failed') failures.push(suite.name.replace(`${process.cwd()}/`, ''))
  }
  if (status !== 0 && failures.length === 0) { failed++; failures.push('jest') }
}

check('types', ['node_modules/typescript/bin/tsc', '-p', '.'])
check('lint and walls', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint'])
jest()

if (failures.length) console.log(`\nfailed:\n${failures.map(f => `  ✗ ${f}`).join('\n')}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
