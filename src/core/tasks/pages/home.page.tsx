import { Button } from '../../../design-system/components/button.tsx'
import { Card } from '../../../design-system/components/card.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { LiveCount } from '../../../design-system/components/live-count.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { notificationPaths } from '../../notifications/paths.ts'
import { getOrganisation } from '../../tenancy/queries.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import { wordList } from '../../values/problem-wording.ts'
import { homeLinksFor } from '../home-links.ts'
import { taskPaths } from '../paths.ts'
import { seeTasks } from '../policy.ts'
import { homeOf, type HomeTables } from '../queries/home.ts'
import { patientsShown, type TaskLine } from '../queries/lines.ts'
import { MOST_COUNTED } from '../queries/worklist.ts'
import { reasonWords } from '../reason.ts'
import { VIEWS, type View } from '../worklist.ts'
import { countWords, DueWords, PatientWords, PriorityTag } from './task-words.tsx'

export const homePage = page({
  path: '/staff',
  audience: 'staff',
  policy: seeTasks,
  purpose: 'direct-care',
  load: async (tx: Reader<HomeTables & TenancyTables>, ctx) => ({
    ...(await homeOf(tx, ctx)),
    kind: (await getOrganisation(tx, ctx.tenantId)).kind,
  }),
  shows: ({ mine, team, nobody }) => patientsShown([...mine, ...team, ...nobody]),
  View: ({ subject: home, chrome, ctx }) => {
    const { counts } = home
    const now = ctx.clock.now()
    const links = homeLinksFor({ ...ctx }, home.kind)
    return (
      <Layout {...chrome} title="Your work">
        <h1 class="nhsuk-heading-l">Your work</h1>
        {home.coversFor.length > 0 && (
          <InsetText>
            <p>You cover for {wordList(home.coversFor)} today. Their tasks are in your list.</p>
          </InsetText>
        )}
        <ul class="nhsuk-grid-row nhsuk-card-group">
          <Tile
            text="Urgent"
            live="urgent-tasks"
            count={counts.urgent}
            href={taskPaths.list({ view: 'involved', priority: 'urgent' })}
          />
          <Tile
            text="Overdue"
            live="overdue-tasks"
            count={counts.overdue}
            href={taskPaths.list({ view: 'involved', due: 'overdue' })}
          />
          <Tile text="My tasks" live="tasks" count={counts.mine} href={taskPaths.list({ view: 'mine' })} />
          <Tile text="My teams’ tasks" live="team-tasks" count={counts.team} href={taskPaths.list({ view: 'team' })} />
          <Tile
            text="Nobody is in"
            live="nobody-tasks"
            count={counts.nobody}
            href={taskPaths.list({ view: 'nobody' })}
          />
          <Tile text="New notifications" live="unread" count={counts.notifications} href={notificationPaths.list()} />
        </ul>
        <ShortList view="nobody" tasks={home.nobody} now={now} />
        <ShortList view="mine" tasks={home.mine} now={now} />
        <ShortList view="team" tasks={home.team} now={now} />
        <Button href={taskPaths.add()} variant="secondary">
          Make a task
        </Button>
        {links.length > 0 && (
          <>
            <h2 class="nhsuk-heading-m">What you can do</h2>
            <ul class="nhsuk-list">
              {links.map(({ text, href, description }) => (
                <li>
                  <a href={href}>{text}</a>. {description}
                </li>
              ))}
            </ul>
          </>
        )}
      </Layout>
    )
  },
})

const Tile = ({ text, live, count, href }: { text: string; live: string; count: number; href: string }) => (
  <li class="nhsuk-grid-column-one-third nhsuk-card-group__item">
    <Card heading={text} headingSize="s" href={href} clickable>
      <p class="nhsuk-heading-l nhsuk-u-margin-bottom-0">
        <LiveCount name={live}>{countWords(count, MOST_COUNTED)}</LiveCount>
      </p>
    </Card>
  </li>
)

const EMPTY: Partial<Record<View, string>> = { mine: 'You have no tasks.', team: 'Your teams have no tasks.' }

const ShortList = ({ view, tasks, now }: { view: View; tasks: readonly TaskLine[]; now: Date }) => {
  if (tasks.length === 0) return EMPTY[view] ? <p>{EMPTY[view]}</p> : null
  return (
    <>
      <Table
        caption={{ text: VIEWS[view], size: 'm' }}
        head={['Task', 'Patient', 'Priority', 'Due']}
        rows={tasks.map((task) => [
          { text: reasonWords(task.reason), href: taskPaths.task(task.taskId) },
          <PatientWords patient={task.patient} />,
          <PriorityTag priority={task.priority} />,
          <DueWords task={task} now={now} />,
        ])}
        firstCellIsHeader
        responsive
      />
      <p>
        <a href={taskPaths.list({ view })}>See all of “{VIEWS[view].toLowerCase()}”</a>
      </p>
    </>
  )
}
