import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { sessionStageWords } from '../../../domain/congress/session-graph'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag } from '../../components/state-tag'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { ActSheet, type Asked } from './act-sheet'
import { ArchivePart } from './archive-part'
import { Checklist, follow } from './checklist'
import { MattersPart } from './matters-part'
import { nextStep } from './next-step'
import { OpinionsPart } from './opinions-part'
import { PapersPart } from './papers-part'
import { PartChoice } from './part-choice'
import { RehearsePart } from './rehearse-part'
import { ResolutionPart } from './resolution-part'
import { RollPart } from './roll-part'
import { partTexts, type OneSession, type Part, type PartProps } from './session-part'
import { stageMeanings } from './stage-words'
import { VotesPart } from './votes-part'
import { WithMe } from './with-me'
import './office.scss'

const shownParts = ({ session }: OneSession): Part[] =>
  (Object.keys(partTexts) as Part[]).filter(p => p !== 'rehearse' || session.rehearsal)

const Shown = ({ part, ...p }: PartProps & { part: Part }) => {
  switch (part) {
    case 'check': return <Checklist {...p} />
    case 'matters': return <MattersPart {...p} />
    case 'papers': return <PapersPart {...p} />
    case 'opinions': return <OpinionsPart {...p} />
    case 'roll': return <RollPart {...p} />
    case 'votes': return <VotesPart {...p} />
    case 'resolution': return <ResolutionPart {...p} />
    case 'archive': return <ArchivePart {...p} />
    case 'rehearse': return <RehearsePart {...p} />
  }
}

const Title = ({ view: { session } }: { view: OneSession }) => (
  <View className='stack-tight'>
    <View className='wrap'>
      <StateTag text={sessionStageWords[session.stage]} meaning={stageMeanings[session.stage]} />
      {session.rehearsal ? <StateTag text='推演' meaning='attention' /> : null}
    </View>
    <View className='title' {...role('heading')}>{session.title}</View>
  </View>
)

const One = ({ me, id, first }: { me: Me; id: string; first: Part }) => {
  const [part, setPart] = useState<Part>(first)
  const [asked, setAsked] = useState<Asked>()
  const [done, setDone] = useState<string>()
  const loaded = useLoad(() => call('congress', 'session', { id }), [id, me.personId])
  const view = loaded.data
  const put = (next: OneSession, words: string) => {
    setAsked(undefined)
    setDone(words)
    loaded.put(next)
  }
  const go = (to: Part) => { setDone(undefined); setPart(to) }
  const ask: PartProps['ask'] = (act, given) => { setDone(undefined); setAsked({ act, ...given }) }
  const step = view && part === 'check' ? nextStep(view) : undefined
  return (
    <Page wide title='会议' bar={step ? <Button id='next-step' kind='main' wide text={step.text} onTap={() => follow(step, { ask, go })} /> : undefined}>
      <LoadedView loaded={loaded} rows={6}>
        {held => (
          <View className='stack'>
            <Title view={held} />
            {done ? <Notice meaning='done' title={done} /> : null}
            <View className='parts'>
              <PartChoice parts={shownParts(held)} value={part} onChange={go} />
              <Shown part={part} me={me} view={held} put={put} reload={loaded.reload} follow={loaded.follow} ask={ask} go={go} />
            </View>
          </View>
        )}
      </LoadedView>
      {asked && view ? <ActSheet key={`${asked.act}.${asked.gate}`} asked={asked} view={view} onDone={put} onClose={() => setAsked(undefined)} /> : null}
    </Page>
  )
}

const isPart = (value: string | undefined): value is Part => value !== undefined && value in partTexts

/** One session from the notice to the archive: for the union's staff, the presidium and the scrutineers. */
export default function SessionPage() {
  const { id = '', part } = useRouter().params
  return <WithMe title='会议'>{me => <One key={`${id}.${me.personId}`} me={me} id={id} first={isPart(part) ? part : 'check'} />}</WithMe>
}
