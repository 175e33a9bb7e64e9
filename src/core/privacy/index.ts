// The front door of the record of processing and the privacy notice.
import './activities.ts'

export type { Controller, Declared } from './declared.ts'
export { privacyNotice } from './notice.ts'
export { PARTIES } from './parties.ts'
export { recordAsCsv, recordAsMarkdown } from './record-as-text.ts'
export { recordOfProcessing } from './record-of-processing.ts'
