import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who checked their prescriptions.

seenAs('homecare.prescription.screen', 'your prescription, to check it')
seenAs('homecare.prescription.answer-query', 'a question that pharmacy asked about your prescription')
doneAs('homecare.prescription.screened', 'checked a prescription for you')
doneAs('homecare.prescription.queried', 'asked the prescriber about a prescription for you')
doneAs('homecare.prescription.query-answered', 'answered a question of pharmacy about a prescription for you')
doneAs('homecare.prescription.declined', 'decided that a prescription for you does not go ahead')
