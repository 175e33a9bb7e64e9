import { policy, type Who } from '../policy/policy.ts'
import { STAFF_ROLES } from '../policy/roles.ts'
import { givesCare, type TaskInQuestion } from './question.ts'

const aboutTheirWork = {
  says: 'the task is about no patient, or they give care, or it is theirs, their team’s or was passed up to them',
  holds: (who: Who, task: TaskInQuestion) => task.patientId === null || givesCare(who) || task.concernsThem,
}

const staff = { roles: STAFF_ROLES, purposes: ['direct-care', 'administration'] } as const

export const seeTasks = policy({
  name: 'core.task.list',
  why: 'Staff see what they and their teams have to do. The list holds only tasks that they may open.',
  ...staff,
})
export const seeTask = policy<TaskInQuestion>({
  name: 'core.task.view',
  why: 'Staff see a task, its history and the name of the patient it is about, to do it.',
  ...staff,
  when: aboutTheirWork,
})
export const makeTask = policy<{ readonly patientId: string | null }>({
  name: 'core.task.create',
  why: 'Anyone who notices that something must be done makes sure that it is someone’s task. For a patient, those who give care.',
  ...staff,
  when: {
    says: 'the task is about no patient, or they give care',
    holds: (who, { patientId }) => patientId === null || givesCare(who),
  },
})
export const workOnTask = policy<TaskInQuestion>({
  name: 'core.task.work',
  why: 'Staff take, hand on, comment on, finish and reopen tasks of their work.',
  ...staff,
  when: aboutTheirWork,
})
export const passUpTasks = policy({
  name: 'core.task.escalate',
  why: 'The program passes a task up the chain when it is not finished in time.',
  roles: ['system'],
  purposes: ['administration'],
})
export const manageTeams = policy({
  name: 'core.team.manage',
  why: 'Administrators decide who shares tasks and who leads.',
  roles: ['administrator'],
  purposes: ['administration'],
})
export const seeAbsences = policy({
  name: 'core.absence.list',
  why: 'Staff see who is away and who covers, to know whom to ask. Why someone is away is never recorded.',
  roles: STAFF_ROLES,
  purposes: ['administration'],
})
export const recordAbsence = policy<{ readonly accountId: string }>({
  name: 'core.absence.record',
  why: 'People say when they are away and who covers, so that no task waits unseen. Administrators do it for others.',
  roles: STAFF_ROLES,
  purposes: ['administration'],
  when: {
    says: 'it is their own absence, or they are an administrator',
    holds: ({ actor }, { accountId }) => actor.id === accountId || actor.roles.includes('administrator'),
  },
})
