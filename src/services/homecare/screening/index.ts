// The front door of clinical screening.
import './commands/close-queries.ts'
import './task-reasons.ts'
import './pages/answer-query.page.tsx'
import './pages/decline.page.tsx'
import './pages/overrides.page.tsx'
import './pages/query.page.tsx'
import './pages/queue.page.tsx'
import './pages/screen.page.tsx'
