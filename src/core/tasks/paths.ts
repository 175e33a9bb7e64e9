import type { View } from './worklist.ts'

type Query = Readonly<Record<string, string | undefined>>

const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

export const taskPaths = {
  home: () => '/staff',
  list: (query: Query & { readonly view?: View } = {}) => withQuery('/staff/tasks', query),
  add: (query: { readonly patientId?: string } = {}) => withQuery('/staff/tasks/add', query),
  task: (taskId: string, notice?: string) => withQuery(`/staff/tasks/${taskId}`, { notice }),
  assign: (taskId: string) => `/staff/tasks/${taskId}/give`,
  close: (taskId: string) => `/staff/tasks/${taskId}/finish`,
  reopen: (taskId: string) => `/staff/tasks/${taskId}/open-again`,
  teams: (notice?: string) => withQuery('/staff/teams', { notice }),
  addTeam: () => '/staff/teams/add',
  team: (teamId: string, notice?: string) => withQuery(`/staff/teams/${teamId}`, { notice }),
  absences: (notice?: string) => withQuery('/staff/absences', { notice }),
  addAbsence: () => '/staff/absences/add',
  absence: (absenceId: string) => `/staff/absences/${absenceId}`,
} as const
