import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { patientDetails, type Patient } from '../patients/patient.ts'
import { aboutYou, howWeCommunicate, stalenessWords, yourHealth, yourPeople } from './own-words.ts'

const today = '2026-11-22'
const patient: Patient = {
  ...patientDetails({
    names: [],
    nhsNumber: { absence: 'overseas-visitor' },
    gender: 'female',
    birthDate: '1961-03-12',
  }),
  names: [
    { entryId: '1', use: 'usual', prefix: ['Mrs'], given: ['Amina'], family: 'Smith', suffix: [] },
    { entryId: '2', use: 'maiden', prefix: [], given: ['Amina'], family: 'Khan', suffix: [] },
  ],
  addresses: [],
  contactPoints: [],
  patientId: 'x',
  allergyStatus: 'not-yet-asked',
  sensitive: false,
  contactHidden: false,
  mergedInto: undefined,
  version: 1,
  registeredAt: new Date(0),
  updatedAt: new Date(0),
}
const valueOf = (rows: readonly { key: string; value: string }[], key: string) =>
  rows.find((row) => row.key === key)?.value

describe('What a person reads of their own record', () => {
  it('tells names of now and before apart', () => {
    const rows = aboutYou(patient, today)
    assert.equal(valueOf(rows, 'Name'), 'Mrs Amina Smith')
    assert.equal(valueOf(rows, 'Names before'), 'Amina Khan')
    assert.equal(valueOf(rows, 'Date of birth'), '12 March 1961')
    assert.match(valueOf(rows, 'NHS number') ?? '', /^None: /)
  })
  it('never takes "not yet asked" for "none"', () => {
    const nothing = { weight: undefined, height: undefined, hasHomeAccess: false }
    const asked = { status: 'none-known', askedOn: '2026-01-05', askedBy: 'nurse' } as const
    assert.equal(
      valueOf(yourHealth({ ...nothing, allergies: { status: 'not-yet-asked' } }), 'Allergies'),
      'We have not asked you yet',
    )
    assert.match(
      valueOf(yourHealth({ ...nothing, allergies: asked }), 'Allergies') ?? '',
      /5 January 2026 that you have none/,
    )
  })
  it('says what helps, what nobody knows and how old a detail is', () => {
    const { rows, preferred } = howWeCommunicate({
      ...patient,
      communication: { ...patient.communication, accessibleNeeds: ['large-print'], preferredChannel: 'letter' },
    })
    assert.equal(valueOf(rows, 'What helps you'), 'Large print')
    assert.equal(preferred, 'Letter')
    assert.equal(howWeCommunicate(patient).preferred, 'You have not told us')
    assert.equal(valueOf(howWeCommunicate(patient).rows, 'Language'), 'You have not told us')
    assert.equal(stalenessWords(undefined, today), 'Nobody has checked that this is right')
    assert.equal(stalenessWords('2026-11-01', today), 'Last checked on 1 November 2026')
    assert.match(stalenessWords('2025-01-01', today), /Is it still right\?$/)
  })
  it('says what someone may be told, and that it is nothing when nothing was agreed', () => {
    const friend = { name: patient.names[1]!, relationships: ['friend'], mayBeTold: [] } as never
    assert.equal(yourPeople([friend])[0]?.value, 'Friend. We may not tell them anything')
  })
})
