import { Video, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { memo, useEffect } from 'react'
import type { LearnerEpisode } from '../../../types/lesson-watch'
import { Sound } from './sound'
import type { Watching } from './watching'

export interface MediaProps {
  episode: LearnerEpisode
  url: string
  poster: string
  watching: Watching
  /** It cannot be played: the address is old, or the network is gone. */
  onTrouble: () => void
}

const ID = 'lesson-video'

const Film = ({ episode, url, poster, watching, onTrouble }: MediaProps) => {
  const { on } = watching
  useEffect(() => {
    const context = Taro.createVideoContext(ID)
    watching.attach({
      play: () => context.play(),
      pause: () => {
        // A question that comes up must be seen.
        context.exitFullScreen()
        context.pause()
      },
      seek: seconds => context.seek(seconds),
      speed: times => {
        context.playbackRate(times)
        on.speed(times)
      },
    })
    return () => watching.attach(undefined)
  }, [watching, on])
  return (
    <Video
      id={ID} className='film' src={url} poster={poster} title={episode.title} ariaLabel={episode.title}
      initialTime={watching.startAt} controls showProgress enableProgressGesture={false} autoPauseIfNavigate autoPauseIfOpenNative
      onPlay={on.play} onPause={on.pause} onEnded={on.ended} onError={onTrouble} onTimeUpdate={e => on.time(e.detail.currentTime)}
    />
  )
}

/** A film or a recording. Never drawn again while it plays. The browser's twin: media.h5.tsx. */
export const Media = memo((p: MediaProps) => p.episode.kind === 'audio' ? <Sound {...p} /> : <View className='film-box'><Film {...p} /></View>)
