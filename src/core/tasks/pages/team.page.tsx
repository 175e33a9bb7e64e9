import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { CheckboxesField, Form, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { choiceField, optional } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { ROLES } from '../../policy/roles.ts'
import { changeTeam, closeTeam, TEAM_REFUSALS } from '../commands/manage-teams.ts'
import { taskPaths } from '../paths.ts'
import { manageTeams } from '../policy.ts'
import { teamAndColleagues, type TeamPageTables } from '../queries/team-page.ts'
import { idsField } from './ids-field.ts'
import { teamNameField } from './teams.page.tsx'

export const teamPage = page({
  path: '/staff/teams/:teamId',
  audience: 'staff',
  policy: manageTeams,
  purpose: 'administration',
  notices: { added: 'Team added. Now choose who is in it.', saved: 'Team saved.' },
  load: (tx: Reader<TeamPageTables>, ctx, { path }) => teamAndColleagues(tx, ctx.tenantId, path.teamId),
  shows: () => [],
  form: {
    fields: {
      act: choiceField({ label: 'What to do', choices: { save: 'Save', close: 'Close' } }),
      name: optional(teamNameField),
      members: idsField('Who is in the team?'),
      leads: idsField('Who leads?'),
    },
    initial: ({ team, people }) => ({
      name: team.name,
      members: people.map(({ accountId }) => accountId),
      leads: people.filter(({ isLead }) => isLead).map(({ accountId }) => accountId),
    }),
    version: ({ team }) => team.version,
    check: ({ act, name, members, leads }, { team }) => ({
      ...(act === 'save' && team.role === null && name === undefined ? { name: 'Enter name of the team' } : {}),
      ...(act === 'save' && team.role === null && leads.some((lead) => !members.includes(lead))
        ? { leads: 'Select leads who are in the team' }
        : {}),
    }),
    async submit(ctx, { team }, { act, name, members, leads }, { version }) {
      const { teamId } = team
      if (act === 'close') {
        const closed = await closeTeam(ctx, { teamId, version })
        return typeof closed === 'string'
          ? { errors: { form: TEAM_REFUSALS[closed] } }
          : { redirect: taskPaths.teams('closed') }
      }
      const chosen = team.role === null ? members : leads
      const saved = await changeTeam(ctx, {
        teamId,
        version,
        name: name ?? team.name,
        members: chosen.map((accountId) => ({ accountId, isLead: leads.includes(accountId) })),
      })
      if (typeof saved === 'string') {
        return { errors: { [saved === 'name-in-use' ? 'name' : 'members']: TEAM_REFUSALS[saved] } }
      }
      return { redirect: taskPaths.team(teamId, 'saved') }
    },
  },
  View: ({ subject: { team, people, colleagues }, chrome, form }) => {
    const options = (team.role === null ? colleagues : people).map(({ accountId, name }) => ({
      value: accountId,
      label: name,
    }))
    return (
      <Layout {...chrome} title={team.name} backHref={taskPaths.teams()}>
        <h1 class="nhsuk-heading-l">{team.name}</h1>
        {team.role !== null && (
          <InsetText>
            <p>
              This team is everyone with the role {ROLES[team.role].toLowerCase()}. To change who is in it, change their
              role.
            </p>
          </InsetText>
        )}
        {team.closedAt === null ? (
          <>
            <Form {...form.hidden}>
              <input type="hidden" name="act" value="save" />
              {team.role === null && (
                <>
                  <TextField {...form.field('name')} width={30} />
                  <CheckboxesField {...form.field('members')} options={options} small />
                </>
              )}
              <CheckboxesField
                {...form.field('leads')}
                hint="They hear of tasks that the team has not finished in time."
                options={options}
                small
              />
              <Button>Save</Button>
            </Form>
            {team.role === null && (
              <Form {...form.hidden}>
                <input type="hidden" name="act" value="close" />
                <Button variant="warning">Close this team</Button>
              </Form>
            )}
          </>
        ) : (
          <p>This team is closed. It takes no tasks.</p>
        )}
      </Layout>
    )
  },
})
