import type { Block, PrintedDocument } from './printed-document.ts'

/** Letters that stand side by side as they are written: scripts that join or run the other way need more than a typeface. */
const PLAIN_SCRIPTS = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u
/** Seen by nobody, and able to change what is seen: line and direction marks, private letters, joiners. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Whether a typeface has a sign for a character. */
export type HasSign = (codePoint: number) => boolean

/**
 * The text as it can be printed. What cannot be shown is never left out: its Unicode number stands for it in square
 * brackets, “[U+738B U+82B3]”.
 */
export function shownText(text: string, hasSign: HasSign): { readonly text: string; readonly isWhole: boolean } {
  let shown = ''
  let hidden: string[] = []
  let isWhole = true
  const close = () => {
    if (hidden.length > 0) shown += `[${hidden.join(' ')}]`
    hidden = []
  }
  for (const letter of plainSpaces(text.normalize('NFC'))) {
    if (isShown(letter, hasSign)) {
      close()
      shown += letter
    } else {
      isWhole = false
      hidden.push(`U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    }
  }
  close()
  return { text: shown, isWhole }
}

export const NOT_SHOWN = {
  heading: 'Some letters could not be printed',
  sentence:
    'Each is printed as its Unicode number in square brackets, such as [U+738B]. Look at the record on the screen to see the letters themselves, and check names with the person.',
} as const

/** The document with every text as it can be printed, and a box that says so when something could not be. */
export function shownDocument(document: PrintedDocument, hasSign: HasSign): PrintedDocument {
  let isWhole = true
  const shown = (text: string): string => {
    const found = shownText(text, hasSign)
    isWhole &&= found.isWhole
    return found.text
  }
  const result = {
    ...document,
    title: shown(document.title),
    identity: document.identity.map(shown),
    footer: shown(document.footer),
    ...(document.stamp === undefined ? {} : { stamp: shown(document.stamp) }),
    blocks: document.blocks.map((block) => shownBlock(block, shown)),
  }
  return isWhole ? result : { ...result, blocks: [notShown, ...result.blocks] }
}

const notShown: Block = {
  kind: 'box',
  tone: 'warning',
  heading: NOT_SHOWN.heading,
  blocks: [{ kind: 'paragraph', text: NOT_SHOWN.sentence }],
}

function shownBlock(block: Block, shown: (text: string) => string): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, text: shown(block.text) }
    case 'list':
      return { ...block, items: block.items.map(shown) }
    case 'facts':
      return { ...block, facts: block.facts.map(({ name, value }) => ({ name: shown(name), value: shown(value) })) }
    case 'table':
      return {
        ...block,
        caption: shown(block.caption),
        columns: block.columns.map((column) => ({ ...column, heading: shown(column.heading) })),
        rows: block.rows.map((row) => row.map(shown)),
      }
    case 'box':
      return { ...block, heading: shown(block.heading), blocks: block.blocks.map((each) => shownBlock(each, shown)) }
    case 'space':
      return { ...block, label: shown(block.label) }
  }
}

/** Spaces of every width are one space on paper; line ends stay. */
const plainSpaces = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\t\p{Zs}]/gu, ' ')

const isShown = (letter: string, hasSign: HasSign): boolean =>
  letter === ' ' ||
  letter === '\n' ||
  (PLAIN_SCRIPTS.test(letter) && !HIDDEN.test(letter) && hasSign(letter.codePointAt(0)!))
