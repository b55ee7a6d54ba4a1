import { sha256 } from '../_kit/secrets'

/** One motion comes before one jury once: the same nomination sent again is the same nomination. */
export const meritId = (tenantId: string, motionId: string): string => sha256(`${tenantId} ${motionId}`).slice(0, 32)
