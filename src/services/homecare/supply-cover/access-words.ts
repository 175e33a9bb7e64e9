import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who saw or did this.

seenAs('homecare.supply.list', 'a list of people by how long their medicine at home lasts')
seenAs('homecare.supply.view', 'how long your medicine at home lasts')
doneAs('homecare.supply.asked-for', 'asked someone to see to your supply of medicine')
doneAs('homecare.supply.handed-on', 'gave your homecare to someone to see to')
doneAs('homecare.supply.watched', 'looked at how long your medicine at home lasts')
doneAs('homecare.missed-dose.recorded', 'recorded a dose that you missed')
doneAs('homecare.missed-dose.withdrawn', 'took back a missed dose that was recorded by mistake')
doneAs('homecare.extra-use.recorded', 'recorded medicine used beyond your doses')
