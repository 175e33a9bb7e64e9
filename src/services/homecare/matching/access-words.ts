import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who saw or did this.

seenAs('homecare.matching.decide', 'a registration that may be yours')
doneAs('homecare.unmatched.decided', 'said whose a registration or medicine is')
