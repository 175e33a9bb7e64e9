import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>
type Node = NonNullable<Awaited<ReturnType<Page['getStructTree']>>>

/** What a screen reader meets: the role of an element and its text. */
export interface Heard {
  readonly role: string
  readonly text: string
}

export interface ReadPage {
  /** All that is on the page, artifacts included. */
  readonly text: string
  /** What is in the structure, in its order. */
  readonly heard: readonly Heard[]
  /** What is outside it. */
  readonly artifacts: string
  /** Roles as nested lists: `Table(TR(TH TD))`. */
  readonly structure: string
}

export interface ReadPdf {
  readonly title: string
  readonly language: string | null
  readonly isTagged: boolean
  readonly info: Readonly<Record<string, unknown>>
  readonly metadata: string
  readonly pages: readonly ReadPage[]
  readonly text: string
  readonly heard: readonly Heard[]
}

/** Reads a PDF back with another program than the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS })
  const pdf = await task.promise
  const { info, metadata } = await pdf.getMetadata()
  const pages: ReadPage[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await readPage(await pdf.getPage(number)))
  // A map, whatever its types say.
  const mark = (await pdf.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null
  const found = info as Record<string, unknown>
  await task.destroy()
  return {
    title: String(found['Title']),
    language: found['Language'] as string | null,
    isTagged: mark?.get('Marked') === true,
    info: found,
    metadata: String(metadata?.getRaw() ?? ''),
    pages,
    text: pages.map(({ text }) => text).join('\n'),
    heard: pages.flatMap(({ heard }) => heard),
  }
}

async function readPage(page: Page): Promise<ReadPage> {
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })
  const byMark = new Map<string, string>()
  const open: string[] = []
  let [text, artifacts] = ['', '']
  for (const item of items) {
    if ('str' in item) {
      const words = item.str + (item.hasEOL ? ' ' : '')
      const mark = open.findLast((id) => id !== '')
      text += `${words} `
      if (mark === undefined) artifacts += `${words} `
      else byMark.set(mark, `${byMark.get(mark) ?? ''}${words} `)
    } else if (item.type === 'endMarkedContent') open.pop()
    else open.push(item.id ?? '')
  }
  const tree = await page.getStructTree()
  const heard: Heard[] = []
  if (tree) listen(tree, byMark, heard)
  return { text: tidy(text), heard, artifacts: tidy(artifacts), structure: tree ? shape(tree) : '' }
}

function listen(node: Node, byMark: ReadonlyMap<string, string>, heard: Heard[]): void {
  const own = node.children.flatMap((child) => ('id' in child ? [byMark.get(child.id) ?? ''] : []))
  if (own.length > 0) heard.push({ role: node.role, text: tidy(own.join(' ')) })
  for (const child of node.children) if ('children' in child) listen(child, byMark, heard)
}

function shape(node: Node): string {
  const inner = node.children.flatMap((child) => ('children' in child ? [shape(child)] : [])).join(' ')
  return inner === '' ? node.role : `${node.role}(${inner})`
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Text without its spaces, which tell nothing: lines are broken at them, and long words without any. */
export const dense = (text: string): string => text.normalize('NFC').replaceAll(/\s/g, '')
