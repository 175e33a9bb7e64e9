import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Form, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { ROLES } from '../../policy/roles.ts'
import { wordList } from '../../values/problem-wording.ts'
import { addTeam, TEAM_REFUSALS } from '../commands/manage-teams.ts'
import { homeLink } from '../home-links.ts'
import { taskPaths } from '../paths.ts'
import { manageTeams } from '../policy.ts'
import { teamsWithPeople, type TeamPageTables } from '../queries/team-page.ts'

homeLink({
  text: 'Teams',
  href: taskPaths.teams(),
  description: 'Who shares tasks, and who leads.',
  policy: manageTeams,
  order: 60,
})

/** Names shown for a team; its page shows all. */
const MOST_NAMES = 5

export const teamNameField = textField({ label: 'Name of the team', maxLength: 80 })

export const teamsPage = page({
  path: '/staff/teams',
  audience: 'staff',
  policy: manageTeams,
  purpose: 'administration',
  notices: { closed: 'Team closed.' },
  load: (tx: Reader<TeamPageTables>, ctx) => teamsWithPeople(tx, ctx.tenantId),
  shows: () => [],
  View: ({ subject: teams, chrome }) => (
    <Layout {...chrome} title="Teams" backHref="/staff">
      <h1 class="nhsuk-heading-l">Teams</h1>
      <p>
        A team shares tasks. Its leads hear of tasks that the team has not finished in time. A team of a role is
        everyone who has the role: it is made when a task is first given to it.
      </p>
      {teams.length > 0 && (
        <Table
          caption="Teams that take tasks"
          head={['Team', 'People', 'Leads']}
          rows={teams.map(({ team, people }) => [
            { text: team.name, href: taskPaths.team(team.teamId) },
            people.length === 0
              ? team.role
                ? `Nobody is a ${ROLES[team.role].toLowerCase()}`
                : 'Nobody'
              : people.length > MOST_NAMES
                ? `${people.length} people`
                : wordList(people.map(({ name }) => name)),
            wordList(people.filter(({ isLead }) => isLead).map(({ name }) => name)) || 'No lead',
          ])}
          firstCellIsHeader
          responsive
        />
      )}
      <Button href={taskPaths.addTeam()}>Add a team</Button>
    </Layout>
  ),
})

export const addTeamPage = page({
  path: '/staff/teams/add',
  audience: 'staff',
  policy: manageTeams,
  purpose: 'administration',
  load: () => Promise.resolve({}),
  shows: () => [],
  form: {
    fields: { name: teamNameField },
    async submit(ctx, _subject, { name }) {
      const answer = await addTeam(ctx, { name })
      return typeof answer === 'string'
        ? { errors: { name: TEAM_REFUSALS[answer] } }
        : { redirect: taskPaths.team(answer.teamId, 'added') }
    },
  },
  View: ({ chrome, form }) => (
    <Layout {...chrome} title="Add a team" backHref={taskPaths.teams()}>
      <h1 class="nhsuk-heading-l">Add a team</h1>
      <Form {...form.hidden}>
        <TextField {...form.field('name')} width={30} />
        <Button>Add team</Button>
      </Form>
    </Layout>
  ),
})
