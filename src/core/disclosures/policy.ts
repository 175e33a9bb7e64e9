import { policy } from '../policy/policy.ts'

export const seeDisclosures = policy({
  name: 'core.disclosure.list',
  why: 'Those who answer for the organisation’s information see what left it, what came in, and what did not arrive.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})

export const handleDisclosures = policy({
  name: 'core.disclosure.handle',
  why: 'Somebody must send again what did not arrive, or say that it is no longer needed.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})

export const manageRecipients = policy({
  name: 'core.disclosure.register-recipient',
  why: 'Information leaves only for organisations that somebody entered on the register, with the agreement that covers it.',
  roles: ['administrator', 'data-protection-officer', 'system'],
  purposes: ['administration'],
})
