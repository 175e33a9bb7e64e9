/** What the program tells members of staff, with the words of their list. None says anything about a patient. */
export const NOTIFICATION_KINDS = {
  'task-urgent': { words: 'You have a new urgent task', isUrgent: true },
  'task-passed-up': { words: 'A task was not finished in time and was passed to you', isUrgent: true },
  'task-assigned': { words: 'You have a new task', isUrgent: false },
  'tasks-assigned': { words: 'You have new tasks', isUrgent: false },
} as const
export type NotificationKind = keyof typeof NOTIFICATION_KINDS

export const isNotificationKind = (kind: string): kind is NotificationKind => Object.hasOwn(NOTIFICATION_KINDS, kind)

/** The words of a stored kind, also of one that the program no longer makes. */
export const notificationWords = (kind: string): string =>
  isNotificationKind(kind) ? NOTIFICATION_KINDS[kind].words : 'There is something new'
