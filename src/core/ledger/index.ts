// The front door of the audit log's pages: its newest checkpoint, for those who keep it elsewhere.
import './measures.ts'
import './pages/audit-log.page.tsx'
import './pages/event-proof.page.tsx'
import './routes.ts'
