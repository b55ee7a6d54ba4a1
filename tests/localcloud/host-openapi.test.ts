import type { LocalCloud } from '../../localcloud/host/start'
import { sdk, startWith, temporaryFolder } from './host-cloud'

const dir = temporaryFolder()
let cloud: LocalCloud

beforeAll(async () => { cloud = await startWith(dir, ['test', 'other']) })
afterAll(() => cloud.stop())

const ask = async (api: string, params: Record<string, unknown>, env = 'test') => {
  const { result, error } = await cloud.call('probe', { action: 'openapi', api, params }, { openid: 'zhang', env })
  if (error) throw new Error(error.message)
  return result as Record<string, unknown>
}

const message = { touser: 'zhang', template_id: 'T1', page: 'pages/motions/detail?id=1', data: { thing1: { value: '提案已立案' } } }

describe('subscribeMessage.send', () => {
  test('is sent, and remembered with who asked for it', async () => {
    expect(await ask('subscribeMessage.send', message)).toMatchObject({ errcode: 0, errmsg: 'ok' })
    expect(cloud.sent().at(-1)).toMatchObject({
      api: 'subscribeMessage.send', params: message, answer: { errcode: 0 }, function: 'probe',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  test.each([
    ['an openid that is none', { touser: '' }, 40003],
    ['no template', { template_id: undefined }, 40037],
    ['a page with a leading slash', { page: '/pages/a' }, 41030],
    ['a field that is too long', { data: { thing1: { value: '字'.repeat(21) } } }, 47003],
    ['an empty field', { data: { thing1: { value: '' } } }, 47003],
    ['no field', { data: {} }, 47003],
  ])('%s is refused', async (_, change, errcode) => {
    expect(await ask('subscribeMessage.send', { ...message, ...change })).toMatchObject({ errcode })
  })

  test('a person who agreed to two messages gets two, and another template is another matter', async () => {
    cloud.wx().credits.set('li\nT1', 2)
    const codes = []
    for (let i = 0; i < 3; i += 1) codes.push((await ask('subscribeMessage.send', { ...message, touser: 'li' }))['errcode'])
    expect(codes).toEqual([0, 0, 43101])
    expect(await ask('subscribeMessage.send', { ...message, touser: 'li', template_id: 'T2' })).toMatchObject({ errcode: 0 })
  })
})

test('a phone code gives its number once, phone:<number> always, anything else nothing', async () => {
  cloud.wx().phones.set('code-1', '13900000001')
  const number = async (code: string) =>
    (await ask('phonenumber.getPhoneNumber', { code }))['phone_info'] as { purePhoneNumber: string } | undefined
  expect(await number('code-1')).toMatchObject({ purePhoneNumber: '13900000001', countryCode: '86' })
  expect(await number('phone:13800000000')).toMatchObject({ phoneNumber: '13800000000' })
  expect(await ask('phonenumber.getPhoneNumber', { code: 'code-1' })).toEqual({ errcode: 40029, errmsg: 'invalid code' })
})

test('content security passes, finds risky words, and its first version answers with an error', async () => {
  cloud.wx().risky.add('违规')
  const check = (content: string, more = {}) =>
    ask('security.msgSecCheck', { version: 2, scene: 2, openid: 'zhang', content, ...more })
  expect(await check('加装电梯')).toMatchObject({ errcode: 0, result: { suggest: 'pass', label: 100 } })
  expect(await check('很违规')).toMatchObject({ errcode: 0, result: { suggest: 'risky' }, detail: [{ keyword: '违规' }] })
  expect(await check('很违规', { version: undefined })).toMatchObject({ errcode: 87014 })
  expect(await check('加装电梯', { openid: '' })).toMatchObject({ errcode: 40003 })
})

test('a picture is taken in for checking', async () => {
  const picture = { media_url: 'https://a.example/b.jpg', media_type: 2, version: 2, scene: 2, openid: 'zhang' }
  expect(await ask('security.mediaCheckAsync', picture)).toMatchObject({ errcode: 0, trace_id: expect.any(String) })
  expect(await ask('security.mediaCheckAsync', { ...picture, media_type: 9 })).toMatchObject({ errcode: 40097 })
})

test('a mini-program code is a PNG as wide as asked for; a scene over 32 characters is refused', async () => {
  const { buffer, contentType } = await ask('wxacode.getUnlimited', { scene: 's=abc', page: 'pages/index', width: 300 })
  const png = Buffer.from(String(buffer), 'base64')
  expect([contentType, png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['image/png', 'PNG', 300])
  expect(await ask('wxacode.getUnlimited', { scene: 'x'.repeat(33) })).toMatchObject({ errcode: 40169 })
  expect(await ask('wxacode.getUnlimited', { scene: '中' })).toMatchObject({ errcode: 40169 })
})

test('a failure of WeChat can be staged', async () => {
  cloud.wx('other').failures.set('wxacode.getUnlimited', { errcode: -1, errmsg: 'system error' })
  expect(await ask('wxacode.getUnlimited', { scene: 'a' }, 'other')).toEqual({ errcode: -1, errmsg: 'system error' })
})

describe('who may ask', () => {
  test('not a function whose config.json does not name the API, and not a program outside', async () => {
    const { error } = await cloud.call('people', { api: 'subscribeMessage.send' })
    expect(error?.message).toContain('-604101')
    await expect(sdk(cloud).callWxOpenApi({ apiName: 'subscribeMessage.send', requestData: message }))
      .rejects.toThrow('-604101')
  })

  test('an API that is not here is said not to exist', async () => {
    await expect(ask('wxacode.create', {})).rejects.toThrow('-604100')
  })
})

describe('on the wire', () => {
  // The bytes that wx-server-sdk 4.0.2 sends for openapi.subscribeMessage.send.
  const REQUEST = 'CAASfgoSCgZ0b3VzZXISCCJvWmhhbmciCiMKBHBhZ2USGyJwYWdlcy9tb3Rpb25zL2RldGFpbD9pZD0xIgouCgRkYXRh'
    + 'EiZ7InRoaW5nMSI6eyJ2YWx1ZSI6IuaPkOahiOW3sueri+ahiCJ9fQoTCgt0ZW1wbGF0ZV9pZBIEIlQxIg=='

  test('protobuf as wx-server-sdk sends it is understood, and answered so that it understands', async () => {
    const { result } = await cloud.call('probe', { action: 'protobuf', api: 'subscribeMessage.send', request: REQUEST })
    expect(cloud.sent().at(-1)?.params).toEqual({ ...message, touser: 'oZhang' })
    const bytes = Buffer.from(String(result), 'base64')
    const json = JSON.stringify(cloud.sent().at(-1)?.answer)
    expect(bytes).toEqual(Buffer.concat([
      Buffer.from([10, json.length]), Buffer.from(json), Buffer.from([18, 31]), Buffer.from('application/json; charset=UTF-8'),
    ]))
  })

  test('a refusal of the gateway is the error code of the reply', async () => {
    const { result } = await cloud.call('probe', { action: 'protobuf', api: 'wxacode.create', request: '' })
    // CommOpenApiResp { respData: '', contentType: 'application/json', errorCode: -604100 } by protobufjs.
    expect(result).toBe('CgASEGFwcGxpY2F0aW9uL2pzb24YvJDb////////AQ==')
  })
})

test('another process can set WeChat\'s answers and read what was sent', async () => {
  const address = `${cloud.url}/dev/wx?env=other`
  const set = await fetch(address, { method: 'POST', body: JSON.stringify({ phones: { far: '13700000000' }, risky: ['坏'] }) })
  expect(set.status).toBe(200)
  expect(await ask('phonenumber.getPhoneNumber', { code: 'far' }, 'other')).toMatchObject({ errcode: 0 })
  const sent = await (await fetch(address)).json() as { api: string }[]
  expect(sent.at(-1)).toMatchObject({ api: 'phonenumber.getPhoneNumber', params: { code: 'far' } })
  expect(await ask('phonenumber.getPhoneNumber', { code: 'far' })).toMatchObject({ errcode: 40029 })
})

test('a person who refuses, or whose next messages fail, is preset from another process, for that environment alone', async () => {
  const address = `${cloud.url}/dev/wx?env=other`
  const preset = (what: object) => fetch(address, { method: 'POST', body: JSON.stringify(what) })
  const send = async (touser: string, env = 'other') => (await ask('subscribeMessage.send', { ...message, touser }, env)).errcode
  await preset({ credits: [{ openid: 'one', template: 'T1', left: 1 }], answers: [{ openid: 'two', codes: [-1, 40001] }] })
  expect([await send('one'), await send('one'), await send('one')]).toEqual([0, 43101, 43101])
  expect([await send('two'), await send('two'), await send('two')]).toEqual([-1, 40001, 0])
  expect([await send('one', 'test'), await send('three')]).toEqual([0, 0])
  await preset({ credits: [{ openid: 'one', template: 'T1', left: 2 }] })
  expect(await send('one')).toBe(0)
})
