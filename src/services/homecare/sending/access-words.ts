import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of how their prescriptions reached the homecare company.

seenAs('homecare.prescription.order', 'your prescription, to order and send it')
seenAs('homecare.prescription.answer', 'a prescription for you that a clinic sent')
doneAs('homecare.prescription.ordered', 'ordered what a prescription for you says')
doneAs('homecare.prescription.transmitted', 'sent a prescription for you to the homecare company')
doneAs('homecare.prescription.sent-by-hand', 'noted that a prescription for you was sent to the homecare company')
doneAs('homecare.prescription.answered', 'told the clinic what becomes of a prescription for you')
doneAs('homecare.prescription.answer-recorded', 'wrote down what the homecare company said of a prescription for you')
doneAs('homecare.prescription.not-answered', 'noted that the homecare company has not answered a prescription for you')
doneAs('homecare.prescription.expired', 'ended a prescription for you that had expired')
