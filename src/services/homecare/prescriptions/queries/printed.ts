import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import type { PatientTables } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { inkPrescription } from '../../documents/ink-prescription.ts'
import type { Made } from '../../documents/made.ts'
import { prescriptionDocument } from '../../documents/prescription-document.ts'
import { readSigned, SIGNED_PROBLEMS } from '../../signing/queries/read-signed.ts'
import type { HomecareTables } from '../../tables.ts'
import { legalContent } from '../legal-content.ts'
import { isPaperOnlySchedule, refuseExit, refuseUnscreened } from '../route.ts'
import type { StoredContent } from '../stored-content.ts'
import { digestOfWritten } from '../stored-content.ts'
import { besideContent } from './beside-content.ts'
import type { Prescription } from './prescriptions.ts'

type Tables = Reader<
  HomecareTables & IdentityTables & PatientTables & TenancyTables & EncryptionTables & SignatureTables
>

/** A signed prescription as a document, its signature verified now; or why there is none. */
export async function printedPrescription(
  tx: Tables,
  ctx: Context,
  prescription: Prescription,
  allergies: AllergyStatus,
): Promise<Made> {
  const isPaper = refuseExit(prescription.schedule, 'pdf')
  if (isPaper) return { refusals: [isPaper] }
  const isUnscreened = refuseUnscreened(prescription.state)
  if (isUnscreened) return { refusals: [isUnscreened] }
  const { document, verdict, problems } = await readSigned(tx, ctx, prescription.prescriptionId)
  const [first, ...others] = problems.map((name): Refusal => ({ name, sentence: SIGNED_PROBLEMS[name] }))
  if (first !== undefined) return { refusals: [first, ...others] }
  if (document === undefined || verdict === undefined) return { refusals: [NOT_SIGNED] }
  return prescriptionDocument({
    content: document.content,
    digest: document.signature.digest,
    check: { ...verdict, problems: [] },
    checkedAt: ctx.clock.now(),
    beside: await besideContent(tx, ctx, prescription, allergies),
    isDemonstration: ctx.demonstration === true,
  })
}

const NOT_SIGNED: Refusal = { name: 'not-signed', sentence: SIGNED_PROBLEMS['not-signed'] }

/** A controlled drug on paper, to be signed in ink; or why it may not be printed. */
export async function inkPrint(
  tx: Tables,
  ctx: Context,
  prescription: Prescription,
  stored: StoredContent | undefined,
  allergies: AllergyStatus,
): Promise<Made> {
  const written = stored?.written
  const { screenedDigest, leftBy, schedule, state } = prescription
  const refusals: (Refusal | undefined)[] = [
    isPaperOnlySchedule(schedule)
      ? undefined
      : { name: 'not-paper', sentence: 'Only controlled drugs of schedules 1 to 3 are printed to be signed in ink' },
    leftBy === undefined
      ? undefined
      : {
          name: 'has-left',
          sentence: 'This prescription has already been sent: a second paper could be supplied from',
        },
    refuseUnscreened(state),
    written === undefined || screenedDigest === undefined
      ? { name: 'not-screened', sentence: 'It can be printed once pharmacy has screened it' }
      : undefined,
    written !== undefined && screenedDigest !== undefined && digestOfWritten(written) !== screenedDigest
      ? { name: 'content-changed', sentence: 'The content is not what was screened' }
      : undefined,
  ]
  const [first, ...others] = refusals.filter((refusal) => refusal !== undefined)
  if (first !== undefined || written === undefined) return { refusals: [first ?? NOT_SIGNED, ...others] }
  return inkPrescription({
    content: legalContent(written.content, written.on),
    digest: digestOfWritten(written),
    madeAt: ctx.clock.now(),
    beside: await besideContent(tx, ctx, prescription, allergies),
    isDemonstration: ctx.demonstration === true,
  })
}
