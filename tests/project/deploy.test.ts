import { spawnSync } from 'node:child_process'
import { makePlan, readSettings } from '../../scripts/deploy/plan'

const deploy = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/deploy.ts', ...args], { encoding: 'utf8', env: { PATH: process.env.PATH!, ...env } })

test('a dry run prints the whole plan and needs no secret', () => {
  const { status, stdout } = deploy(['--dry-run'])
  expect(status).toBe(0)
  for (const { name, indexes } of makePlan().collections) {
    expect(stdout).toContain(`  ${name}: `)
    for (const index of indexes) expect(stdout).toContain(`${index.name}(`)
  }
  for (const f of makePlan().functions) expect(stdout).toContain(`  ${f.name}: ${f.runtime}`)
  for (const part of ['ADMINONLY', '/api/motions → motions-http', 'timer minutely', 'storage', '服务器域名', '环境套餐']) expect(stdout).toContain(part)
})

test('a real run without settings stops before it does anything and names each in Chinese and English', () => {
  const { status, stdout, stderr } = deploy([])
  expect(status).toBe(1)
  expect(stdout).toBe('')
  for (const name of ['ENV_ID', 'TENCENT_SECRET_ID', 'TENCENT_SECRET_KEY', 'ZDT_SECRET', 'ZDT_SURVEY_KEY']) expect(stderr).toContain(`${name} 未设置`)
  expect(() => readSettings({ ENV_ID: 'e', TENCENT_SECRET_ID: 'i', TENCENT_SECRET_KEY: 'k', ZDT_SECRET: 'short' })).toThrow('ZDT_SECRET 太短')
})

test('the witness gets its issuer and what that needs, and nothing else', () => {
  const { status, stdout } = deploy(['--witness', '--dry-run'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/collections.*\n  ballotRounds:.*\n  ballotRoll:.*\n  issued:.*\nfunctions\n  issuer-http:.*\nHTTP routes\n  \/api\/issuer → issuer-http\nstorage/)
})
