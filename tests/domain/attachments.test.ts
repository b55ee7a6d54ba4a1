import { FILE_TYPES, LARGEST_FILE } from '../../types/attachment'
import { fileTypes, isPicture, keptName, sizeWords, typeOf, typeWord, wrongFile } from '../../domain/attachments'

test('what may be attached is one list on both sides', () => {
  expect([...fileTypes].sort()).toEqual([...FILE_TYPES].sort())
})

test.each([
  ['报告.PDF', 'pdf', 'PDF'], ['清单.xls', 'xls', 'Excel'], ['说明.docx', 'docx', 'Word'], ['汇报.pptx', 'pptx', 'PPT'], ['现场.JPEG', 'jpeg', '图片'],
])('%s is %s', (name, type, word) => {
  expect([typeOf(name), typeWord(name), isPicture(name)]).toEqual([type, word, word === '图片'])
})

test.each(['木马.exe', '网页.html', '无结尾', '', '.', 'pdf', '压缩包.zip', '记录.pdf.js'])('%s is nothing that may be attached', name => {
  expect(typeOf(name)).toBeUndefined()
  expect(wrongFile(name, 10, LARGEST_FILE)).toContain('PDF、Word、Excel、PPT 或图片')
})

test('sizes are said, and what is too large says how large it is and what to do', () => {
  expect([sizeWords(1), sizeWords(1536), sizeWords(1024 * 1024), sizeWords(20.04 * 1024 * 1024)]).toEqual(['1 KB', '2 KB', '1.0 MB', '20.0 MB'])
  expect(wrongFile('扫描件.pdf', LARGEST_FILE, LARGEST_FILE)).toBeNull()
  expect(wrongFile('扫描件.pdf', 35.2 * 1024 * 1024, LARGEST_FILE)).toBe('“扫描件.pdf”有 35.2 MB，超过 20 MB，没有添加。请压缩或拆分后再添加')
  expect(wrongFile('空.pdf', 0, LARGEST_FILE)).toContain('空文件')
})

test('a name is kept as it is, or as much of it as may be, always with its ending', () => {
  expect(keptName('勘查 记录.pdf')).toBe('勘查 记录.pdf')
  expect(keptName('../a\\b\u202E.pdf')).toBe('..ab.pdf')
  expect(keptName('.pdf')).toBe('附件.pdf')
  const long = keptName(`${'长'.repeat(300)}.docx`)
  expect([long.length, long.endsWith('长.docx')]).toEqual([100, true])
})
