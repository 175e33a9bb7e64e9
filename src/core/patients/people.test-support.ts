import { nhsNumberCheckDigit } from '../values/nhs-number.ts'
import type { HumanName } from '../values/person-name.ts'
import type { NewPatient } from './patient.ts'

let last = 999_100_000

/** A valid NHS number of the test range that no other call has given. */
export function nextNhsNumber(): string {
  for (;;) {
    last += 1
    const check = nhsNumberCheckDigit(String(last))
    if (check !== undefined) return `${last}${check}`
  }
}

export const name = (given: string, family: string, over: Partial<HumanName> = {}): HumanName => ({
  use: 'usual',
  prefix: [],
  given: given.split(' ').filter((part) => part !== ''),
  family,
  suffix: [],
  ...over,
})

/** Amina Khan of Leeds, 65, with a number of her own unless told otherwise. */
export const amina = (over: Partial<NewPatient> = {}): NewPatient => ({
  nhsNumber: { number: nextNhsNumber(), status: '01' },
  names: [name('Amina Jane', 'Khan', { prefix: ['Mrs'] })],
  gender: 'female',
  birthDate: '1961-03-12',
  addresses: [{ use: 'home', lines: ['4 Sandmoor Drive'], city: 'Leeds', postcode: 'LS17 7DF' }],
  contactPoints: [
    { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient', confirmedOn: '2026-11-01' },
  ],
  ...over,
})
