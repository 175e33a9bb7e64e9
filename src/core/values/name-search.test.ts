import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { namePrefixRange, nameQueryKeys, nameSearchKeys, nameSortKey, words } from './name-search.ts'

type Name = { family: string; given: string[] }

/** What the database does with the keys: ranges and nothing else. */
function finds(text: string, name: Name): boolean {
  const keys = nameSearchKeys(name)
  return nameQueryKeys(text).some((prefixes) =>
    prefixes.every((prefix) => {
      const { from, before } = namePrefixRange(prefix)
      return keys.some((key) => inOrder(from, key) && inOrder(key, before))
    }),
  )
}
const inOrder = (one: string, other: string): boolean => Buffer.compare(Buffer.from(one), Buffer.from(other)) <= 0

const obrien: Name = { family: "O'Brien", given: ['Siobhán', 'Mary'] }
const smithJones: Name = { family: 'Smith-Jones', given: ['Amina', 'Jane'] }
const lukasz: Name = { family: 'Łuczak', given: ['Łukasz'] }

describe('A person is found', () => {
  it('by family name', () => assert.ok(finds('smith', smithJones)))
  it('by the second half of a double-barrelled name', () => assert.ok(finds('jones', smithJones)))
  it('by both halves with a hyphen', () => assert.ok(finds('smith-jones', smithJones)))
  it('by both halves with a space', () => assert.ok(finds('Smith Jones', smithJones)))
  it('by both halves together', () => assert.ok(finds('SmithJones', smithJones)))
  it('by the halves the wrong way round', () => assert.ok(finds('Jones-Smith', smithJones)))
  it('by given name', () => assert.ok(finds('amina', smithJones)))
  it('by middle name', () => assert.ok(finds('jane', smithJones)))
  it('by given then family name', () => assert.ok(finds('Amina Smith', smithJones)))
  it('by family then given name', () => assert.ok(finds('Smith Amina', smithJones)))
  it('by the beginnings of both', () => assert.ok(finds('smi ami', smithJones)))
  it('by an initial and a family name', () => assert.ok(finds('A Jones', smithJones)))
  it('by the name copied from the banner', () => assert.ok(finds('SMITH-JONES, Amina (Mrs)', smithJones)))
  it('by a name with a title', () => assert.ok(finds('Mrs Amina Smith', smithJones)))
  it('by a name without its accent', () => assert.ok(finds('siobhan', obrien)))
  it('by a name with its accent', () => assert.ok(finds('SIOBHÁN', obrien)))
  it('by a name with a stroke through the letter', () => assert.ok(finds('Łucz Łuk', lukasz)))
  it('by the same name without', () => assert.ok(finds('luczak lukasz', lukasz)))
  it('by one Chinese character', () => assert.ok(finds('李', { family: '李', given: ['小龍'] })))
  it('by a title that is their name', () => assert.ok(finds('Lord Jack', { family: 'Lord', given: ['Jack'] })))
  it('by a given name typed as two words', () =>
    assert.ok(finds('Anne Marie', { family: 'Roy', given: ['Annemarie'] })))
  it('by a given name typed as one word', () =>
    assert.ok(finds('annemarie roy', { family: 'Roy', given: ['Anne', 'Marie'] })))
  it('by a name of many words typed as one', () =>
    assert.ok(finds('vanderberg', { family: 'van der Berg', given: [] })))
})

describe('The same name is found however it was stored and typed', () => {
  const ways = ["O'Brien", 'O’Brien', 'OBRIEN', 'O Brien', 'o-brien', "O' Brien"]
  for (const stored of ways) {
    for (const typed of ways) {
      it(`stored ${stored}, typed ${typed}`, () => assert.ok(finds(typed, { family: stored, given: ['Mary'] })))
    }
  }
  it('and with a given name beside it', () => assert.ok(finds('mary o brien', { family: 'OBRIEN', given: ['Mary'] })))
  for (const [stored, typed] of [
    ['Straße', 'strasse'],
    ['Sørensen', 'sorensen'],
    ['Æsir', 'aesir'],
    ['Guðmundsdóttir', 'gudmundsdottir'],
    ['Þórsson', 'thorsson'],
    ['Đặng', 'dang'],
    ['Yıldız', 'yildiz'],
    ['Cœur', 'coeur'],
  ] as const) {
    it(`stored ${stored}, typed ${typed}`, () => assert.ok(finds(typed, { family: stored, given: [] })))
    it(`stored ${typed}, typed ${stored}`, () => assert.ok(finds(stored, { family: typed, given: [] })))
  }
})

describe('A person is not found', () => {
  it('by another name', () => assert.ok(!finds('smythe', smithJones)))
  it('by the middle of a name', () => assert.ok(!finds('mith', smithJones)))
  it('when one of the words is wrong', () => assert.ok(!finds('smith john', smithJones)))
  it('by one letter', () => assert.deepEqual(nameQueryKeys('s'), []))
  it('by nothing', () => assert.deepEqual(nameQueryKeys(' - '), []))
})

describe('Keys', () => {
  it('are few', () => assert.ok(nameSearchKeys(smithJones).length <= 10, nameSearchKeys(smithJones).join('; ')))
  it('sort family name first', () => assert.equal(nameSortKey(obrien), 'OBRIEN SIOBHAN MARY'))
  it('are none for no name', () => assert.deepEqual(nameSearchKeys({ family: '', given: [] }), []))
  it('look up the longest prefix first', () => assert.deepEqual(nameQueryKeys('a jones')[0], ['JONES', 'A']))
  it('are bounded for a hostile query', () => assert.ok(nameQueryKeys('ab cd '.repeat(50_000)).length < 20))
})

const letters = 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿłşğżźśćńőűčšžřďťňðþßœđħıŁŚÅØİÉ'
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 9 })
const part = fc.tuple(word, fc.constantFrom(' ', '-'), fc.option(word, { nil: undefined }))
const partText = part.map(([first, joiner, second]) => (second === undefined ? first : `${first}${joiner}${second}`))
const names = fc.record({ family: partText, given: fc.array(partText, { minLength: 0, maxLength: 3 }) })
const rawWords = ({ family, given }: Name): string[] => [family, ...given].flatMap((text) => text.split(/[ -]/))
const bare = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '')

describe('For every name', () => {
  it('any word of it, cut to two letters or more, finds it, with accents or without, in either case', () =>
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), fc.boolean(), fc.boolean(), (name, which, cut, plain, upper) => {
        const all = rawWords(name)
        const chosen = [...(all[which % all.length] ?? '')]
        const typed = chosen.slice(0, 2 + (cut % (chosen.length - 1))).join('')
        const query = plain ? bare(typed) : typed
        return finds(upper ? query.toUpperCase() : query, name)
      }),
      { numRuns: 500 },
    ))
  it('all its words in any order find it', () =>
    fc.assert(
      fc.property(
        names.chain((name) => {
          const all = rawWords(name)
          return fc.tuple(
            fc.constant(name),
            fc.shuffledSubarray(all, { minLength: 1, maxLength: Math.min(6, all.length) }),
          )
        }),
        ([name, typed]) => finds(typed.join(' '), name),
      ),
      { numRuns: 300 },
    ))
  it('folding twice is folding once', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = words(text)
        assert.deepEqual(words(once.join(' ')), once)
      }),
    ))
})
