import { taskReason } from '../tasks/reason.ts'

export const timetableLate = taskReason({
  code: 'core.timetable-late',
  words: 'Work on a timetable is late',
  priority: 'soon',
  outcomes: { 'on-time-again': 'On time again', told: 'Told whoever runs the server' },
  href: () => '/staff/administration/jobs',
})
