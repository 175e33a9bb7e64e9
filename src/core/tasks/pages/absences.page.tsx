import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { formatDate } from '../../values/civil-date.ts'
import { homeLink } from '../home-links.ts'
import { taskPaths } from '../paths.ts'
import { seeAbsences } from '../policy.ts'
import { listAbsences } from '../queries/absences.ts'
import type { TeamPageTables } from '../queries/team-page.ts'

homeLink({
  text: 'Absences',
  href: taskPaths.absences(),
  description: 'Say when you are away and who covers for you.',
  policy: seeAbsences,
  order: 50,
})

export const absencesPage = page({
  path: '/staff/absences',
  audience: 'staff',
  policy: seeAbsences,
  purpose: 'administration',
  notices: { recorded: 'Absence recorded.', saved: 'Absence changed.', cancelled: 'Absence cancelled.' },
  load: (tx: Reader<TeamPageTables>, ctx) => listAbsences(tx, ctx.tenantId, ctx.clock.today()),
  shows: () => [],
  View: ({ subject: absences, chrome, ctx }) => (
    <Layout {...chrome} title="Absences" backHref="/staff">
      <h1 class="nhsuk-heading-l">Absences</h1>
      <p>While someone is away, whoever covers for them sees their tasks. New tasks for them go to their cover.</p>
      {absences.length === 0 ? (
        <p>Nobody is away, now or later.</p>
      ) : (
        <Table
          caption="Now and later"
          head={['Who', 'First day', 'Last day', 'Covered by']}
          rows={absences.map(({ absenceId, accountId, name, fromOn, untilOn, coverName }) => [
            accountId === ctx.actor.id || ctx.actor.roles.includes('administrator')
              ? { text: name, href: taskPaths.absence(absenceId), visuallyHiddenText: ': change' }
              : name,
            formatDate(fromOn),
            formatDate(untilOn),
            coverName ?? 'Nobody',
          ])}
          firstCellIsHeader
          responsive
        />
      )}
      <Button href={taskPaths.addAbsence()}>Add an absence</Button>
    </Layout>
  ),
})
