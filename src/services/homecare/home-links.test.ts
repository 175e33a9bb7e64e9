import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { homeLinksFor } from '../../core/tasks/home-links.ts'
import type { Who } from '../../core/policy/policy.ts'
import './index.ts'

const pharmacist = {
  actor: { kind: 'staff', id: 'x', roles: ['pharmacist'], rights: [] },
  purpose: 'direct-care',
} as unknown as Who

describe('The home page of a pharmacist', () => {
  const linksIn = (kind: 'nhs-trust' | 'homecare-company' | 'gp-practice') =>
    homeLinksFor(pharmacist, kind)
      .map(({ text }) => text)
      .filter((text) => !['Teams', 'Absences'].includes(text))

  it('leads a company to its own work alone', () => {
    const links = linksIn('homecare-company')
    for (const own of ['Prescriptions from clinics', 'Homecare registrations', 'Deliveries of medicines'])
      assert.ok(links.includes(own), own)
    for (const theirs of [
      'Homecare schemes',
      'Homecare companies',
      'Clinical screening',
      'Prescriptions to order and chase',
    ])
      assert.ok(!links.includes(theirs), theirs)
  })
  it('leads a trust to everything but what a company receives', () => {
    const links = linksIn('nhs-trust')
    for (const own of ['Homecare schemes', 'Homecare companies', 'Clinical screening', 'Deliveries of medicines'])
      assert.ok(links.includes(own), own)
    assert.ok(!links.includes('Prescriptions from clinics'))
  })
  it('leads a surgery to none of it', () =>
    assert.deepEqual(
      linksIn('gp-practice').filter((text) => /homecare|prescription|deliver|screening/i.test(text)),
      [],
    ))
})
