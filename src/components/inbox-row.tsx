import { openPage } from '../services/open-page'
import { unreadWords, useUnread } from '../services/unread'
import { ListRow } from './card'
import { inboxPath, inboxPlace } from './places'

/** The way to what one has been told, with how much of it is new. */
export const InboxRow = () => {
  const { unread } = useUnread()
  return <ListRow text='通知' note={unread > 0 ? `${unreadWords(unread)} 条未读` : inboxPlace.note} go={unread > 0 ? '去看' : undefined} onTap={() => void openPage(inboxPath)} />
}
