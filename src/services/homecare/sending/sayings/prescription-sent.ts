import { z } from 'zod'
import { signedDocument } from '../../../../core/signing/document.ts'
import { saying } from '../../exchange/commands/saying.ts'
import { takePaper, takePrescription } from '../commands/take-prescription.ts'
import { heldBehind, takeBehind } from '../commands/take-behind.ts'
import { DOSE_ROUTES } from '../../therapies/dose.ts'

const civilDate = z.iso.date()
const route = z.enum(Object.keys(DOSE_ROUTES) as [keyof typeof DOSE_ROUTES])

const sent = z.object({
  enrolmentId: z.uuid(),
  therapyId: z.uuid(),
  replacesId: z.uuid().nullable(),
  prescriberId: z.uuid(),
  /** What was written, from which the digest is worked out again. */
  written: z.string(),
  signed: signedDocument,
  /** Fingerprints of every authority of the sender, and what the one of this document has withdrawn. */
  authorities: z.array(z.string()),
  withdrawals: signedDocument.shape.withdrawals.nullable(),
  therapy: z.object({
    vtmId: z.string(),
    route,
    medicine: z.string(),
    isBiologic: z.boolean(),
    indication: z.string().nullable(),
  }),
  orderReference: z.string(),
  lastDay: civilDate,
  answerBy: z.iso.datetime(),
  /** Outside the signature, so that it can change. Never that of a sensitive record. */
  deliveryAddress: z.json().nullable(),
})
export type PrescriptionSent = z.infer<typeof sent>

const sentPrescriptions = heldBehind<PrescriptionSent>(
  'homecare.prescription-sent',
  'Signed prescription',
  takePrescription,
)

/** A signed prescription, as the clinic sends it. */
export const prescriptionSent = saying<PrescriptionSent>({
  name: 'homecare.prescription-sent',
  title: 'Signed prescription',
  why: 'The homecare company supplies by it, and checks the signature itself.',
  body: sent,
  take: (tx, ctx, body, heard) =>
    takeBehind(tx, ctx, sentPrescriptions, body, heard, (said, about) => takePrescription(tx, ctx, said, about)),
})

const paper = z.object({
  enrolmentId: z.uuid(),
  therapyId: z.uuid(),
  prescriberId: z.uuid(),
  route,
  postedOn: civilDate,
  answerBy: z.iso.datetime(),
})
export type PaperPosted = z.infer<typeof paper>

const expectedPapers = heldBehind<PaperPosted>(
  'homecare.paper-expected',
  'Prescription on paper is expected',
  takePaper,
)

/** Of a controlled drug that may leave on paper alone: that paper is on its way, and nothing of what it says. */
export const paperExpected = saying<PaperPosted>({
  name: 'homecare.paper-expected',
  title: 'Prescription on paper is expected',
  why: 'The homecare company looks out for the paper. Nothing of what is on it is sent.',
  body: paper,
  take: (tx, ctx, body, heard) =>
    takeBehind(tx, ctx, expectedPapers, body, heard, (said, about) => takePaper(tx, ctx, said, about)),
})
