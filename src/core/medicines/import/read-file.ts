import { createReadStream } from 'node:fs'
import sax from 'sax'
import { BadRequestError } from '../../errors.ts'
import { partsOf, ROOTS, type FileKind, type Part } from './dmd-layout.ts'
import type { DmdFile } from './find-files.ts'
import type { RawRow } from './read-row.ts'

export interface FileRow {
  readonly part: Part
  readonly row: RawRow
}
/** What the root element says of the whole file. */
export interface FileHead {
  /** Made up: the sample that ships with the program, not the dictionary. */
  readonly isSample: boolean
}

/** The attribute by which our sample says that it is one. */
export const SAMPLE_ATTRIBUTE = 'troth-sample'

/** Reads a file as a stream, a batch of rows for each piece of it. Throws `BadRequestError` when it cannot be read to its end. */
export async function* readDmdFile(
  file: DmdFile,
  onHead: (head: FileHead) => void,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly FileRow[]> {
  const reader = new RowReader(file.kind, file.name, onHead)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of createReadStream(file.path, { highWaterMark: 256 * 1024 })) {
      const bytes = piece as Buffer
      reader.write(decoder.decode(bytes, { stream: true }))
      onBytes(bytes.length)
      const rows = reader.take()
      if (rows.length > 0) yield rows
    }
    reader.write(decoder.decode())
    reader.end()
    yield reader.take()
  } catch (error) {
    throw sentence(file, error)
  }
}

function sentence(file: DmdFile, error: unknown): unknown {
  if (error instanceof BadRequestError) return error
  const { code } = error as { code?: string }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new BadRequestError(`${file.name} is not UTF-8 text: fetch the file again.`)
  if (code === 'EACCES' || code === 'EISDIR' || code === 'EIO')
    return new BadRequestError(`${file.name} cannot be read (${code}): check that you may read it.`)
  return error
}

/** Puts the rows of one file together from its elements. */
class RowReader {
  readonly #file: string
  readonly #kind: FileKind
  readonly #parts: ReadonlyMap<string, Part>
  readonly #onHead: (head: FileHead) => void
  readonly #parser = sax.parser(true, { position: true })
  readonly #aroundElement: string | undefined
  readonly #path: string[] = []
  #rows: FileRow[] = []
  #row: { part: Part; line: number; list: string; values: Map<string, string> } | undefined
  /** A surrounding row: its own values, and the rows inside it until it ends. */
  #around: { values: Map<string, string>; inside: FileRow[] } | undefined
  #text = ''

  constructor(kind: FileKind, file: string, onHead: (head: FileHead) => void) {
    this.#file = file
    this.#kind = kind
    this.#onHead = onHead
    this.#parts = partsOf(kind)
    this.#aroundElement = [...this.#parts.values()].find(({ around }) => around !== undefined)?.around
    this.#parser.onopentag = ({ name, attributes }) => this.#open(name, attributes as Record<string, string>)
    this.#parser.onclosetag = (name) => this.#close(name)
    this.#parser.ontext = (text) => (this.#text += text)
    this.#parser.oncdata = (text) => (this.#text += text)
    this.#parser.onerror = (error) => {
      const [what = 'it is not XML'] = error.message.split('\n')
      throw new BadRequestError(
        `${this.#file} cannot be read as XML (line ${this.#line}: ${what.toLowerCase()}): it is damaged or not complete. Fetch it again.`,
      )
    }
  }

  write(text: string): void {
    if (text !== '') this.#parser.write(text)
  }
  end(): void {
    this.#parser.close()
    if (this.#path.length > 0 || this.#isEmpty)
      throw new BadRequestError(`${this.#file} is empty or ends too early: fetch it again.`)
  }
  take(): readonly FileRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #isEmpty = true
  get #line(): number {
    return this.#parser.line + 1
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (this.#path.length === 0) this.#head(name, attributes)
    const part = this.#parts.get(name)
    if (part) this.#row = { part, line: this.#line, list: this.#path.at(-1) ?? '', values: new Map() }
    else if (this.#around === undefined && this.#aroundElement === name)
      this.#around = { values: new Map(), inside: [] }
    this.#path.push(name)
    this.#text = ''
  }

  #head(name: string, attributes: Record<string, string>): void {
    this.#isEmpty = false
    if (name !== ROOTS[this.#kind])
      throw new BadRequestError(
        `${this.#file} holds <${name.slice(0, 60)}>, not <${ROOTS[this.#kind]}>: it is not the ${this.#kind} file of dm+d.`,
      )
    this.#onHead({ isSample: attributes[SAMPLE_ATTRIBUTE] === 'yes' })
  }

  #close(name: string): void {
    this.#path.pop()
    const row = this.#row
    if (row && name === row.part.element) {
      this.#finish({ part: row.part, row })
      this.#row = undefined
    } else if (this.#around && name === this.#aroundElement) {
      const { values, inside } = this.#around
      for (const { part, row: inner } of inside)
        this.#rows.push({ part, row: { ...inner, values: new Map([...values, ...inner.values]) } })
      this.#around = undefined
    } else (row ?? this.#around)?.values.set(name, this.#text)
    this.#text = ''
  }

  #finish(row: FileRow): void {
    if (this.#around) this.#around.inside.push(row)
    else this.#rows.push(row)
  }
}
