/** A log that tells of something that never began: its events were not written by these rules. */
export class ImpossibleHistory extends Error {
  constructor() {
    super('The log tells of something that never began.');
    this.name = 'ImpossibleHistory';
  }
}

/** The state of what does exist. Folds rely on the log for it, decisions on their policies. @throws ImpossibleHistory */
export function existing<State extends { readonly status: string }>(
  state: State,
): Exclude<State, { status: 'ABSENT' }> {
  if (state.status === 'ABSENT') throw new ImpossibleHistory();
  return state as Exclude<State, { status: 'ABSENT' }>;
}
