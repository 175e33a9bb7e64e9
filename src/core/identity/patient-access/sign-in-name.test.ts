import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { NAME_WORDS } from './name-words.ts'
import { makeSignInName, parseSignInName, signInNameText } from './sign-in-name.ts'

const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 })

describe('A sign-in name', () => {
  it('can be an NHS number, with spaces', () => assert.equal(parseSignInName(' 999 000 0018 '), '9990000018'))
  it('can be a made name, however it was typed', () => {
    for (const typed of ['garden-river-4821', 'Garden River 4821', 'GARDEN.RIVER_4821', ' garden – river 4821 ']) {
      assert.equal(parseSignInName(typed), 'garden-river-4821', typed)
    }
  })
  it('is nothing else', () => {
    for (const typed of ['', '9990000019', 'garden-river', 'garden-river-48211', 'a@b.example', 'x'.repeat(200)]) {
      assert.equal(parseSignInName(typed), undefined, typed)
    }
  })
  it('that was made can be typed back', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const name = makeSignInName(() => random)
        assert.equal(parseSignInName(name.toUpperCase().replaceAll('-', ' ')), name)
      }),
    )
  })
  it('is shown as people read it', () => {
    assert.equal(signInNameText('nhs-number', '9990000018'), '999 000 0018')
    assert.equal(signInNameText('made-name', 'garden-river-4821'), 'garden-river-4821')
  })
  it('draws on 64 different words, so that each is as likely', () => {
    assert.equal(new Set(NAME_WORDS).size, 64)
  })
})
