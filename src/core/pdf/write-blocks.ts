import { isLargePrint, type Block } from '../documents/printed-document.ts'
import {
  artifact,
  drawFrame,
  FRAME_PADDING,
  inside,
  lineHeight,
  need,
  part,
  strong,
  text,
  wholePage,
  widthOf,
  type Sheet,
} from './sheet.ts'
import { togetherHeight, writeFacts, writeTable } from './write-table.ts'
import { writeHeading, writeList, writeParagraph } from './write-text.ts'

export function writeBlocks(sheet: Sheet, blocks: readonly Block[]): void {
  for (const [index, block] of blocks.entries()) writeBlock(sheet, block, blocks[index + 1])
}

function writeBlock(sheet: Sheet, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading':
      return writeHeading(sheet, block.text, 'H2', next?.kind === 'facts' ? togetherHeight(sheet, next.facts) : 0)
    case 'paragraph':
      return writeParagraph(sheet, block.text, block.isStrong ? strong(sheet) : text(sheet))
    case 'list':
      return writeList(sheet, block.items)
    case 'facts':
      return writeFacts(sheet, block.facts)
    case 'table':
      return isLargePrint(sheet.points)
        ? writeRowsApart(sheet, block)
        : writeTable(sheet, block.caption, block.columns, block.rows)
    case 'box':
      return writeBox(sheet, block)
    case 'space':
      return writeSpace(sheet, block)
  }
}

/** In large print the columns would be a word wide: each row becomes a list of names and what they say. */
function writeRowsApart(sheet: Sheet, { caption, columns, rows }: Extract<Block, { kind: 'table' }>): void {
  writeParagraph(sheet, caption)
  for (const [first = '', ...others] of rows) {
    const facts = others.map((value, index) => ({ name: columns[index + 1]?.heading ?? '', value }))
    writeHeading(sheet, `${columns[0]?.heading ?? ''} ${first}`, 'H3', togetherHeight(sheet, facts))
    writeFacts(sheet, facts)
  }
}

function writeBox(sheet: Sheet, { tone, heading, blocks }: Extract<Block, { kind: 'box' }>): void {
  sheet.y += sheet.points * 0.4
  // Facts move to a new page as one: what comes before them in the box goes with them, or their frame would stand empty.
  const facts = blocks.reduce(
    (sum, block) => sum + (block.kind === 'facts' ? togetherHeight(sheet, block.facts) : 0),
    0,
  )
  need(sheet, Math.min(wholePage(sheet), 7 * lineHeight(text(sheet)) + facts))
  const { left, right } = sheet
  const frame = { left, right, weight: tone === 'warning' ? 2.5 : 1, top: sheet.y }
  sheet.frames.push(frame)
  sheet.left += FRAME_PADDING * 1.4
  sheet.right -= FRAME_PADDING * 1.4
  sheet.y += FRAME_PADDING
  inside(sheet, part(sheet, 'Sect'), () => {
    writeHeading(sheet, heading, 'H2')
    writeBlocks(sheet, blocks)
  })
  sheet.frames.pop()
  drawFrame(sheet, frame, sheet.y)
  sheet.left = left
  sheet.right = right
  sheet.y += sheet.points * 0.8
}

/** A label over an empty frame to write in, both on one page. */
function writeSpace(sheet: Sheet, { label, lines }: Extract<Block, { kind: 'space' }>): void {
  const high = lines * lineHeight(text(sheet))
  need(sheet, high + 3 * lineHeight(text(sheet)))
  writeParagraph(sheet, label, strong(sheet))
  artifact(sheet.pdf, () => sheet.pdf.lineWidth(1).rect(sheet.left, sheet.y, widthOf(sheet), high).stroke('#212b32'))
  sheet.y += high + sheet.points
}
