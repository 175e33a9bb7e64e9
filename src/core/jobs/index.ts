// The front door of the queue's pages: failed jobs and late timetables, for the administrator.
import './jobs.ts'
import './measures.ts'
import './pages/troubled-jobs.page.tsx'
import './pages/try-job-again.page.tsx'
import './pages/discard-job.page.tsx'
