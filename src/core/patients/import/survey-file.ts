import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ImportFormat } from '../../imports/index.ts'
import { BadRequestError } from '../../errors.ts'

export interface FileSurvey {
  /** Hexadecimal SHA-256. */
  readonly hash: string
  readonly bytes: number
  readonly encoding: 'utf-8' | 'windows-1252'
  readonly format: ImportFormat
  /** CSV only. */
  readonly delimiter: ',' | ';' | '\t' | '|'
}

const HEAD_BYTES = 64 * 1024

/** Reads the file once to learn what it is, so that it can be recognised after a stop and read without guessing. Throws `BadRequestError`. */
export async function surveyFile(path: string, wanted: ImportFormat | 'auto'): Promise<FileSurvey> {
  const { size } = await stat(path).catch(() => {
    throw new BadRequestError('The file cannot be read. Check its path and who may read it.')
  })
  if (size === 0) throw new BadRequestError('The file is empty.')
  const hash = createHash('sha256')
  let head: Buffer = Buffer.alloc(0)
  let rest: Buffer = Buffer.alloc(0)
  let isUtf8Text = true
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
    if (!isUtf8Text) continue
    const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const whole = wholeCharacters(text)
    isUtf8Text = isUtf8(text.subarray(0, whole))
    rest = Buffer.from(text.subarray(whole))
  }
  const encoding = isUtf8Text && isUtf8(rest) ? 'utf-8' : 'windows-1252'
  refuseUtf16(head)
  const format = wanted === 'auto' ? formatOf(path, head) : wanted
  if (encoding !== 'utf-8' && format !== 'csv')
    throw new BadRequestError('The file is not UTF-8, as JSON must be. Save it as UTF-8.')
  return { hash: hash.digest('hex'), bytes: size, encoding, format, delimiter: delimiterOf(head) }
}

/** How many bytes end with a whole UTF-8 character: the rest belongs to the next part of the file. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function refuseUtf16(head: Buffer): void {
  const isMarked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (isMarked || head.subarray(0, 200).includes(0)) {
    throw new BadRequestError('The file is UTF-16 or not text. Save it as UTF-8.')
  }
}

function formatOf(path: string, head: Buffer): ImportFormat {
  const name = path.toLowerCase()
  if (/\.(ndjson|jsonl)$/.test(name)) return 'ndjson'
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  if (!/^[[{]/.test(text)) return 'csv'
  // Two whole objects on two lines are NDJSON, whatever the file is called.
  const [first = '', second = ''] = text.split('\n')
  return first.trimEnd().endsWith('}') && second.trimStart().startsWith('{') && isJson(first) ? 'ndjson' : 'json'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function delimiterOf(head: Buffer): FileSurvey['delimiter'] {
  const heading = head.toString('latin1').split(/\r\n|\n|\r/)[0] ?? ''
  const bare = heading.replace(/"[^"]*"/g, '')
  const counts = ([',', ';', '\t', '|'] as const).map((each) => [each, bare.split(each).length] as const)
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}
