// What one organisation of homecare tells another.
import './access-words.ts'
import './jobs.ts'
import './task-reasons.ts'
