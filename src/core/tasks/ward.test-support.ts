import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Tx } from '../database/transaction.ts'
import type { StaffRole } from '../policy/roles.ts'
import { civilDateOf } from '../values/london-time.ts'
import { newUuid } from '../values/uuid.ts'
import { addTeam, changeTeam, closeTeam, type TeamMember } from './commands/manage-teams.ts'
import { createTask, taskReason, type NewTask } from './index.ts'
import { addStaff } from './people.test-support.ts'
import { getTask } from './queries/stored-task.ts'
import type { TaskWriting } from './tables.ts'

export const supplyEnds = taskReason({
  code: 'test.supply-ends-soon',
  words: 'Supply ends soon',
  priority: 'soon',
  outcomes: { arranged: 'Delivery arranged' },
})

/** A ward of two nurses, a pharmacist and an administrator, whose clock a test moves on with `now`. */
export async function startWard() {
  const ward = { now: new Date('2026-11-23T10:00:00Z') }
  const clock = { now: () => new Date(ward.now), today: () => civilDateOf(ward.now) }
  const test: TestPlatform = await startTestPlatform(clock)
  const { tenantId } = test
  const amina = await addStaff(test, tenantId, 'Amina Khan', ['nurse'])
  const as = (accountId: string, roles: readonly StaffRole[] = ['nurse'], over: Partial<Context> = {}) =>
    test.as(roles, { actorId: accountId, ...over })
  const inTx = <Result>(work: (tx: Tx<TaskWriting>) => Promise<Result>) =>
    inTenant<TaskWriting, Result>({ db: test.platform.db, tenantId }, work)
  const boss = await addStaff(test, tenantId, 'Dilys Price', ['administrator'])
  const manager = () => as(boss, ['administrator'], { purpose: 'administration' })
  const team = async (name: string, members: readonly TeamMember[]): Promise<string> => {
    const added = await addTeam(manager(), { name })
    if (typeof added === 'string') throw new Error(added)
    await changeTeam(manager(), { teamId: added.teamId, version: undefined, name, members })
    return added.teamId
  }
  return Object.assign(ward, {
    test,
    amina,
    ben: await addStaff(test, tenantId, 'Ben Okafor', ['nurse']),
    carol: await addStaff(test, tenantId, 'Carol Jones', ['pharmacist']),
    boss,
    as,
    inTx,
    make: (task: Omit<NewTask, 'reason'>, ctx: Context = as(amina)) =>
      inTx((tx) => createTask(tx, ctx, { reason: supplyEnds, ...task })),
    task: (taskId: string) => inTx((tx) => getTask(tx, tenantId, taskId)),
    historyOf: (taskId: string) =>
      inTx((tx) =>
        tx
          .selectFrom('core.task_event')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('task_id', '=', taskId)
          .orderBy('sequence')
          .execute(),
      ),
    newsOf: (accountId: string) =>
      inTx(async (tx) => {
        const rows = await tx
          .selectFrom('core.notification')
          .select('kind')
          .where('tenant_id', '=', tenantId)
          .where('account_id', '=', accountId)
          .execute()
        return rows.map(({ kind }) => kind)
      }),
    /** Someone is away today; call what it returns when they are back. */
    async away(accountId: string, coveredBy: string | null) {
      const absenceId = newUuid(ward.now)
      const today = clock.today()
      await inTx((tx) =>
        tx
          .insertInto('core.absence')
          .values({
            tenant_id: tenantId,
            absence_id: absenceId,
            account_id: accountId,
            from_on: today,
            until_on: today,
            covered_by: coveredBy,
            recorded_by: accountId,
            recorded_at: ward.now,
            cancelled_at: null,
          })
          .execute(),
      )
      return () =>
        inTx((tx) =>
          tx
            .updateTable('core.absence')
            .set({ cancelled_at: ward.now })
            .where('tenant_id', '=', tenantId)
            .where('absence_id', '=', absenceId)
            .execute(),
        )
    },
    team,
    async closedTeam(name: string): Promise<string> {
      const teamId = await team(name, [])
      await closeTeam(manager(), { teamId, version: undefined })
      return teamId
    },
    async addPatient(): Promise<string> {
      const patientId = newUuid(ward.now)
      const names = JSON.stringify([{ use: 'usual', prefix: [], given: ['Amina'], family: 'Test', suffix: [] }])
      await inTx((tx) =>
        sql`insert into core.patient (tenant_id, patient_id, nhs_number_absence, nhs_number_status, names, gender)
            values (${tenantId}, ${patientId}, 'not-known', '07', ${names}, 'female')`.execute(tx as never),
      )
      return patientId
    },
  })
}

export type Ward = Awaited<ReturnType<typeof startWard>>
