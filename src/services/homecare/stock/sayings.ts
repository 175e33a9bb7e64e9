import { careAround } from '../deliveries/queries/delivery-care.ts'
import { saying } from '../exchange/commands/saying.ts'
import { findPrescription } from '../prescriptions/queries/prescriptions.ts'
import { countBody, type CountBody } from './count.ts'
import { insertCount } from './commands/keep-count.ts'

/** What one side counted at home, for the other to work out until when the patient is covered. */
export const stockCounted = saying<CountBody>({
  name: 'homecare.stock-counted',
  title: 'Stock at home',
  why: 'The clinic and the homecare company both watch over when the medicine at home runs out.',
  body: countBody,
  async take(tx, ctx, body, { about, from }) {
    const prescription = await findPrescription(tx, ctx.tenantId, about)
    if (!prescription) return { subjects: [], refusals: ['We have no prescription to which this stock check belongs'] }
    const { patientId, therapyId } = prescription
    const { otherSide } = await careAround(tx, ctx.tenantId, about)
    if (otherSide !== from.tenantId) {
      return {
        subjects: [patientId],
        patientId,
        refusals: ['This stock check is from an organisation that does not supply the patient'],
      }
    }
    await insertCount(tx, ctx, { therapyId, patientId }, body)
    return { subjects: [patientId], patientId }
  },
})
