// The front door of the queue's pages: failed jobs, for the administrator.
import './pages/troubled-jobs.page.tsx'
import './pages/try-job-again.page.tsx'
import './pages/discard-job.page.tsx'
