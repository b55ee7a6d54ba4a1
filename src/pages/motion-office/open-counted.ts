import type { Measure, StatsRow } from '../../../types/motion-stats'
import { openPage } from '../../services/open-page'

/** Opens the list of the very motions that a number counts. */
export const openCounted = ({ row, measure, tenant, title }: { row: StatsRow; measure: Measure; tenant?: string; title: string }): void =>
  void openPage('/pages/motions/list', { session: row.session, measure, by: row.by, key: row.key, tenant, title })
