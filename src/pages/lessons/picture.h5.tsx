import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import type { Certificate } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { ActTrouble } from '../../components/trouble'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { drawCertificate, HEIGHT, WIDTH } from './draw-certificate'

/** The certificate as a picture, drawn in the browser and downloaded from there. */
export const Picture = ({ certificate, label }: { certificate: Certificate; label: string }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (pen) drawCertificate(pen, certificate)
  }, [certificate])
  const save = useAct(async () => {
    const [, base64 = ''] = canvas.current!.toDataURL('image/png').split(',')
    await host.handOver(`结业证书-${certificate.name}.png`, base64, 'base64')
  })
  return (
    <View className='stack'>
      <View className='picture-frame'><canvas ref={canvas} width={WIDTH} height={HEIGHT} className='certificate-picture' role='img' aria-label={label} /></View>
      <ActTrouble error={save.error} />
      <View><Button id='save-picture' icon='picture' text='下载图片' onTap={() => void save.run()} /></View>
    </View>
  )
}
