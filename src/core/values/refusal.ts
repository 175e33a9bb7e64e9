/** Why something may not be done: a name for the program and a sentence that tells the user what to do. */
export type Refusal<Name extends string = string> = { readonly name: Name; readonly sentence: string }
