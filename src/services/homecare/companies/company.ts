import type { Nation } from '../../../core/values/bank-holidays.ts'

/** A homecare company that the organisation works with. */
export interface Company {
  readonly companyId: string
  readonly name: string
  /** Its own organisation in Troth; undefined for a company that does not use Troth. */
  readonly recipientId: string | undefined
  readonly odsCode: string | undefined
  readonly telephone: string | undefined
  readonly email: string | undefined
  readonly addressLines: readonly string[]
  readonly nation: Nation
  /** Working days within which it answers. */
  readonly answerDays: number
  readonly endedAt: Date | undefined
  readonly version: number
}

/** What people enter about a company. */
export type CompanyDetails = Omit<Company, 'companyId' | 'endedAt' | 'version'>
