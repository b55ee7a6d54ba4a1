import { Field } from './field'
import { Files } from './files'
import type { Uploads } from './use-files'

/** What to say of files that have not arrived when the form is sent. */
export const unsentWords = (unsent: number): string => `还有 ${unsent} 个附件没有传上去。请等它传完、再传一次，或者去掉`

/** Documents of a form. */
export const DocumentsField = ({ error, files }: { error?: string; files: Uploads }) => (
  <Field label='附件' optional hint={`PDF、Word、Excel、PPT 等，最多 ${files.most} 个，每个不超过 20 MB。`} error={error ?? files.problem}>
    <Files items={files.items} edit={{ max: files.items.length + files.room, onAdd: files.addFiles, onRemove: files.remove, onRetry: files.retry }} />
  </Field>
)
