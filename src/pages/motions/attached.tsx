import { View } from '@tarojs/components'
import { isPicture } from '../../../domain/attachments'
import type { Attachment } from '../../../types/attachment'
import { MAX_FILES } from '../../../types/attachment'
import { MAX_PICTURES } from '../../../types/motion-text'
import { Field } from '../../components/field'
import { Files, fileItems, type FileItem } from '../../components/files'
import { Pictures } from '../../components/pictures'
import type { Uploads } from '../../components/use-files'
import { showPictures } from './pictures'

export interface Addressed { fileId: string; url: string }

const Looked = ({ items, edit }: { items: readonly FileItem[]; edit?: Omit<Parameters<typeof Pictures>[0], 'items' | 'onPreview'>['edit'] }) =>
  <Pictures items={items} edit={edit} onPreview={i => showPictures(items.map(p => p.url), i)} />

/** What came with a note or a reply: pictures to look at, documents to open. */
export const Attached = ({ files, urls }: { files: readonly Attachment[]; urls: readonly Addressed[] }) => {
  if (files.length === 0) return null
  const items = fileItems(files, urls)
  const pictures = items.filter(f => isPicture(f.name))
  const documents = items.filter(f => !isPicture(f.name))
  return (
    <View className='stack-tight'>
      {pictures.length > 0 ? <Looked items={pictures} /> : null}
      {documents.length > 0 ? <Files items={documents} /> : null}
    </View>
  )
}

const editOf = (files: Uploads, shown: number, onAdd: () => void) =>
  ({ max: shown + files.room, onAdd, onRemove: files.remove, onRetry: files.retry })

/** Pictures and documents of a note or a reply, to be added and taken away. */
export const AttachedField = ({ label, error, files }: { label: string; error?: string; files: Uploads }) => {
  const pictures = files.items.filter(f => isPicture(f.name))
  const documents = files.items.filter(f => !isPicture(f.name))
  return (
    <Field label={label} optional hint={`照片、PDF、Word、Excel、PPT，最多 ${MAX_FILES} 个。照片每张不超过 10 MB，文件每个不超过 20 MB。`} error={error ?? files.problem}>
      <View className='stack-tight'>
        <Looked items={pictures} edit={editOf(files, pictures.length, files.addPictures)} />
        <Files items={documents} edit={editOf(files, documents.length, files.addFiles)} />
      </View>
    </Field>
  )
}

/** Pictures of a motion. */
export const PicturesField = ({ error, pictures }: { error?: string; pictures: Uploads }) => (
  <Field label='图片' optional hint={`现场照片、表格等，最多 ${MAX_PICTURES} 张，每张不超过 10 MB。`} error={error ?? pictures.problem}>
    <Looked items={pictures.items} edit={editOf(pictures, pictures.items.length, pictures.addPictures)} />
  </Field>
)
