import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { count } from '../../../../core/values/problem-wording.ts'
import { formatAmount } from '../../therapies/amount.ts'
import type { SchemeContent } from '../scheme.ts'
import { signFirstCaution } from '../sign-first.ts'

/** Identifiers with the words that people know. */
export interface SchemeWords {
  readonly brands: ReadonlyMap<string, string>
  readonly companies: ReadonlyMap<string, string>
}

/** Each part of a version in words, in the order of the form. */
export function wordsOf(content: SchemeContent, words: SchemeWords): readonly (readonly [string, string])[] {
  const { limits, times } = content
  const list = (ids: readonly string[], names: ReadonlyMap<string, string>): string =>
    ids.map((id) => names.get(id) ?? `Code ${id}, not in the dictionary now`).join('\n') || 'None'
  const amount = (value: number) => (limits === undefined ? '' : formatAmount(value, limits.unit))
  return [
    ['Biologic medicine', content.isBiologic ? 'Yes' : 'No'],
    ['Brands', list(content.brands, words.brands)],
    ['Homecare companies', list(content.companies, words.companies)],
    ['Usual dose', limits === undefined ? 'No limits' : `${amount(limits.least)} to ${amount(limits.most)}`],
    ['Largest loading dose', limits === undefined ? 'No limits' : amount(limits.mostLoading)],
    ['Between doses', limits === undefined ? 'No limits' : `${count(limits.shortestDays, 'day')} or more`],
    ['Stock kept in reserve', count(times.bufferDays, 'day')],
    ['The company needs', count(times.companyLead, 'working day')],
    ['Pharmacy needs', count(times.pharmacyLead, 'working day')],
    ['The clinic needs', count(times.clinicLead, 'working day')],
    ['Looked at again after a pause of', count(content.mostPauseDays, 'day')],
    ['Most stock at home', count(content.mostCoverDays, 'day')],
    ['Monitoring expected (not checked by Troth)', content.monitoring],
    ['Unchanged repeats', content.mayCheckerScreen ? 'A technician or nurse may screen them' : 'A pharmacist screens'],
    ['Order of work', content.maySignFirst ? SIGNED_FIRST : 'Screened, then signed'],
  ]
}

const SIGNED_FIRST = ['May be signed before screening', signFirstCaution]
  .filter((words) => words !== undefined)
  .join('. ')

/** A version as a summary; what differs from the one in use is marked. */
export const VersionSummary = ({
  content,
  words,
  before,
}: {
  content: SchemeContent
  words: SchemeWords
  before?: SchemeContent | undefined
}) => {
  const old = new Map(before && wordsOf(before, words))
  return (
    <SummaryList
      rows={wordsOf(content, words).map(([key, value]) => ({
        key,
        value: (
          <>
            {value.split('\n').map((line, index) => [index > 0 && <br />, line])}
            {before !== undefined && old.get(key) !== value && (
              <p class="nhsuk-hint nhsuk-u-margin-bottom-0">Changed. In use: {old.get(key)?.replaceAll('\n', ', ')}</p>
            )}
          </>
        ),
      }))}
    />
  )
}
