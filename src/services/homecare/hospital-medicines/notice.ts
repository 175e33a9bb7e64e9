import { z } from 'zod'
import { identityShape } from '../enrolments/registration-body.ts'

/** What a GP practice is told of a medicine that a hospital prescribes. Where the patient lives is not among it. */
export const noticeShape = z.object({
  what: z.enum(['started', 'stopped']),
  on: z.iso.date(),
  medicine: z.string().min(1).max(300),
  patient: identityShape,
  hospital: z.object({ name: z.string().max(300), telephone: z.string().max(50).optional() }),
})
export type HospitalMedicineNotice = z.infer<typeof noticeShape>
