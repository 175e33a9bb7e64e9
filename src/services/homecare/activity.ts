import { activity, LEGAL_BASES } from '../../core/policy/activity.ts'

activity({
  name: 'Medicines homecare',
  why: 'We keep what is prescribed for you to use at home, and what you have left, so that it reaches you before you run out.',
  people: ['patients', 'relatives', 'staff', 'other-staff'],
  purposes: ['direct-care', 'own-record'],
  basis: LEGAL_BASES.care,
  tables: [
    ...['company', 'counterpart_authority', 'delivery', 'dose_plan', 'enrolment', 'extra_use', 'hospital_medicine'],
    ...['matter', 'message', 'missed_dose', 'pause', 'prescription', 'run_out_sheet', 'scheme', 'scheme_version'],
    ...['screening', 'step', 'stock_count', 'therapy', 'unmatched'],
  ].map((name) => `homecare.${name}`),
})
