import { createReadStream, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalCloud } from '../../localcloud/host/start'
import { sdk, startWith, temporaryFolder } from './host-cloud'

const dir = temporaryFolder()
let cloud: LocalCloud

beforeAll(async () => { cloud = await startWith(dir, ['test', 'other']) })
afterAll(() => cloud.stop())

const upload = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(`${cloud.url}/storage/upload?path=${encodeURIComponent(path)}`, { method: 'POST', body, headers })

const urls = async (fileList: unknown[], openid = 'zhang') => {
  const headers = { 'x-local-openid': openid }
  const res = await fetch(`${cloud.url}/storage/urls`, { method: 'POST', headers, body: JSON.stringify({ fileList }) })
  return await res.json() as { fileList: { fileID: string; tempFileURL: string; status: number; errMsg: string }[] }
}

describe('through the SDK', () => {
  test('a file goes in, comes out the same, and is deleted', async () => {
    const app = sdk(cloud)
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 251))
    const { fileID } = await app.uploadFile({ cloudPath: '提案/图 1.png', fileContent: bytes })
    expect(fileID).toMatch(/^cloud:\/\/test\..+\/提案\/图 1\.png$/)
    expect((await app.downloadFile({ fileID })).fileContent).toEqual(bytes)
    const [info] = (await app.getFileInfo({ fileList: [fileID] })).fileList
    expect(info).toMatchObject({ size: 70_000, mime: 'image/png' })
    const deleted = await app.deleteFile({ fileList: [fileID, fileID] })
    expect(deleted.fileList.map(f => f.code)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST'])
    await expect(app.downloadFile({ fileID })).rejects.toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
  })

  test('a stream is written, and a second upload replaces the first and its bytes on disk', async () => {
    const app = sdk(cloud)
    const source = join(dir, 'source.txt')
    writeFileSync(source, 'second')
    await app.uploadFile({ cloudPath: 'twice.txt', fileContent: Buffer.from('first') })
    const before = readdirSync(join(dir, 'test/storage/contents')).length
    const { fileID } = await app.uploadFile({ cloudPath: 'twice.txt', fileContent: createReadStream(source) })
    expect(String((await app.downloadFile({ fileID })).fileContent)).toBe('second')
    expect(readdirSync(join(dir, 'test/storage/contents'))).toHaveLength(before)
  })

  test.each(['../outside', 'a/../../outside', '/rooted', 'a//b', './a', 'a?b', '', `${'长'.repeat(300)}`])(
    'the path %# is refused', async cloudPath => {
      await expect(sdk(cloud).getUploadMetadata({ cloudPath })).rejects.toMatchObject({ code: 'INVALID_PARAM' })
      expect((await upload(cloudPath, 'x', { 'x-local-openid': 'zhang' })).status).toBe(400)
    })

  test('an upload ticket fits its own path only', async () => {
    const { data } = await sdk(cloud).getUploadMetadata({ cloudPath: 'mine.txt' }) as
      unknown as { data: { url: string; authorization: string } }
    const headers = { authorization: data.authorization }
    const moved = await fetch(data.url.replace('mine.txt', 'yours.txt'), { method: 'PUT', body: 'x', headers })
    expect(moved.status).toBe(403)
    expect(await moved.text()).toContain('<Code>AccessDenied</Code>')
    expect((await fetch(data.url, { method: 'PUT', body: 'x', headers })).status).toBe(200)
  })
})

describe('as the mini-program would', () => {
  test('whoever uploads a file gets its id and temporary addresses', async () => {
    const res = await upload('motions/a.jpg', 'a picture', { 'x-local-openid': 'zhang' })
    const { fileID } = await res.json() as { fileID: string }
    const { fileList: [entry, missing] } = await urls([fileID, { fileID: `${fileID}x`, maxAge: 60 }], 'li')
    expect(entry).toMatchObject({ fileID, status: 0, errMsg: 'ok' })
    expect(missing).toMatchObject({ status: 1, errMsg: 'STORAGE_FILE_NONEXIST', tempFileURL: '' })
    const file = await fetch(entry!.tempFileURL)
    expect([file.headers.get('content-type'), await file.text()]).toEqual(['image/jpeg', 'a picture'])
  })

  test('a temporary address ends, and cannot be bent to another file', async () => {
    const { fileID } = await (await upload('b.txt', 'b', { 'x-local-openid': 'zhang' })).json() as { fileID: string }
    await upload('c.txt', 'c', { 'x-local-openid': 'zhang' })
    const { fileList: [fresh] } = await urls([fileID])
    const { fileList: [expired] } = await urls([{ fileID, maxAge: -1 }])
    expect((await fetch(fresh!.tempFileURL)).status).toBe(200)
    expect((await fetch(fresh!.tempFileURL.replace('/b.txt', '/c.txt'))).status).toBe(403)
    expect((await fetch(expired!.tempFileURL)).status).toBe(403)
  })

  test.each([
    ['bytes=2-4', 206, 'cde', 'bytes 2-4/8'],
    ['bytes=5-', 206, 'fgh', 'bytes 5-7/8'],
    ['bytes=-3', 206, 'fgh', 'bytes 5-7/8'],
    ['bytes=6-999', 206, 'gh', 'bytes 6-7/8'],
    ['bytes=-999', 206, 'abcdefgh', 'bytes 0-7/8'],
    ['bytes=8-', 416, '', 'bytes */8'],
    ['bytes=-0', 416, '', 'bytes */8'],
    ['bytes=4-2', 200, 'abcdefgh', null],
    ['bytes=0-1,4-5', 200, 'abcdefgh', null],
    ['seconds=0-1', 200, 'abcdefgh', null],
  ])('a player that asks for %s gets %s', async (range, status, body, contentRange) => {
    const { fileID } = await (await upload('film.mp4', 'abcdefgh', { 'x-local-openid': 'zhang' })).json() as { fileID: string }
    const { fileList: [entry] } = await urls([fileID])
    const part = await fetch(entry!.tempFileURL, { headers: { range } })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([status, body, contentRange])
    if (status !== 416) expect(part.headers.get('accept-ranges')).toBe('bytes')
  })

  test('a player that hangs up on its bytes leaves the cloud in order', async () => {
    const { fileID } = await (await upload('long.mp4', new Uint8Array(8 * 1024 * 1024), { 'x-local-openid': 'zhang' })).json() as { fileID: string }
    const { fileList: [entry] } = await urls([fileID])
    const hangUp = new AbortController()
    const answer = await fetch(entry!.tempFileURL, { signal: hangUp.signal })
    await answer.body!.getReader().read()
    hangUp.abort()
    const part = await fetch(entry!.tempFileURL, { headers: { range: 'bytes=4194304-4194311' } })
    expect((await part.arrayBuffer()).byteLength).toBe(8)
  })

  test('nobody without a name uploads, and nobody overwrites what another uploaded', async () => {
    expect((await upload('d.txt', 'd', {})).status).toBe(401)
    expect((await upload('d.txt', 'd', { 'x-local-openid': 'zhang' })).status).toBe(200)
    expect((await upload('d.txt', 'e', { 'x-local-openid': 'li' })).status).toBe(403)
    expect((await upload('d.txt', 'e', { 'x-local-openid': 'zhang' })).status).toBe(200)
  })

  test('a file over 50 MB is refused, the sender reads why, and nothing of it stays', async () => {
    const contents = join(dir, 'test/storage/contents')
    const before = readdirSync(contents)
    const res = await upload('large.bin', new Uint8Array(50 * 1024 * 1024 + 1), { 'x-local-openid': 'zhang' })
    expect(res.status).toBe(413)
    expect(await res.json()).toMatchObject({ errCode: -403001 })
    expect(readdirSync(contents)).toEqual(before)
  })

  test('each environment has its own files', async () => {
    const res = await upload('same.txt', 'of other', { 'x-local-openid': 'zhang', 'x-local-env': 'other' })
    const { fileID } = await res.json() as { fileID: string }
    expect(fileID).toContain('cloud://other.')
    expect((await urls([fileID])).fileList[0]).toMatchObject({ status: 1 })
    expect((await sdk(cloud, 'other').getTempFileURL({ fileList: [fileID] })).fileList[0]).toMatchObject({ code: 'SUCCESS' })
  })
})
