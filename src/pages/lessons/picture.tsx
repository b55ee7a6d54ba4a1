import { Canvas, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Certificate } from '../../../types/lesson-people'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { ActTrouble } from '../../components/trouble'
import { CallError, toCallError } from '../../services/call'
import { useAct } from '../../services/use-act'
import { drawCertificate, HEIGHT, WIDTH } from './draw-certificate'

const ID = 'certificate-picture'

const canvasOf = () => new Promise<Taro.Canvas>((resolve, reject) => {
  Taro.createSelectorQuery().select(`#${ID}`).fields({ node: true }, found => {
    const node = (found as { node?: Taro.Canvas } | null)?.node
    if (node) resolve(node)
    else reject(new Error('the canvas is not on the page'))
  }).exec()
})

/** WeChat refuses once and for all when somebody once said no; only the settings mend that. */
const saved = (filePath: string) => new Promise<boolean>((resolve, reject) => {
  void Taro.saveImageToPhotosAlbum({
    filePath,
    success: () => resolve(true),
    fail: ({ errMsg }) => {
      if (/cancel/.test(errMsg)) resolve(false)
      else if (/auth/.test(errMsg)) reject(new CallError('refusal', 'ALBUM', '微信还不能存到相册。请点右上角“…”，在设置里允许“添加到相册”，再点一次'))
      else reject(toCallError(new Error(errMsg)))
    },
  })
})

/** The certificate as a picture, drawn on the phone; kept in the album. The browser's twin: picture.h5.tsx. */
export const Picture = ({ certificate, label }: { certificate: Certificate; label: string }) => {
  const [done, setDone] = useState(false)
  const draw = useAct(async () => {
    const canvas = await canvasOf()
    canvas.width = WIDTH
    canvas.height = HEIGHT
    drawCertificate(canvas.getContext('2d') as CanvasRenderingContext2D, certificate)
  })
  const { run } = draw
  // The page was ready before the certificate came: the canvas is there once what was just drawn has crossed to the page.
  useEffect(() => Taro.nextTick(() => void run()), [certificate, run])
  const save = useAct(async () => {
    const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: await canvasOf(), fileType: 'png' })
    setDone(await saved(tempFilePath))
  })
  return (
    <View className='stack'>
      <View className='picture-frame' {...role('img')} ariaLabel={label}><Canvas id={ID} canvasId={ID} type='2d' className='certificate-picture' /></View>
      <ActTrouble error={draw.error ?? save.error} />
      {done ? <Notice meaning='done' title='已存到相册' /> : null}
      <View><Button id='save-picture' icon='picture' text='存到相册' busy={save.busy} busyText='正在存…' onTap={() => void save.run()} /></View>
    </View>
  )
}
