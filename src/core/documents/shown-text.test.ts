import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { shownText } from './shown-text.ts'

const everything = () => true
const onlyAscii = (codePoint: number) => codePoint < 128

describe('Text on paper', () => {
  for (const [what, text, shown] of [
    ['plain words', 'Amina Khan', 'Amina Khan'],
    ['a letter with its accent apart', 'Łucja Zu\u0308', 'Łucja Zü'],
    ['another script that joins its letters', 'علي', '[U+0639 U+0644 U+064A]'],
    ['a script that needs more than one sign for a letter', 'कि', '[U+0915 U+093F]'],
    ['a mark that turns the direction', 'ab\u202Ecd', 'ab[U+202E]cd'],
    ['a space that nobody sees', 'ab\u200Bcd', 'ab[U+200B]cd'],
    ['a soft hyphen', 'ab\u00ADcd', 'ab[U+00AD]cd'],
    ['half of a letter', 'ab\uD800', 'ab[U+D800]'],
    ['the end of a line', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['spaces of every width', 'a\u00A0b\u2003c\td', 'a b c d'],
    ['a control character', 'a\u0007b', 'a[U+0007]b'],
  ] as const)
    it(`shows ${what}`, () => assert.equal(shownText(text, everything).text, shown))
  it('names what the typeface lacks, and says that it is not whole', () => {
    assert.deepEqual(shownText('Łódź', onlyAscii), { text: '[U+0141 U+00F3]d[U+017A]', isWhole: false })
    assert.equal(shownText('Lodz', onlyAscii).isWhole, true)
  })
  it('never grows shorter than what it was given', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const given = text.replaceAll(/\r\n/g, '\n').normalize('NFC')
        assert.ok([...shownText(text, onlyAscii).text].length >= [...given].length)
      }),
    ))
})
