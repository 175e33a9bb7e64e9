// The front door of live counts.
import './routes.ts'

export { endLiveStreams } from './hub.ts'
