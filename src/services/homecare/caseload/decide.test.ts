import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newUuid } from '../../../core/values/uuid.ts'
import { decide, type CaseloadDecision, type Replaceable } from './decide.ts'
import { doseOf } from './first-dose-on.ts'
import type { Held } from './held.ts'
import type { Wanted } from './wanted.ts'

const id = () => newUuid(new Date(0))
const [PATIENT, COMPANY, OTHER_COMPANY, OWNER, OTHER_OWNER] = [id(), id(), id(), id(), id()]
const dose = (amount: number, firstDoseOn = '2026-11-23') => ({
  dose: doseOf(
    {
      amount,
      unit: 'milligram',
      every: 2,
      everyUnit: 'week',
      route: 'subcutaneous',
      firstDoseOn,
      nextDoseOn: undefined,
    },
    '1',
  ),
  firstDoseOn,
  amountPerUnit: 40,
  unitWords: 'pre-filled pen',
  isShared: false,
})
const PAPER = { prescribedOn: '2026-09-01', validUntil: '2027-02-28', deliveriesLeft: 1 }
const WANTED: Wanted = {
  patientId: PATIENT,
  vtmId: '1',
  medicine: 'Adalimumab',
  isBiologic: true,
  schemeId: id(),
  companyId: COMPANY,
  route: 'subcutaneous',
  state: 'active',
  dose: dose(40),
  owner: { accountId: OWNER },
  brandId: '11',
  indication: 'Psoriasis',
  accountReference: 'BW-77',
  registeredOn: '2026-05-20',
  startedOn: '2026-06-01',
  paper: PAPER,
  stock: { units: 4, countedOn: '2026-11-20' },
  nextDeliveryOn: '2026-12-14',
  place: { is: 'address', isSaid: false, address: { lines: ['1 High Street'] } },
}
const HELD: Held = {
  patientId: PATIENT,
  vtmId: '1',
  medicine: 'Adalimumab',
  enrolment: {
    enrolmentId: id(),
    version: 1,
    companyId: COMPANY,
    accountReference: 'BW-77',
    ownerId: OWNER,
    address: undefined,
    details: {
      broughtIn: {
        registeredOn: '2026-05-20',
        brandId: '11',
        nextDeliveryOn: '2026-12-14',
        paper: PAPER,
        renewBy: '2027-01-31',
      },
    },
  },
  therapy: {
    therapyId: id(),
    version: 1,
    route: 'subcutaneous',
    indication: 'Psoriasis',
    isBiologic: true,
    mayTakeDose: true,
  },
  plan: { ...dose(40), planId: id() },
  count: { stockCountId: id(), units: 4, countedOn: '2026-11-20' },
}
const says = (over: Partial<Wanted>, held: Held | undefined = HELD, replace: readonly Replaceable[] = []) =>
  decide({ ...WANTED, ...over }, held, new Set(replace), (one) => one ?? 'nobody')
const kind = (...args: Parameters<typeof says>): CaseloadDecision['kind'] => says(...args).kind
const reason = (...args: Parameters<typeof says>): string => {
  const decision = says(...args)
  return decision.kind === 'refused' ? decision.reason : decision.kind
}
const SILENT: Partial<Wanted> = {
  accountReference: undefined,
  brandId: undefined,
  indication: undefined,
  registeredOn: undefined,
  nextDeliveryOn: undefined,
  stock: undefined,
  paper: { prescribedOn: undefined, validUntil: undefined, deliveriesLeft: undefined },
}
const without = (part: 'enrolment' | 'therapy'): Held => ({ ...HELD, [part]: undefined })
const closed: Held = { ...HELD, therapy: { ...HELD.therapy!, mayTakeDose: false } }

describe('A row of a caseload', () => {
  it('is added when nothing is held', () => assert.equal(decide(WANTED, undefined, new Set(), String).kind, 'add'))
  it('is the same when nothing differs', () => assert.equal(kind({}), 'same'))
  it('is the same where it is silent', () => assert.equal(kind(SILENT), 'same'))
  it('is the same with a later dose of one cycle', () => assert.equal(kind({ dose: dose(40, '2026-12-07') }), 'same'))
  it('waits for a treatment without registration', () =>
    assert.match(reason({}, without('enrolment')), /without a reg/))
  it('waits for a registration under way', () => assert.match(reason({}, without('therapy')), /under way in Troth/))
  const DIFFERENT: readonly (readonly [Replaceable, Partial<Wanted>])[] = [
    ['accountReference', { accountReference: 'BW-99' }],
    ['brand', { brandId: '12' }],
    ['dose', { dose: dose(80) }],
    ['dose', { dose: dose(40, '2026-11-24') }],
    ['indication', { indication: 'Uveitis' }],
    ['nextDelivery', { nextDeliveryOn: '2026-12-15' }],
    ['owner', { owner: { accountId: OTHER_OWNER } }],
    ['owner', { owner: { teamId: OTHER_OWNER } }],
    ['prescription', { paper: { ...PAPER, validUntil: '2027-03-31' } }],
    ['prescription', { paper: { ...PAPER, deliveriesLeft: 0 } }],
    ['registrationDate', { registeredOn: '2026-05-21' }],
    ['stock', { stock: { units: 3, countedOn: '2026-11-20' } }],
    ['stock', { stock: { units: 4, countedOn: '2026-11-21' } }],
  ]
  for (const [at, [field, over]] of DIFFERENT.entries()) {
    it(`is refused for another ${field} and names it (${at})`, () =>
      assert.match(reason(over), new RegExp(`--replace ${field}\\.`)))
    it(`replaces ${field} when told to, and that alone (${at})`, () => {
      const decision = says(over, HELD, [field])
      assert.ok(decision.kind === 'replace')
      assert.deepEqual(
        decision.differences.map((one) => one.field),
        [field],
      )
    })
  }
  it('is refused whole when one of two is not to be replaced', () =>
    assert.match(reason({ accountReference: 'X', indication: 'Y' }, HELD, ['indication']), /in accountReference:/))
  it('never moves to another company', () =>
    assert.match(reason({ companyId: OTHER_COMPANY }, HELD, ['owner']), /move the registration in Troth/))
  it('never changes the route', () => assert.match(reason({ route: 'oral' }, HELD, ['dose']), /another route/))
  it('never replaces a dose from a prescription', () =>
    assert.match(reason({ dose: dose(80) }, closed, ['dose']), /comes from a prescription/))
  it('never replaces a count by an older one', () =>
    assert.match(reason({ stock: { units: 9, countedOn: '2026-11-01' } }, HELD, ['stock']), /later count/))
  it('never replaces a count by one without a day', () =>
    assert.match(reason({ stock: { units: 9, countedOn: undefined } }, HELD, ['stock']), /later count/))
})
