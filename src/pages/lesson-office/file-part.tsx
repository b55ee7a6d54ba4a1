import { Image, View } from '@tarojs/components'
import { sizeWords } from '../../../domain/attachments'
import { clockWords } from '../../../domain/lesson/length-words'
import type { EpisodeEdit } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { Progress } from '../../components/feedback'
import { Field } from '../../components/field'
import { Icon } from '../../components/icon'
import { Notice } from '../../components/notice'
import { ActTrouble } from '../../components/trouble'
import { toCallError } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { endings, fileWords, type FileKind } from './episode-file'
import type { Uploads, UploadNow } from './use-uploads'

interface Props { e: EpisodeEdit & { kind: FileKind }; uploads: Uploads; urls: Record<string, string> }

const percent = ({ sent, size }: UploadNow) => Math.floor(sent / size * 100)

const steps: Record<'reading' | 'sending' | 'joining', string> = { reading: '正在检查文件', sending: '正在上传', joining: '已传完，云端正在拼好' }

const Under = ({ k, u, uploads, onPick }: { k: string; u: UploadNow; uploads: Uploads; onPick: () => void }) => {
  switch (u.step) {
    case 'reading':
    case 'sending':
    case 'joining': return (
      <View className='stack-tight'>
        <Progress label={`${steps[u.step]} ${percent(u)}%`} done={Number((u.sent / 1048576).toFixed(1))} total={Number((u.size / 1048576).toFixed(1))} />
        <View className='note'>{u.message ?? '单位是 MB。可以接着编辑别的内容，传完自动放进课时；请不要关掉这一页。'}</View>
        {u.step === 'sending' ? <View className='wrap'><Button text='暂停' label={`暂停上传${u.name}`} onTap={() => uploads.pause(k)} /></View> : null}
      </View>
    )
    case 'paused':
    case 'cut': return (
      <Notice
        meaning={u.step === 'cut' ? 'attention' : 'waiting'} title={u.step === 'cut' ? `${u.message ? '没有传完' : '没有连上'}，已传好 ${percent(u)}%` : `已暂停，传好了 ${percent(u)}%`}
        text={u.message ? `${u.message}。已传的部分还在，稍后接着传就行。` : u.step === 'cut' ? '已传的部分还在，连上后自动接着传。' : '已传的部分还在，随时可以接着传。'}
        act={<View className='wrap'><Button text='接着传' label={`接着传${u.name}`} onTap={() => void uploads.resume(k)} /><Button text='不传了' onTap={() => uploads.forget(k)} /></View>}
      />
    )
    case 'left': return (
      <Notice
        meaning='waiting' title={`“${u.name}”上次没有传完`} text='已传的部分还在。再选一次这个文件，就从停下的地方接着传。'
        act={<View className='wrap'><Button text='再选一次这个文件' onTap={onPick} /><Button text='不传了' onTap={() => uploads.forget(k)} /></View>}
      />
    )
    case 'refused': return <Notice meaning='refused' title='这个文件没有传上去' text={u.message} act={<Button text='知道了' onTap={() => uploads.forget(k)} />} />
  }
}

/** The film, recording or document of one episode: what there is, what is on its way, and another in its place. */
export const FilePart = ({ e, uploads, urls }: Props) => {
  const now = uploads.now[e.key]
  const pick = useAct(async () => {
    const [picked] = await host.pickFiles(endings[e.kind], 1).catch(error => { throw toCallError(error) })
    if (picked) await uploads.begin(e.key, e.kind, picked)
  })
  const choose = () => void pick.run()
  const poster = e.poster ? urls[e.poster] : undefined
  return (
    <Field label={e.kind === 'pdf' ? '文件' : e.kind === 'video' ? '视频' : '音频'} hint={fileWords[e.kind]}>
      <View className='stack-tight'>
        <ActTrouble error={pick.error} />
        {e.file ? (
          <View className='clip'>
            {poster ? <Image className='clip-poster' src={poster} mode='aspectFill' ariaLabel='封面画面' /> : <View className='clip-poster clip-blank'><Icon name='file' /></View>}
            <View className='clip-words'>
              <View className='body'>{e.fileName}</View>
              <View className='note'>{sizeWords(e.size)}{e.kind !== 'pdf' && e.seconds > 0 ? ` · 长 ${clockWords(e.seconds * 1000)}` : ''}</View>
            </View>
          </View>
        ) : null}
        {now ? <Under k={e.key} u={now} uploads={uploads} onPick={choose} /> : null}
        {!now || now.step === 'refused' ? <View><Button id={`file-${e.key}`} icon='file' text={e.file ? '换一个文件' : '选择文件'} onTap={choose} /></View> : null}
        {e.file ? <View className='note'>换文件不影响已经学完的人；没学完的人按新文件重新计算。</View> : null}
      </View>
    </Field>
  )
}
