import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { lengthWords } from '../../../domain/lesson/length-words'
import type { LearnerEpisode } from '../../../types/lesson-watch'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ActTrouble } from '../../components/trouble'
import { toCallError } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import type { Watching } from './watching'

const TICK_MS = 1000

/** Reading time as a player: it runs from the furthest point on while the text lies open. */
const createClock = (episode: LearnerEpisode, { on, startAt }: Watching) => {
  let timer: ReturnType<typeof setInterval> | undefined
  let at = Date.now()
  let second = startAt
  const tick = () => {
    const now = Date.now()
    second = Math.min(episode.seconds, second + Math.max(0, now - at) / 1000)
    at = now
    on.time(second)
    if (second < episode.seconds) return
    clearInterval(timer)
    timer = undefined
    on.ended()
  }
  return {
    tick: () => { if (timer) tick() },
    player: {
      play() {
        if (timer || second >= episode.seconds) return
        at = Date.now()
        timer = setInterval(tick, TICK_MS)
        on.play()
      },
      pause() {
        if (!timer) return
        clearInterval(timer)
        timer = undefined
        on.pause()
      },
      seek: (to: number) => { second = to },
      speed: () => {},
    },
  }
}

const useClockOf = (episode: LearnerEpisode, watching: Watching) => {
  const [clock] = useState(() => createClock(episode, watching))
  useEffect(() => {
    watching.attach(clock.player)
    return () => {
      clock.player.pause()
      watching.attach(undefined)
    }
  }, [clock, watching])
  return clock
}

export interface ReadingProps {
  episode: LearnerEpisode
  article: string
  file: { url: string; name: string }
  watching: Watching
}

/** 读满 3 分钟算学完 */
const demand = (e: LearnerEpisode) => e.progress?.completedAt != null ? '您已学完，可以随时再看。' : `读满 ${lengthWords(e.seconds)}算学完，离开这一页不计时。`

export const Article = ({ episode, article, watching }: ReadingProps) => {
  const clock = useClockOf(episode, watching)
  const { player } = clock
  useEffect(() => player.play(), [player])
  useDidShow(() => player.play())
  return (
    <Card>
      <View className='stack'>
        <View className='note'>{demand(episode)}</View>
        {article.split(/\n\s*\n/).map((paragraph, i) => <View key={i} className='body written article-part'>{paragraph}</View>)}
      </View>
    </Card>
  )
}

/** A document opens in the phone's own viewer, over the page: while it lies there it is read. */
export const Document = ({ episode, file, watching }: ReadingProps) => {
  const clock = useClockOf(episode, watching)
  const open = useAct(async () => {
    await host.openFile(file.url, file.name).catch(e => { throw toCallError(e) })
    clock.player.play()
  })
  const opened = useRef(false)
  useDidShow(() => { if (opened.current) clock.tick() })
  return (
    <Card>
      <View className='stack'>
        <View className='body strong'>{file.name}</View>
        <View className='note'>{episode.progress?.completedAt != null ? demand(episode) : `打开后开始计时，读满 ${lengthWords(episode.seconds)}算学完。`}</View>
        <ActTrouble error={open.error} />
        <View><Button id='open-file' icon='file' text='打开文件' busy={open.busy} busyText='正在打开…' onTap={() => { opened.current = true; void open.run() }} /></View>
      </View>
    </Card>
  )
}
