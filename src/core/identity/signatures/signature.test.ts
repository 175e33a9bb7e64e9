import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StaffAccount } from '../accounts/staff-account.ts'
import {
  authorityPeriod,
  certifiesStill,
  endsSoon,
  KEY_LIFE,
  keyPeriod,
  keyState,
  methodOf,
  secretProblem,
  SIGNING_ROLES,
  signingRegistration,
  standingOf,
  SUPPLY_RULE,
  whyNoKey,
} from './signature.ts'

const DAY = 86_400_000
const now = new Date('2026-11-22T10:00:00.750Z')
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds)
const gmc = { register: 'gmc', number: '7654321' } as const
const nmc = { register: 'nmc', number: '12A3456E' } as const
const person = (over: Partial<StaffAccount>) => ({
  status: 'active' as const,
  roles: ['doctor'] as const,
  registrations: [gmc],
  ...over,
})

describe('A signing key may be held', () => {
  it('by a doctor, a nurse and a pharmacist with their registration, which it then carries', () => {
    assert.equal(signingRegistration(person({})), 'GMC 7654321')
    assert.equal(signingRegistration(person({ roles: ['nurse'], registrations: [nmc] })), 'NMC 12A3456E')
    const gphc = { register: 'gphc', number: '2900001' } as const
    assert.equal(signingRegistration(person({ roles: ['pharmacist'], registrations: [gphc] })), 'GPhC 2900001')
  })
  it('with the registration of a role that signs, when there are several', () =>
    assert.equal(
      signingRegistration(person({ roles: ['administrator', 'nurse'], registrations: [gmc, nmc] })),
      'NMC 12A3456E',
    ))
  for (const [says, over, because] of [
    ['by a receptionist', { roles: ['receptionist'], registrations: [] }, 'role'],
    [
      'by a pharmacy technician',
      { roles: ['pharmacy-technician'], registrations: [{ register: 'gphc', number: '5900001' }] },
      'role',
    ],
    ['by a doctor without a registration', { registrations: [] }, 'registration'],
    ['by a doctor with a nurse’s registration', { registrations: [nmc] }, 'registration'],
    ['by a doctor who has left', { status: 'left' }, 'not-active'],
    ['by a doctor who has not set up their account', { status: 'invited' }, 'not-active'],
  ] as const satisfies readonly (readonly [string, Partial<StaffAccount>, string])[])
    it(`but not ${says}`, () => {
      assert.equal(whyNoKey(person(over)), because)
      assert.equal(signingRegistration(person(over)), undefined)
    })
  it('by rules that say nobody has checked them', () =>
    assert.deepEqual(
      [SIGNING_ROLES, KEY_LIFE, SUPPLY_RULE].map(({ verified }) => verified),
      [false, false, false],
    ))
})

describe('A signing key', () => {
  const key = { validUntil: after(365 * DAY), withdrawnAt: null }
  it('works to the millisecond before its end and no longer', () => {
    assert.equal(keyState(key, after(365 * DAY - 1)), 'active')
    assert.equal(keyState(key, after(365 * DAY)), 'expired')
  })
  it('stays withdrawn, also after its end', () => {
    assert.equal(keyState({ ...key, withdrawnAt: now }, now), 'withdrawn')
    assert.equal(keyState({ ...key, withdrawnAt: now }, after(900 * DAY)), 'withdrawn')
  })
  it('warns 30 days before its end, and not once it has ended or was withdrawn', () => {
    assert.equal(endsSoon(key, after(335 * DAY - 1)), false)
    assert.equal(endsSoon(key, after(335 * DAY)), true)
    assert.equal(endsSoon(key, after(365 * DAY)), false)
    assert.equal(endsSoon({ ...key, withdrawnAt: now }, after(340 * DAY)), false)
  })
  it('lasts a year in whole seconds, and never longer than its authority', () => {
    assert.deepEqual(keyPeriod(now, after(3653 * DAY)), {
      from: new Date('2026-11-22T10:00:00Z'),
      until: new Date('2027-11-22T10:00:00Z'),
    })
    assert.equal(keyPeriod(now, new Date('2027-01-01T00:00:00Z')).until.toISOString(), '2027-01-01T00:00:00.000Z')
  })
  it('gets a new authority when this one would end before it', () => {
    assert.equal(certifiesStill({ validUntil: authorityPeriod(now).until }, now), true)
    assert.equal(certifiesStill({ validUntil: after(365 * DAY) }, now), true)
    assert.equal(certifiesStill({ validUntil: after(365 * DAY - 1) }, now), false)
  })
})

describe('A signing secret', () => {
  const about = { email: 'amina.khan@riverside.example', names: ['Amina Khan', 'Riverside NHS Trust'] }
  it('is good when it is long and nobody’s first guess', () =>
    assert.equal(secretProblem('walnut harbour pepper', about), undefined))
  for (const [says, text, problem] of [
    ['11 characters', 'wal harbour', /12 characters or more/],
    ['nothing', '', /Enter/],
    ['a known password', 'password1234', /harder to guess/],
    ['the person’s name', 'Amina Khan 88 kettles', /must not include/],
  ] as const)
    it(`is not ${says}`, () => assert.match(secretProblem(text, about) ?? '', problem))
})

describe('Whoever signs proves that it is them', () => {
  const demonstrator = { isDemonstration: true }
  it('with their authenticator app, whoever they are', () => {
    for (const isDemonstration of [true, false])
      assert.equal(methodOf({ isDemonstration }, { hasAuthenticator: true, isDemonstrationRun: true }), 'authenticator')
  })
  it('and not at all without one', () => {
    assert.equal(methodOf({ isDemonstration: false }, { hasAuthenticator: false, isDemonstrationRun: true }), undefined)
    assert.equal(methodOf(demonstrator, { hasAuthenticator: false, isDemonstrationRun: false }), undefined)
  })
  it('but for a made-up person in a demonstration', () =>
    assert.equal(methodOf(demonstrator, { hasAuthenticator: false, isDemonstrationRun: true }), 'nothing'))
})

describe('Something may be supplied on a signature', () => {
  it('only with a sign-off, a passkey or CIS2, and a real signer', () => {
    for (const method of ['nothing', 'authenticator', 'passkey', 'cis2'] as const)
      for (const isSignedOff of [true, false])
        for (const isDemonstration of [true, false]) {
          const { forSupply, because } = standingOf({ method, isSignedOff, isDemonstration })
          const isStrong = method === 'passkey' || method === 'cis2'
          assert.equal(forSupply, isSignedOff && isStrong && !isDemonstration)
          assert.equal(forSupply, because.length === 0)
        }
  })
  it('and otherwise the signature says why not, in sentences', () =>
    assert.deepEqual(standingOf({ method: 'nothing', isSignedOff: false, isDemonstration: true }).because, [
      'The signer is made up, for a demonstration',
      'No pharmacist or lawyer has signed off how this document is signed',
      'The signer did not use a passkey or an NHS smartcard (CIS2)',
    ]))
})
