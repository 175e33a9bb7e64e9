import { LANGUAGE_SYSTEM, isLanguageCode, languageByCode } from '../../values/language.ts'
import type { ExtensionReader, Findings } from './findings.ts'
import type { concept, communication } from './schema.ts'
import type { z } from 'zod'
import * as system from './systems.ts'

type SentCommunication = z.infer<typeof communication>
type SentConcept = z.infer<typeof concept>

/** Code systems whose codes are BCP 47 language tags, or near enough that `languageByCode` knows them. */
const LANGUAGE_SYSTEMS: readonly (string | undefined)[] = [
  LANGUAGE_SYSTEM,
  'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage',
  undefined,
]

/** The language of a resource and whether an interpreter is needed, from the standard elements or from PDS's extension. */
export function fromLanguage(
  findings: Findings,
  sent: readonly SentCommunication[] | undefined,
  extensions: ExtensionReader,
  at: string,
): { language: string | undefined; interpreterRequired: boolean } {
  const spoken = (sent ?? []).toSorted((a, b) => Number(b.preferred === true) - Number(a.preferred === true))
  if (spoken.length > 1)
    findings.add('not-supported', 'One language can be kept: the preferred one.', `${at}.communication`)
  const standard = spoken[0] && codeOf(findings, spoken[0].language, `${at}.communication[0].language`)
  const nhs = extensions.one(system.NHS_COMMUNICATION_EXTENSION)
  const inner = findings.extensions(nhs?.extension, `${at}.extension('${system.NHS_COMMUNICATION_EXTENSION}')`)
  const [coded] = inner.codes('language')
  const fromNhs =
    coded === undefined
      ? undefined
      : codeOf(findings, conceptOf(coded), `${at}.extension('${system.NHS_COMMUNICATION_EXTENSION}')`)
  const needed = inner.flag('interpreterRequired')
  // PDS repeats what the record is: whether the language is the preferred one adds nothing to one language.
  inner.flag('preferred')
  inner.refuseRest()
  if (standard !== undefined && fromNhs !== undefined && standard !== fromNhs) {
    extensions.refuse(system.NHS_COMMUNICATION_EXTENSION, 'This names another language than communication does.')
  }
  return {
    language: standard ?? fromNhs,
    interpreterRequired: extensions.flag(system.INTERPRETER_EXTENSION) ?? needed ?? false,
  }
}

function conceptOf(text: string): SentConcept {
  const at = text.lastIndexOf('|')
  const of = text.slice(0, at)
  return { coding: [{ ...(of === '' ? {} : { system: of }), code: text.slice(at + 1) }] }
}

function codeOf(findings: Findings, { coding = [] }: SentConcept, at: string): string | undefined {
  const code = coding.find((each) => LANGUAGE_SYSTEMS.includes(each.system) && each.code !== undefined)?.code
  if (code === undefined) findings.add('value', 'Send the language as a BCP 47 code, such as pa or bfi.', at)
  if (code === undefined || isLanguageCode(code)) return code
  // Older code systems have codes of their own for some languages, such as q4 for British Sign Language.
  const known = languageByCode(code)?.code
  if (known === undefined) findings.add('value', 'This is not a language code that is known.', at)
  return known
}
