/**
 * The little of protobuf that WeChat's open API needs on the wire: the pairs of a request
 * (`CommApiData{2: OpenApiData{1: {1: key, 2: value}}}`) and the reply
 * (`CommOpenApiResp{1: body, 2: content type, 3: error code}`).
 */

type Field = { number: number; value: bigint | Buffer }

/** @throws on bytes that are not a protobuf message of varints and length-delimited fields. */
function readFields(bytes: Buffer): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) break
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw new Error('protobuf: broken number')
  }
  while (at < bytes.length) {
    const tag = Number(varint())
    const wireType = tag & 7
    if (wireType === 0) fields.push({ number: tag >> 3, value: varint() })
    else if (wireType === 2) {
      const end = Number(varint()) + at
      if (end > bytes.length) throw new Error('protobuf: broken length')
      fields.push({ number: tag >> 3, value: bytes.subarray(at, end) })
      at = end
    } else throw new Error(`protobuf: wire type ${wireType}`)
  }
  return fields
}

const inner = (fields: Field[], number: number): Buffer[] =>
  fields.filter(f => f.number === number && Buffer.isBuffer(f.value)).map(f => f.value as Buffer)

/** The parameters in a request's bytes; each value is JSON on the wire. */
export function readOpenApiRequest(bytes: Buffer): Record<string, unknown> {
  const data = inner(readFields(bytes), 2)[0] ?? Buffer.alloc(0)
  const pairs = inner(readFields(data), 1).map(pair => {
    const fields = readFields(pair)
    const key = inner(fields, 1)[0]?.toString('utf8') ?? ''
    return [key, JSON.parse(inner(fields, 2)[0]?.toString('utf8') ?? 'null')] as const
  })
  return Object.fromEntries(pairs)
}

function varintBytes(value: number | bigint): Buffer {
  const bytes: number[] = []
  // Negative numbers travel as the unsigned 64-bit number with the same bits.
  for (let rest = BigInt.asUintN(64, BigInt(value)); ;) {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
    if (rest === 0n) return Buffer.from(bytes)
  }
}

const delimited = (number: number, value: Buffer) =>
  Buffer.concat([varintBytes(number * 8 + 2), varintBytes(value.length), value])

export function openApiReply(body: Buffer, contentType: string, errorCode = 0): Buffer {
  return Buffer.concat([
    delimited(1, body),
    delimited(2, Buffer.from(contentType)),
    ...(errorCode === 0 ? [] : [varintBytes(3 * 8), varintBytes(errorCode)]),
  ])
}
