import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Patient } from '../../patients/patient.ts'
import { codeNumbers } from './code-numbers.ts'

const RECORD = '+447700900123'
const GIVEN = '+447700900777'
const patient = {
  addresses: [],
  communication: { accessibleNeeds: [] },
  contactHidden: false,
  contactPoints: [{ system: 'phone', use: 'mobile', value: RECORD, source: 'staff', confirmedOn: '2026-10-01' }],
} as unknown as Patient
const numbers = (
  account: Parameters<typeof codeNumbers>[1],
  over: Partial<Pick<Patient, 'contactHidden' | 'contactPoints'>> = {},
) => codeNumbers({ ...patient, ...over }, account, '2026-11-22')
const given = (codeMobile: string | undefined, status: 'active' | 'withdrawn' = 'active') => ({ codeMobile, status })

describe('A code can be texted', () => {
  it('to the number on the record', () => assert.deepEqual(numbers(undefined), { record: RECORD }))
  it('to the number given online, which is told apart', () =>
    assert.deepEqual(numbers(given(GIVEN)), { record: RECORD, account: GIVEN }))
  it('to one number when both are the same', () => assert.deepEqual(numbers(given(RECORD)), { record: RECORD }))
  it('to the number given online alone', () =>
    assert.deepEqual(numbers(given(GIVEN), { contactPoints: [] }), { account: GIVEN }))
  it('never to a number given in a sign-in that was stopped', () =>
    assert.deepEqual(numbers(given(GIVEN, 'withdrawn')), { record: RECORD }))
  it('to none when the contact details are hidden', () =>
    assert.deepEqual(numbers(given(GIVEN), { contactHidden: true, contactPoints: [] }), {}))
})
