import { policy } from '../../policy/policy.ts'
import { SIGNING_ROLES } from './signature.ts'

export const ownSignature = policy({
  name: 'identity.signature.own',
  why: 'Those who may prescribe or screen make, replace and withdraw the key that signs for them, and nobody does it in their place.',
  roles: SIGNING_ROLES.value,
  purposes: ['security'],
})

export const sign = policy({
  name: 'identity.signature.sign',
  why: 'A person signs with their own key, which their own secret and a code from their phone open.',
  roles: SIGNING_ROLES.value,
  purposes: ['direct-care', 'security'],
})

export const listSignatures = policy({
  name: 'identity.signature.list',
  why: 'Those who run the service see whose keys may sign, and the fingerprint that the organisation publishes.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})

export const withdrawSignature = policy({
  name: 'identity.signature.withdraw',
  why: 'A key that someone else may know, or that is not needed, is shut off at once.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})
