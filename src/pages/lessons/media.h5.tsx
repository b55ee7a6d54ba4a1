import { View } from '@tarojs/components'
import { memo, useEffect, useRef, type SyntheticEvent } from 'react'
import type { MediaProps } from './media'

type Element = HTMLVideoElement | HTMLAudioElement

/** The browser's own player: it has names for a screen reader, a keyboard, a speed and the whole screen; Taro's has none of them. */
export const Media = memo(({ episode, url, poster, watching, onTrouble }: MediaProps) => {
  const element = useRef<Element | null>(null)
  const { on, startAt } = watching
  useEffect(() => {
    const it = element.current
    if (!it) return undefined
    watching.attach({
      play: () => void it.play().catch(() => on.pause()),
      pause: () => it.pause(),
      seek: seconds => { it.currentTime = seconds },
      speed: times => { it.playbackRate = times },
    })
    return () => watching.attach(undefined)
  }, [watching, on])
  const time = (e: SyntheticEvent<Element>) => on.time(e.currentTarget.currentTime)
  const same = {
    src: url, controls: true, preload: 'metadata', controlsList: 'nodownload', 'aria-label': episode.title,
    onLoadedMetadata: (e: SyntheticEvent<Element>) => { if (startAt > 0) e.currentTarget.currentTime = startAt },
    onPlay: on.play, onPause: on.pause, onEnded: on.ended, onError: onTrouble, onTimeUpdate: time, onSeeking: time,
    onRateChange: (e: SyntheticEvent<Element>) => on.speed(e.currentTarget.playbackRate),
  }
  return episode.kind === 'audio'
    ? <View className='sound'><audio ref={e => { element.current = e }} className='sound-native' {...same} /></View>
    : <View className='film-box'><video ref={e => { element.current = e }} className='film' playsInline poster={poster || undefined} {...same} /></View>
})
