import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { host } from '../services/host'
import type { Act } from '../services/use-act'
import { useLinked } from '../services/use-linked'
import { Button } from './button'
import { Card } from './card'
import { Page } from './page'
import { TextField } from './text-field'
import { ActTrouble } from './trouble'

/** What was scanned, pasted or typed: a link holds the code as its parameter. */
export const codeIn = (given: string): string => {
  const text = given.normalize('NFKC').trim()
  const linked = /[?&]code=([^&#]+)/.exec(text)?.[1]
  return linked ? decodeURIComponent(linked) : text
}

export interface CodeFormProps<T> {
  title: string
  /** Of the button that signs in by what was typed. */
  id: string
  /** Of a link that was opened. */
  code: string
  /** Signs in; without a code it asks the camera for one. */
  act: Act<[given?: string], T>
  /** The code in what was given; '' = there is none. */
  read: (given: string) => string
  words: { text: string | undefined; card: string | undefined; hint: string; empty: string; note: string }
  children?: ReactNode
}

/** Signing in by the code on a screen 签到: scanned in WeChat, pasted or typed, or by a link. */
export const CodeForm = <T,>({ title, id, code, act, read, words, children }: CodeFormProps<T>) => {
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const { run } = act
  useLinked(code, run)
  const inWeChat = host.kind === 'weapp'
  const byHand = () => {
    setTried(true)
    if (read(typed)) void run(typed)
  }
  return (
    <Page title={title} bar={inWeChat ? <Button id='scan' kind='main' wide text='扫屏幕上的码' busy={act.busy} busyText={act.slow ? '信号弱，正在签到…' : '正在签到…'} onTap={() => void run()} /> : undefined}>
      <View className='stack'>
        {children}
        <ActTrouble error={act.error} />
        {words.text ? <View className='body'>{words.text}</View> : null}
        <Card title={inWeChat ? '扫不了码' : words.card}>
          <View className='stack'>
            <TextField label='签到码' hint={words.hint} value={typed} onChange={setTyped} onEnter={byHand} error={tried && !read(typed) ? words.empty : undefined} />
            <Button id={id} kind={inWeChat ? 'quiet' : 'main'} wide text='签到' busy={act.busy} busyText='正在签到…' onTap={byHand} />
          </View>
        </Card>
        <View className='note'>{words.note}</View>
      </View>
    </Page>
  )
}
