import type { z } from 'zod'
import { contentIssues } from '../../fhir/invalid-content.ts'
import type { OutcomeIssue } from '../../fhir/operation-outcome.ts'
import type { Extension } from '../../fhir/resource.ts'
import { LANGUAGE_SYSTEM, languageName } from '../../values/language.ts'
import {
  isMayBeTold,
  isRelationship,
  RELATIONSHIPS,
  type MayBeTold,
  type RelatedPerson,
  type RelatedPersonDetails,
  type Relationship,
  relatedPersonProblems,
} from '../related-person.ts'
import { Findings } from './findings.ts'
import { fromAddress, fromHumanName, fromTelecom } from './from-parts.ts'
import { IGNORED_IN_PATIENT, withoutIgnored } from './ignored.ts'
import { fromLanguage } from './language.ts'
import { relatedPersonSchema } from './schema.ts'
import * as system from './systems.ts'
import { toAddress, toHumanName } from './to-patient.ts'

/** Someone in a patient's life as UK Core RelatedPerson. What the reader may not see is already absent. */
export function toRelatedPerson(person: RelatedPerson) {
  const { relatedPersonId, patientId, version, updatedAt, relationships, language, interpreterRequired } = person
  const told: Extension[] = person.mayBeTold.map((code) => ({ url: system.MAY_BE_TOLD_EXTENSION, valueCode: code }))
  const interpreter: Extension[] = interpreterRequired
    ? [{ url: system.INTERPRETER_EXTENSION, valueBoolean: true }]
    : []
  const extension = [...told, ...interpreter]
  const telecom = [
    ...(person.telephone === undefined ? [] : [{ system: 'phone', value: person.telephone }]),
    ...(person.email === undefined ? [] : [{ system: 'email', value: person.email }]),
  ]
  return {
    resourceType: 'RelatedPerson' as const,
    id: relatedPersonId,
    meta: {
      versionId: String(version),
      lastUpdated: updatedAt.toISOString(),
      profile: [system.RELATED_PERSON_PROFILE],
    },
    ...(extension.length > 0 ? { extension } : {}),
    active: true,
    patient: { reference: `Patient/${patientId}` },
    relationship: relationships.map((code) => {
      const { words, system: of, fhir } = RELATIONSHIPS[code]
      return { coding: [{ system: system.RELATIONSHIP_SYSTEMS[of], code: fhir, display: words }] }
    }),
    name: [toHumanName(person.name)],
    ...(telecom.length > 0 ? { telecom } : {}),
    ...(person.address ? { address: [toAddress(person.address)] } : {}),
    ...periodOf(person),
    ...(language === undefined
      ? {}
      : {
          communication: [
            { language: { coding: [{ system: LANGUAGE_SYSTEM, code: language, display: languageName(language) }] } },
          ],
        }),
  }
}

export type FromRelatedPerson =
  { readonly patientId: string; readonly person: RelatedPersonDetails } | { readonly issues: readonly OutcomeIssue[] }

const IGNORED = new Set([...IGNORED_IN_PATIENT, 'patient.display', 'patient.type', 'meta.security'])

/** Reads a UK Core RelatedPerson, or says everything that is wrong with it. */
export function fromRelatedPerson(resource: unknown): FromRelatedPerson {
  const parsed = relatedPersonSchema.safeParse(withoutIgnored(resource, IGNORED))
  if (!parsed.success) return { issues: contentIssues('RelatedPerson', parsed.error) }
  const sent = parsed.data
  const findings = new Findings()
  if (sent.active === false) {
    findings.add(
      'not-supported',
      'Say when it ended with period, instead of making it inactive.',
      'RelatedPerson.active',
    )
  }
  const extensions = findings.extensions(sent.extension, 'RelatedPerson')
  const told = extensions.all(system.MAY_BE_TOLD_EXTENSION).map((each) => String(each['valueCode']))
  const mayBeTold = told.filter((code): code is MayBeTold => isMayBeTold(code))
  if (mayBeTold.length < told.length) {
    extensions.refuse(system.MAY_BE_TOLD_EXTENSION, 'This is not one of the matters that are known.')
  }
  const spoken = fromLanguage(findings, sent.communication, extensions, 'RelatedPerson')
  extensions.refuseRest()
  const points = (sent.telecom ?? []).flatMap(
    (each, at) => fromTelecom(findings, each, `RelatedPerson.telecom[${at}]`) ?? [],
  )
  const phones = points.filter((point) => point.system === 'phone')
  const emails = points.filter((point) => point.system === 'email')
  if (phones.length > 1 || emails.length > 1 || points.some((point) => point.system === 'textphone')) {
    findings.add('not-supported', 'One telephone number and one e-mail address can be kept.', 'RelatedPerson.telecom')
  }
  const [address] = (sent.address ?? []).map((each, at) => fromAddress(findings, each, `RelatedPerson.address[${at}]`))
  const person: RelatedPersonDetails = {
    name: fromHumanName(sent.name[0]!),
    relationships: relationshipsOf(findings, sent.relationship),
    telephone: phones[0]?.value,
    email: emails[0]?.value,
    address,
    mayBeTold: [...new Set(mayBeTold)],
    start: sent.period?.start,
    end: sent.period?.end,
    ...spoken,
  }
  for (const { field, text } of relatedPersonProblems(person)) {
    findings.add('value', `${text}.`, `RelatedPerson.${PLACES[field]}`)
  }
  if (findings.issues.length > 0) return { issues: findings.issues }
  return { patientId: sent.patient.reference.replace('Patient/', ''), person }
}

const PLACES = {
  family: 'name[0].family',
  given: 'name[0].given',
  relationships: 'relationship',
  address: 'address[0]',
  period: 'period',
} as const

type SentConcepts = z.infer<typeof relatedPersonSchema>['relationship']

function relationshipsOf(findings: Findings, sent: SentConcepts): readonly Relationship[] {
  const found = sent.map(({ coding = [] }) => coding.map(relationshipOf).find((code) => code !== undefined))
  found.forEach((code, at) => {
    if (code !== undefined) return
    findings.add('value', 'This is not one of the relationships that are known.', `RelatedPerson.relationship[${at}]`)
  })
  return [...new Set(found.filter((code) => code !== undefined))]
}

function relationshipOf({ system: of, code }: { system?: string | undefined; code?: string | undefined }) {
  return Object.keys(RELATIONSHIPS)
    .filter(isRelationship)
    .find((each) => RELATIONSHIPS[each].fhir === code && system.RELATIONSHIP_SYSTEMS[RELATIONSHIPS[each].system] === of)
}

function periodOf({ start, end }: Pick<RelatedPerson, 'start' | 'end'>) {
  if (start === undefined && end === undefined) return {}
  return { period: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) } }
}
