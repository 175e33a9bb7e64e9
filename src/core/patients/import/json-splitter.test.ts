import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { JsonSplitter, LARGEST_PIECE } from './json-splitter.ts'

function split(text: string, chunkBytes = 1_000_000): { values: unknown[]; lines: number[]; ending: string } {
  const splitter = new JsonSplitter()
  const bytes = Buffer.from(text)
  const pieces = []
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    // As a file is read: the buffer is used again for the next part.
    const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes))
    pieces.push(...splitter.push(chunk))
    chunk.fill(0)
  }
  return {
    values: pieces.map((piece) => ('bytes' in piece ? (JSON.parse(piece.bytes.toString()) as unknown) : piece.problem)),
    lines: pieces.map(({ line }) => line),
    ending: splitter.end(),
  }
}

describe('A JSON file is cut into', () => {
  const cases: [says: string, text: string, values: unknown[]][] = [
    ['the one resource it is', '{"a":1}', [{ a: 1 }]],
    ['the members of a list', ' [ {"a":1} , {"a":2} ] ', [{ a: 1 }, { a: 2 }]],
    ['the entries of a Bundle', '{"resourceType":"Bundle","entry":[{"a":1},{"a":2}],"total":2}', [{ a: 1 }, { a: 2 }]],
    [
      'the entries of a Bundle that says last what it is',
      '{"entry":[{"a":{"entry":[1]}}],"link":[{"x":1}],"resourceType":"Bundle"}',
      [{ a: { entry: [1] } }],
    ],
    ['resources one after another', '{"a":1}\n{"a":2}{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['two Bundles one after another', '{"entry":[{"a":1}]}{"entry":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['nothing where it is empty', '{"entry":[]}', []],
    [
      'resources whose texts hold brackets and quotation marks',
      '[{"a":"}]\\"{"},{"b":"\\\\"}]',
      [{ a: '}]"{' }, { b: '\\' }],
    ],
    [
      'a resource with a text that says entry',
      '{"type":"entry","list":[{"x":1}]}',
      [{ type: 'entry', list: [{ x: 1 }] }],
    ],
  ]
  for (const [says, text, values] of cases) {
    it(says, () => {
      assert.deepEqual(split(text), { ...split(text), values, ending: 'whole' })
      for (const size of [1, 2, 3, 7]) assert.deepEqual(split(text, size).values, values, `in parts of ${size}`)
    })
  }
  it('pieces that know their line', () => assert.deepEqual(split('[\n{"a":1},\n\n{"a":\n2}]').lines, [2, 4]))
  it('the same pieces however it is read', () =>
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 50 }),
        (values, size) => {
          const whole = JSON.parse(JSON.stringify(values)) as unknown
          assert.deepEqual(split(JSON.stringify(values), size).values, whole)
          const bundle = JSON.stringify({ resourceType: 'Bundle', entry: values, total: 1 })
          assert.deepEqual(split(bundle, size).values, whole)
        },
      ),
    ))
})

describe('A JSON file that is at fault', () => {
  it('is cut short when it ends inside a resource or a text', () => {
    for (const text of ['[{"a":1},{"a":', '{"entry":[{"a":1}', '{"a":"x'])
      assert.equal(split('').ending && splitEnding(text), 'cut-short')
  })
  it('is not JSON when it closes what it never opened, or has its entries twice', () => {
    assert.equal(splitEnding('[]]'), 'not-json')
    assert.equal(splitEnding('{"entry":[],"entry":[]}'), 'not-json')
  })
  it('may hold a resource that is too large; the others are given out', () => {
    const huge = JSON.stringify({ a: 'x'.repeat(LARGEST_PIECE) })
    assert.deepEqual(split(`[{"a":1},${huge},{"a":2}]`, 65_536).values, [{ a: 1 }, 'too-large', { a: 2 }])
  })
  it('never breaks the splitter, whatever it is', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void new JsonSplitter().push(Buffer.from(bytes))),
    ))
})

function splitEnding(text: string): string {
  const splitter = new JsonSplitter()
  splitter.push(Buffer.from(text))
  return splitter.end()
}
