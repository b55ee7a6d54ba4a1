import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { nodeEngine } from '../cloudfunctions/_kit/ballot-crypto'
import { packProblem } from '../domain/congress/pack-check'

const hex = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex')

/** The first thing that is wrong with the archive pack of a session; null = whole. */
export function checkArchive(zip: Uint8Array): string | null {
  try {
    const files = unzipSync(zip)
    return packProblem({ names: Object.keys(files), text: name => strFromU8(files[name]!), hash: name => hex(files[name]!) }, hex, nodeEngine)
  } catch (error) {
    return `打不开这个档案包：${(error as Error).message}`
  }
}

/** `npm run check-archive -- pack.zip`: needs nothing but the pack. */
function main() {
  const [path] = process.argv.slice(2)
  if (!path) {
    console.error('用法：npm run check-archive -- 档案包.zip')
    process.exit(2)
  }
  const zip = readFileSync(path)
  const problem = checkArchive(zip)
  console.log(`档案包的校验值（SHA-256）：${hex(zip)}`)
  if (problem) {
    console.error(`不完整：${problem}`)
    process.exit(1)
  }
  console.log('完整：全部文件、操作记录和每一轮计票都核对无误。请把上面的校验值与会议页面所示的核对。')
}

if (process.argv[1]?.endsWith('check-archive.ts')) main()
