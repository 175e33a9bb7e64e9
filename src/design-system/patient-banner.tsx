import type { Child } from '../core/html/jsx-runtime.ts'
import { classes } from './content.ts'
import { Tag } from './components/tag.tsx'

export interface PatientBannerProps {
  readonly family: string
  readonly given: string
  readonly title?: string | undefined
  /** As read: `12-Mar-1961`. Absent when nobody knows it. */
  readonly born?: string | undefined
  /** With its unit: `65y`, `3m`, `5d`. */
  readonly age?: string | undefined
  /** Ten digits, in any spacing. */
  readonly nhsNumber?: string | undefined
  /** Why there is no number, or why it is not to be relied on: "not yet traced". */
  readonly nhsNumberNote?: string | undefined
  readonly gender: string
  /** `not-asked` and `none-known` are different facts and read differently. */
  readonly allergies: 'not-asked' | 'none-known' | readonly string[]
  readonly address?: string | undefined
  readonly telephone?: string | undefined
  /** As read: `2-Feb-2026`. */
  readonly died?: string | undefined
  /** Hides address and telephone: they could lead someone to a person in danger. */
  readonly sensitive?: boolean | undefined
  /** Where the patient's record is. */
  readonly href?: string | undefined
}

/** An NHS number as people read it aloud: 3, 3 and 4 digits. Anything that is not ten digits is left alone. */
export const formatNhsNumber = (number: string): string => {
  const digits = number.replace(/\s/g, '')
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}` : number
}

const allergyWords = (allergies: PatientBannerProps['allergies']): string =>
  allergies === 'not-asked'
    ? 'not yet asked'
    : allergies === 'none-known' || allergies.length === 0
      ? 'No known allergies'
      : allergies.join(', ')

const Fact = ({ label, children, kind }: { label: string; children: Child; kind?: 'wide' | 'alert' | undefined }) => (
  <div
    class={classes(
      'troth-patient__fact',
      kind && 'troth-patient__fact--wide',
      kind === 'alert' && 'troth-patient__fact--alert',
    )}
  >
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/**
 * Who this page is about, in the order of the NHS Common User Interface patient banner: FAMILY, Given (Title), Born, Gender, NHS No.
 * The words never truncate: a banner cut short is how the wrong patient is treated.
 */
export function PatientBanner(props: PatientBannerProps) {
  const { family, given, title, born, age, nhsNumber, nhsNumberNote, died, sensitive, allergies } = props
  const name = `${family.toLocaleUpperCase('en-GB')}, ${given}${title ? ` (${title})` : ''}`
  const isAllergic = typeof allergies !== 'string' && allergies.length > 0
  return (
    <section
      class={classes('troth-patient', died && 'troth-patient--deceased', sensitive && 'troth-patient--sensitive')}
      aria-label={`Patient ${name}`}
    >
      <p class="troth-patient__name">
        {props.href === undefined ? name : <a href={props.href}>{name}</a>}
        {died && [' ', <Tag colour="grey">Died {died}</Tag>]}
        {sensitive && [' ', <Tag colour="red">Sensitive record</Tag>]}
      </p>
      <dl class="troth-patient__facts">
        <Fact label="Born">{born === undefined ? 'not known' : `${born}${age && !died ? ` (${age})` : ''}`}</Fact>
        {died && <Fact label="Died">{`${died}${age ? ` (${age})` : ''}`}</Fact>}
        <Fact label="Gender">{props.gender}</Fact>
        <Fact label="NHS No.">
          {nhsNumber === undefined ? (
            (nhsNumberNote ?? 'not known')
          ) : (
            <>
              <span class="troth-nowrap">{formatNhsNumber(nhsNumber)}</span>
              {nhsNumberNote && ` (${nhsNumberNote})`}
            </>
          )}
        </Fact>
        {sensitive ? (
          <Fact label="Address" kind="wide">
            hidden: sensitive record
          </Fact>
        ) : (
          <>
            {props.address && (
              <Fact label="Address" kind="wide">
                {props.address}
              </Fact>
            )}
            {props.telephone && <Fact label="Telephone">{props.telephone}</Fact>}
          </>
        )}
        <Fact label="Allergies" kind={isAllergic ? 'alert' : 'wide'}>
          {allergyWords(allergies)}
        </Fact>
      </dl>
    </section>
  )
}
