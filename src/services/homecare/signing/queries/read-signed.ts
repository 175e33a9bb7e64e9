import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { verifyHere, type SignatureTables } from '../../../../core/identity/signatures/index.ts'
import { findPatient, hasNhsNumber, type PatientTables } from '../../../../core/patients/index.ts'
import type { SignedDocument } from '../../../../core/signing/document.ts'
import { PROBLEMS, type Problem, type Verdict } from '../../../../core/signing/verify.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import { digestOfWritten, type WrittenContent } from '../../prescriptions/stored-content.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'
import { isSamePerson, rowMatches } from '../row-matches.ts'
import type { SigningTables } from '../tables.ts'
import { believed } from './believed.ts'

/** The kind that is signed with every prescription: a signature on anything else never stands for one. */
export const PRESCRIPTION_KIND = 'prescription'

/** What can be wrong with a signed prescription beside its signature: it is in the wrong place, or the record says otherwise. */
export const SIGNED_PROBLEMS = {
  ...PROBLEMS,
  'not-signed': 'It is not signed',
  'cannot-be-opened': 'What was signed, or what was written, was changed where it is stored',
  'other-content': 'What is stored is not what was signed',
  'other-prescription': 'The signature was made for another prescription',
  'other-patient': 'The signature was made for another patient',
  'row-changed': 'The record of the prescription does not agree with what was signed',
} as const
export type SignedProblem = Problem | keyof typeof SIGNED_PROBLEMS

/** A signed prescription, read and verified. With any problem, nothing of it may be used. */
export interface SignedReading {
  readonly prescription: Prescription
  readonly document: SignedDocument | undefined
  readonly written: WrittenContent | undefined
  readonly verdict: Verdict | undefined
  readonly problems: readonly SignedProblem[]
}

type Tables = Reader<PrescriptionTables & SigningTables & SignatureTables & PatientTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'keys' | 'clock' | 'actor'>

/**
 * Opens what was signed and verifies it: signature, certificate and withdrawals, the digest worked out again from what is
 * stored, and that it is this prescription of this patient. Call it at every reading that matters.
 */
export async function readSigned(tx: Tables, ctx: By, prescriptionId: string): Promise<SignedReading> {
  const prescription = await getPrescription(tx as Reader<PrescriptionTables>, ctx.tenantId, prescriptionId)
  const nothing = { prescription, document: undefined, written: undefined, verdict: undefined }
  const opened = await open(tx, ctx, prescription)
  if (typeof opened === 'string') return { ...nothing, problems: [opened] }
  const { document, written } = opened
  const { counterpartId } = prescription
  const verdict = await verifyHere(tx as Reader<SignatureTables>, ctx, document, {
    kind: PRESCRIPTION_KIND,
    ...(counterpartId === undefined ? {} : await believed(tx as Reader<SigningTables>, ctx, counterpartId, document)),
  })
  if (verdict.signedAt === undefined) return { ...nothing, verdict, problems: verdict.problems }
  const digest = digestOfWritten(written)
  const named = (document.content as { readonly prescriptionId?: unknown }).prescriptionId
  const patient = await findPatient(tx as Reader<PatientTables>, ctx, prescription.patientId)
  const held = patient && {
    nhsNumber: hasNhsNumber(patient.nhsNumber) ? patient.nhsNumber.number : undefined,
    birthDate: patient.birthDate,
  }
  const found: readonly (readonly [SignedProblem, boolean])[] = [
    [
      'other-content',
      [prescription.digest, prescription.signedDigest, prescription.screenedDigest ?? digest].some(
        (one) => one !== digest,
      ) || document.signature.digest !== digest,
    ],
    ['other-prescription', named !== prescriptionId || written.content.prescriptionId !== prescriptionId],
    ['other-patient', held === undefined || !isSamePerson(held, written.content.patient)],
    ['row-changed', !rowMatches(prescription, written.content, civilDateOf(verdict.signedAt))],
  ]
  const problems = [...verdict.problems, ...found.filter(([, isSo]) => isSo).map(([problem]) => problem)]
  return { prescription, document, written, verdict, problems }
}

async function open(
  tx: Tables,
  ctx: By,
  { prescriptionId, patientId }: Prescription,
): Promise<{ document: SignedDocument; written: WrittenContent } | 'not-signed' | 'cannot-be-opened'> {
  const row = await tx
    .selectFrom('homecare.prescription')
    .select('signed')
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst()
  if (!row?.signed) return 'not-signed'
  try {
    const text = await openFor(tx, ctx, signedSubject(patientId), signedPlace(prescriptionId), row.signed)
    const written = await readContent(tx, ctx, prescriptionId)
    if (text === undefined || written === undefined) return 'cannot-be-opened'
    return { document: JSON.parse(text) as SignedDocument, written }
  } catch {
    return 'cannot-be-opened'
  }
}

/** Whose key seals the signed document, and where it stands. */
export const signedSubject = (subjectId: string) => ({ subjectId, class: 'clinical-text' }) as const
export const signedPlace = (rowId: string) => ({ table: 'homecare.prescription', column: 'signed', rowId })
