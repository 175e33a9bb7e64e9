import { taskReason } from '../tasks/reason.ts'

/** A new address may need a new delivery, another interpreter or another clinic. */
export const addressChanged = taskReason({
  code: 'own-record.address-changed',
  words: 'A patient changed their address',
  priority: 'soon',
  outcomes: {
    checked: 'Checked, nothing else to change',
    'plans-changed': 'Deliveries or appointments changed',
    'asked-patient': 'Asked the patient about it',
  },
  href: (patientId) => `/staff/patients/${patientId}`,
})
