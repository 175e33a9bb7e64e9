import { z } from 'zod'
import type { VNode } from 'preact'
import { Pagination } from '../../../design-system/components/pagination.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import type { Chrome } from '../../http/chrome.ts'
import { page } from '../../http/page.ts'
import { formatInstant } from '../../values/london-time.ts'
import { accessWords, actorWords } from '../access-words.ts'
import { ownPaths } from '../paths.ts'
import { viewOwnAccessHistory } from '../policy.ts'
import {
  ACCESSES_A_PAGE,
  getOwnAccessHistory,
  type Access,
  type AccessHistory,
  type AccessHistoryTables,
} from '../queries.ts'

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(400).default(1) })

/** "Nurse, Rheumatology team", and the name where the organisation shows names. */
export const whoWords = ({ actorKind, roles, teams, name }: Access): string =>
  [...(name === undefined ? [] : [name]), actorWords(actorKind, roles), ...teams].join(', ')

const History = ({
  history,
  whose,
  chrome,
}: {
  readonly history: AccessHistory
  readonly whose: 'others' | 'own'
  readonly chrome: Chrome
}): VNode => {
  const isOwn = whose === 'own'
  const title = isOwn ? 'Your own visits' : 'Who has looked at your record'
  const path = isOwn ? ownPaths.ownVisits : ownPaths.accessHistory
  return (
    <Layout {...chrome} title={title} backHref={isOwn ? ownPaths.accessHistory : ownPaths.home}>
      <h1 class="nhsuk-heading-l">{title}</h1>
      {isOwn ? (
        <p>If you see a visit that was not you, change your password and telephone us.</p>
      ) : (
        <p>
          People who care for you look at your record to do their work. Each time is written here. If something looks
          wrong to you, telephone us and ask.
        </p>
      )}
      {history.accesses.length === 0 ? (
        <p>{isOwn ? 'There are no visits yet.' : 'Nobody has looked at your record yet.'}</p>
      ) : (
        <Table
          caption={isOwn ? 'Your visits, newest first' : 'Newest first'}
          responsive
          head={isOwn ? ['When', 'What'] : ['When', 'Who', 'What']}
          rows={history.accesses.map((access) => [
            formatInstant(access.at),
            ...(isOwn ? [] : [whoWords(access)]),
            accessWords(access.action, access.outcome),
          ])}
        />
      )}
      <Pagination
        page={history.page}
        pages={Math.ceil(history.total / ACCESSES_A_PAGE)}
        hrefFor={(number) => `${path}?page=${number}`}
      />
      {!isOwn && (
        <p class="troth-no-print">
          <a href={ownPaths.ownVisits}>See your own visits</a>
        </p>
      )}
      <p class="troth-no-print">You can print this page, or ask us for a copy on paper.</p>
    </Layout>
  )
}

export const accessHistoryPage = page({
  path: ownPaths.accessHistory,
  audience: 'patient',
  policy: viewOwnAccessHistory,
  purpose: 'own-record',
  query: pageQuery,
  load: (tx: Reader<AccessHistoryTables>, ctx, { query }) =>
    getOwnAccessHistory(tx, ctx, { whose: 'others', page: query.page }),
  shows: ({ patientId }) => [patientId],
  View: ({ subject, chrome }) => <History history={subject} whose="others" chrome={chrome} />,
})

export const ownVisitsPage = page({
  path: ownPaths.ownVisits,
  audience: 'patient',
  policy: viewOwnAccessHistory,
  purpose: 'own-record',
  query: pageQuery,
  load: (tx: Reader<AccessHistoryTables>, ctx, { query }) =>
    getOwnAccessHistory(tx, ctx, { whose: 'own', page: query.page }),
  shows: ({ patientId }) => [patientId],
  View: ({ subject, chrome }) => <History history={subject} whose="own" chrome={chrome} />,
})
