import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { clockWords } from '../../../domain/lesson/length-words'
import { Button } from '../../components/button'
import type { MediaProps } from './media'

const BACK_S = 15

/** A recording: WeChat has no control of its own for one. */
export const Sound = ({ episode, url, watching, onTrouble }: MediaProps) => {
  const { on } = watching
  const audio = useRef<Taro.InnerAudioContext>()
  const [playing, setPlaying] = useState(false)
  const [second, setSecond] = useState(Math.floor(watching.startAt))
  useEffect(() => {
    const context = Taro.createInnerAudioContext()
    audio.current = context
    context.src = url
    context.startTime = watching.startAt
    const follow = (plays: boolean, say: () => void) => () => {
      setPlaying(plays)
      say()
    }
    context.onPlay(follow(true, on.play))
    context.onPause(follow(false, on.pause))
    context.onEnded(follow(false, on.ended))
    context.onError(onTrouble)
    context.onTimeUpdate(() => {
      setSecond(Math.floor(context.currentTime))
      on.time(context.currentTime)
    })
    watching.attach({
      play: () => context.play(),
      pause: () => context.pause(),
      seek: seconds => context.seek(seconds),
      speed: times => {
        context.playbackRate = times
        on.speed(times)
      },
    })
    return () => {
      watching.attach(undefined)
      context.destroy()
    }
  }, [url, watching, on, onTrouble])
  const words = `${clockWords(second * 1000)} / ${clockWords(episode.seconds * 1000)}`
  return (
    <View className='sound'>
      <View className='figure' ariaLabel={words}>{words}</View>
      <View className='wrap'>
        <Button text={`后退 ${BACK_S} 秒`} onTap={() => audio.current?.seek(Math.max(0, audio.current.currentTime - BACK_S))} />
        {playing ? <Button kind='main' text='暂停' onTap={() => audio.current?.pause()} /> : <Button kind='main' icon='play' text='播放' onTap={() => audio.current?.play()} />}
      </View>
    </View>
  )
}
