import { BenchCloud } from './bench/cloud'
import { groups } from './bench/groups'
import type { Figure } from './bench/harness'

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

function row({ name, value, unit, baseline, ratio }: Figure): string {
  return [name.padEnd(34), shown(value).padStart(10), unit.padEnd(6), shown(baseline).padStart(10), ratio.toFixed(2).padStart(8)].join(' ')
}

/** A name asks for the group of that name and for all below it (`localcloud` for `localcloud.get`, …). */
function chosen(names: string[]) {
  const unknown = names.filter(name => !groups.some(group => group.name === name || group.name.startsWith(`${name}.`)))
  if (unknown.length) throw new Error(`no such group: ${unknown.join(', ')}. There are: ${groups.map(({ name }) => name).join(', ')}`)
  return groups.filter(group => names.length === 0 || names.some(name => group.name === name || group.name.startsWith(`${name}.`)))
}

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const json = args.includes('--json')
  const picked = chosen(args.filter(arg => !arg.startsWith('-')))
  const progress = (text: string) => process.stderr.write(`${text}\n`)
  const cloud = new BenchCloud(progress)
  process.once('SIGINT', () => void cloud.close().finally(() => process.exit(130)))
  if (!json) console.log('figure'.padEnd(34), 'value'.padStart(10), 'unit'.padEnd(6), 'baseline'.padStart(10), 'ratio'.padStart(8))
  try {
    for (const group of picked) {
      progress(`${group.name}: ${group.what}`)
      for (const figure of await group.run(cloud)) console.log(json ? JSON.stringify(figure) : row(figure))
    }
  } finally {
    await cloud.close()
  }
}

main().catch(error => {
  console.error(error)
  process.exitCode = 1
})
