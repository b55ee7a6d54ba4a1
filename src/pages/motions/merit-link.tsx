import type { Viewer } from '../../../domain/motion-viewer'
import type { Motion } from '../../../types/motion'
import { Card, ListRow } from '../../components/card'
import { openPage } from '../../services/open-page'

const over = (m: Motion) => (m.state === 'closed' || m.state === 'archived') && m.number !== ''

/** A finished case may be put up as an outstanding motion 优秀提案, by the union office or the committee. */
export const MeritLink = ({ motion, viewer }: { motion: Motion; viewer: Viewer }) => {
  if (!over(motion) || !viewer.roles.some(r => r.role === 'staff' || r.role === 'committee')) return null
  return (
    <Card flush>
      <ListRow text='推荐参评优秀提案' note='写明推荐理由，由提案委员会评分' go='去推荐' onTap={() => void openPage(`/pages/motion-office/nominate?id=${motion._id}`)} />
    </Card>
  )
}
