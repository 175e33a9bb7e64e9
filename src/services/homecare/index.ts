// The front door of medicines homecare.
import './companies/index.ts'
import './exchange/task-reasons.ts'
import './schemes/index.ts'
import './supply-cover/index.ts'
import './deliveries/index.ts'
import './prescriptions/index.ts'
import './therapies/index.ts'
