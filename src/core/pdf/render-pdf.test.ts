import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { DEMONSTRATION, DEMONSTRATION_SENTENCE, type Block } from '../documents/printed-document.ts'
import { NOT_SHOWN, shownText } from '../documents/shown-text.ts'
import { documentOf, MADE_AT, printed } from './document.test-support.ts'
import { dense } from './read-pdf.test-support.ts'
import { renderPdf } from './render-pdf.ts'
import { typeface } from './typeface.ts'

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const rows = (count: number, text = 'Inject 40 mg - every 2 weeks'): Block => ({
  kind: 'table',
  caption: 'Medicines',
  columns: [
    { heading: 'Item', share: 1 },
    { heading: 'Dose', share: 3 },
  ],
  rows: Array.from({ length: count }, (_, index) => [`No ${index + 1}`, text]),
})

describe('A document as a PDF', () => {
  it('is tagged, in British English, and shows its title', async () => {
    const pdf = await printed(documentOf([paragraph('Hello')]))
    assert.equal(pdf.isTagged, true)
    assert.equal(pdf.language, 'en-GB')
    assert.equal(pdf.title, 'A document')
    assert.match(pdf.metadata, /<pdfuaid:part>1<\/pdfuaid:part>/)
    const bytes = (await renderPdf(documentOf([]), { createdAt: MADE_AT })).toString('latin1')
    assert.match(bytes, /\/DisplayDocTitle true/)
  })
  it('names nobody in what a list of files shows', async () => {
    const { info, metadata } = await printed(documentOf([paragraph('Mrs Amina Khan')]))
    assert.doesNotMatch(JSON.stringify(info) + metadata, /Khan|999 000|1980/)
  })
  it('has headings, paragraphs, lists and tables in its structure', async () => {
    const pdf = await printed(
      documentOf([
        { kind: 'heading', text: 'Second' },
        { kind: 'list', items: ['One', 'Two'] },
        { kind: 'facts', facts: [{ name: 'Born', value: '1 February 1980' }] },
        rows(2),
        { kind: 'box', tone: 'plain', heading: 'Apart', blocks: [paragraph('Inside')] },
        { kind: 'space', label: 'Sign here', lines: 3 },
      ]),
    )
    assert.equal(
      pdf.pages[0]?.structure,
      'Root(Document(P H1 H2 L(LI(Lbl LBody) LI(Lbl LBody)) Table(TR(TH TD)) Table(Caption TR(TH TH) TR(TH TD) TR(TH TD)) Sect(H2 P) P))',
    )
    assert.deepEqual(
      pdf.heard.filter(({ role }) => role === 'TH').map(({ text }) => text),
      ['Born', 'Item', 'Dose', 'No 1', 'No 2'],
    )
  })
  it('says of each heading in a table whether it is of a row or a column', async () => {
    const bytes = (await renderPdf(documentOf([rows(1)]), { createdAt: MADE_AT })).toString('latin1')
    assert.equal([...bytes.matchAll(/\/Scope \/Column/g)].length, 2)
    assert.equal([...bytes.matchAll(/\/Scope \/Row/g)].length, 1)
  })
  it('carries its typefaces in itself', async () => {
    const bytes = (await renderPdf(documentOf([paragraph('Hello')]), { createdAt: MADE_AT })).toString('latin1')
    assert.equal([...bytes.matchAll(/\/FontFile2 /g)].length, 2)
    assert.doesNotMatch(bytes, /Helvetica/)
  })
  it('is the same file, byte for byte, whatever was printed before it', async () => {
    const document = documentOf([paragraph('ı fi affi ﬁ J̄'), rows(40)], { isDemonstration: true })
    const first = await renderPdf(document, { createdAt: MADE_AT })
    await Promise.all(['i̇ ffi', 'ı', 'fi ﬁ'].map((text) => printed(documentOf([paragraph(text)]))))
    assert.ok(first.equals(await renderPdf(document, { createdAt: MADE_AT })))
    assert.ok(!first.equals(await renderPdf(document, { createdAt: new Date('2026-11-30T12:00:00Z') })))
  })
  it('refuses a size that nobody can read or that no page can hold', async () => {
    for (const points of [8, 29, Number.NaN]) {
      await assert.rejects(renderPdf(documentOf([]), { createdAt: MADE_AT, points }), RangeError)
    }
  })
})

describe('Every page', () => {
  const long = documentOf([rows(80)], { isDemonstration: true, stamp: 'Not for supply' })
  it('says whose it is, which it is of how many, and what it may not be used for', async () => {
    const { pages } = await printed(long)
    assert.ok(pages.length > 2)
    for (const [index, { text }] of pages.entries()) {
      assert.match(text, /Mrs Amina Khan · born 01-Feb-1980 · NHS number 999 000 0018/)
      assert.match(text, /NOT FOR SUPPLY/)
      assert.match(text, new RegExp(`Page ${index + 1} of ${pages.length}`))
      assert.match(text, /Riverside NHS Trust/)
    }
  })
  it('has DEMONSTRATION across it when it is one, and not when it is none', async () => {
    for (const { artifacts } of (await printed(long)).pages) assert.ok(artifacts.includes(DEMONSTRATION))
    assert.ok(!(await printed(documentOf([rows(80)]))).text.includes(DEMONSTRATION))
  })
  it('repeats the headings of a table for the eye, while a screen reader hears them once', async () => {
    const { pages, heard } = await printed(long)
    for (const { text } of pages) assert.match(text, /Item Dose/)
    assert.equal(heard.filter(({ text }) => text === 'Dose').length, 1)
    assert.equal(heard.filter(({ text }) => text.includes('Amina Khan')).length, 1)
    assert.equal(heard.filter(({ text }) => text === 'NOT FOR SUPPLY').length, 1)
    assert.equal(heard.filter(({ text }) => text === DEMONSTRATION_SENTENCE).length, 1)
  })
  it('holds whole rows, and a row higher than a page in pieces', async () => {
    const words = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ')
    const { pages, text } = await printed(documentOf([rows(1, words), rows(30)]))
    assert.ok(pages.length > 2)
    for (const word of words.split(' ')) assert.ok(text.includes(word), word)
  })
  it('frames a box that goes on over several', async () => {
    const items = Array.from({ length: 90 }, (_, index) => `Reason ${index}`)
    const box: Block = { kind: 'box', tone: 'warning', heading: 'Reasons', blocks: [{ kind: 'list', items }] }
    const { heard, pages } = await printed(documentOf([box, paragraph('After')]))
    assert.ok(pages.length > 1)
    assert.deepEqual(
      heard.filter(({ role }) => role === 'LBody').map(({ text }) => text),
      items,
    )
  })
  it('refuses to leave no room for anything but its head', async () => {
    await assert.rejects(printed(documentOf([], { identity: ['name '.repeat(2000)] })), /no room/)
  })
})

describe('Large print', () => {
  it('has no letter smaller than was asked for', async () => {
    const bytes = await renderPdf(documentOf([rows(3)], { stamp: 'Draft', isDemonstration: true }), {
      createdAt: MADE_AT,
      points: 18,
    })
    const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise
    for (let page = 1; page <= pdf.numPages; page += 1) {
      const { items } = await (await pdf.getPage(page)).getTextContent()
      for (const item of items) if ('str' in item && item.str.trim() !== '') assert.ok(item.height >= 17.99, item.str)
    }
  })
  it('sets the rows of a table one under the other, each with its headings', async () => {
    const { heard } = await printed(documentOf([rows(2)]), 18)
    assert.deepEqual(
      heard.filter(({ role }) => role === 'H3').map(({ text }) => text),
      ['Item No 1', 'Item No 2'],
    )
    assert.equal(heard.filter(({ role, text }) => role === 'TH' && text === 'Dose').length, 2)
  })
})

describe('Letters', () => {
  for (const words of [
    'Łucja Wiśniewska-Żółć',
    'Siân Ŵyn ŷ Llŷr ẁ ẃ',
    'Ayşe Öztürk Işık İnci ğ',
    'Nguyễn Thị Hương Đặng',
    'Ölmez Åse Æthel Þór Ðóra ẞ ß',
    'Jiří Šťastný Ľubica Őrs',
    'Ελένη Παπαδοπούλου Дмитро Їжак',
    'O’Brien – “quoted” – 2°C ½ µg × ±',
    'office affluent fi ffi fl',
  ])
    it(`of ${words} are printed as they are`, async () => {
      const { text } = await printed(documentOf([paragraph(words)]))
      assert.ok(dense(text).includes(dense(words)), text)
      assert.ok(!text.includes(NOT_SHOWN.heading))
    })
  it('that cannot be printed are named, never left out, and the document says so', async () => {
    const { text, heard } = await printed(documentOf([paragraph('王芳 Wang 🙂')], { identity: ['محمد'] }))
    assert.match(text, /\[U\+738B U\+82B3\] Wang \[U\+1F642\]/)
    assert.match(text, /\[U\+0645 U\+062D U\+0645 U\+062F\]/)
    assert.ok(heard.some(({ text: words }) => words === NOT_SHOWN.heading))
  })
  it('of any kind are all there, wherever they stand', async () => {
    const some = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    const { hasSign } = typeface()
    await fc.assert(
      fc.asyncProperty(some, some, some, some, some, async (title, head, one, two, three) => {
        const { text } = await printed(
          documentOf(
            [
              paragraph(one),
              { kind: 'list', items: [two] },
              { kind: 'facts', facts: [{ name: three, value: one }] },
              { kind: 'table', caption: two, columns: [{ heading: one, share: 1 }], rows: [[three]] },
              { kind: 'box', tone: 'plain', heading: three, blocks: [{ kind: 'space', label: two, lines: 1 }] },
            ],
            { title, identity: [head], footer: two },
          ),
        )
        for (const [words, times] of [
          [title, 1],
          [head, 1],
          [one, 3],
          [two, 4],
          [three, 3],
        ] as const) {
          const expected = dense(shownText(words, hasSign).text)
          if (expected !== '') assert.ok(dense(text).split(expected).length > times, JSON.stringify([words, text]))
        }
      }),
      { numRuns: 30 },
    )
  })
})
