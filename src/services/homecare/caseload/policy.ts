import { policy } from '../../../core/policy/policy.ts'

export interface CaseloadSubject {
  readonly patientId: string
  readonly isTrust: boolean
}

export const importCaseload = policy<CaseloadSubject>({
  name: 'homecare.caseload.import',
  why: 'An administrator brings in, at the command line, the homecare that patients have already, so that nobody types it again.',
  roles: ['administrator', 'system'],
  purposes: ['administration'],
  when: { says: 'the organisation is one that registers patients', holds: (_, { isTrust }) => isTrust },
})
