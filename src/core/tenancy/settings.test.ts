import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { organisationSettings } from './settings.ts'

const nothing = {
  staffSession: {},
  authenticatorFor: 'everyone',
  staffNamesForPatients: false,
  patientSession: {},
}
const chosen = (value: unknown): unknown => JSON.parse(JSON.stringify(organisationSettings.parse(value)))

describe('The settings of an organisation', () => {
  it('are what it chose', () => {
    const all = {
      staffSession: { idleSeconds: 600, absoluteSeconds: 7200 },
      authenticatorFor: 'administrators',
      staffNamesForPatients: true,
      patientSession: { idleSeconds: 300 },
      hospitalNumberSystem: 'https://riverside.example/Id/hospital-number',
      dataProtectionContact: 'Owen Price, 01632 960021',
    }
    assert.deepEqual(chosen(all), all)
  })
  it('are nothing chosen when there are none, or when they are not settings at all', () => {
    for (const value of [{}, null, undefined, 'x', 7, []]) assert.deepEqual(chosen(value), nothing)
  })
  it('lose what cannot be read, and keep the rest', () => {
    assert.deepEqual(
      chosen({
        staffSession: { idleSeconds: '600', absoluteSeconds: 7200 },
        authenticatorFor: 'nobody',
        patientSession: 3,
      }),
      { ...nothing, staffSession: { absoluteSeconds: 7200 } },
    )
  })
  it('have bounds: no session that ends at once, and none without end', () => {
    for (const idleSeconds of [-1, 0, 59, 3601, 1e9, 90.5, Number.NaN])
      assert.deepEqual(chosen({ staffSession: { idleSeconds }, patientSession: { idleSeconds } }), nothing)
    assert.deepEqual(chosen({ staffSession: { idleSeconds: 60 } }), { ...nothing, staffSession: { idleSeconds: 60 } })
    for (const absoluteSeconds of [0, 299, 86_401])
      assert.deepEqual(chosen({ staffSession: { absoluteSeconds } }), nothing)
  })
  it('can always be read', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void organisationSettings.parse(value)))
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (staffSession, authenticatorFor) => {
        organisationSettings.parse({ staffSession, authenticatorFor })
      }),
    )
  })
})
