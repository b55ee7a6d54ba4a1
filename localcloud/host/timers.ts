import { Cron } from 'croner'
import type { DeployPlan, Timer } from './deploy-file'

/** What production hands a function whose timer fires. */
export const timerEvent = (name: string) =>
  JSON.stringify({ Type: 'Timer', TriggerName: name, Time: new Date().toISOString(), Message: '' })

export interface PlannedTimer extends Timer { function: string }

export const plannedTimers = (deploy: DeployPlan): PlannedTimer[] =>
  deploy.named.flatMap(name => deploy.settings(name).timers.map(timer => ({ ...timer, function: name })))

/** Starts the clock for each timer; returns how to stop it. @throws on an expression that is not seven fields. */
export function startTimers(deploy: DeployPlan, fire: (timer: PlannedTimer) => void): () => void {
  const jobs = plannedTimers(deploy).map(timer =>
    new Cron(timer.cron, { timezone: 'Asia/Shanghai', mode: '7-part' }, () => fire(timer)))
  return () => jobs.forEach(job => job.stop())
}
