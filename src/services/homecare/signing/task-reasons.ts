import { taskReason } from '../../../core/tasks/index.ts'

/** What is stored is not what was signed. Nothing may be supplied until somebody knows why. */
export const signatureBroken = taskReason({
  code: 'homecare.signature-broken',
  words: 'A signed prescription does not match its signature: do not use it, and find out why',
  priority: 'urgent',
  outcomes: {
    'prescribed-again': 'Prescribed again',
    'reported-as-incident': 'Reported as an incident',
    'put-right': 'Put right',
  },
})
