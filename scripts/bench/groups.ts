import { congressCheckIn, congressVotes } from './congress'
import { ballotClientKb, ballotPhone, ballotRecount } from './ballot'
import { ballotBox, ballotWholePath } from './ballot-cast'
import { ballotBelenios } from './ballot-belenios'
import type { Group } from './harness'
import { lessonsHeartbeat, lessonsStats } from './lessons'
import { localcloudAdd } from './localcloud-add'
import { localcloudCount } from './localcloud-count'
import { localcloudGet } from './localcloud-get'
import { localcloudQuery } from './localcloud-query'
import { localcloudTx } from './localcloud-tx'
import { localcloudUpdate } from './localcloud-update'
import { motionsList, motionsStats } from './motions'
import { noticesPlan, noticesQueue } from './notices'
import { surveysGrowth, surveysResults } from './surveys'

/** Every group that `npm run bench` knows, in the order it runs them. */
export const groups: Group[] = [
  localcloudGet, localcloudQuery, localcloudAdd, localcloudUpdate, localcloudTx, localcloudCount,
  motionsList, motionsStats,
  surveysResults, surveysGrowth,
  lessonsHeartbeat, lessonsStats,
  congressCheckIn, congressVotes,
  noticesPlan, noticesQueue,
  ballotClientKb, ballotPhone, ballotRecount, ballotBelenios, ballotBox, ballotWholePath,
]
