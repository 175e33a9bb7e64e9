import { z } from 'zod'
import { BarChart } from '../../../../design-system/chart.tsx'
import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { addDays } from '../../../../core/values/civil-date.ts'
import { instantOf } from '../../../../core/values/london-time.ts'
import { GATES, overrideRates, type GateName } from '../../schemes/gates.ts'
import { isClinic } from '../../sending/queries/parties.ts'
import { optionsOf } from '../../sending/pages/queue-parts.tsx'
import { screeningPaths } from '../paths.ts'
import { seeOverrides } from '../policy.ts'
import { listScreenings } from '../queries/override-history.ts'
import type { ScreeningTables } from '../tables.ts'

const PERIODS = { '28': 'The last 4 weeks', '91': 'The last 3 months', '365': 'The last year' } as const

/** What each check asks, for those who judge whether anyone heeds it. */
export const GATE_WORDS: Readonly<Record<GateName, string>> = {
  'allergies-unknown': 'Allergies not asked',
  'allergies-old': 'Allergies confirmed more than a year ago',
  'others-unknown': 'Other treatments could not be read',
  'substance-unknown': 'Substance not in the dictionary',
  'duplicate-substance': 'Same medicine from another company',
  'two-biologics': 'Two biologic medicines',
  'no-scheme': 'No scheme',
  'scheme-not-approved': 'Scheme not approved',
  'brand-not-in-scheme': 'Brand not in the scheme',
  'dose-unit': 'Dose in another unit than the scheme',
  'dose-high': 'Dose above the scheme',
  'dose-low': 'Dose below the scheme',
  'dose-often': 'Dose more often than the scheme',
  'scheme-not-verified': 'Scheme not signed off',
}
const percent = ({ found, overridden }: { found: number; overridden: number }) =>
  Math.round((overridden / Math.max(1, found)) * 100)

export const overridesPage = page({
  path: '/staff/homecare/overrides',
  audience: 'staff',
  policy: seeOverrides,
  purpose: 'direct-care',
  query: z.object({ days: z.enum(['28', '91', '365']).catch('91'), format: z.string().optional().catch(undefined) }),
  async load(tx: Reader<ScreeningTables & TenancyTables>, ctx, { query }) {
    const today = ctx.clock.today()
    const from = instantOf(addDays(today, -Number(query.days)))
    const history = await listScreenings(tx, ctx.tenantId, { from, until: instantOf(addDays(today, 1)) })
    const named = (names: readonly GateName[]) =>
      names.map((name) => ({ name, grade: GATES.find((gate) => gate.name === name)?.grade ?? 'note', sentence: '' }))
    return {
      isClinic: await isClinic(tx, ctx.tenantId),
      screenings: history.length,
      rates: overrideRates(
        history.map(({ found, overridden }) => ({
          findings: named(found),
          overrides: overridden.map((name) => ({ name, reason: 'kept', byId: 'kept' })),
        })),
      ),
    }
  },
  shows: () => [],
  csv: ({ rates }) => ({
    shows: [],
    file: {
      fileName: 'override-rates.csv',
      columns: ['Check', 'Found', 'Overridden', 'Per cent'],
      rows: rates.map((rate) => [GATE_WORDS[rate.name], rate.found, rate.overridden, percent(rate)]),
    },
  }),
  View: ({ subject: { rates, screenings }, at: { query }, chrome }) => (
    <Layout {...chrome} title="How often checks are overridden" backHref={screeningPaths.queue()} wide>
      <h1 class="nhsuk-heading-l">How often checks are overridden</h1>
      <p>
        A check that is nearly always overridden is one that nobody heeds any more. {screenings} decisions of clinical
        screening were made in this time.
      </p>
      <DataTable
        caption="Checks"
        path={screeningPaths.overrides()}
        query={{ days: query.days }}
        columns={[
          { key: 'check', heading: 'Check', cell: ({ name }) => GATE_WORDS[name] },
          { key: 'found', heading: 'Found', cell: ({ found }) => found, numeric: true },
          { key: 'overridden', heading: 'Overridden', cell: ({ overridden }) => overridden, numeric: true },
          { key: 'rate', heading: 'Per cent', cell: percent, numeric: true },
        ]}
        rows={rates}
        total={rates.length}
        pageSize={100}
        page={1}
        filterNames={['days']}
        filters={
          <SelectField
            values={{ days: query.days }}
            errors={{}}
            name="days"
            label="Time"
            options={optionsOf(PERIODS)}
          />
        }
        csvPath={screeningPaths.overrides({ days: query.days, format: 'csv' })}
        emptyText="No check has found anything in this time."
      />
      {rates.length > 0 && (
        <BarChart
          id="override-rates"
          caption="Per cent overridden of those found"
          labelHeading="Check"
          valueHeading="Per cent"
          bars={rates.map((rate) => ({ label: GATE_WORDS[rate.name], value: percent(rate) }))}
        />
      )}
    </Layout>
  ),
})
