import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { page } from '../../../../core/http/page.ts'
import { allowsRole } from '../../../../core/policy/enforce.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatShortInstant } from '../../../../core/values/london-time.ts'
import { schemePaths } from '../paths.ts'
import { manageSchemes, seeSchemes } from '../policy.ts'
import { loadSchemePage } from '../queries/scheme-page.ts'
import type { SchemeVersion } from '../queries/versions.ts'
import { UNVERIFIED_SCHEME } from '../scheme.ts'
import { VersionSummary } from './version-summary.tsx'

export const schemePage = page({
  path: '/staff/homecare/schemes/:schemeId',
  audience: 'staff',
  policy: seeSchemes,
  purpose: 'administration',
  load: loadSchemePage,
  shows: () => [],
  notices: {
    proposed: 'Proposed. Someone else must approve it.',
    approved: 'Approved. It is in use now.',
    returned: 'Sent back.',
    'signed-off': 'Sign-off recorded.',
  },
  View: ({ subject: { scheme, words, names }, chrome, ctx }) => {
    const live = scheme.versions.find(({ number }) => number === scheme.liveNumber)
    const waiting = scheme.versions.find(({ isDecided }) => !isDecided)
    const mayManage = allowsRole(manageSchemes as never, ctx) && scheme.closedAt === undefined
    return (
      <Layout {...chrome} title={scheme.name} backHref={schemePaths.list()} wide>
        <h1 class="nhsuk-heading-l">{scheme.name}</h1>
        {scheme.closedAt && <p>This scheme was closed on {formatShortInstant(scheme.closedAt)}.</p>}
        {waiting && (
          <InsetText>
            <p>
              Version {waiting.number} waits for approval.{' '}
              <a href={schemePaths.decide(scheme.schemeId)}>Look at it and decide</a>
            </p>
          </InsetText>
        )}
        {live ? (
          <>
            {live.signOff ? (
              <p>
                Checked against its sources by {live.signOff.by} ({live.signOff.registration}) on{' '}
                {formatDate(live.signOff.on)}.
              </p>
            ) : (
              <WarningCallout headingLevel={2} heading="Not signed off">
                <p>{UNVERIFIED_SCHEME}.</p>
              </WarningCallout>
            )}
            <h2 class="nhsuk-heading-m">Version {live.number}, in use</h2>
            <VersionSummary content={live.content} words={words} />
          </>
        ) : (
          <p>No version has been approved, so nothing can be prescribed under it.</p>
        )}
        {mayManage && (
          <div>
            {!waiting && <Button href={schemePaths.propose(scheme.schemeId)}>Propose a change</Button>}
            {live && !live.signOff && (
              <p>
                <a href={schemePaths.signOff(scheme.schemeId)}>Record who signed it off</a>
              </p>
            )}
            <p>
              <a href={schemePaths.close(scheme.schemeId)}>Close this scheme</a>
            </p>
          </div>
        )}
        <h2 class="nhsuk-heading-m">Versions</h2>
        <Table
          caption="Every version"
          head={['Version', 'Proposed', 'Decided']}
          rows={scheme.versions.map((version) => [
            String(version.number),
            `${formatShortInstant(version.proposedAt)}, ${names.get(version.proposedBy) ?? 'someone who has left'}`,
            decisionOf(version, names),
          ])}
          responsive
        />
      </Layout>
    )
  },
})

function decisionOf(version: SchemeVersion, names: ReadonlyMap<string, string>): string {
  if (version.approvedAt)
    return `Approved ${formatShortInstant(version.approvedAt)}, ${names.get(version.approvedBy ?? '') ?? 'someone who has left'}`
  return version.returnedAt
    ? `Sent back ${formatShortInstant(version.returnedAt)}: ${version.returnReason ?? ''}`
    : 'Waits for approval'
}
