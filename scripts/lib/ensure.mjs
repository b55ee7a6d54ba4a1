import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** npm writes this at the end of every install. */
const INSTALLED = 'node_modules/.package-lock.json'

// npm writes both lock files in one go, in either order; a checkout that changes the lock comes later.
const SAME_GO_MS = 5000

const isInstalled = () =>
  existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync('package-lock.json').mtimeMs - SAME_GO_MS

/** Runs a command in the foreground; ends the whole program with an explanation when it fails. */
export function run(command, args, why) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (status === 0) return
  console.error(`\n✗ ${why} failed (${command} ${args.join(' ')}${error ? `: ${error.message}` : ''})`)
  process.exit(1)
}

/** Installs the locked packages when they are missing or the lock file has changed since. */
export function ensurePackages() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) {
    console.error(`✗ Node 20 or newer is needed, this is ${process.versions.node}`)
    process.exit(1)
  }
  if (isInstalled()) return
  console.log('· installing packages (a few minutes the first time) …')
  run('npm', ['ci', '--no-audit', '--no-fund'], 'installing packages')
}

const has = command => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

/** The browser for tests: an installed Chromium, or Debian's, installed when we may. */
export function ensureChromium() {
  const fonts = spawnSync('sh', ['-c', 'fc-list :lang=zh | grep -q .']).status === 0
  if (has('chromium') && fonts) return
  if (!has('apt-get') || process.getuid?.() !== 0) {
    console.error('✗ Chromium and a Chinese font are needed for the browser tests and cannot be installed from here.\n' +
      '  As root: apt-get update && apt-get install -y chromium fonts-wqy-microhei')
    process.exit(1)
  }
  console.log('· installing Chromium and a Chinese font from Debian’s packages …')
  run('apt-get', ['update', '-qq'], 'reading the package lists')
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-wqy-microhei', 'fontconfig'], 'installing Chromium')
}
