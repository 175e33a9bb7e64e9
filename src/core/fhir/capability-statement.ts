import { FHIR_JSON } from './content-type.ts'
import type { Interaction } from './interactions.ts'

/** FHIR R4 CapabilityStatement, made from what is registered: it cannot promise what is not there. */
export function capabilityStatement(base: string, date: string, interactions: readonly Interaction[]) {
  const types = [...new Set(interactions.map(({ resourceType }) => resourceType))]
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    publisher: 'Troth',
    kind: 'instance',
    software: { name: 'Troth' },
    implementation: { description: 'Troth', url: base },
    fhirVersion: '4.0.1',
    format: [FHIR_JSON, 'json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: false,
          description:
            'Each organisation gives a system its own bearer token, with scopes and an end date. Every answer is recorded in the audit trail.',
        },
        ...(types.length > 0 ? { resource: types.map((type) => resourceOf(type, interactions)) } : {}),
      },
    ],
  }
}

function resourceOf(type: string, all: readonly Interaction[]) {
  const interactions = all.filter(({ resourceType }) => resourceType === type)
  const has = (name: Interaction['name']) => interactions.some((each) => each.name === name)
  const profile = interactions.find((each) => each.profile)?.profile
  const documentation = interactions.find((each) => each.documentation)?.documentation
  const parameters = Object.entries(interactions.find((each) => each.parameters)?.parameters ?? {})
  return {
    type,
    ...(profile === undefined ? {} : { profile, supportedProfile: [profile] }),
    ...(documentation === undefined ? {} : { documentation }),
    interaction: interactions.map(({ name }) => ({ code: name })),
    versioning: has('update') ? 'versioned-update' : 'versioned',
    readHistory: false,
    updateCreate: false,
    conditionalCreate: interactions.some((each) => each.conditionalCreate === true),
    conditionalRead: 'not-match',
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    ...(parameters.length > 0
      ? {
          searchParam: parameters.map(([name, { type: kind, says, modifiers = [] }]) => ({
            name,
            type: kind,
            documentation: modifiers.length > 0 ? `${says} Modifiers: ${modifiers.join(', ')}.` : says,
          })),
        }
      : {}),
  }
}
