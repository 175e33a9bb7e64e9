import { doneAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who did this.

doneAs('homecare.caseload.brought-in', 'brought in your homecare from another system')
