import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { csvRecords } from './csv-records.ts'

async function* inParts(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size))
}
/** Every row that was read, and what stopped the reading. */
async function read(text: string, size = 7) {
  const rows: [number, readonly string[]][] = []
  try {
    for await (const { cells, line } of csvRecords(inParts(text, size), ',')) rows.push([line, cells])
  } catch (error) {
    return { rows, fault: (error as Error).message }
  }
  return { rows }
}

describe('The rows of a CSV file', () => {
  it('have their lines, without empty ones', async () =>
    assert.deepEqual(await read('a,b\n1,2\n\n3,4\n'), {
      rows: [
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [4, ['3', '4']],
      ],
    }))
  it('are all there before a quotation mark that is never closed', async () => {
    const { rows, fault } = await read('a,b\n1,2\n"3,4\n5,6\n')
    assert.deepEqual(
      rows.map(([line]) => line),
      [1, 2],
    )
    assert.match(
      fault!,
      /^A quotation mark is opened and not closed, at or before line \d\. Rows before it were read\.$/,
    )
  })
  it('are all there before one that has no end', async () => {
    const { rows, fault } = await read(`a,b\n1,2\n"${'x'.repeat(70_000)}`, 256 * 1024)
    assert.equal(rows.length, 2)
    assert.match(fault!, /quotation mark/)
  })
  it('are the same whatever parts the file comes in', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.stringMatching(/^[a-z é]{1,6}$/), { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        async (cells, size) => {
          const text = cells.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
          assert.deepEqual(await read(text, size), { rows: cells.map((row, index) => [index + 1, row]) })
        },
      ),
      { numRuns: 50 },
    ))
})
