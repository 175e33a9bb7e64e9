import { saying } from '../exchange/commands/saying.ts'
import { heldKind, takeOrHold } from '../matching/commands/hold.ts'
import { takeNotice } from './commands/take-notice.ts'
import { type HospitalMedicineNotice, noticeShape } from './notice.ts'

const NAME = 'homecare.hospital-medicine-in-use'

/** A practice does not register someone because of a letter: without a match a person looks. */
const notices = heldKind<HospitalMedicineNotice>({
  name: NAME,
  title: 'Medicine that a hospital prescribes',
  patientOf: ({ patient }) => patient,
  owner: 'receptionist',
  take: takeNotice,
})

/** A GP practice learns that its patient takes, or no longer takes, a medicine from hospital. About the treatment. */
export const hospitalMedicineInUse = saying<HospitalMedicineNotice>({
  name: NAME,
  title: 'Medicine that a hospital prescribes',
  why: 'A GP practice must know every medicine of its patient, so that it prescribes nothing that does not go with it.',
  body: noticeShape,
  take: (tx, ctx, body, heard) => takeOrHold(tx, ctx, notices, body, heard),
})
