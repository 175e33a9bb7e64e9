export const MACHINES = {
  enrolment: 'Homecare registration',
  therapy: 'Treatment',
  prescription: 'Prescription',
  delivery: 'Delivery',
} as const
export type MachineName = keyof typeof MACHINES

/** How it came to be known when somebody else said so. None: whoever is named did it here themselves. */
export const STEP_SOURCES = {
  telephone: 'By telephone',
  email: 'By e-mail',
  letter: 'By letter',
  portal: 'On the company’s own website',
  organisation: 'Sent by their system',
  import: 'Brought in from another system',
} as const
export type StepSource = keyof typeof STEP_SOURCES
