import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { openToAll } from '../../http/open-to-all.ts'
import { page } from '../../http/page.ts'
import { getOrganisation } from '../../tenancy/queries.ts'
import { ORGANISATION_KINDS } from '../../tenancy/organisation.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import type { Reader } from '../../database/transaction.ts'
import { exceptionSentences, openingSentences } from '../../values/opening-sentences.ts'
import { addDays } from '../../values/civil-date.ts'

/** How far ahead closures are announced, in days. */
const ANNOUNCED_DAYS = 28

export const organisationPage = page({
  path: '/:organisation',
  audience: 'public',
  tenancy: 'address',
  policy: openToAll,
  purpose: 'public-information',
  load: async (tx: Reader<TenancyTables>, ctx) => {
    const organisation = await getOrganisation(tx, ctx.tenantId)
    const today = ctx.clock.today()
    return {
      organisation,
      closures: exceptionSentences(organisation.openingHours, today, addDays(today, ANNOUNCED_DAYS)),
    }
  },
  shows: () => [],
  View: ({ subject: { organisation, closures }, chrome }) => (
    <Layout {...chrome} title={organisation.name} backHref="/">
      <h1 class="nhsuk-heading-xl">{organisation.name}</h1>
      <p class="nhsuk-lede-text">{ORGANISATION_KINDS[organisation.kind]}</p>
      <SummaryList
        rows={[
          { key: 'Telephone', value: organisation.telephone ?? 'Not given' },
          {
            key: 'Data protection officer',
            value: organisation.settings.dataProtectionContact ?? 'Not given',
          },
          {
            key: 'Opening times',
            value: (
              <ul class="nhsuk-list">
                {[...openingSentences(organisation.openingHours), ...closures].map((sentence) => (
                  <li>{sentence}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <p>
        <a href="/patient/sign-in">Sign in as a patient</a> or <a href="/patient/activate">use a code we gave you</a>{' '}
        for the first time.
      </p>
    </Layout>
  ),
})
