import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { isConfirmedWithin } from '../../../../core/identity/sessions/confirmation.ts'
import {
  SIGN_MINUTES,
  signWith,
  type SignatureTables,
  type UnlockedKey,
} from '../../../../core/identity/signatures/index.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { JsonValue } from '../../../../core/values/canonical-json.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { legalContent } from '../../prescriptions/legal-content.ts'
import type { PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import { digestOfWritten } from '../../prescriptions/stored-content.ts'
import { windowOf } from '../../prescriptions/validity.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { homecareRolesOf } from '../../therapies/homecare-role.ts'
import { type InOrganisation, signPrescriptions as maySign } from '../policy.ts'
import { PRESCRIPTION_KIND, signedPlace, signedSubject } from '../queries/read-signed.ts'
import { scheduleOfContent, unitsOf } from '../row-matches.ts'
import { replaceQueried } from './replace-queried.ts'

/** The most that can be signed with one proof of who they are. */
export const MOST_SIGNED = 50

/** A prescription that was read on the page, by the digest of what was shown. */
export interface ToSign {
  readonly prescriptionId: string
  readonly digest: string
  /** It was shown as one that nobody has screened yet. Without this, nothing is signed before screening. */
  readonly isFirst?: boolean
}

/** What became of each: signed, or why not; and which of the signed wait for clinical screening. One that was changed meanwhile is refused and the others are signed. */
export interface SignAnswer {
  readonly signed: readonly string[]
  readonly unscreened: readonly string[]
  readonly refused: readonly { readonly prescriptionId: string; readonly sentences: readonly string[] }[]
}

type Work = HomecareWork & SignatureTables & MedicineTables & TenancyTables
interface Subject extends InOrganisation {
  readonly prescriptions: readonly Prescription[]
}

/**
 * Signs prescriptions with a key that their prescriber has just opened, all in one transaction. What is signed is exactly what
 * was screened and what was shown: one that is anything else is left as it is. Where its scheme has opted in, one may be signed
 * before it is screened.
 */
export const signPrescriptions = command<
  Work,
  { readonly key: UnlockedKey; readonly chosen: readonly ToSign[] },
  Subject,
  SignAnswer
>({
  action: 'homecare.prescriptions.signed',
  policy: maySign,
  async load(tx, { chosen }, ctx) {
    if (chosen.length > MOST_SIGNED) throw new RangeError(`At most ${MOST_SIGNED} at once`)
    const prescriptions: Prescription[] = []
    for (const { prescriptionId } of sortedById(chosen))
      prescriptions.push(await getPrescription(tx, ctx.tenantId, prescriptionId))
    return { isClinic: (await getOrganisation(tx, ctx.tenantId)).kind === 'nhs-trust', prescriptions }
  },
  subjects: ({ prescriptions }) => [...new Set(prescriptions.map(({ patientId }) => patientId))],
  async run(tx, ctx, { prescriptions }, { key, chosen }, note) {
    const answer = {
      signed: [] as string[],
      unscreened: [] as string[],
      refused: [] as SignAnswer['refused'][number][],
    }
    // In the order of the patients, so that two who sign at once never wait for each other.
    for (const { patientId } of [...prescriptions].sort(byPatient)) await lockHomecare(tx, ctx, patientId)
    for (const { prescriptionId } of prescriptions) {
      const { digest = '', isFirst = false } = chosen.find((one) => one.prescriptionId === prescriptionId) ?? {}
      const outcome = await signOne(tx, ctx, key, { prescriptionId, digest, isFirst })
      if (typeof outcome === 'string') {
        answer.signed.push(prescriptionId)
        if (outcome === 'signed-unscreened') answer.unscreened.push(prescriptionId)
      } else answer.refused.push({ prescriptionId, sentences: outcome.map(({ sentence }) => sentence) })
    }
    note.values = {
      signed: answer.signed,
      unscreened: answer.unscreened,
      refused: answer.refused.map(({ prescriptionId }) => prescriptionId),
    }
    if (answer.signed.length === 0) note.outcome = 'refused'
    return answer
  },
})

async function signOne(
  tx: Tx<Work>,
  ctx: Context,
  key: UnlockedKey,
  { prescriptionId, digest, isFirst = false }: ToSign,
): Promise<PrescriptionState | readonly Refusal[]> {
  const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
  const written = await readContent(tx, ctx, prescriptionId)
  if (written === undefined) return [{ name: 'no-content', sentence: 'There is nothing written to sign' }]
  const held = digestOfWritten(written)
  const event = isFirst && prescription.state === 'in-screening' ? 'sign-first' : 'sign'
  const isAsRead = held === digest && held === prescription.digest
  const isSame = isAsRead && (event === 'sign-first' || held === prescription.screenedDigest)
  const now = ctx.clock.now()
  const { content } = written
  const schedule = scheduleOfContent(content)
  const { kind } = await getOrganisation(tx, ctx.tenantId)
  const outcome = await prescriptionStep(tx, ctx, prescription, event, {
    known: {
      isConfirmedAgain: isConfirmedWithin(ctx, SIGN_MINUTES),
      signsWith: 'signing-key',
      isInScopeOfPractice: homecareRolesOf(ctx, kind).has('prescriber'),
      isSameContent: isSame && schedule === prescription.schedule && content.prescriptionId === prescriptionId,
    },
    also: {
      signed_digest: held,
      signed_on: civilDateOf(now),
      signed_units: unitsOf(content),
      last_day: windowOf({
        signedAt: now,
        notBefore: content.notBefore,
        schedule,
        occasions: content.deliveries,
        ceilingMonths: undefined,
      }).firstSupplyBy,
    },
  })
  if (outcome.refusals) return outcome.refusals
  const document = await signWith(tx, ctx, key, {
    kind: PRESCRIPTION_KIND,
    content: legalContent(content, written.on) as JsonValue,
  })
  const { patientId } = prescription
  await tx
    .updateTable('homecare.prescription')
    .set({
      signed: await sealFor(tx, ctx, signedSubject(patientId), signedPlace(prescriptionId), JSON.stringify(document)),
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .execute()
  // What nobody has screened takes the place of nothing.
  if (event === 'sign') await replaceQueried(tx, ctx, outcome.prescription)
  return outcome.moved.to
}

const sortedById = (chosen: readonly ToSign[]): readonly ToSign[] =>
  [...chosen].sort((one, other) => (one.prescriptionId < other.prescriptionId ? -1 : 1))
const byPatient = (one: Prescription, other: Prescription): number => (one.patientId < other.patientId ? -1 : 1)
