import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderPart } from '../core/html/render.ts'
import { formatNhsNumber, PatientBanner, type PatientBannerProps } from './patient-banner.tsx'

const base: PatientBannerProps = {
  family: 'O’Brien',
  given: 'Zoë',
  born: '12-Mar-1961',
  age: '65y',
  nhsNumber: '9991234567',
  gender: 'Female',
  allergies: 'not-asked',
  address: '12 Long Lane',
  telephone: '01632 960 001',
}
const words = (props: Partial<PatientBannerProps> = {}) =>
  renderPart(<PatientBanner {...base} {...props} />)
    .replace(/ aria-label="[^"]*"/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('The patient banner', () => {
  it('puts the family name first, in capitals', () => assert.match(words(), /^ O’BRIEN, Zoë /))
  it('says when they were born and how old they are', () => assert.match(words(), /Born 12-Mar-1961 \(65y\)/))
  it('reads the NHS number in threes', () => assert.match(words(), /NHS No\. 999 123 4567/))
  it('says why there is no NHS number', () => {
    const { nhsNumber: _none, ...without } = base
    assert.match(renderPart(<PatientBanner {...without} nhsNumberNote="not yet traced" />), /not yet traced/)
  })
  it('says that nobody has asked about allergies', () => assert.match(words(), /Allergies not yet asked/))
  it('which is not the same as having none', () =>
    assert.match(words({ allergies: 'none-known' }), /No known allergies/))
  it('names every allergy', () => assert.match(words({ allergies: ['Penicillin', 'Nuts'] }), /Penicillin, Nuts/))
  it('says that they have died, with the age they reached and no age now', () => {
    assert.match(words({ died: '2-Feb-2026' }), /Died 2-Feb-2026 .*Born 12-Mar-1961 Died 2-Feb-2026 \(65y\)/)
  })
  it('hides where a person with a sensitive record can be found', () => {
    assert.match(words({ sensitive: true }), /Sensitive record .*Address hidden/)
    assert.doesNotMatch(words({ sensitive: true }), /Long Lane|01632/)
  })
})

describe('An NHS number', () => {
  it('is read as 3, 3 and 4 digits, however it was spaced', () =>
    assert.equal(formatNhsNumber('99 91234 567'), '999 123 4567'))
  it('is left alone when it is not ten digits', () => assert.equal(formatNhsNumber('12345'), '12345'))
})
