import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

/** Noto Sans (SIL Open Font License 1.1): Latin with every accent of Europe, Vietnam and Africa, Greek and Cyrillic. */
export interface Typeface {
  readonly regular: Font
  readonly bold: Font
  readonly hasSign: (codePoint: number) => boolean
}

const PACKAGE = '@expo-google-fonts/noto-sans'
let loaded: Typeface | undefined

/** The typeface of all documents. Reading it takes a tenth of a second, so it is read once, when it is first wanted. */
export function typeface(): Typeface {
  loaded ??= withSigns(read('400Regular/NotoSans_400Regular.ttf'), read('700Bold/NotoSans_700Bold.ttf'))
  for (const font of [loaded.regular, loaded.bold]) forgetLetters(font)
  return loaded
}

const withSigns = (regular: Font, bold: Font): Typeface => ({
  regular,
  bold,
  hasSign: (codePoint) => regular.hasGlyphForCodePoint(codePoint) && bold.hasGlyphForCodePoint(codePoint),
})

function read(file: string): Font {
  const font = create(readFileSync(createRequire(import.meta.url).resolve(`${PACKAGE}/${file}`)))
  if (!('layout' in font)) throw new Error(`${file} is not one typeface`)
  const { layout } = font
  font.layout = (text) => layout.call(font, text, PLAIN)
  return font
}

/**
 * Each letter as its own sign. Composition would draw “ị” as an i and a dot of its own, and “fi” as one sign: the same to the
 * eye, but who listens or copies would get “i” for the first.
 */
const PLAIN = { ccmp: false, liga: false, clig: false, calt: false, locl: false } as never

/**
 * fontkit keeps with each sign the letters that it first stood for, which end up in the file for those who copy or listen. One
 * document must not depend on the letters of another, so every document begins with none.
 */
function forgetLetters(font: Font): void {
  const kept = font as unknown as { _glyphs?: object }
  if (kept._glyphs === undefined) throw new Error('fontkit no longer keeps its signs where they can be forgotten')
  kept._glyphs = {}
}
