// The front door of tasks: the one list of everything that a person must do.
import './jobs.ts'
import './reasons.ts'

export { addTask } from './commands/add-task.ts'
export { assignTask } from './commands/assign-task.ts'
export { assignTasks } from './commands/assign-tasks.ts'
export { closeTasksOf } from './commands/close-tasks-of.ts'
export { createTask, createTasks, type NewTask, type TaskMade, type Wanted } from './commands/make-tasks.ts'
export { closeTask, commentOnTask, reopenTask, takeTask } from './commands/work-on-task.ts'
export { taskReason, type TaskReason } from './reason.ts'
