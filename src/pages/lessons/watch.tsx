import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '../../../types/api'
import type { LearnerCourse, LearnerEpisode } from '../../../types/lesson-watch'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { openCourse } from '../../components/lesson-links'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { LoadedView } from '../../components/trouble'
import { CallError, call } from '../../services/call'
import { personKey, type Me } from '../../services/session'
import { useShown } from '../../services/use-clock'
import { useLoad } from '../../services/use-load'
import { useHeard } from '../../services/watch-out'
import { Beside } from './beside'
import { episodeFacts } from './episode-row'
import { Media } from './media'
import { Article, Document } from './reading'
import { Standing } from './standing'
import { createWatching, type Watching } from './watching'
import './lessons.scss'

const TITLE = '上课'

type File = Output<'lessons', 'media'>

interface Opened {
  course: LearnerCourse
  /** Absent while another course comes first. */
  media: File | undefined
}

/** Pauses when the page is hidden, except for a document, which lies over it; reports in any case. */
const useHiding = (watching: Watching, keeps: boolean) => {
  const shown = useShown()
  useEffect(() => {
    if (shown) return
    if (!keeps) watching.pause()
    watching.report()
  }, [shown, keeps, watching])
  useEffect(() => () => watching.leave(), [watching])
}

/** What the server has said of this viewing. */
const useFollowing = (watching: Watching) => {
  const { viewing } = watching.shown.use()
  const heard = useHeard(viewing)
  const { state, missed, refused } = heard
  const elsewhere = state?.elsewhere ?? null
  const unheard = refused !== undefined || (missed !== undefined && state === undefined)
  useEffect(() => { if (state) watching.follow(state) }, [state, watching])
  useEffect(() => { if (elsewhere !== null || unheard) watching.pause() }, [elsewhere, unheard, watching])
  return heard
}

const Stage = ({ episode, media, watching, onTrouble }: { episode: LearnerEpisode; media: File; watching: Watching; onTrouble: () => void }) => {
  if (episode.kind === 'video' || episode.kind === 'audio') return <Media episode={episode} url={media.url} poster={media.posterUrl} watching={watching} onTrouble={onTrouble} />
  const Reading = episode.kind === 'article' ? Article : Document
  return <Reading episode={episode} article={media.article} file={{ url: media.url, name: media.fileName }} watching={watching} />
}

interface LessonProps {
  me: Me
  course: LearnerCourse
  media: File
  episode: LearnerEpisode
  reload: () => Promise<void>
  onAgain: () => void
}

const Lesson = ({ me, course, media, episode, reload, onAgain }: LessonProps) => {
  const [watching] = useState(() => createWatching(personKey(me), course, episode))
  const [trouble, setTrouble] = useState(false)
  const heard = useFollowing(watching)
  useHiding(watching, episode.kind === 'pdf')
  const onTrouble = useCallback(() => {
    watching.report()
    setTrouble(true)
  }, [watching])
  const completed = heard.state?.progress.completedAt ?? null
  useEffect(() => { if (completed !== null) void reload() }, [completed, reload])
  return (
    <View className='lesson'>
      <View className='stack lesson-main'>
        {trouble
          ? <Notice meaning='attention' title='没有放出来' text='可能是网络断了，或者打开太久。已学的都记着。' act={<Button text='重新打开' icon='retry' onTap={onAgain} />} />
          : <Stage episode={episode} media={media} watching={watching} onTrouble={onTrouble} />}
        <View>
          <View className='heading' {...role('heading')}>{episode.title}</View>
          <View className='note'>{course.title} · {episodeFacts(episode)}</View>
        </View>
        <Standing course={course} episode={episode} watching={watching} heard={heard} onAgain={onAgain} />
      </View>
      <Beside course={course} episode={episode} watching={watching} />
    </View>
  )
}

/** The address of a file is asked for when the page opens, not whenever it is shown: another one would begin the film anew. */
const useOpened = (id: string, key: string) => {
  const kept = useRef<Opened['media']>()
  return useLoad(async (): Promise<Opened> => {
    const asked = kept.current ?? call('lessons', 'media', { courseId: id, episode: key }).catch((error: CallError) => error)
    const [course, media] = await Promise.all([call('lessons', 'course', { id }), asked])
    if (media instanceof CallError) {
      if (course.locked) return { course, media: undefined }
      throw media
    }
    kept.current = media
    return { course, media }
  }, [id, key])
}

const Watch = ({ me, id, episode: key, onAgain }: { me: Me; id: string; episode: string; onAgain: () => void }) => {
  const loaded = useOpened(id, key)
  return (
    <Page title={TITLE} wide>
      <LoadedView loaded={loaded} rows={5}>
        {({ course, media }) => {
          const episode = course.episodes.find(e => e.key === key)
          if (!media || !episode) return <Notice meaning='waiting' title='请先学完先修课' act={<Button text='看是哪几门' onTap={() => openCourse(id)} />} />
          return <Lesson me={me} course={course} media={media} episode={episode} reload={loaded.reload} onAgain={onAgain} />
        }}
      </LoadedView>
    </Page>
  )
}

/** Watching, listening or reading an episode 课时: what is seen counts on any phone, with any signal. */
export default function WatchPage() {
  const { id = '', episode = '' } = useRouter().params
  const [round, setRound] = useState(0)
  return <SessionGate>{me => <Watch key={`${id}${episode}${personKey(me)}${round}`} me={me} id={id} episode={episode} onAgain={() => setRound(n => n + 1)} />}</SessionGate>
}
