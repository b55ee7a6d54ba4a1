import { buildFunctions } from './build-functions'
import { applyPlan } from './deploy/apply'
import { describePlan, makePlan, readSettings, witnessPlan } from './deploy/plan'

/** `--dry-run` prints the plan; `--witness` is the plan of the secret ballot's second issuer (docs/second-issuer.md). */
async function main() {
  const witness = process.argv.includes('--witness')
  const plan = witness ? witnessPlan() : makePlan()
  if (process.argv.includes('--dry-run')) {
    console.log(describePlan(plan))
    return
  }
  const settings = readSettings(process.env, { witness })
  await buildFunctions()
  await applyPlan(plan, settings, line => console.log(`✓ ${line}`))
  console.log(`\nTo be done by hand, once:\n${plan.byHand.map(line => `  - ${line}`).join('\n')}`)
}

main().catch((e: Error) => {
  console.error(`✗ ${e.message}`)
  process.exit(1)
})
