import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { step } from '../../../core/values/state-machine.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import { PRESCRIPTION_FACTS } from '../therapies/world.test-support.ts'
import { PRESCRIPTION } from './prescription.ts'
import type { PrescriptionFacts } from './prescription-facts.ts'
import type { PrescriptionEvent, PrescriptionState } from './prescription-state.ts'

type Case = readonly [string, PrescriptionState, PrescriptionEvent, HomecareRole, Partial<PrescriptionFacts>, string]
const after = (
  from: PrescriptionState,
  event: PrescriptionEvent,
  role: HomecareRole,
  facts: Partial<PrescriptionFacts>,
) => {
  const answer = step(PRESCRIPTION, from, event, { role, id: 'someone' }, { ...PRESCRIPTION_FACTS, ...facts })
  return answer.ok ? answer.moved.to : answer.refusals.map(({ name }) => name).join()
}
const mine = { isActorThePrescriber: true }

const CASES: readonly Case[] = [
  ['is finished when it is sound', 'draft', 'propose', 'prescriber', {}, 'proposed'],
  ['is not finished by a delegate', 'draft', 'propose', 'delegate', {}, 'not-your-role'],
  ['needs a brand when it is a biologic', 'draft', 'propose', 'prescriber', { hasBrand: false }, 'no-brand'],
  ['needs a quantity', 'draft', 'propose', 'prescriber', { quantity: undefined }, 'no-quantity'],
  [
    'cannot go on beyond its duration',
    'draft',
    'propose',
    'prescriber',
    { isWithinDuration: false },
    'beyond-duration',
  ],
  ['is screened by a pharmacist', 'in-screening', 'screen', 'pharmacist', {}, 'screened'],
  ['is never screened by its prescriber', 'in-screening', 'screen', 'pharmacist', mine, 'own-prescription'],
  [
    'is screened by a checker when nothing changed',
    'in-screening',
    'screen',
    'checker',
    { class: 'unchanged-repeat' },
    'screened',
  ],
  [
    'is not screened by a checker when something did',
    'in-screening',
    'screen',
    'checker',
    { class: 'changed' },
    'needs-pharmacist',
  ],
  [
    'is not screened by a checker where the scheme says no',
    'in-screening',
    'screen',
    'checker',
    { class: 'unchanged-repeat', maySchemeCheckerScreen: false },
    'needs-pharmacist',
  ],
  [
    'never passes funding by itself',
    'in-screening',
    'screen',
    'pharmacist',
    { hasFundingNote: false },
    'funding-not-noted',
  ],
  [
    'never passes blood tests by itself',
    'in-screening',
    'screen',
    'pharmacist',
    { hasMonitoringNote: false },
    'monitoring-not-noted',
  ],
  [
    'has a query answered with an outcome',
    'queried',
    'answer-query',
    'prescriber',
    { queryOutcome: ' ' },
    'no-outcome',
  ],
  ['is signed by its prescriber', 'screened', 'sign', 'prescriber', mine, 'signed'],
  ['is not signed by another', 'screened', 'sign', 'prescriber', {}, 'not-prescriber'],
  ['is not signed by a delegate', 'screened', 'sign', 'delegate', mine, 'not-your-role'],
  [
    'is never signed with a password alone',
    'screened',
    'sign',
    'prescriber',
    { ...mine, signsWith: 'password' },
    'password-only',
  ],
  [
    'asks who you are at each signature',
    'screened',
    'sign',
    'prescriber',
    { ...mine, isConfirmedAgain: false },
    'not-confirmed',
  ],
  [
    'is not signed while allergies are unknown',
    'screened',
    'sign',
    'prescriber',
    { ...mine, isAllergyKnown: false },
    'allergies-unknown',
  ],
  [
    'is not signed when it is not what was screened',
    'screened',
    'sign',
    'prescriber',
    { ...mine, isSameContent: false },
    'content-changed',
  ],
  [
    'is not signed beside another in force',
    'screened',
    'sign',
    'prescriber',
    { ...mine, hasRival: true },
    'other-prescription',
  ],
  [
    'is signed first only where that is allowed',
    'proposed',
    'sign-first',
    'prescriber',
    { ...mine, maySignFirst: false },
    'screen-first',
  ],
  ['loses its signature when it changes', 'signed-unscreened', 'amend', 'prescriber', {}, 'proposed'],
  ['cannot change once it is signed', 'signed', 'amend', 'prescriber', {}, 'not-now'],
  [
    'does not leave when its signature fails',
    'ordered',
    'transmit',
    'system',
    { isSignatureVerified: false },
    'signature',
  ],
  [
    'is not accepted for other content',
    'transmitted',
    'acknowledge',
    'company',
    { isDigestEchoed: false },
    'other-content',
  ],
  [
    'is not superseded before the new one is accepted',
    'in-supply',
    'supersede',
    'system',
    { isReplacementAcknowledged: false },
    'replacement-not-accepted',
  ],
  ['is superseded then', 'in-supply', 'supersede', 'system', { isReplacementAcknowledged: true }, 'superseded'],
  [
    'is not cancelled whole when something was sent',
    'cancel-requested',
    'confirm-cancel',
    'company',
    { isAnyDeliveryDispatched: true },
    'already-sent',
  ],
  ['does not expire while it can be used', 'acknowledged', 'expire', 'system', { isPastLastDay: false }, 'not-expired'],
]

describe('A prescription', () => {
  for (const [words, from, event, role, facts, answer] of CASES)
    it(words, () => assert.equal(after(from, event, role, facts), answer))
})
