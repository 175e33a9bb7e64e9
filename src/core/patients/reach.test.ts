import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  keepEntries,
  patientDetails,
  type Communication,
  type ContactPoint,
  type NewPatient,
  type Patient,
} from './patient.ts'
import { amina } from './people.test-support.ts'
import { howToReach } from './reach.ts'

const TODAY = '2026-11-22'
const mobile: ContactPoint = {
  system: 'phone',
  use: 'mobile',
  value: '+447700900982',
  source: 'patient',
  confirmedOn: '2026-11-01',
}
const landline: ContactPoint = { ...mobile, use: 'home', value: '+441632960001' }
const email: ContactPoint = { ...mobile, system: 'email', use: 'home', value: 'amina@example.com' }

function patient(over: Partial<NewPatient> = {}, record: Partial<Patient> = {}): Patient {
  const details = patientDetails(amina({ contactPoints: [mobile, landline, email], ...over }))
  return {
    ...details,
    patientId: 'p',
    names: keepEntries(details.names),
    addresses: keepEntries(details.addresses),
    contactPoints: keepEntries(details.contactPoints),
    allergyStatus: 'not-yet-asked',
    sensitive: false,
    contactHidden: false,
    mergedInto: undefined,
    version: 1,
    registeredAt: new Date(0),
    updatedAt: new Date(0),
    ...record,
  }
}
const asked = (over: Partial<Communication>): Partial<NewPatient> => ({
  communication: {
    language: 'en',
    interpreterRequired: false,
    accessibleNeeds: [],
    needsAskedOn: TODAY,
    preferredChannel: undefined,
    ...over,
  },
})
const channels = (over: Partial<NewPatient>) => howToReach(patient(over), TODAY).ways.map(({ channel }) => channel)

describe('A person is reached', () => {
  it('by text, telephone, email, then letter', () =>
    assert.deepEqual(channels({}), ['text', 'telephone', 'telephone', 'email', 'letter']))
  it('first as they prefer', () => assert.equal(channels(asked({ preferredChannel: 'letter' }))[0], 'letter'))
  it('first as they need, before what they prefer', () =>
    assert.equal(channels(asked({ accessibleNeeds: ['contact-email'], preferredChannel: 'letter' }))[0], 'email'))
  it('never as they rule out', () =>
    assert.ok(!channels(asked({ accessibleNeeds: ['no-telephone'] })).includes('telephone')))
  it('by text at a mobile only', () => assert.ok(!channels({ contactPoints: [landline] }).includes('text')))
  it('not at a number no longer used', () =>
    assert.deepEqual(channels({ contactPoints: [{ ...mobile, use: 'old' }], addresses: [] }), []))
  it('not at a number outside its period', () =>
    assert.deepEqual(channels({ contactPoints: [{ ...mobile, end: '2026-11-21' }], addresses: [] }), []))
  it('at a detail that someone must first confirm, which says so', () =>
    assert.equal(
      howToReach(patient({ contactPoints: [{ ...mobile, confirmedOn: '2024-01-01' }] }), TODAY).ways[0]?.stale,
      true,
    ))
  it('where they stay for a while, when a letter goes out', () => {
    const away = { use: 'temp' as const, lines: ['Away'], postcode: 'LS1 4DT', start: '2026-11-01', end: '2026-12-01' }
    const letter = howToReach(patient({ contactPoints: [], addresses: [away] }), TODAY).ways[0]
    assert.deepEqual(letter?.address?.lines, ['Away'])
  })
  it('with letters made as they need them', () => {
    const { letter, arrange } = howToReach(patient(asked({ accessibleNeeds: ['large-print-24', 'braille'] })), TODAY)
    assert.deepEqual([letter.pointSize, letter.formats, letter.printIsEnough], [24, ['braille'], false])
    assert.match(arrange.join(), /Order the letter in contracted/)
  })
  it('with an interpreter booked', () =>
    assert.deepEqual(howToReach(patient(asked({ language: 'ur', interpreterRequired: true })), TODAY).arrange, [
      'Book an interpreter: Urdu',
    ]))
  it('in their language, but not in one that is not written', () => {
    assert.equal(howToReach(patient(asked({ language: 'pl' })), TODAY).writeIn, 'pl')
    assert.equal(howToReach(patient(asked({ language: 'bfi' })), TODAY).writeIn, undefined)
    assert.equal(howToReach(patient(asked({ language: 'en' })), TODAY).writeIn, undefined)
  })
})

describe('Nobody is written to without a look first', () => {
  const holds = (over: Partial<NewPatient>, record: Partial<Patient> = {}) =>
    howToReach(patient(over, record), TODAY).holds
  it('when they have died', () =>
    assert.deepEqual(holds({ death: { on: undefined, notice: 'informal', source: 'family' } }), ['died']))
  it('when the record was merged', () => assert.deepEqual(holds({}, { mergedInto: 'other' }), ['merged']))
  it('when the record is sensitive', () => assert.deepEqual(holds({}, { sensitive: true }), ['sensitive']))
  it('when how to reach them is hidden from the reader', () =>
    assert.deepEqual(holds({}, { sensitive: true, contactHidden: true }), ['sensitive', 'hidden']))
  it('and nothing holds anyone else', () => assert.deepEqual(holds({}), []))
})
