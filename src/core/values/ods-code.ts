import { enter, must } from './problem-wording.ts'

/** `https://fhir.nhs.uk/Id/ods-organization-code` */
export const ODS_CODE_SYSTEM = 'https://fhir.nhs.uk/Id/ods-organization-code'

/** Trusts have 3 characters, practices 6, sites 5 and newer sites up to 12. */
const PATTERN = /^[A-Z0-9]{3,12}$/

/** An Organisation Data Service code in capitals: "RR8", "B86011". */
export function parseOdsCode(text: string): string | undefined {
  const code = text.normalize('NFKC').trim().toUpperCase()
  return PATTERN.test(code) ? code : undefined
}

export function odsCodeProblem(text: string, label: string = 'ODS code'): string | undefined {
  if (text.trim() === '') return enter(label)
  return parseOdsCode(text) === undefined
    ? must(label, 'be 3 to 12 letters and numbers, like RR8 or B86011')
    : undefined
}
