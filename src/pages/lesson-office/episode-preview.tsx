import { Image, Video, View } from '@tarojs/components'
import { useState } from 'react'
import { sizeWords } from '../../../domain/attachments'
import { clockWords, lengthWords } from '../../../domain/lesson/length-words'
import { episodeKindWords } from '../../../domain/lesson/words'
import type { Episode } from '../../../types/lesson-course'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { ActTrouble } from '../../components/trouble'
import { toCallError } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'

const noteOf = (e: Episode): string => [
  episodeKindWords[e.kind], e.kind === 'article' || e.kind === 'pdf' ? `至少读 ${lengthWords(e.seconds)}` : `长 ${clockWords(e.seconds * 1000)}`,
  e.size > 0 ? sizeWords(e.size) : '',
  e.prompts.length > 0 ? `${e.prompts.length} 处挂机提醒` : '', e.quiz ? `测验抽 ${e.quiz.draw} 题，${e.quiz.tries === 0 ? '不限次数' : `可考 ${e.quiz.tries} 次`}` : '',
].filter(Boolean).join(' · ')

const Seen = ({ e, url }: { e: Episode; url: string }) => {
  if (e.kind === 'article') return <View className='body written'>{e.article}</View>
  // WeChat's video plays sound alone as well, and so does a browser's.
  return <Video className={e.kind === 'audio' ? 'lesson-video lesson-audio' : 'lesson-video'} src={url} controls showFullscreenBtn={e.kind === 'video'} />
}

/** One episode, as whoever reviews a course looks at it. */
export const EpisodePreview = ({ no, e, urls }: { no: number; e: Episode; urls: Record<string, string> }) => {
  const [open, setOpen] = useState(false)
  const url = e.file ? urls[e.file] ?? '' : ''
  const poster = e.poster ? urls[e.poster] : undefined
  const read = useAct(() => host.openFile(url, e.fileName).catch(error => { throw toCallError(error) }))
  return (
    <View className='row-block stack-tight' {...role('listitem')}>
      <View className='clip'>
        {poster ? <Image className='clip-poster' src={poster} mode='aspectFill' ariaHidden /> : null}
        <View className='clip-words'>
          <View className='body'>{no}. {e.title}</View>
          <View className='note'>{noteOf(e)}</View>
        </View>
      </View>
      <ActTrouble error={read.error} />
      {open ? <Seen e={e} url={url} /> : null}
      <View>
        {e.kind === 'pdf'
          ? <Button text='打开' label={`打开：${e.title}`} disabled={!url} busy={read.busy} onTap={() => void read.run()} />
          : <Button text={open ? '收起' : e.kind === 'article' ? '看正文' : '播放'} label={`${open ? '收起' : '看'}：${e.title}`} disabled={e.kind !== 'article' && !url} onTap={() => setOpen(!open)} />}
      </View>
    </View>
  )
}
