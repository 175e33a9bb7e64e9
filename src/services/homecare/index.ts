// The front door of medicines homecare.
import './exchange/task-reasons.ts'
import './prescriptions/index.ts'
import './screening/index.ts'
import './sending/index.ts'
import './signing/index.ts'
import './therapies/index.ts'
