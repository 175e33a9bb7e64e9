import { Button } from '../../../../design-system/components/button.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { Tag } from '../../../../design-system/components/tag.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { allowsRole } from '../../../../core/policy/enforce.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import { schemePaths } from '../paths.ts'
import { manageSchemes, seeSchemes } from '../policy.ts'
import { listSchemes, type SchemeLine } from '../queries/versions.ts'
import type { SchemeTables } from '../tables.ts'

homeLink({
  text: 'Homecare schemes',
  href: schemePaths.list(),
  description: 'What is approved for each medicine.',
  policy: seeSchemes,
  order: 71,
  kinds: ['nhs-trust'],
})

const stateOf = (scheme: SchemeLine) =>
  scheme.closedAt ? (
    <Tag colour="grey">Closed</Tag>
  ) : scheme.liveNumber === undefined ? (
    <Tag colour="yellow">Not approved yet</Tag>
  ) : scheme.isSignedOff ? (
    <Tag colour="green">In use</Tag>
  ) : (
    <Tag colour="orange">In use, not signed off</Tag>
  )

export const schemesPage = page({
  path: '/staff/homecare/schemes',
  audience: 'staff',
  policy: seeSchemes,
  purpose: 'administration',
  load: (tx: Reader<SchemeTables>, ctx) => listSchemes(tx, ctx.tenantId),
  shows: () => [],
  notices: { closed: 'Scheme closed.' },
  View: ({ subject, chrome, ctx }) => (
    <Layout {...chrome} title="Homecare schemes" backHref="/staff" wide>
      <h1 class="nhsuk-heading-l">Homecare schemes</h1>
      <p>What your organisation has approved for each medicine. Two people approve each version.</p>
      {allowsRole(manageSchemes as never, ctx) && <Button href={schemePaths.choose()}>Propose a scheme</Button>}
      {subject.length === 0 ? (
        <p>No scheme has been proposed.</p>
      ) : (
        <Table
          caption="Schemes"
          head={['Scheme', 'Version in use', 'State', 'Waiting']}
          rows={subject.map((scheme) => [
            { text: scheme.name, href: schemePaths.scheme(scheme.schemeId) },
            scheme.liveNumber === undefined ? 'None' : String(scheme.liveNumber),
            stateOf(scheme),
            scheme.isWaiting ? 'A version waits for approval' : 'Nothing',
          ])}
          firstCellIsHeader
          responsive
        />
      )}
    </Layout>
  ),
})
