import { must } from '../values/problem-wording.ts'

const LONGEST = 1000

/** What is wrong with home-access instructions. Empty text is fine: it removes them. */
export const homeAccessProblem = (text: string): string | undefined =>
  [...text].length > LONGEST ? must('Instructions', `be ${LONGEST} characters or fewer`) : undefined
