/** How a prescription compares with the last one, by computed difference alone: what decides who may screen it. */
export const PRESCRIPTION_CLASSES = {
  new: 'New',
  changed: 'Changed',
  'unchanged-repeat': 'Unchanged repeat',
} as const
export type PrescriptionClass = keyof typeof PRESCRIPTION_CLASSES
