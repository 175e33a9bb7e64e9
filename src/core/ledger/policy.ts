import { policy } from '../policy/policy.ts'

export const seeAuditLog = policy({
  name: 'core.audit-log.see',
  why: 'Those who answer for the trail keep its checkpoints elsewhere, so that nobody can change the trail unnoticed. A checkpoint names nobody.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['information-rights'],
})
