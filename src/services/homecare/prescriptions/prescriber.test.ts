import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { prescriberContent } from './prescriber.ts'

const GMC = { register: 'gmc', number: '7654321' } as const
const NMC = { register: 'nmc', number: '12A3456E' } as const
const GPHC = { register: 'gphc', number: '2012345' } as const
const RAO = { name: 'Dr Anil Rao', roles: ['doctor'], registrations: [GMC] } as const
const TRUST = { name: 'Riverside NHS Trust', odsCode: 'RX1', addressLines: ['1 River Road', 'Millbrook'] }

describe('The prescriber on a prescription', () => {
  for (const [title, person, place, expected] of [
    ['is a doctor with a GMC number', RAO, TRUST, 'doctor'],
    [
      'is a nurse with an NMC number',
      { ...RAO, roles: ['nurse'], registrations: [NMC] },
      TRUST,
      'nurse independent prescriber',
    ],
    [
      'is a pharmacist with a GPhC number',
      { ...RAO, roles: ['pharmacist'], registrations: [GPHC] },
      TRUST,
      'pharmacist independent prescriber',
    ],
    ['is a doctor before a nurse', { ...RAO, roles: ['nurse', 'doctor'], registrations: [NMC, GMC] }, TRUST, 'doctor'],
    ['has a registration of their kind', { ...RAO, registrations: [NMC] }, TRUST, ['no-registration']],
    ['is someone who can prescribe', { ...RAO, roles: ['receptionist'] }, TRUST, ['no-registration']],
    ['has an address', RAO, { ...TRUST, addressLines: [] }, ['no-organisation-address']],
    ['works somewhere with a code', RAO, { ...TRUST, odsCode: null }, ['no-organisation-code']],
  ] as const)
    it(title, () => {
      const found = prescriberContent(person as never, place)
      assert.deepEqual('prescriber' in found ? found.prescriber.kind : found.refusals.map(({ name }) => name), expected)
    })
})
