import { doneAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who saw or did this.

doneAs('homecare.message.watched', 'noted that a message about homecare waits for one before it')
