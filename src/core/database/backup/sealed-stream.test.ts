import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeFrames, encodeFrame, type Frame } from './frames.ts'
import { openStream, sealStream } from './sealed-stream.ts'

const KEY = randomBytes(32)
const HEAD = Buffer.from('head')
const CHUNK = 64 * 1024

async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length
    yield bytes.subarray(at, at + size)
    at += size
  }
}
async function listOf<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of source) items.push(item)
  return items
}
async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await listOf(source))
}
const sealed = (bytes: Buffer): Promise<Buffer[]> => listOf(sealStream(KEY, HEAD, pieces(bytes, [10_000])))
const opened = (bytes: Buffer, key = KEY, head = HEAD): Promise<Buffer> =>
  all(openStream(key, head, pieces(bytes, [7_001]), 'x'))

describe('A sealed stream', () => {
  it('opens to what was sealed, in whatever pieces it comes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat(3 * CHUNK), fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK)),
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 997, max: 100_000 }), { minLength: 1, maxLength: 5 }),
        async (length, sizesIn, sizesOut) => {
          const plain = randomBytes(length)
          const whole = await all(
            sealStream(KEY, HEAD, pieces(plain, length > 2_000 ? sizesIn.map((size) => size + 500) : sizesIn)),
          )
          assert.deepEqual(await all(openStream(KEY, HEAD, pieces(whole, sizesOut), 'x')), plain)
        },
      ),
      { numRuns: 60 },
    ))

  it('does not open when it is cut anywhere', async () => {
    const whole = Buffer.concat(await sealed(randomBytes(2 * CHUNK + 5)))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) =>
        assert.rejects(opened(whole.subarray(0, length)), /damaged/),
      ),
      { numRuns: 60, examples: [[0], [CHUNK + 20], [2 * (CHUNK + 20)]] },
    )
  })

  it('does not open when any one bit is changed', async () => {
    const whole = Buffer.concat(await sealed(randomBytes(CHUNK + 5)))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(whole)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        await assert.rejects(opened(changed), /damaged/)
      }),
      { numRuns: 100, examples: [[0], [31]] },
    )
  })

  it('does not open when parts are swapped, dropped, repeated, or come after its end', async () => {
    const [a, b, c] = await sealed(randomBytes(2 * CHUNK + 5))
    assert.ok(a && b && c)
    for (const parts of [[b, a, c], [a, c], [b, c], [a, a, b, c], [a, b, c, c], [a, b], [c]]) {
      await assert.rejects(opened(Buffer.concat(parts)), /damaged/)
    }
  })

  it('does not open with another key or another heading', async () => {
    const whole = Buffer.concat(await sealed(randomBytes(100)))
    await assert.rejects(opened(whole, randomBytes(32)), /damaged/)
    await assert.rejects(opened(whole, KEY, Buffer.from('other')), /damaged/)
  })
})

describe('Frames', () => {
  it('are read back as written, in whatever pieces they come', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 5_000 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 9_000 }),
        async (rows, size) => {
          const frames: Frame[] = [
            { kind: 'table', value: { name: 'care.person', columns: ['a'], orderBy: 'a' } },
            ...rows.map((bytes): Frame => ({ kind: 'data', bytes: Buffer.from(bytes) })),
            { kind: 'tableEnd', value: { name: 'care.person', rows: 1, sha256: '' } },
          ]
          const bytes = Buffer.concat(frames.flatMap((frame) => [...encodeFrame(frame)]))
          assert.deepEqual(await listOf(decodeFrames(pieces(bytes, [size]))), frames)
        },
      ),
    ))

  it('that are cut, or of a kind nobody writes, are refused', async () => {
    const bytes = Buffer.concat([...encodeFrame({ kind: 'data', bytes: Buffer.from('abc') })])
    await assert.rejects(listOf(decodeFrames(pieces(bytes.subarray(0, -1), [100]))), /not complete/)
    await assert.rejects(listOf(decodeFrames(pieces(Buffer.from('Q\0\0\0\0'), [100]))), /unknown kind/)
    await assert.rejects(
      listOf(decodeFrames(pieces(Buffer.from('D\xff\xff\xff\xff', 'latin1'), [100]))),
      /longer than any/,
    )
  })

  it('of long data are split, so that a reader holds little', () => {
    assert.equal([...encodeFrame({ kind: 'data', bytes: Buffer.alloc(2_500_000) })].length, 6)
  })
})
