import { dateField } from '../../http/form/date-field.ts'
import { optional, textField } from '../../http/form/fields.ts'
import { addYears, type CivilDate } from '../../values/civil-date.ts'
import { languageName, LANGUAGES } from '../../values/language.ts'
import { namePartProblem } from '../../values/person-name.ts'
import { must } from '../../values/problem-wording.ts'
import { parseTelephoneNumber, telephoneProblem } from '../../values/telephone-number.ts'
import { birthDateRule, OLDEST_AGE_YEARS, type DateRule } from '../../values/typed-date.ts'

// Fields that several of this noun's forms share.

/** Part of a name, of any script. */
export const nameField = (label: string, hint?: string) =>
  optional(
    textField<string>({
      label,
      ...(hint === undefined ? {} : { hint }),
      maxLength: 100,
      understand(text) {
        const problem = namePartProblem(text, label)
        return problem === undefined ? { value: text } : { problem }
      },
    }),
  )

export const birthDateField = optional(
  dateField({
    label: 'Date of birth',
    name: 'Date of birth',
    hint: 'For example, 15 3 1984. Leave empty if nobody knows it',
    rule: birthDateRule,
  }),
)

/** A date that may be left empty. */
export const optionalDate = (label: string, hint?: string, when?: DateRule['when']) =>
  optional(
    dateField({
      label,
      name: label,
      ...(hint === undefined ? {} : { hint }),
      rule: (today: CivilDate): DateRule => ({
        today,
        earliest: addYears(today, -OLDEST_AGE_YEARS),
        ...(when === undefined ? {} : { when }),
      }),
    }),
  )

/** A telephone number as typed, in E.164; it may be left empty. */
export const optionalTelephone = (label: string) =>
  optional(
    textField<string>({
      label,
      maxLength: 40,
      understand(text) {
        const problem = telephoneProblem(text)
        return problem === undefined ? { value: parseTelephoneNumber(text) ?? '' } : { problem }
      },
    }),
  )

/** Why something is done, for the audit trail. */
export const reasonField = (label: string, hint?: string) =>
  textField({ label, ...(hint === undefined ? {} : { hint }), maxLength: 200, missing: `Enter ${lower(label)}` })

/** Words kept sealed. */
export const sealedTextField = (label: string, hint: string, longest: number) =>
  optional(textField({ label, hint, maxLength: longest }))

/** A language of the list; any other code that a record already has stays as it is. */
export const languageField = optional(
  textField<string>({
    label: 'Language',
    understand: (code) =>
      languageName(code) === undefined ? { problem: 'Select a language from the list' } : { value: code },
  }),
)

export const languageOptions = (current: string | undefined): { value: string; label: string }[] => {
  const listed = LANGUAGES.map(({ code, name, ownName }) => ({
    value: code,
    label: name === ownName ? name : `${name} (${ownName})`,
  }))
  return current === undefined || LANGUAGES.some(({ code }) => code === current)
    ? listed
    : [{ value: current, label: languageName(current) ?? current }, ...listed]
}

/** The words of a typed address, in lines of its own. */
export const lineField = (label: string, hint?: string) =>
  optional(textField({ label, ...(hint === undefined ? {} : { hint }), maxLength: 100 }))

export const options = (choices: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }))

/** One sentence for a field from problems that name a part of it. */
export const firstProblem = (problems: readonly { readonly field: string; readonly text: string }[], field: string) =>
  problems.find((problem) => problem.field === field)?.text

export const tooLong = (label: string, longest: number): string => must(label, `be ${longest} characters or fewer`)

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
