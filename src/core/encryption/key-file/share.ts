import { createHash } from 'node:crypto'
import { fromBase32, toBase32 } from './base32.ts'

/** One of two shares: alone it is random noise. `set` is the same on both shares of one split. */
export type Share = { part: 1 | 2; set: string; bytes: Buffer }

const BYTES_PER_LINE = 10

/** A share as lines to print or copy: a number, four groups of four characters, two characters that check the line. */
export function printShare(share: Share): string {
  const lines = Array.from({ length: Math.ceil(share.bytes.length / BYTES_PER_LINE) }, (_, index) => {
    const text = toBase32(share.bytes.subarray(index * BYTES_PER_LINE, (index + 1) * BYTES_PER_LINE))
    const groups = text.match(/.{1,4}/g) ?? []
    return `${String(index + 1).padStart(2, '0')}  ${groups.join(' ')}  ${check(share, index + 1, text)}`
  })
  return [`TROTH KEY SHARE ${share.part} OF 2, SET ${share.set}, ${lines.length} LINES`, ...lines].join('\n') + '\n'
}

/** Reads a share that a person typed; throws an Error that names the line to look at again. */
export function parseShare(text: string): Share {
  const [heading = '', ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const named = /^TROTH KEY SHARE ([12]) OF 2,? SET ([0-9A-Z]{4}),? ([0-9]+) LINES$/i.exec(heading)
  if (!named) throw new Error('A share begins with the line "TROTH KEY SHARE 1 OF 2, SET …": copy that line too.')
  const part = named[1] === '1' ? 1 : 2
  const share = { part, set: (named[2] ?? '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1') } as const
  if (lines.length !== Number(named[3]))
    throw new Error(`Share ${part} has ${lines.length} lines and should have ${named[3]}.`)
  return { ...share, bytes: Buffer.concat(lines.map((line, index) => parseLine(share, line, index + 1))) }
}

function parseLine(share: Pick<Share, 'part' | 'set'>, line: string, number: number): Buffer {
  const complaint = `Share ${share.part}, line ${number} does not match its two check characters: compare it with the paper.`
  const [shown = '', ...groups] = line.split(/\s+/)
  if (Number(shown) !== number) throw new Error(`Share ${share.part} has line ${shown} where line ${number} should be.`)
  const given = groups.pop() ?? ''
  const bytes = fromBase32(groups.join(''))
  const checked = fromBase32(given)
  if (!bytes || !checked) throw new Error(complaint)
  const expected = check(share, number, toBase32(bytes))
  if (!checked.equals(fromBase32(expected) ?? Buffer.alloc(0)) || toBase32(bytes).length !== groups.join('').length)
    throw new Error(complaint)
  return bytes
}

/** Ten bits over the line and its place, so that a slip or a swap is found where it was made. */
function check(share: Pick<Share, 'part' | 'set'>, number: number, text: string): string {
  return toBase32(createHash('sha256').update(`${share.part} ${share.set} ${number} ${text}`).digest()).slice(0, 2)
}
